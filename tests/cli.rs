//! The command line, held to its contract line by line.

#![expect(clippy::expect_used, reason = "helpers of tests fail as tests do")]

use std::{
    fs,
    io::{Read, Write},
    path::{Path, PathBuf},
    process::{Command as Process, Output, Stdio},
};

use assert_cmd::{Command, assert::Assert, cargo::cargo_bin};
use serde_json::Value;
use tempfile::TempDir;

/// A link with nothing to say about it.
const GOOD: &str = "https://github.com/settings/personal-access-tokens/new?name=CI&contents=read";
/// A link with one error that can be mended.
const BAD: &str = "https://github.com/settings/personal-access-tokens/new?name=CI&contents=rw";
const MENDED: &str = "https://github.com/settings/personal-access-tokens/new?name=CI&contents=write";
/// A link with nothing worse than a warning.
const RISKY: &str = "https://github.com/settings/personal-access-tokens/new?name=CI&expires_in=none&contents=read";
const CLASSIC: &str = "https://github.com/settings/tokens/new?scopes=repo";
/// A link that takes two to mend.
const MIXED: &str =
    "https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo-org&members=read&keys=read";

fn finegrain(args: &[&str]) -> Command {
    let mut command = Command::new(cargo_bin!("finegrain"));
    for variable in ["NO_COLOR", "CLICOLOR", "CLICOLOR_FORCE"] {
        command.env_remove(variable);
    }
    command.args(args);
    command
}

fn run(args: &[&str]) -> Assert {
    finegrain(args).assert()
}

fn stdout(assert: &Assert) -> String {
    text(&assert.get_output().stdout)
}

fn stderr(assert: &Assert) -> String {
    text(&assert.get_output().stderr)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("UTF-8")
}

fn json(args: &[&str]) -> Value {
    let all: Vec<&str> = ["check", "--format", "json"].iter().chain(args).copied().collect();
    serde_json::from_str(&stdout(&run(&all))).expect("JSON")
}

fn codes(entry: &Value) -> Vec<&str> {
    let diagnostics = entry["diagnostics"].as_array().expect("diagnostics");
    diagnostics
        .iter()
        .map(|found| found["code"].as_str().expect("a code"))
        .collect()
}

/// A folder with files in it.
struct Folder(TempDir);

impl Folder {
    fn new(files: &[(&str, &str)]) -> Folder {
        let folder = Folder(TempDir::new().expect("a temporary folder"));
        for (name, content) in files {
            let path = folder.path(name);
            fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
            fs::write(path, content).expect("a file");
        }
        folder
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    /// Runs the command in this folder.
    fn run(&self, args: &[&str]) -> Assert {
        finegrain(args).current_dir(self.0.path()).assert()
    }

    fn read(&self, name: &str) -> String {
        text(&fs::read(self.path(name)).expect("a file"))
    }

    fn json(&self, args: &[&str]) -> Value {
        let all: Vec<&str> = ["check", "--format", "json"].iter().chain(args).copied().collect();
        serde_json::from_str(&stdout(&self.run(&all))).expect("JSON")
    }

    /// The files in which links are found, in the order of the report.
    fn files(&self, args: &[&str]) -> Vec<String> {
        let entries = self.json(args);
        let files = entries
            .as_array()
            .expect("an array")
            .iter()
            .map(|entry| entry["file"].as_str().expect("a file"));
        files.map(str::to_owned).collect()
    }
}

mod exit_status {
    use super::*;

    #[test]
    fn of_check() {
        run(&["check", GOOD]).code(0);
        run(&["check", RISKY]).code(0);
        run(&["check", BAD]).code(1);
        run(&["check", GOOD, BAD]).code(1);
        run(&["check", "no-such-file.md"]).code(2);
    }

    #[test]
    fn warnings_count_where_that_is_asked() {
        run(&["check", "--deny-warnings", RISKY]).code(1);
        run(&["check", "--deny-warnings", GOOD]).code(0);
        let only_notes = "https://github.com/settings/personal-access-tokens/new?contents=read";
        run(&["check", "--deny-warnings", only_notes]).code(0);
    }

    #[test]
    fn an_unusable_input_outweighs_errors_and_the_others_are_checked() {
        let assert = run(&["check", "no-such-file.md", BAD]).code(2);
        assert!(stdout(&assert).contains("error[invalid-level]"));
        let problem = stderr(&assert);
        assert!(
            problem.contains("no-such-file.md") && problem.contains("https://"),
            "{problem}"
        );
        let entries = json(&["no-such-file.md", BAD]);
        assert_eq!(entries.as_array().expect("an array").len(), 1);
    }

    #[test]
    fn no_links_is_no_error() {
        let folder = Folder::new(&[("a.md", "nothing")]);
        let assert = folder.run(&["check", "a.md"]).code(0);
        assert_eq!(stdout(&assert), "");
        assert!(stderr(&assert).contains("no template links in 1 file"));
        assert_eq!(folder.json(&["a.md"]), Value::Array(Vec::new()));
    }

    #[test]
    fn usage() {
        for args in [
            &["check"][..],
            &["check", "--format", "yaml", GOOD],
            &["check", "--max-expiration", "0", GOOD],
            &["check", "--max-expiration", "367", GOOD],
            &["check", "--host", "https://ghe.example.com", GOOD],
            &["frobnicate"],
        ] {
            run(args).code(2);
        }
    }

    #[test]
    fn an_unknown_code_is_no_code() {
        let assert = run(&["check", "--ignore", "missing_name", GOOD]).code(2);
        assert!(stderr(&assert).contains("`missing-name`"), "{}", stderr(&assert));
    }
}

mod inputs {
    use super::*;

    #[test]
    fn a_link_is_one_to_its_end() {
        for link in [
            "https://github.com/settings/personal-access-tokens/new?name=My token's&contents=read",
            &GOOD[8..],
        ] {
            let entries = json(&[link]);
            assert_eq!(entries.as_array().expect("an array").len(), 1, "{link}");
            assert_eq!(entries[0]["input"], link);
            assert_eq!(entries[0]["template"]["permissions"]["contents"], "read");
        }
    }

    #[test]
    fn a_link_with_something_around_it() {
        let entries = json(&[&format!("See <{GOOD}>")]);
        assert_eq!((&entries[0]["file"], &entries[0]["column"]), (&Value::Null, &6.into()));
        assert_eq!(entries[0]["template"]["name"], "CI");
    }

    #[test]
    fn a_link_leads_elsewhere() {
        let entries = json(&["https://github.com/octo-org/app"]);
        assert_eq!(codes(&entries[0]), ["not-a-template-link"]);
        assert_eq!(entries[0]["template"], Value::Null);
    }

