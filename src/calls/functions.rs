//! Names of functions: which call an address, and which only make, compare or serve one.

use super::Text;

/// Whether a function only makes an address of its arguments.
pub(super) fn is_wrapper(callee: &str) -> bool {
    let last = callee.rsplit(['.', ':', '>']).next().unwrap_or_default();
    WRAPPERS.iter().any(|wrapper| last.eq_ignore_ascii_case(wrapper))
}

/// Whether a function of a test only compares: `assert.strictEqual`, `expect`, `assertThat`.
pub(super) fn is_assertion(callee: &str) -> bool {
    let first = callee
        .split(['.', ':', '>'])
        .next()
        .unwrap_or_default()
        .to_ascii_lowercase();
    first.starts_with("assert") || matches!(first.as_str(), "expect" | "should" | "chai")
}

/// Whether a function answers requests, or stands in for what does in a test.
pub(super) fn is_served(text: &Text<'_>, object: &str, name: &str) -> bool {
    SERVERS.iter().any(|server| object.eq_ignore_ascii_case(server))
        || matches!(object, "http" | "rest") && (text.contains("'msw'") || text.contains("\"msw\""))
        || object != "octokit" && text.contains("mockFetch(")
        || name == "path" && text.contains("Mock::given")
        || name.ends_with("Mapping") && (text.contains("@RestController") || text.contains("@Controller"))
}

/// Functions that look at a text.
pub(super) const NOT_CALLS: &[&str] = &[
    "startsWith",
    "startswith",
    "starts_with",
    "HasPrefix",
    "hasPrefix",
    "endsWith",
    "includes",
    "contains",
    "indexOf",
    "replace",
    "replaceAll",
    "strip_prefix",
    "removeprefix",
    "TrimPrefix",
    "match",
    "matches",
    "test",
    "split",
    "assertEqual",
    "assert_eq",
    "toBe",
    "toEqual",
    "toContain",
    "equal",
    "assertEquals",
    "route",
    "HandleFunc",
    "Handle",
    "describe",
    "it",
    "log",
    "debug",
    "info",
    "warn",
    "error",
    "print",
    "printf",
    "println",
    "eprintln",
    "println!",
    "Error",
    "Exception",
    "raise",
    "panic",
    "expect",
    "require",
    "import",
    "include",
    "catch",
    "if",
    "switch",
    "while",
    "assert",
    "AreEqual",
    "assertThat",
    "isEqualTo",
    "toStrictEqual",
    "toMatch",
    "toHaveBeenCalledWith",
    "calledWith",
    "assert_called_with",
    "assert_called_once_with",
    "assert_any_call",
    "stub_request",
    "RegisterResponder",
    "a_request",
    "urlEqualTo",
    "urlPathEqualTo",
    "urlMatching",
    "urlPathMatching",
    "register_uri",
    "intercept",
];

/// Objects that answer requests, or stand in for a server in a test.
pub(super) const SERVERS: &[&str] = &[
    "app",
    "router",
    "server",
    "fastify",
    "mux",
    "blueprint",
    "bp",
    "routes",
    "scope",
    "mock",
    "httpretty",
    "respx",
    "responses",
    "Route",
    "interceptor",
    "mockServer",
    "moxios",
    "nock",
    "requests_mock",
    "aioresponses",
    "httpx_mock",
    "rsps",
    "fetchMock",
    "axiosMock",
    "mockAxios",
];

/// Functions that only make an address of a text.
pub(super) const WRAPPERS: &[&str] = &[
    "URL",
    "URI",
    "Uri",
    "parse",
    "create",
    "format",
    "Sprintf",
    "sprintf",
    "format!",
    "String",
    "str",
    "quote",
    "urljoin",
    "join",
    "NSURL",
    "encodeURI",
    "Parse",
    "url",
    "uri",
    "newBuilder",
    "f",
    "concat",
    "Builder",
    "string",
    "URLRequest",
    "urlWithString",
    "addPath",
    "resolve",
    "text",
    "setUrl",
    "to_string",
    "https",
    "paste0",
    "glue",
];

/// Parts of the names of functions that send requests.
pub(super) const REQUESTS: &[&str] = &[
    "fetch",
    "request",
    "urlopen",
    "ajax",
    "axios",
    "open",
    "call",
    "send",
    "api",
    "curl",
    "invoke",
    "load",
    "paginate",
    "download",
    "exec",
    "got",
    "ky",
    "superagent",
    "http",
    "file_get_contents",
];