    #[test]
    fn standard_input() {
        let assert = finegrain(&["check", "--format", "json", "-"])
            .write_stdin(format!("x\n {BAD}\n"))
            .assert()
            .code(1);
        let entries: Value = serde_json::from_str(&stdout(&assert)).expect("JSON");
        assert_eq!((&entries[0]["input"], &entries[0]["file"]), (&BAD.into(), &Value::Null));
        assert_eq!((&entries[0]["line"], &entries[0]["column"]), (&2.into(), &2.into()));
    }

    #[test]
    fn placeholders_are_notes_in_files_only() {
        let link = format!("{GOOD}&target_name=<owner>");
        run(&["check", &link]).code(1);
        Folder::new(&[("a.md", &link)]).run(&["check", "a.md"]).code(0);
        finegrain(&["check", "-"]).write_stdin(link).assert().code(0);
    }

    #[test]
    fn folders_as_version_control_sees_them() {
        let folder = Folder::new(&[
            ("b.md", GOOD),
            ("a/x.rs", GOOD),
            (".github/issue.md", GOOD),
            (".git/description", GOOD),
            ("target/out.md", GOOD),
            (".gitignore", "/target/\n"),
        ]);
        assert_eq!(folder.files(&["."]), [".github/issue.md", "a/x.rs", "b.md"]);
        assert_eq!(folder.files(&["a", "b.md"]), ["a/x.rs", "b.md"]);
        // Named by itself, a file is checked whatever version control says.
        assert_eq!(folder.files(&["target/out.md"]), ["target/out.md"]);
    }

    #[test]
    fn binary_files_are_left_out() {
        let folder = Folder::new(&[
            ("a.bin", &format!("\0{GOOD}")),
            ("late.txt", &format!("{}\0{GOOD}", " ".repeat(9000))),
        ]);
        assert_eq!(folder.files(&["."]), ["late.txt"]);
        let assert = folder.run(&["check", "a.bin"]).code(0);
        assert!(stderr(&assert).contains("not text"));
    }

    #[test]
    fn large_files_are_read_only_where_they_are_named() {
        let folder = Folder::new(&[("large.txt", &format!("{GOOD}\n{}", "x".repeat(10 * 1024 * 1024)))]);
        let assert = folder.run(&["check", "."]).code(0);
        assert!(stderr(&assert).contains("large.txt"));
        assert_eq!(folder.files(&["large.txt"]), ["large.txt"]);
    }

    #[test]
    #[cfg(unix)]
    fn a_folder_or_file_that_cannot_be_read() {
        let folder = Folder::new(&[("a.md", BAD)]);
        std::os::unix::fs::symlink("nowhere", folder.path("broken")).expect("a symbolic link");
        let assert = folder.run(&["check", "broken", "a.md"]).code(2);
        assert!(stdout(&assert).contains("a.md:1:64"));
    }
}

mod places {
    use super::*;

    fn place(text: &str, name: &str) -> (u64, u64) {
        let folder = Folder::new(&[(name, text)]);
        let entries = folder.json(&[name]);
        let number = |key: &str| entries[0][key].as_u64().expect("a number");
        (number("line"), number("column"))
    }

    #[test]
    fn columns_count_code_points() {
        assert_eq!(place(GOOD, "a.md"), (1, 1));
        assert_eq!(place(&format!("größe 𝄞 <{GOOD}>"), "a.md"), (1, 10));
        assert_eq!(
            place(&format!("é\r\n\r\n\té{GOOD}\r\n").replace("\té", "\té "), "a.txt"),
            (3, 4)
        );
        assert_eq!(place(&format!("\u{feff}{GOOD}"), "a.txt"), (1, 1));
    }

    #[test]
    fn several_links_on_one_line() {
        let folder = Folder::new(&[("a.txt", &format!("{GOOD} ä {GOOD}\n{GOOD}"))]);
        let entries = folder.json(&["a.txt"]);
        let columns: Vec<_> = (0..3)
            .map(|at| (entries[at]["line"].as_u64(), entries[at]["column"].as_u64()))
            .collect();
        let second = u64::try_from(GOOD.len()).expect("a length") + 4;
        assert_eq!(
            columns,
            [(Some(1), Some(1)), (Some(1), Some(second)), (Some(2), Some(1))]
        );
    }
}

mod silencing {
    use super::*;

    #[test]
    fn everywhere() {
        run(&["check", "--ignore", "invalid-level", BAD]).code(0);
        let two = "https://github.com/settings/personal-access-tokens/new?contents=rw";
        run(&["check", "--ignore", "invalid-level,missing-name", two])
            .code(0)
            .stdout("1 link: no problems\n");
        run(&["check", "--ignore", "invalid-level", "--ignore", "missing-name", two]).stdout("1 link: no problems\n");
    }

    #[test]
    fn by_comments_of_any_kind() {
        for (name, text) in [
            ("a.md", format!("<!-- finegrain-ignore invalid-level -->\n{BAD}\n")),
            ("a.md", format!("{BAD} <!-- finegrain-ignore invalid-level -->")),
            (
                "a.py",
                format!("# finegrain-ignore missing-name, invalid-level because\r\nx = '{BAD}'\r\n"),
            ),
            (
                "a.js",
                format!("/* finegrain-ignore missing-name invalid-level */ x = '{BAD}'"),
            ),
            ("a.sql", format!("-- finegrain-ignore: invalid-level\n'{BAD}'")),
        ] {
            let folder = Folder::new(&[(name, &text)]);
            folder.run(&["check", name]).code(0).stdout("1 link: no problems\n");
        }
    }

    #[test]
    fn on_no_other_line_and_for_no_other_code() {
        for text in [
            format!("# finegrain-ignore invalid-level\n\n{BAD}"),
            format!("{BAD}\n# finegrain-ignore invalid-level"),
            format!("# finegrain-ignore missing-name\n{BAD}"),
        ] {
            Folder::new(&[("a.txt", &text)]).run(&["check", "a.txt"]).code(1);
        }
    }

    #[test]
    fn a_comment_with_an_unknown_code_is_told() {
        let folder = Folder::new(&[("a.txt", &format!("# finegrain-ignore invalid-levl\n{BAD}"))]);
        let assert = folder.run(&["check", "a.txt"]).code(1);
        assert!(
            stderr(&assert).contains("a.txt:1: `finegrain-ignore invalid-levl`"),
            "{}",
            stderr(&assert)
        );
        assert!(stderr(&assert).contains("`invalid-level`"));
    }

    #[test]
    fn what_is_silenced_is_not_mended() {
        let text = format!("# finegrain-ignore invalid-level\n{BAD}\n");
        let folder = Folder::new(&[("a.txt", &text)]);
        folder.run(&["check", "--fix", "a.txt"]).code(0);
        assert_eq!(folder.read("a.txt"), text);
        folder
            .run(&["check", "--fix", "--ignore", "invalid-level", "a.txt"])
            .code(0);
        assert_eq!(folder.read("a.txt"), text);
    }
}

mod options {
    use super::*;

    #[test]
    fn longest_life() {
        let link = format!("{GOOD}&expires_in=60");
        run(&["check", &link]).code(0);
        run(&["check", "--max-expiration", "30", &link]).code(1);
        run(&["check", "--max-expiration", "60", &link]).code(0);
        run(&["check", "--max-expiration", "30", RISKY]).code(1);
    }

    #[test]
    fn hosts() {
        let link = GOOD.replace("github.com", "ghe.example.com");
        assert_eq!(codes(&json(&[&link])[0]), ["unknown-host"]);
        assert!(codes(&json(&["--host", "other.example", "--host", "GHE.example.com", &link])[0]).is_empty());
    }
}

mod as_json {
    use super::*;

    /// The keys of an object in the order in which they are written.
    fn keys(object: &str, indent: usize) -> Vec<String> {
        let start = format!("{}\"", " ".repeat(indent));
        let lines = object.lines().filter_map(|line| line.strip_prefix(&start));
        lines
            .filter_map(|line| Some(line.split_once("\":")?.0.to_owned()))
            .collect()
    }

    #[test]
    fn every_key_in_its_order() {
        let page = stdout(&run(&["check", "--format", "json", BAD]));
        assert_eq!(
            keys(&page, 4),
            [
                "input",
                "file",
                "line",
                "column",
                "complete",
                "template",
                "diagnostics",
                "fixed"
            ]
        );
        let template = [
            "host",
            "name",
            "description",
            "owner",
            "expires_in",
            "permissions",
            "repositories",
            "reasons",
        ];
        assert_eq!(keys(&page, 6), template);
        assert_eq!(
            keys(&page, 8),
            [
                "code",
                "severity",
                "parameter",
                "line",
                "column",
                "message",
                "help",
                "fix"
            ]
        );
        assert_eq!(keys(&page, 10), ["title", "safe", "urls"]);
    }

    #[test]
    fn values() {
        let link = "https://github.com/settings/personal-access-tokens/new?name=CI&target_name=octo&expires_in=30&contents=read&zebra=write&issues=rw#finegrain=1&repository=octo/a&why.contents=Reads";
        let entries = json(&[link]);
        let template = serde_json::json!({
            "host": "github.com", "name": "CI", "description": null, "owner": "octo", "expires_in": 30,
            "permissions": { "contents": "read", "zebra": "write" },
            "repositories": ["octo/a"], "reasons": { "contents": "Reads" },
        });
        assert_eq!(entries[0]["template"], template);
        assert_eq!(entries[0]["file"], Value::Null);
        assert_eq!(entries[0]["diagnostics"][0]["severity"], "error");
        assert_eq!(json(&[RISKY])[0]["template"]["expires_in"], "none");
        assert_eq!(json(&[BAD])[0]["fixed"], serde_json::json!([MENDED]));
        assert_eq!(json(&[GOOD])[0]["fixed"], Value::Null);
        assert_eq!(json(&[MIXED])[0]["fixed"].as_array().map(Vec::len), Some(2));
    }

    #[test]
    fn one_object_for_each_link() {
        let folder = Folder::new(&[("a.md", &format!("{GOOD}\n{BAD}\n")), ("b.md", GOOD)]);
        let entries = folder.json(&[".", BAD]);
        let found: Vec<_> = entries
            .as_array()
            .expect("an array")
            .iter()
            .map(|entry| (&entry["input"], &entry["file"]))
            .collect();
        let (good, bad) = (&Value::from(GOOD), &Value::from(BAD));
        let (a, b) = (&Value::from("a.md"), &Value::from("b.md"));
        assert_eq!(found, [(good, a), (bad, a), (good, b), (bad, &Value::Null)]);
    }
}

mod left_out {
    use super::*;

    #[test]
    fn utf_16_is_named() {
        let utf_16: Vec<u8> = format!("\u{feff}{BAD}")
            .encode_utf16()
            .flat_map(u16::to_le_bytes)
            .collect();
        let folder = Folder::new(&[]);
        fs::write(folder.path("a.txt"), utf_16).expect("a file");
        assert!(stderr(&folder.run(&["check", "."]).code(0)).contains("a.txt: left out, because it is UTF-16"));
        assert!(stderr(&folder.run(&["check", "a.txt"]).code(2)).contains("convert it to UTF-8"));
    }

    #[test]
    fn an_empty_folder_is_named() {
        let folder = Folder::new(&[]);
        assert!(stderr(&folder.run(&["check", "."]).code(0)).contains("no files to check"));
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_that_nothing_writes_to_does_not_block() {
        let folder = Folder::new(&[]);
        let made = std::process::Command::new("mkfifo").arg(folder.path("pipe")).status();
        assert!(made.is_ok_and(|status| status.success()), "mkfifo");
        assert!(stderr(&folder.run(&["check", "pipe"]).code(2)).contains("not a regular file"));
    }
}

mod as_text {
    use super::*;

    #[test]
    fn place_code_help_fix_and_summary() {
        let folder = Folder::new(&[("a.md", &format!("x {BAD}\n{RISKY}\n"))]);
        let page = stdout(&folder.run(&["check", "a.md"]));
        for part in [
            "error[invalid-level]: `rw`",
            "--> a.md:1:66\n",
            "^^^^^^^^^^^\n",
            "\n  = help: ",
            "\n  = fix: Make it `write`.\n",
            MENDED,
            "warning[no-expiration]",
            "--> a.md:2:64\n",
        ] {
            assert!(page.contains(part), "{part}: {page}");
        }
        assert!(page.contains("2 links: 1 error, 1 warning"), "{page}");
    }

    #[test]
    fn colors_only_where_they_are_wanted() {
        assert!(!stdout(&run(&["check", BAD])).contains('\u{1b}'));
        assert!(stdout(&run(&["check", "--color", "always", BAD])).contains("\u{1b}["));
        assert!(!stdout(&run(&["check", "--color", "never", BAD])).contains('\u{1b}'));
        let forced = finegrain(&["check", BAD]).env("CLICOLOR_FORCE", "1").assert();
        assert!(stdout(&forced).contains("\u{1b}["));
        let forbidden = finegrain(&["check", BAD])
            .env("CLICOLOR_FORCE", "1")
            .env("NO_COLOR", "1")
            .assert();
        assert!(!stdout(&forbidden).contains('\u{1b}'));
        // Programs read these.
        for format in ["json", "github", "sarif"] {
            assert!(
                !stdout(&run(&["check", "--color", "always", "--format", format, BAD])).contains('\u{1b}'),
                "{format}"
            );
        }
    }
}

mod as_annotations {
    use super::*;

    #[test]
    fn one_line_for_each_diagnostic() {
        let folder = Folder::new(&[("a.md", &format!("x {BAD}\n{RISKY}\n"))]);
        let page = stdout(&folder.run(&["check", "--format", "github", "./a.md"]).code(1));
        let lines: Vec<&str> = page.lines().collect();
        assert!(
            lines[0].starts_with("::error file=a.md,line=1,col=66,title=invalid-level::`rw` isn't a level"),
            "{page}"
        );
        assert!(
            lines[1].starts_with("::warning file=a.md,line=2,col=64,title=no-expiration::"),
            "{page}"
        );
        assert_eq!(lines.len(), 2);
    }

    #[test]
    #[cfg(unix)]
    fn escapes() {
        let name = "a,b: 5%.md";
        let link = "https://github.com/settings/personal-access-tokens/new?name=CI&contents=50%25%0A::error::x";
        let folder = Folder::new(&[(name, link)]);
        let page = stdout(&folder.run(&["check", "--format", "github", name]));
        assert!(page.starts_with("::error file=a%2Cb%3A 5%25.md,line=1"), "{page}");
        assert!(page.contains("`50%25"), "{page}");
        assert_eq!(page.lines().count(), 1, "{page}");
    }

    #[test]
    fn links_stand_in_no_file() {
        let page = stdout(&run(&["check", "--format", "github", BAD]));
        assert!(page.starts_with("::error title=invalid-level::"), "{page}");
    }
}

mod as_sarif {
    use super::*;

    fn log(folder: &Folder, name: &str) -> Value {
        serde_json::from_str(&stdout(&folder.run(&["check", "--format", "sarif", name]))).expect("JSON")
    }

    #[test]
    fn shape() {
        let folder = Folder::new(&[("große a.md", &format!("é [x]({})\n", BAD.replace('&', "&amp;")))]);
        let log = log(&folder, "große a.md");
        assert_eq!(log["version"], "2.1.0");
        let run = &log["runs"][0];
        assert_eq!(run["columnKind"], "unicodeCodePoints");
        assert_eq!(run["tool"]["driver"]["name"], "Finegrain");
        let result = &run["results"][0];
        let index = usize::try_from(result["ruleIndex"].as_u64().expect("an index")).expect("an index");
        assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
        assert_eq!(
            (&result["ruleId"], &result["level"]),
            (&"invalid-level".into(), &"error".into())
        );
        let place = &result["locations"][0]["physicalLocation"];
        assert_eq!(place["artifactLocation"]["uri"], "gro%C3%9Fe%20a.md");
        let end = 7 + BAD.len() + 4;
        let region = serde_json::json!({ "startLine": 1, "startColumn": 7, "endLine": 1, "endColumn": end });
        assert_eq!(place["region"], region);
        let replacement = &result["fixes"][0]["artifactChanges"][0]["replacements"][0];
        // `rw` becomes `write`, and nothing else is touched.
        let level = serde_json::json!({ "startLine": 1, "startColumn": end - 2, "endLine": 1, "endColumn": end });
        assert_eq!(replacement["deletedRegion"], level);
        assert_eq!(replacement["insertedContent"]["text"], "write");
    }

    #[test]
    fn every_rule_is_described() {
        let folder = Folder::new(&[("a.md", "nothing")]);
        let log = log(&folder, "a.md");
        assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
        for rule in log["runs"][0]["tool"]["driver"]["rules"].as_array().expect("rules") {
            for text in [
                &rule["id"],
                &rule["shortDescription"]["text"],
                &rule["help"]["text"],
                &rule["helpUri"],
            ] {
                assert!(text.as_str().is_some_and(|text| !text.is_empty()), "{rule}");
            }
            let level = rule["defaultConfiguration"]["level"].as_str().expect("a level");
            assert!(["error", "warning", "note"].contains(&level));
        }
    }

    #[test]
    fn level_of_a_note() {
        let folder = Folder::new(&[(
            "a.md",
            "https://github.com/settings/personal-access-tokens/new?contents=read",
        )]);
        assert_eq!(log(&folder, "a.md")["runs"][0]["results"][0]["level"], "note");
    }
}

mod fix {
    use super::*;

    /// Mends a file, and sees that mending it again changes nothing.
    fn mended(name: &str, text: &str) -> String {
        let folder = Folder::new(&[(name, text)]);
        folder.run(&["check", "--fix", name]);
        let once = folder.read(name);
        folder.run(&["check", "--fix", name]);
        assert_eq!(folder.read(name), once, "mending twice changes nothing");
        once
    }

    #[test]
    fn rewrites_the_links_and_nothing_else() {
        for (name, around) in [
            ("a.md", "# T\n\n[x](LINK \"title\") <LINK>\t`LINK`\n\n[d]: LINK\n"),
            ("a.md", "```sh\r\nopen 'LINK'\r\n```\r\nno newline at the end: LINK"),
            ("a.html", "<a\n  href='LINK'>x</a><a href=\"LINK\">LINK</a>"),
            (
                "a.rs",
                "const A: &str = \"LINK\";\n// LINK.\nlet b = \"\\\"LINK\\\"\\n\";\n",
            ),
            ("a.txt", "\u{feff}LINK, LINK; (LINK)\r\n\r\nü LINK\n"),
        ] {
            assert_eq!(
                mended(name, &around.replace("LINK", BAD)),
                around.replace("LINK", MENDED),
                "{name}"
            );
        }
    }

    #[test]
    fn keeps_the_order_of_parameters_where_one_more_goes_than_comes() {
        let form = "https://github.com/settings/personal-access-tokens/new";
        assert_eq!(
            mended(
                "a.md",
                &format!(
                    "<{form}?name=CI&organization=octo-org&expires_in=30&permissions[issues]=write&metadata=read>"
                )
            ),
            format!("<{form}?name=CI&target_name=octo-org&expires_in=30&issues=write>")
        );
    }

    #[test]
    fn keeps_the_way_ampersands_are_written() {
        for (name, around, ampersand) in [
            ("a.html", "<a href=\"LINK\">", "&amp;"),
            ("a.md", "[x](LINK)", "&amp;"),
            ("a.md", "[x](LINK)", "\\&"),
            ("a.json", "{\"url\": \"LINK\"}", "\\u0026"),
        ] {
            let write = |link: &str| around.replace("LINK", &link.replace('&', ampersand));
            assert_eq!(mended(name, &write(BAD)), write(MENDED), "{ampersand}");
        }
    }

    #[test]
    fn reports_what_is_left() {
        let folder = Folder::new(&[("a.md", &format!("{BAD}&frobnicate=1"))]);
        let assert = folder.run(&["check", "--fix", "a.md"]).code(1);
        assert!(!stdout(&assert).contains("invalid-level"));
        assert!(stdout(&assert).contains("error[unknown-parameter]"));
        assert_eq!(folder.read("a.md"), format!("{MENDED}&frobnicate=1"));
        let folder = Folder::new(&[("a.md", BAD)]);
        folder
            .run(&["check", "--fix", "a.md"])
            .code(0)
            .stdout("1 link: no problems\n");
    }

    #[test]
    fn leaves_to_people_what_people_must_decide() {
        let secret = format!("{BAD}&description=ghp_abcdefghij0123456789");
        for (text, reason) in [
            (MIXED, "several links"),
            (&secret, "take that out first"),
            (
                &BAD.replace("https", "x = \"https").replace("rw", "r\" + \"w\""),
                "code puts",
            ),
        ] {
            let folder = Folder::new(&[("a.py", text)]);
            let assert = folder.run(&["check", "--fix", "a.py"]).code(1);
            assert_eq!(folder.read("a.py"), text);
            let said = stderr(&assert);
            assert!(
                said.contains("a.py:1:") && said.contains("not fixed") && said.contains(reason),
                "{said}"
            );
        }
    }

    #[test]
    fn links_that_code_completes_are_fixed_where_the_literal_has_the_fault() {
        for text in [
            "x = \"LINK&target_name=\" + org",
            "x = \"LINK&target_name=%s\" % org",
            "x = f\"LINK&target_name={org}\"",
            "x = (\"LINK\"\n    \"&target_name=octo\")",
        ] {
            assert_eq!(
                mended("a.py", &text.replace("LINK", BAD)),
                text.replace("LINK", MENDED),
                "{text}"
            );
        }
    }

    #[test]
    fn placeholders_of_a_script_stay() {
        let text = format!("open \"{BAD}&target_name=${{ORG}}\"\n");
        assert_eq!(
            mended("a.sh", &text),
            "open \"https://github.com/settings/personal-access-tokens/new?name=CI&contents=write&target_name=${ORG}\"\n"
        );
    }

    #[test]
    fn text_that_is_not_utf_8_is_checked_but_not_rewritten() {
        let folder = Folder::new(&[]);
        let bytes = [b"caf\xe9 ".as_slice(), BAD.as_bytes()].concat();
        fs::write(folder.path("a.txt"), &bytes).expect("a file");
        let assert = folder.run(&["check", "--fix", "a.txt"]).code(1);
        assert_eq!(fs::read(folder.path("a.txt")).expect("a file"), bytes);
        assert!(stderr(&assert).contains("a.txt:1:6: not fixed: the text has bytes that are not UTF-8"));
    }

    #[test]
    fn links_that_touch_each_other_stop_nothing() {
        let touching = "{https://github.com/settings/personal-access-tokens/new?contents=rw&name=https://}\
                        ghe.example.com/settings/personal-access-tokens/new?contents=rw";
        let form = "https://github.com/settings/personal-access-tokens/new";
        let lines = format!("\"{form}\\n{form}?contents=rw\"");
        let other = format!("{form}?name=CI&contents=rw\n");
        let folder = Folder::new(&[("a.md", touching), ("b.json", &lines), ("c.md", &other)]);
        let report = folder.run(&["check", "--fix", "."]);
        let report = report.get_output();
        assert!(!text(&report.stderr).contains("panicked"), "{}", text(&report.stderr));
        assert_eq!(folder.read("b.json"), format!("\"{form}\\n{form}?contents=write\""));
        assert_eq!(folder.read("c.md"), format!("{form}?name=CI&contents=write\n"));
    }

    #[test]
    fn good_files_are_not_touched() {
        let folder = Folder::new(&[("a.md", GOOD)]);
        let before = fs::metadata(folder.path("a.md"))
            .and_then(|file| file.modified())
            .expect("a time");
        folder.run(&["check", "--fix", "."]).code(0);
        let after = fs::metadata(folder.path("a.md"))
            .and_then(|file| file.modified())
            .expect("a time");
        assert_eq!(before, after);
    }

    #[test]
    #[cfg(unix)]
    fn permissions_and_symbolic_links_stay() {
        use std::os::unix::fs::{PermissionsExt, symlink};

        let folder = Folder::new(&[("a.sh", BAD)]);
        let file = folder.path("a.sh");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o751)).expect("permissions");
        symlink("a.sh", folder.path("link.sh")).expect("a symbolic link");
        folder.run(&["check", "--fix", "link.sh"]).code(0);
        assert_eq!(folder.read("a.sh"), MENDED);
        assert_eq!(
            fs::metadata(&file).expect("metadata").permissions().mode() & 0o777,
            0o751
        );
        assert!(
            fs::symlink_metadata(folder.path("link.sh"))
                .expect("metadata")
                .is_symlink()
        );
        assert_eq!(
            fs::read_dir(folder.0.path()).expect("a folder").count(),
            2,
            "nothing is left behind"
        );
    }

    #[test]
    fn read_only_files_stay() {
        let folder = Folder::new(&[("a.md", BAD)]);
        let file = folder.path("a.md");
        let mut permissions = fs::metadata(&file).expect("metadata").permissions();
        permissions.set_readonly(true);
        fs::set_permissions(&file, permissions).expect("permissions");
        let assert = folder.run(&["check", "--fix", "a.md"]).code(2);
        assert_eq!(folder.read("a.md"), BAD);
        assert!(stderr(&assert).contains("read-only"));
    }

    #[cfg(unix)]
    #[test]
    fn owner_group_mode_and_other_names_are_kept() {
        use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};

        let folder = Folder::new(&[("a.md", BAD), ("b.md", BAD)]);
        let file = folder.path("a.md");
        fs::set_permissions(&file, fs::Permissions::from_mode(0o604)).expect("permissions");
        // Only root may give a file away.
        let given = chown(&file, Some(1234), Some(2345)).is_ok();
        folder.run(&["check", "--fix", "a.md"]).code(0);
        let metadata = fs::metadata(&file).expect("metadata");
        assert_eq!(metadata.mode() & 0o777, 0o604);
        assert!(!given || (metadata.uid(), metadata.gid()) == (1234, 2345));
        fs::hard_link(folder.path("b.md"), folder.path("c.md")).expect("a link");
        let assert = folder.run(&["check", "--fix", "b.md"]).code(2);
        assert!(stderr(&assert).contains("hard links"), "{}", stderr(&assert));
        assert_eq!(
            (folder.read("b.md"), folder.read("c.md")),
            (BAD.to_owned(), BAD.to_owned())
        );
    }

    /// Files are small and many, so that some are left when the signal comes.
    #[cfg(unix)]
    #[test]
    fn a_run_that_a_signal_ends_tears_no_file_and_leaves_none_behind() {
        let names: Vec<String> = (0..100).map(|number| format!("{number:03}.md")).collect();
        let files: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), BAD)).collect();
        for signal in ["-INT", "-TERM", "-KILL"] {
            let folder = Folder::new(&files);
            let mut running = Process::new(cargo_bin!("finegrain"))
                .args(["check", "--fix", "."])
                .current_dir(folder.0.path())
                .stdout(Stdio::null())
                .stderr(Stdio::null())
                .spawn()
                .expect("a process");
            while folder.read("000.md") == BAD {
                std::thread::yield_now();
            }
            Process::new("kill")
                .args([signal, &running.id().to_string()])
                .status()
                .expect("kill");
            running.wait().expect("its end");
            for name in &names {
                let text = folder.read(name);
                assert!([BAD, MENDED].contains(&text.as_str()), "{signal}: {name}: {text}");
            }
            let left = fs::read_dir(folder.0.path()).expect("a folder").count() - names.len();
            // Nobody can tidy up after that one.
            let expected = usize::from(signal == "-KILL");
            assert!(left <= expected, "{signal}: {left} files more than before");
            folder.run(&["check", "--fix", "."]).code(0);
            assert!(names.iter().all(|name| folder.read(name) == MENDED), "{signal}");
        }
    }

    #[test]
    fn what_a_killed_run_left_is_not_searched() {
        let folder = Folder::new(&[("a.md", GOOD), (".finegrain-abc123.tmp", BAD)]);
        folder.run(&["check", "."]).code(0).stdout("1 link: no problems\n");
    }

    #[test]
    fn a_link_is_printed() {
        run(&["check", "--fix", BAD]).code(0).stdout(format!("{MENDED}\n"));
        run(&["check", "--fix", GOOD]).code(0).stdout(format!("{GOOD}\n"));
        // That would be another kind of token.
        let assert = run(&["check", "--fix", CLASSIC]).code(0).stdout(format!("{CLASSIC}\n"));
        let said = stderr(&assert);
        assert!(
            said.contains("  = possible fix: Convert it to a template link.\n"),
            "{said}"
        );
        assert!(said.contains("1 possible fix changes what a link asks for"), "{said}");
        let secret = format!("{BAD}&description=ghp_abcdefghij0123456789");
        assert!(stderr(&run(&["check", "--fix", &secret])).contains("revoke"));
        let two = stdout(&run(&["check", "--fix", MIXED]));
        assert_eq!(two.lines().count(), 2, "{two}");
        let assert = run(&["check", "--fix", "--format", "json", BAD]).stdout(format!("{MENDED}\n"));
        let entries: Value = serde_json::from_str(&stderr(&assert)).expect("JSON");
        assert_eq!(codes(&entries[0]), [""; 0]);
    }

    #[test]
    fn standard_input_is_printed_byte_for_byte() {
        let text = |link: &str| format!("\u{1b}[1mx\u{1b}[0m\r\n{link}").into_bytes();
        let mend = |bytes: Vec<u8>| finegrain(&["check", "--fix", "-"]).write_stdin(bytes).assert();
        mend(text(BAD)).code(0).stdout(text(MENDED));
        mend(text(GOOD)).code(0).stdout(text(GOOD));
        for other in [b"\xff\xfe no text".to_vec(), b"\0binary".to_vec(), Vec::new()] {
            mend(other.clone()).code(0).stdout(other);
        }
    }
}

mod trust {
    use super::*;

    /// What must not reach a terminal: escape sequences, and characters that hide or reorder others.
    fn assert_harmless(what: &str, bytes: &[u8]) {
        let text = text(bytes);
        let harmful = text
            .chars()
            .find(|c| (c.is_control() && *c != '\n') || finegrain::sanitize::is_invisible(*c));
        assert_eq!(harmful, None, "{what}: {text:?}");
    }

    #[test]
    fn nothing_steers_a_terminal() {
        let evil = "\u{1b}]0;x\u{7}\u{1b}[31m\u{202e}\u{200b}\u{9b}2J\u{7f}";
        let encoded = evil
            .bytes()
            .fold(String::new(), |all, byte| format!("{all}%{byte:02X}"));
        let links = [
            format!("{BAD}&x{encoded}=1&target_name=a{encoded}&why={encoded}"),
            format!("{BAD}&x{evil}=1&description=${{a}}{evil}"),
            format!("https://evil{evil}.example/settings/personal-access-tokens/new?name=x"),
            format!("x{evil}y"),
        ];
        for link in &links {
            for format in ["text", "json", "github", "sarif"] {
                for fix in [&[][..], &["--fix"]] {
                    let args: Vec<&str> = ["check", "--format", format]
                        .iter()
                        .chain(fix)
                        .copied()
                        .chain([link.as_str()])
                        .collect();
                    let output = run(&args).get_output().clone();
                    assert_harmless(link, &output.stdout);
                    assert_harmless(link, &output.stderr);
                }
            }
        }
        for args in [["explain", links[3].as_str()], ["build", links[3].as_str()]] {
            let output = run(&args).get_output().clone();
            assert_harmless(args[0], &output.stdout);
            assert_harmless(args[0], &output.stderr);
        }
    }

    #[test]
    #[cfg(unix)]
    fn names_of_files_do_not_steer_it_either() {
        let folder = Folder::new(&[("a\u{1b}[31m\u{202e}.md", BAD)]);
        for format in ["text", "json", "github", "sarif"] {
            let output = folder.run(&["check", "--format", format, "."]).get_output().clone();
            assert_harmless(format, &output.stdout);
        }
        let entries = folder.json(&["."]);
        assert_eq!(
            entries[0]["file"], "a\u{1b}[31m\u{202e}.md",
            "JSON tells the name as it is"
        );
    }

    #[test]
    fn secrets_are_not_printed() {
        let token = "ghp_abcdefghij0123456789";
        let link =
            format!("https://me:hunter2@github.com/settings/personal-access-tokens/new?name={token}&contents=rw");
        let folder = Folder::new(&[("a.md", &link)]);
        for format in ["text", "json", "github", "sarif"] {
            for input in [link.as_str(), "a.md", token] {
                for fix in [&[][..], &["--fix"]] {
                    let args: Vec<&str> = ["check", "--format", format]
                        .iter()
                        .chain(fix)
                        .copied()
                        .chain([input])
                        .collect();
                    let output = folder.run(&args).get_output().clone();
                    let all = text(&output.stdout) + &text(&output.stderr);
                    assert!(
                        !all.contains("abcdefghij") && !all.contains("hunter2"),
                        "{format}: {all}"
                    );
                    assert!(input == token || all.contains("revoke"), "{format}: {all}");
                }
            }
        }
        for args in [
            &["build", "--description", token, "contents=read"][..],
            &["build", "--why", &format!("contents={token}"), "contents=read"],
            &["build", &format!("{token}=read")],
        ] {
            let assert = run(args).code(1).stdout("");
            assert!(!stderr(&assert).contains("abcdefghij") && stderr(&assert).contains("revoke"));
        }
        assert!(!stderr(&run(&["explain", token])).contains("abcdefghij"));
    }

    #[test]
    fn a_reader_that_goes_away_is_no_reason_to_panic() {
        let text = format!("{BAD}\n").repeat(2000);
        let folder = Folder::new(&[("a.md", &text)]);
        for args in [
            &["check", "a.md"][..],
            &["check", "--format", "json", "a.md"],
            &["permissions"],
            &["completions", "bash"],
        ] {
            let output = with_closed_reader(args, folder.0.path());
            assert!(
                output.stderr.is_empty(),
                "{args:?}: {}",
                String::from_utf8_lossy(&output.stderr)
            );
            assert_eq!(output.status.code(), Some(i32::from(args[0] == "check")), "{args:?}");
        }
    }

    /// Runs the command as `| head -c 1` would have it.
    fn with_closed_reader(args: &[&str], folder: &Path) -> Output {
        let mut command = Process::new(cargo_bin!("finegrain"));
        command
            .args(args)
            .current_dir(folder)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().expect("the command");
        let mut reader = child.stdout.take().expect("a pipe");
        let _ = reader.read(&mut [0]).expect("a byte");
        drop(reader);
        child.wait_with_output().expect("an end")
    }

    #[test]
    fn standard_input_may_end_early() {
        let mut command = Process::new(cargo_bin!("finegrain"));
        let mut child = command
            .args(["check", "-"])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the command");
        child
            .stdin
            .take()
            .expect("a pipe")
            .write_all(&GOOD.as_bytes()[..30])
            .expect("a write");
        assert!(child.wait_with_output().expect("an end").status.success());
    }
}

mod build {
    use super::*;

    #[test]
    fn a_link() {
        run(&["build", "--name", "CI", "contents=read"])
            .code(0)
            .stdout(format!("{GOOD}\n"))
            .stderr("");
        let all = "https://octo.ghe.com/settings/personal-access-tokens/new?name=Release+bot&description=a%0Ab&target_name=octo-org&expires_in=90&contents=write&issues=read#finegrain=1&repository=octo-org/a&repository=octo-org/b&why.contents=Pushes+tags\n";
        let words = "build --owner octo-org --expires-in 90 --host octo.ghe.com --repository octo-org/a --repository octo-org/b";
        let mut args: Vec<&str> = words.split(' ').collect();
        args.extend([
            "--name",
            "Release bot",
            "--description",
            "a\nb",
            "--why",
            "contents=Pushes tags",
            "issues=read",
            "contents=write",
        ]);
        run(&args).code(0).stdout(all);
        run(&["build", "--name", "CI", "--expires-in", "none", "contents=read"])
            .code(0)
            .stdout(format!("{RISKY}\n"));
    }

    #[test]
    fn every_format() {
        for (format, start) in [
            ("url", "https://"),
            ("markdown", "[Create the token CI](https://"),
            ("html", "<a href=\"https://"),
            ("rst", "`Create the token CI <https://"),
            ("asciidoc", "link:++https://"),
            ("shell", "xdg-open 'https://"),
            ("table", "| Permission | Level | Why |"),
        ] {
            let page = stdout(&run(&["build", "--name", "CI", "--format", format, "contents=read"]).code(0));
            assert!(
                page.starts_with(start) && page.ends_with('\n') && !page.ends_with("\n\n"),
                "{format}: {page}"
            );
        }
    }

    #[test]
    fn warnings_stand_aside() {
        let assert = run(&["build", "--name", "CI", "administration=write"]).code(0);
        assert_eq!(stdout(&assert).lines().count(), 1);
        assert!(stderr(&assert).contains("warning[high-risk-permission]"));
    }

    #[test]
    fn faults_are_not_lost() {
        for (args, code) in [
            (&["variables=write"][..], "unknown-parameter"),
            (&["contents=rw"], "invalid-level"),
            (&["contents"], "invalid-level"),
            (&["contents="], "invalid-level"),
            (&["contents=admin"], "unsupported-level"),
            (&["contents=read", "contents=write"], "duplicate-parameter"),
            (&["contents=read", "--expires-in", "400"], "invalid-expiration"),
            (&["contents=read", "--expires-in", "-1"], "invalid-expiration"),
            (&["contents=read", "--owner", "octo org"], "invalid-owner"),
            (&["contents=read", "--owner", ""], "invalid-owner"),
            (&["contents=read", "--owner", "YOUR_ORG"], "placeholder"),
            (&["contents=read", "--repository", "octo"], "repository-parameter"),
            (&["contents=read", "--repository", "a/b/c"], "repository-parameter"),
            (&["contents=read", "--repository", "octo/a b"], "repository-parameter"),
            (&["contents=read", "--repository", "<owner>/a"], "placeholder"),
            (
                &["contents=read", "--owner", "octo", "--repository", "other/a"],
                "owner-mismatch",
            ),
            (&["contents=read", "--why", "issues=Reads"], "unknown-parameter"),
            (&["contents=read", "--name", "x".repeat(41).as_str()], "name-too-long"),
            (&["members=read", "keys=read"], "mixed-owner-permissions"),
            (&["repository=octo/a"], "repository-parameter"),
        ] {
            let all: Vec<&str> = ["build"].iter().chain(args).copied().collect();
            let assert = run(&all).code(1).stdout("");
            let said = stderr(&assert);
            assert!(
                said.contains(&format!("error[{code}]")) && said.contains("not built"),
                "{args:?}: {said}"
            );
        }
    }

    #[test]
    fn a_host_that_is_given_is_known() {
        let assert = run(&["build", "--name", "CI", "--host", "ghe.example.com", "contents=read"])
            .code(0)
            .stderr("");
        assert!(stdout(&assert).starts_with("https://ghe.example.com/settings/"));
        // Also one that would pass for an imitation.
        run(&[
            "build",
            "--name",
            "CI",
            "--host",
            "github.com.example.com",
            "contents=read",
        ])
        .code(0);
    }

    #[test]
    fn what_is_built_is_good() {
        let link = stdout(&run(&[
            "build",
            "--name",
            "It's (a) [b] & c",
            "--why",
            "issues=Reads & writes",
            "issues=write",
        ]));
        let entries = json(&[link.trim()]);
        assert_eq!(codes(&entries[0]), [""; 0]);
        assert_eq!(entries[0]["template"]["name"], "It's (a) [b] & c");
        assert_eq!(entries[0]["template"]["reasons"]["issues"], "Reads & writes");
    }
}

mod explain {
    use super::*;
    use finegrain::{github, lint::docs};

    #[test]
    fn every_code_and_every_permission() {
        for rule in docs::rules() {
            let page = stdout(&run(&["explain", rule.code.as_str()]).code(0));
            assert!(
                page.contains(rule.code.as_str()) && page.contains(&rule.title) && page.contains(rule.docs),
                "{page}"
            );
            assert!(
                rule.bad
                    .first()
                    .is_none_or(|link| page.contains(&finegrain::sanitize::shown(link))),
                "{page}"
            );
        }
        for limit in github::limits() {
            let page = stdout(&run(&["explain", limit.code.as_str()]).code(0));
            assert!(page.contains(limit.what) && page.contains(limit.instead), "{page}");
        }
        for permission in github::permissions() {
            let page = stdout(&run(&["explain", permission.parameter]).code(0));
            let lets = permission.levels.iter().all(|offered| page.contains(offered.lets));
            assert!(
                lets && page.contains(permission.label) && page.contains(permission.scope.as_str()),
                "{page}"
            );
        }
    }

    #[test]
    fn what_helps_to_decide() {
        let page = stdout(&run(&["explain", "limit-packages"]));
        assert!(
            page.contains("https://github.com/github/roadmap/issues/558") && page.contains("write:packages"),
            "{page}"
        );
        let page = stdout(&run(&["explain", "workflows"]));
        assert!(page.contains("risk: high") && page.contains("contents=write"), "{page}");
    }

    #[test]
    fn words_are_searched() {
        let page = stdout(&run(&["explain", "comment on pr"]).code(0));
        assert!(page.starts_with("pull_requests=write"), "{page}");
        assert!(stdout(&run(&["explain", "read:packages"]).code(0)).contains("scope of classic tokens"));
        assert!(stdout(&run(&["explain", "traffic"]).code(0)).contains("administration=read"));
    }

    #[test]
    fn unknown_words_get_a_suggestion() {
        for (word, meant) in [
            ("contnts", "contents"),
            ("variables", "actions_variables"),
            ("missing_name", "missing-name"),
            ("packages", "limit-packages"),
            ("Webhooks", "repository_hooks"),
        ] {
            let assert = run(&["explain", word]).code(2).stdout("");
            assert!(
                stderr(&assert).contains(&format!("`{meant}`")),
                "{word}: {}",
                stderr(&assert)
            );
        }
        assert!(stderr(&run(&["explain", "qqqqqqqqqqqq"]).code(2)).contains("finegrain permissions"));
    }

    #[test]
    fn without_a_word_every_code_is_listed() {
        let page = stdout(&run(&["explain"]).code(0));
        assert!(
            page.contains("missing-name") && page.contains("limit-token-count"),
            "{page}"
        );
    }
}

mod permissions {
    use super::*;

    #[test]
    fn as_json() {
        let list: Value =
            serde_json::from_str(&stdout(&run(&["permissions", "--format", "json"]).code(0))).expect("JSON");
        let list = list.as_array().expect("an array");
        assert_eq!(list.len(), finegrain::github::permissions().len());
        let contents = list
            .iter()
            .find(|permission| permission["parameter"] == "contents")
            .expect("contents");
        assert_eq!(contents["scope"], "repository");
        assert_eq!(contents["label"], "Contents");
        assert_eq!(contents["levels"], serde_json::json!(["read", "write"]));
        assert_eq!(contents["admin"], Value::Null);
        assert!(contents["read"].is_string() && contents["risk"]["write"].is_u64() && contents["reason"].is_string());
    }

    #[test]
    fn as_text() {
        let page = stdout(&run(&["permissions"]).code(0));
        for part in [
            "Repository permissions",
            "Organization permissions",
            "Account permissions",
            "contents",
            "agent_secrets*",
        ] {
            assert!(page.contains(part), "{part}");
        }
        assert!(page.lines().all(|line| line.chars().count() <= 130));
    }
}

#[test]
fn completions_for_every_shell() {
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        assert!(
            stdout(&run(&["completions", shell]).code(0)).contains("max-expiration"),
            "{shell}"
        );
    }
}

#[test]
fn help_shows_examples() {
    for command in ["check", "build", "explain", "permissions", "completions"] {
        assert!(
            stdout(&run(&[command, "--help"]).code(0)).contains("Examples:"),
            "{command}"
        );
    }
    assert!(stdout(&run(&["--version"]).code(0)).starts_with("finegrain "));
}

#[test]
fn no_line_ends_in_blanks() {
    let folder = Folder::new(&[
        ("a.md", &format!("x {BAD}\n{RISKY}\n{CLASSIC}\n")),
        ("a.sh", "gh release create v1\ncurl https://api.github.com/user\n"),
    ]);
    let commands = [
        vec!["check", "."],
        vec!["check", "--format", "github", "."],
        vec!["check", "--against", "a.sh", "a.md"],
        vec!["build", "contents=read", "zebra=read"],
        vec!["build", "--format", "readme", "contents=read"],
        vec!["need", "a.sh"],
        vec!["need", "GET /user", "GET /zebra"],
        vec!["need", "--format", "markdown", "a.sh"],
        vec!["need", "--tool", "renovate"],
        vec!["compare", GOOD, RISKY],
        vec!["explain"],
        vec!["explain", "contents"],
        vec!["explain", "limit-packages"],
        vec!["explain", "GET /user"],
        vec!["permissions"],
    ];
    for command in commands {
        let said = folder.run(&command);
        for page in [stdout(&said), stderr(&said)] {
            let line = page.lines().find(|line| line.ends_with(char::is_whitespace));
            assert_eq!(line, None, "{command:?}");
        }
    }
}
