use super::*;
use crate::link::{Replacement, Span};

const L: &str = "https://github.com/settings/personal-access-tokens/new?contents=read";
const FORM: &str = "https://github.com/settings/personal-access-tokens/new";

/// The links of a text as the text writes them.
fn written(text: &str, syntax: Syntax) -> Vec<&str> {
    links(text, syntax)
        .into_iter()
        .map(|found| &text[found.range])
        .collect()
}

/// The links of a text as they are read, without the address; open-ended ones end in ` ...`.
fn read(text: &str, syntax: Syntax) -> Vec<String> {
    let text = text.replace("FORM", FORM);
    let found = links(&text, syntax).into_iter().map(|found| {
        let link = found.read(&text);
        let query = link.text.split_once('?').map_or(link.text.as_str(), |(_, query)| query);
        format!("{query}{}", if link.complete { "" } else { " ..." })
    });
    found.collect()
}

#[test]
fn where_a_link_ends() {
    for text in [
        "L",
        "see L.",
        "(L)",
        "[L]",
        "<L>",
        "\"L\"",
        "'L'",
        "`L`",
        "**L**",
        "L, and",
        "| L |",
        "|L|x|",
        "<L|label>",
        "L<br>",
        "L</a>",
        "{L}",
        "\"L\\n\"",
        "\\\"L\\\"",
        "a=L",
        "L”",
        "_L_",
        "~~L~~",
        "L。",
        "Create:\\nL",
        "打开 L，然后",
        "（L）",
        "L然后",
        "L\u{3000}x",
        "Lです",
        "L를",
        "L && x",
        "L|pbcopy",
        "&quot;L&quot;",
        "[[L][Create it]]",
        "\\href{L}{x}",
    ] {
        let syntax = if text.starts_with('&') {
            Syntax::Html
        } else {
            Syntax::Other
        };
        assert_eq!(written(&text.replace('L', L), syntax), [L], "{text}");
    }
}

#[test]
fn what_belongs_to_a_link() {
    for tail in [
        "&target_name=<owner>",
        "&target_name=<your org>",
        "&target_name=${ORG}",
        "&target_name=[ORG]",
        "&target_name=${{ github.repository_owner }}",
        "&name=a(b)c",
        "&name=a[b]+c&issues=read",
        "&name=a_b_c",
        "&name=Zürich&issues=read",
        "#finegrain=1&repository=a/b",
    ] {
        let link = format!("{L}{tail}");
        assert_eq!(written(&format!("see {link}, then"), Syntax::Other), [link.as_str()]);
    }
    let quoted = format!("{L}&name=日本語&issues=read");
    assert_eq!(written(&format!("x = \"{quoted}\""), Syntax::Code), [quoted.as_str()]);
}

#[test]
fn where_a_link_begins() {
    for link in [
        "github.com/settings/personal-access-tokens/new?contents=read",
        "http://ghe.example.com:8443/settings/personal-access-tokens/new?contents=read",
        "https://<host>/settings/personal-access-tokens/new?contents=read",
        "https://${host}/settings/personal-access-tokens/new?contents=read",
        "https://{{ host }}/settings/personal-access-tokens/new?contents=read",
        "https://github.com/settings/tokens/new?scopes=repo",
    ] {
        for text in [format!("x {link} y"), format!("({link})"), format!("u={link}")] {
            assert_eq!(written(&text, Syntax::Other), [link], "{text}");
        }
    }
    for text in [
        "/settings/personal-access-tokens/new?contents=read",
        "https://github.com/settings/tokens/new",
        "https://github.com/settings/personal-access-tokens/newest?contents=read",
        "https://github.com/settings/personal-access-tokens/new-x?contents=read",
        "https://example.com/app/settings/tokens/new?scopes=repo",
    ] {
        assert_eq!(written(text, Syntax::Other), [""; 0], "{text}");
    }
}

#[test]
fn a_host_that_is_filled_in() {
    for (text, syntax) in [
        (
            "`${base}/settings/personal-access-tokens/new?name=x&contents=wrte`",
            Syntax::Code,
        ),
        (
            "f\"{base_url}/settings/personal-access-tokens/new?name=x&contents=wrte\"",
            Syntax::Code,
        ),
        (
            "base + \"/settings/personal-access-tokens/new?name=x&contents=wrte\"",
            Syntax::Code,
        ),
        (
            "$base . '/settings/personal-access-tokens/new?name=x&contents=wrte'",
            Syntax::Php,
        ),
        (
            "\"$GITHUB_URL/settings/personal-access-tokens/new?name=x&contents=wrte\"",
            Syntax::Shell,
        ),
        (
            "\"#{host}/settings/personal-access-tokens/new?name=x&contents=wrte\"",
            Syntax::Code,
        ),
    ] {
        assert_eq!(read(text, syntax), ["name=x&contents=wrte"], "{text}");
    }
    let text = "<code>https://&lt;host&gt;/settings/personal-access-tokens/new?contents=read</code>";
    assert_eq!(links(text, Syntax::Html)[0].read(text).host, "<host>");
}

#[test]
fn mentions_are_no_templates() {
    for text in [
        "Go to FORM and choose *Contents*.",
        "`FORM?...`",
        "`FORM?…`",
        "<FORM?...>",
        "FORM?*",
        "FORM[?name=<name>][&<permission>=<read|write>]",
        "^FORM\\?name=(.+)$",
        "r\"FORM\\?name=[^&]+&contents=read\"",
        "re.match(r'https://github\\.com/settings/personal-access-tokens/new\\?name=x', url)",
        "/https:\\/\\/github\\.com\\/settings\\/personal-access-tokens\\/new\\?name=x/",
        "FORM?name=.*&contents=read",
        "[x](https://huggingface.co/settings/tokens/new?tokenType=read)",
        "https://gitlab.example.com/-/user_settings/personal_access_tokens?scopes=api",
        "https://github.com/organizations/octo-org/settings/apps/new?checks=write",
        "https://app.example.com/settings/tokens/new?scopes=api",
        "https://hub.example.com/settings/personal-access-tokens/new?source=cli",
        // A copy of the page, whose address must not be changed.
        "https://web.archive.org/web/20260101000000/FORM?contnts=read",
        "\"https:\\/\\/proxy.example.com\\/FORM?contnts=read\"",
    ] {
        assert_eq!(read(text, Syntax::Other), [""; 0], "{text}");
    }
}

#[test]
fn abbreviations_are_open_ended() {
    assert_eq!(
        read("`FORM?...&contents=write&issues=write`", Syntax::Markdown),
        ["{etc}&contents=write&issues=write ..."]
    );
    assert_eq!(
        read("`FORM?contents=read&...`", Syntax::Markdown),
        ["contents=read&{etc} ..."]
    );
    assert_eq!(read("FORM?contents=read…", Syntax::Markdown), ["contents=read ..."]);
    assert_eq!(
        read("FORM?name=<name>&<permission>=read", Syntax::Markdown),
        ["name=<name>&<permission>=read ..."]
    );
}

#[test]
fn joined_by_operators() {
    for (text, syntax) in [
        ("u = \"FORM?name=\" + label + \"&issues=read\";", Syntax::Code),
        ("$u = 'FORM?name=' . urlencode($label) . '&issues=read';", Syntax::Php),
        ("u = \"FORM?name=\" .. label .. \"&issues=read\"", Syntax::Code),
        ("u = \"FORM?name=\" <> label <> \"&issues=read\"", Syntax::Code),
        ("u = \"FORM?name=\" & label & \"&issues=read\"", Syntax::Doubling),
        (
            "u := \"FORM?name=\" +\n\t\turl.QueryEscape(label) +\n\t\t\"&issues=read\"",
            Syntax::Code,
        ),
        (
            "std::cout << \"FORM?name=\" << label << \"&issues=read\";",
            Syntax::Code,
        ),
        ("SELECT 'FORM?name=' || label || '&issues=read'", Syntax::Doubling),
        ("u = \"FORM?name=\".concat(label, \"&issues=read\")", Syntax::Code),
        ("u = concat('FORM?name=', label, '&issues=read')", Syntax::Code),
    ] {
        assert_eq!(read(text, syntax), ["name={label}&issues=read"], "{text}");
    }
}

#[test]
fn literals_beside_each_other() {
    for (text, syntax) in [
        (
            "u = (\n    \"FORM\"\n    f\"?name={label}\"\n    \"&issues=read\"\n)",
            Syntax::Code,
        ),
        (
            "const char *u = \"FORM\"\n    \"?name={label}\" \"&issues=read\";",
            Syntax::Code,
        ),
        (
            "u = 'FORM' \\\n    '?name={label}' \\\n    '&issues=read'",
            Syntax::Code,
        ),
        (
            "final u = 'FORM'\n    '?name={label}'\n    '&issues=read';",
            Syntax::Code,
        ),
        ("u=\"FORM?name=\"{label}\"&issues=read\"", Syntax::Other),
        ("open 'FORM?name='\"{label}\"'&issues=read'", Syntax::Shell),
    ] {
        let found = read(text, syntax);
        assert!(
            found[0].starts_with("name={label}") || found[0].starts_with("name="),
            "{text}: {found:?}"
        );
    }
    // A list of two links is no link.
    let two =
        "urls = [\"FORM?contents=read\", \"FORM?issues=read\"]\nv = (\"FORM?contents=read\" \"FORM?issues=read\")";
    assert_eq!(
        read(two, Syntax::Code),
        ["contents=read", "issues=read", "contents=read", "issues=read"]
    );
}

#[test]
fn lists_that_are_joined() {
    for (text, syntax) in [
        ("[\"FORM\", \"?name=x\", \"&issues=read\"].join(\"\")", Syntax::Code),
        ("\"\".join([\"FORM\", \"?name=x\", \"&issues=read\"])", Syntax::Code),
        (
            "listOf(\"FORM\", \"?name=x\", \"&issues=read\").joinToString(\"\")",
            Syntax::Code,
        ),
        ("paste0(\"FORM\", \"?name=x\", \"&issues=read\")", Syntax::Code),
        ("(concat \"FORM\" \"?name=x\" \"&issues=read\")", Syntax::Code),
        ("concat!(\"FORM\", \"?name=x\", \"&issues=read\")", Syntax::Code),
        ("[\"FORM?name=x\", \"issues=read\"].join(\"&\")", Syntax::Code),
        ("\"FORM?\" + [\"name=x\", \"issues=read\"].join(\"&\")", Syntax::Code),
        ("`FORM?${['name=x', 'issues=read'].join('&')}`", Syntax::Code),
        ("join(\"\", [\"FORM\", \"?name=x\", \"&issues=read\"])", Syntax::Code),
        ("implode('', ['FORM', '?name=x', '&issues=read'])", Syntax::Php),
        (
            "strings.Join([]string{\"FORM\", \"?name=x\", \"&issues=read\"}, \"\")",
            Syntax::Code,
        ),
        ("table.concat({\"FORM\", \"?name=x\", \"&issues=read\"})", Syntax::Code),
    ] {
        assert_eq!(read(text, syntax), ["name=x&issues=read"], "{text}");
    }
}

#[test]
fn values_in_between() {
    for (text, syntax) in [
        (
            "`FORM?name=${encodeURIComponent(\n  \"a }\",\n)}&issues=read`",
            Syntax::Code,
        ),
        ("\"FORM?name=#{URI.encode(\"a b\")}&issues=read\"", Syntax::Code),
        ("f\"FORM?name={quote('a b')}&issues=read\"", Syntax::Code),
        (
            "\"FORM?name=$(printf '%s' \"a ${ID}\" | jq -sRr @uri)&issues=read\"",
            Syntax::Shell,
        ),
        ("\"FORM?name=\\(label)&issues=read\"", Syntax::Code),
        ("\"FORM?name=$label&issues=read\"", Syntax::Php),
        ("set u=FORM?name=%LABEL%^&issues=read", Syntax::Batch),
        ("\"FORM?name=$env:LABEL&issues=read\"", Syntax::PowerShell),
        ("FORM?name={{ label }}&issues=read", Syntax::Html),
        ("<a href=\"FORM?name=<%= label %>&amp;issues=read\">", Syntax::Html),
        ("printf 'FORM?name=%s&issues=read\\n' \"$label\"", Syntax::Shell),
        ("format!(\"FORM?name={}&issues=read\", label)", Syntax::Code),
        ("String.format(\"FORM?name=%1$s&issues=read\", label)", Syntax::Code),
        ("U := FORM?name=$(LABEL)&issues=read", Syntax::Shell),
    ] {
        let found = read(text, syntax);
        assert_eq!(found.len(), 1, "{text}");
        let link = Link::read(&format!("{FORM}?{}", found[0]));
        assert_eq!(
            link.parameter("issues").map(|issues| issues.value.as_str()),
            Some("read"),
            "{text}: {found:?}"
        );
        assert!(
            link.parameter("name")
                .is_some_and(|name| name.value.contains(['{', '$'])),
            "{text}: {found:?}"
        );
    }
}

#[test]
fn variables_that_grow() {
    for (text, syntax) in [
        (
            "url=\"FORM\"\nurl=\"$url?name=$NAME\"\nurl=\"${url}&issues=read\"\n",
            Syntax::Shell,
        ),
        ("url = \"FORM?name=$NAME\"\nurl += \"&issues=read\"\n", Syntax::Code),
        ("$url = 'FORM?name=$NAME';\n$url .= '&issues=read';\n", Syntax::Php),
        (
            "url = \"FORM\"\nurl = f\"{url}?name=$NAME\"\nurl = url + \"&issues=read\"",
            Syntax::Code,
        ),
        (
            "String url = \"FORM?name=$NAME\";\nif (x) {\n  url = url.concat(\"&issues=read\");\n}",
            Syntax::Code,
        ),
        (
            "let mut url = String::from(\"FORM?name=$NAME\");\nurl.push_str(\"&issues=read\");",
            Syntax::Code,
        ),
    ] {
        assert_eq!(read(text, syntax), ["name=$NAME&issues=read ..."], "{text}");
    }
    let text = "const BASE = 'FORM';\nopen(`${BASE}?name=a&contents=read`);\nopen(BASE + '?name=b&issues=read');\n";
    assert_eq!(
        read(text, Syntax::Code),
        ["name=a&contents=read ...", "name=b&issues=read ..."]
    );
}

#[test]
fn parameters_as_objects() {
    for (text, syntax) in [
        (
            "const params = new URLSearchParams({ name: \"My bot\", expires_in: \"30\", issues: \"read\" });\nconst url = `FORM?${params.toString()}`;",
            Syntax::Code,
        ),
        (
            "const url = 'FORM?' + new URLSearchParams({ name: 'My bot', expires_in: 30, issues: 'read' })",
            Syntax::Code,
        ),
        (
            "$url = 'FORM?' . http_build_query(['name' => 'My bot', 'expires_in' => 30, 'issues' => 'read']);",
            Syntax::Php,
        ),
        (
            "url = \"FORM?\" + urlencode({\"name\": \"My bot\", \"expires_in\": 30, \"issues\": \"read\"})",
            Syntax::Code,
        ),
        (
            "params = {\n    \"name\": \"My bot\",  # shown\n    \"expires_in\": 30,\n    \"issues\": \"read\",\n}\nurl = f\"FORM?{urlencode(params)}\"",
            Syntax::Code,
        ),
        (
            "q := url.Values{\"name\": {\"My bot\"}, \"expires_in\": {\"30\"}, \"issues\": {\"read\"}}\nu := \"FORM?\" + q.Encode()",
            Syntax::Code,
        ),
        (
            "q := url.Values{}\nq.Set(\"name\", \"My bot\")\nq.Set(\"expires_in\", \"30\")\nq.Set(\"issues\", \"read\")\nu := \"FORM?\" + q.Encode()",
            Syntax::Code,
        ),
        (
            "const url = new URL('FORM');\nurl.searchParams.set('name', 'My bot');\nurl.searchParams.set('expires_in', '30');\nurl.searchParams.append('issues', 'read');",
            Syntax::Code,
        ),
        (
            "url = \"FORM?#{URI.encode_www_form(name: 'My bot', expires_in: 30, issues: 'read')}\"",
            Syntax::Code,
        ),
    ] {
        let found = read(text, syntax);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(
            found[0].trim_end_matches(" ..."),
            "name=My+bot&expires_in=30&issues=read",
            "{text}"
        );
    }
    // What cannot be read is said to be missing.
    for text in [
        "url = `FORM?${params}`",
        "url = 'FORM?' + new URLSearchParams(options)",
        "url = f\"FORM?{urlencode(load())}\"",
        "url = 'FORM?' + qs.stringify({ ...defaults, name: 'x' })",
    ] {
        assert!(
            read(text, Syntax::Code).iter().all(|link| link.ends_with(" ...")),
            "{text}"
        );
    }
}

#[test]
fn values_that_stand_beside_literals() {
    for (text, syntax) in [
        ("BEGIN { print \"FORM?name=\" label \"&issues=read\" }", Syntax::Code),
        (
            "{ url = \"FORM?name=\" quote(label) \"&issues=read\"; print url }",
            Syntax::Code,
        ),
        (
            "awk -v label=\"$L\" 'BEGIN { print \"FORM?name=\" label \"&issues=read\" }'",
            Syntax::Shell,
        ),
        ("set u \"FORM?name=\"(escape $label)\"&issues=read\"", Syntax::Shell),
        ("| awk '{ print \"FORM?name=\" label \"&issues=read\" }'", Syntax::Other),
    ] {
        assert_eq!(read(text, syntax), ["name={label}&issues=read"], "{text}");
    }
    // A shell joins nothing that blanks separate.
    assert_eq!(
        read(
            "echo \"FORM?issues=read&name=\" label \"&contents=read\"",
            Syntax::Shell
        ),
        ["issues=read&name= ..."]
    );
    // Without the literal behind it, the meaning of a word is unknown.
    assert_eq!(
        read("echo \"FORM?issues=read&name=\" and more", Syntax::Shell),
        ["issues=read&name= ..."]
    );
}

#[test]
fn parameters_that_calls_add() {
    for (text, syntax) in [
        (
            "Uri.parse(\"FORM\").buildUpon().appendQueryParameter(\"name\", \"x\").appendQueryParameter(\"issues\", \"read\").build()",
            Syntax::Code,
        ),
        (
            "UriComponentsBuilder.fromHttpUrl(\"FORM\")\n    .queryParam(\"name\", \"x\")\n    .queryParam(\"issues\", \"read\")\n    .toUriString()",
            Syntax::Code,
        ),
        (
            "\"FORM\".toHttpUrl().newBuilder().addQueryParameter(\"name\", \"x\").addQueryParameter(\"issues\", \"read\").build()",
            Syntax::Code,
        ),
        (
            "let mut url = Url::parse(\"FORM\")?;\nurl.query_pairs_mut().append_pair(\"name\", \"x\").append_pair(\"issues\", \"read\");",
            Syntax::Code,
        ),
        (
            "URL(\"FORM\").with_query({\"name\": \"x\", \"issues\": \"read\"})",
            Syntax::Code,
        ),
        (
            "Uri.parse('FORM').replace(queryParameters: {'name': 'x', 'issues': 'read'})",
            Syntax::Code,
        ),
        (
            "my $u = URI->new('FORM'); $u->query_form(name => 'x', issues => 'read');",
            Syntax::Php,
        ),
        (
            "const url = new URL('FORM');\nurl.search = new URLSearchParams({ name: 'x', issues: 'read' }).toString();",
            Syntax::Code,
        ),
        (
            "u, err := url.Parse(\"FORM\")\nq := u.Query()\nq.Set(\"name\", \"x\")\nq.Set(\"issues\", \"read\")\nu.RawQuery = q.Encode()",
            Syntax::Code,
        ),
        (
            "uri = URI('FORM')\nuri.query = URI.encode_www_form(name: 'x', issues: 'read')",
            Syntax::Code,
        ),
        (
            "var c = URLComponents(string: \"FORM\")\nc?.queryItems = [URLQueryItem(name: \"name\", value: \"x\"), URLQueryItem(name: \"issues\", value: \"read\")]",
            Syntax::Code,
        ),
    ] {
        let found = read(text, syntax);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].trim_end_matches(" ..."), "name=x&issues=read", "{text}");
    }
}

#[test]
fn parameters_as_an_argument() {
    for text in [
        "withQuery('FORM', { name: 'x', issues: 'read' })",
        "requests.Request('GET', 'FORM', params={'name': 'x', 'issues': 'read'})",
        "Url::parse_with_params(\"FORM\", &[(\"name\", \"x\"), (\"issues\", \"read\")])",
        "QueryHelpers.AddQueryString(\"FORM\", new Dictionary<string, string> { [\"name\"] = \"x\", [\"issues\"] = \"read\" })",
        "modify_url(\"FORM\", query = list(name = \"x\", issues = \"read\"))",
        "axios.getUri({ url: 'FORM', params: { name: 'x', issues: 'read' } })",
        "link(\"FORM\", Map.of(\"name\", \"x\", \"issues\", \"read\"))",
        "link(\"FORM\", mapOf(\"name\" to \"x\", \"issues\" to \"read\"))",
    ] {
        let found = read(text, Syntax::Code);
        assert_eq!(found.len(), 1, "{text}");
        assert_eq!(found[0].trim_end_matches(" ..."), "name=x&issues=read", "{text}");
    }
    // What another function takes is not known.
    for text in [
        "log.info(\"Create one at FORM\", extra={\"issues\": \"read\"})",
        "raise Missing(\"FORM\", permissions={\"issues\": \"write\"})",
        "required = (\"FORM\", {\"issues\": \"write\"})",
        "[\"FORM\", {\"issues\": \"read\"}]",
        "createLink('FORM', { name: 'Docs', description: 'Where to begin' })",
        "page.goto('FORM', { timeout: 30 })",
        "open('FORM', name, { issues: 'read' })",
        "[\"FORM\", {\"name\": \"GitHub\"}]",
    ] {
        assert_eq!(read(text, Syntax::Code), [""; 0], "{text}");
    }
}

#[test]
fn joined_in_the_ways_of_one_language() {
    for (text, syntax) in [
        // Kotlin
        (
            "buildString {\n  append(\"FORM?\")\n  append(\"name=x\")\n  append(\"&issues=read\")\n}",
            Syntax::Code,
        ),
        (
            "buildString { append(\"FORM\"); append(\"?name=\").append(x); append(\"&issues=read\") }",
            Syntax::Code,
        ),
        // PowerShell
        ("$u = @('FORM?name=x', 'issues=read') -join '&'", Syntax::PowerShell),
        ("$u = 'FORM?name=x', 'issues=read' -join '&'", Syntax::PowerShell),
        (
            "$u = [string]::Join('&', @('FORM?name=x', 'issues=read'))",
            Syntax::PowerShell,
        ),
        ("$u = -join ('FORM', '?name=x', '&issues=read')", Syntax::PowerShell),
        // Ruby
        ("u = %w[FORM?name=x issues=read].join('&')", Syntax::Code),
        ("u = %w(\n  FORM?name=x\n  issues=read\n).join(\"&\")", Syntax::Code),
        ("u = 'FORM?' + %w[name=x issues=read].join('&')", Syntax::Code),
        ("u = \"FORM?#{%w[name=x issues=read].join('&')}\"", Syntax::Code),
        ("u = ['FORM?name=x', 'issues=read'] * '&'", Syntax::Code),
        // Elixir
        (
            "u = \"FORM?\" <> Enum.join(~w(name=x issues=read), \"&\")",
            Syntax::Code,
        ),
        ("u = ~w(FORM?name=x issues=read) |> Enum.join(\"&\")", Syntax::Code),
        // Julia
        ("u = string(\"FORM\", \"?name=x\", \"&issues=read\")", Syntax::Code),
        ("u = \"FORM?name=x\" * \"&issues=read\"", Syntax::Code),
        ("u = \"FORM?name=\" * x * \"&issues=read\"", Syntax::Code),
        // Erlang
        ("U = <<\"FORM\" \"?name=x\" \"&issues=read\">>,", Syntax::Code),
        ("U = <<\"FORM?name=\", X/binary, \"&issues=read\">>,", Syntax::Code),
        // Shell
        ("Q='name=x&issues=read'\nopen \"FORM?$Q\"", Syntax::Shell),
        ("export Q=\"name=$x&issues=read\"\nopen \"FORM?${Q}\"", Syntax::Shell),
        ("q=\"?name=x&issues=read\"\nopen \"FORM$q\"", Syntax::Shell),
    ] {
        let found = read(text, syntax);
        assert_eq!(found.len(), 1, "{text}");
        let value = found[0].split('&').next().unwrap_or_default();
        assert!(value.starts_with("name="), "{text}: {found:?}");
        assert_eq!(&found[0][value.len()..], "&issues=read", "{text}");
    }
}

#[test]
fn what_is_not_followed_is_open_ended() {
    for (text, syntax) in [
        (
            "buildString {\n  append(\"FORM?name=x\")\n  if (a) append(\"&issues=read\")\n}",
            Syntax::Code,
        ),
        (
            "StringBuilder(\"FORM?name=x\").apply { append(rest) }.toString()",
            Syntax::Code,
        ),
        ("val u = \"FORM?name=x\".plus(rest)", Syntax::Code),
        ("u = join([\"FORM?name=x\", \"issues=read\"], '&')", Syntax::Code),
        ("u = \"FORM?name=x\" * rest", Syntax::Code),
        ("u = \"FORM?name=x\" |> add(\"issues\", \"read\")", Syntax::Code),
        ("u = \"FORM?name=x\"\n    |> Kernel.<>(rest)", Syntax::Code),
        (
            "u = %w[FORM?name=x issues=read].then { |all| all.join('&') }",
            Syntax::Code,
        ),
        ("U = [\"FORM?name=x\", Rest, \"&issues=read\"],", Syntax::Code),
        (
            "$u = ('FORM?name=x', 'issues=read') -join $separator",
            Syntax::PowerShell,
        ),
        ("Q=name=x\nQ=\"$Q&issues=read\"\nopen \"FORM?name=x&$Q\"", Syntax::Shell),
        ("read -r Q\nopen \"FORM?name=x&$Q\"", Syntax::Shell),
        (
            "if a; then\n  Q='issues=read'\nfi\nopen \"FORM?name=x&$Q\"",
            Syntax::Shell,
        ),
    ] {
        let found = read(text, syntax);
        assert_eq!(found.len(), 1, "{text}");
        assert!(
            found[0].starts_with("name=x") && found[0].ends_with(" ..."),
            "{text}: {found:?}"
        );
    }
    for (text, syntax) in [
        ("print(\"FORM?name=x\", file=sys.stderr)", Syntax::Code),
        ("println(\"FORM?name=x\")\nif (a) { list.append(b) }", Syntax::Code),
        ("[\"FORM?name=x\", \"FORM?name=y\"]", Syntax::Code),
        ("u = \"FORM?name=x\".trim()", Syntax::Code),
    ] {
        assert_eq!(read(text, syntax)[0], "name=x", "{text}");
    }
}

/// The value of a variable may be in other links, too.
#[test]
fn a_shared_query_is_judged_and_left_alone() {
    let text = "Q='name=x&isues=read'\nopen \"FORM?$Q\"\n";
    assert_eq!(
        rewritten(text, Syntax::Shell, "isues", "issues"),
        Err(RewriteError::Elsewhere)
    );
    let text = text.replace("FORM", FORM);
    let found = &links(&text, Syntax::Shell)[0];
    let span = found.read(&text).parameter("isues").expect("a parameter").span;
    assert!(text[found.place(&text, span.start)..].starts_with("isues=read"));
}

#[test]
fn texts_that_grow_by_calls() {
    for text in [
        "StringBuilder b = new StringBuilder();\nb.append(\"FORM\");\nb.append(\"?name=x\");\nb.append(\"&issues=read\");",
        "var b = new StringBuilder();\nb.Append(\"FORM\");\nb.Append(\"?name=x\").Append(\"&issues=read\");",
        "var b strings.Builder\nb.WriteString(\"FORM\")\nb.WriteString(\"?name=x\")\nb.WriteString(\"&issues=read\")",
        "let mut b = String::new();\nb.push_str(\"FORM\");\nb.push_str(\"?name=x\");\nb.push_str(\"&issues=read\");",
    ] {
        assert_eq!(read(text, Syntax::Code), ["name=x&issues=read ..."], "{text}");
    }
}

#[test]
fn inside_another_address() {
    for text in [
        "https://github.com/login?return_to=https%3A%2F%2Fgithub.com%2Fsettings%2Fpersonal-access-tokens%2Fnew%3Fname%3DMy%2520bot%26contents%3Dread&x=y",
        "https://github.com/login?return_to=%2Fsettings%2Fpersonal-access-tokens%2Fnew%3Fname%3DMy%2520bot%26contents%3Dread",
        "[![Deploy](x.svg)](https://vercel.com/new?envLink=https%3A%2F%2Fgithub.com%2Fsettings%2Fpersonal-access-tokens%2Fnew%3Fname%3DMy%2520bot%26contents%3Dread)",
        "https://github.com/login?return_to=https://github.com/settings/personal-access-tokens/new?name=My%2520bot%26contents=read",
        "https%253A%252F%252Fgithub.com%252Fsettings%252Fpersonal-access-tokens%252Fnew%253Fname%253DMy%252520bot%2526contents%253Dread",
    ] {
        assert_eq!(read(text, Syntax::Markdown), ["name=My%20bot&contents=read"], "{text}");
        // Spaces and letters of any width before it.
        for before in ["\u{2000}", "\u{3000}x", "é", "，"] {
            let text = format!("{before}{text}");
            assert_eq!(read(&text, Syntax::Markdown), ["name=My%20bot&contents=read"], "{text}");
        }
    }
}

#[test]
fn unencoded_inside_another_address() {
    for (before, read, after, syntax) in [
        (
            "https://github.com/login?return_to=FORM?name=My%20bot&issues=read.",
            "name=My%20bot&issues=read",
            Ok("https://github.com/login?return_to=FORM?name=My%2520bot%26issues=read."),
            Syntax::Markdown,
        ),
        (
            "[x](https://github.com/login?return_to=FORM?name=a+b&amp;issues=read)",
            "name=a+b&issues=read",
            Ok("[x](https://github.com/login?return_to=FORM?name=a%2Bb%26issues=read)"),
            Syntax::Markdown,
        ),
        (
            "<a href=\"/login?return_to=FORM?name=a&amp;issues=read\">",
            "name=a&issues=read",
            Ok("<a href=\"/login?return_to=FORM?name=a%26issues=read\">"),
            Syntax::Html,
        ),
        (
            "u = \"https://github.com/login?return_to=FORM?name=\" + n + \"&issues=read\"",
            "name={value}&issues=read",
            Err(RewriteError::Composed),
            Syntax::Code,
        ),
        // What the form doesn't know is the other address's.
        (
            "https://github.com/login?return_to=FORM?name=a&issues=read&source=header#top",
            "name=a&issues=read",
            Ok("https://github.com/login?return_to=FORM?name=a%26issues=read&source=header#top"),
            Syntax::Other,
        ),
        (
            "https://github.com/login?return_to=FORM?issues=read&x=y",
            "issues=read",
            Ok("https://github.com/login?return_to=FORM?issues=read&x=y"),
            Syntax::Other,
        ),
    ] {
        let text = before.replace("FORM", FORM);
        let found = &links(&text, syntax)[0];
        let link = found.read(&text);
        assert!(link.carrier.is_some(), "{before}");
        assert_eq!(link.text, format!("{FORM}?{read}"), "{before}");
        let fixed = found.rewrite_in_carrier(&text, &link.text).map(|(range, written)| {
            let mut text = text.clone();
            text.replace_range(range, &written);
            text.replace(FORM, "FORM")
        });
        assert_eq!(fixed.as_deref(), after.as_deref(), "{before}");
        // What is encoded is no longer cut.
        if let Ok(fixed) = fixed.map(|text| text.replace("FORM", FORM)) {
            let again = links(&fixed, syntax)[0].read(&fixed);
            assert_eq!(again.parameters.len(), link.parameters.len(), "{fixed}");
            assert!(again.carrier.is_none() || again.parameters.len() == 1, "{fixed}");
        }
    }
}

#[test]
fn laid_out_over_lines() {
    for text in [
        "```\nFORM\n  ?name=Publisher\n  &contents=write\n```",
        "// FORM\n//   ?name=Publisher\n//   &contents=write\n",
        "# FORM\r\n#   ?name=Publisher\r\n#   &contents=write\r\n",
        "    FORM?name=Publisher\n    &contents=write\n",
    ] {
        assert_eq!(
            read(text, Syntax::Markdown),
            ["name=Publisher&contents=write"],
            "{text}"
        );
    }
    assert_eq!(read("FORM?name=a\n& then", Syntax::Markdown), ["name=a"]);
}

#[test]
fn escapes_where_they_are_right() {
    for (text, syntax) in [
        ("<a class=x\n href=\"FORM?name=a&amp;issues=read\">", Syntax::Markdown),
        ("<p>FORM?name=a&amp;issues=read</p>", Syntax::Html),
        ("<string>FORM?name=a&#38;issues=read</string>", Syntax::Html),
        ("<p>FORM?name=a&#x26;issues&equals;read</p>", Syntax::Html),
        ("[x](FORM?name=a&amp;issues=read)", Syntax::Markdown),
        ("[x](<FORM?name=a&amp;issues=read>)", Syntax::Markdown),
        ("[x]: FORM?name=a&amp;issues=read", Syntax::Markdown),
        ("[x](FORM?name=a\\&issues=read)", Syntax::Markdown),
        ("{\"url\": \"FORM?name=a\\u0026issues=read\"}", Syntax::Other),
        (
            "{\"url\": \"https:\\/\\/github.com\\/settings\\/personal-access-tokens\\/new?name=a&issues=read\"}",
            Syntax::Other,
        ),
        ("'FORM?name=a\\x26issues=read'", Syntax::Code),
        ("open FORM\\?name=a\\&issues=read", Syntax::Shell),
        ("```sh\nopen FORM\\?name\\=a\\&issues=read\n```", Syntax::Markdown),
        ("\\href{FORM?name=a\\&issues=read}{here}", Syntax::Tex),
        ("start FORM?name=a^&issues=read", Syntax::Batch),
        ("start FORM?name=a`&issues=read", Syntax::PowerShell),
        (
            "<a href=\"https:&#x2F;&#x2F;github.com&#x2F;settings&#x2F;personal-access-tokens&#x2F;new?name=a&amp;issues=read\">",
            Syntax::Html,
        ),
    ] {
        assert_eq!(read(text, syntax), ["name=a&issues=read"], "{text}");
    }
    for (text, syntax) in [
        ("FORM?name=a&amp;issues=read", Syntax::Markdown),
        ("`[x](FORM?name=a&amp;issues=read)`", Syntax::Markdown),
        ("```\nFORM?name=a&amp;issues=read\n```", Syntax::Markdown),
        ("url = \"FORM?name=a&amp;issues=read\"", Syntax::Code),
        ("url = \"FORM?name=a\\&issues=read\"", Syntax::Code),
    ] {
        let text = text.replace("FORM", FORM);
        let found = &links(&text, syntax)[0];
        assert!(!found.read(&text).escaped_separators.is_empty(), "{text}");
    }
}

#[test]
fn quotes_inside_literals() {
    for (text, syntax, name) in [
        ("url: 'FORM?name=Bob''s&issues=read'", Syntax::Doubling, "Bob's"),
        ("open 'FORM?name=Bob'\\''s&issues=read'", Syntax::Shell, "Bob's"),
        ("open 'FORM?name=Bob'\"'\"'s&issues=read'", Syntax::Shell, "Bob's"),
        (
            "<a href=\"FORM?name=Bob&#x27;s&amp;issues=read\">",
            Syntax::Html,
            "Bob's",
        ),
        (
            "<a href=\"FORM?name=Bob&#039;s&amp;issues=read\">",
            Syntax::Html,
            "Bob's",
        ),
        ("[x](FORM?name=Bob's+bot&issues=read)", Syntax::Markdown, "Bob's bot"),
        ("'FORM?name=Bob\\'s&issues=read'", Syntax::Code, "Bob's"),
    ] {
        let text = text.replace("FORM", FORM);
        let link = links(&text, syntax)[0].read(&text);
        assert_eq!(
            link.parameter("name").map(|name| name.value.as_str()),
            Some(name),
            "{text}"
        );
        assert!(link.parameter("issues").is_some(), "{text}");
    }
}

#[test]
fn raw_blanks() {
    for text in [
        "<a href=\"FORM?name=My bot&amp;issues=read\">",
        "[x](FORM?name=My bot&issues=read)",
        "u = \"FORM?name=My bot&issues=read\"",
    ] {
        assert_eq!(read(text, Syntax::Markdown), ["name=My bot&issues=read"], "{text}");
    }
    for text in [
        "\"FORM?name=My and more\"",
        "[x](FORM?name=My \"a title & more=x\")",
        "FORM?name=My bot & issues=read",
    ] {
        assert_eq!(
            read(text, Syntax::Other)
                .first()
                .map(|link| link.trim_end_matches(" ...")),
            Some("name=My"),
            "{text}"
        );
    }
}

#[test]
fn a_reference_is_not_cut_at_its_semicolon() {
    let text = format!("<code>{FORM}?contents=rw&amp;target_name=&lt;owner&gt;</code>");
    let found = &links(&text, Syntax::Html)[0];
    assert_eq!(
        found.read(&text).text,
        format!("{FORM}?contents=rw&target_name=<owner>")
    );
    assert_eq!(&text[found.range.clone()], &text[6..text.len() - 7]);
}

#[test]
fn two_links_in_one_literal() {
    for (text, syntax) in [
        ("\"FORM?contents=read\\nFORM?issues=read\"", Syntax::Other),
        (
            "{FORM?contents=read&name=https://}ghe.example.com/settings/personal-access-tokens/new?issues=read",
            Syntax::Other,
        ),
        (
            "\"FORM?contents=read\\r\\ngithub.com/settings/personal-access-tokens/new?issues=read\\tFORM\"",
            Syntax::Other,
        ),
        ("FORM?contents=read FORM?issues=read", Syntax::Markdown),
        ("<FORM?contents=read><FORM?issues=read>", Syntax::Markdown),
    ] {
        let text = text.replace("FORM", FORM);
        let found = links(&text, syntax);
        assert!(
            found.windows(2).all(|pair| pair[0].range.end <= pair[1].range.start),
            "{text}"
        );
        assert!(!found.is_empty(), "{text}");
    }
}

#[test]
fn an_asciidoc_label_is_no_value() {
    for text in [
        format!("{L}[Create it]"),
        format!("link:++{L}++[Create it]"),
        format!("{L}[]"),
    ] {
        assert_eq!(written(&text, Syntax::Other), [L], "{text}");
    }
    let list = format!("{L}&repositories[]=a&repositories[]=b");
    assert_eq!(written(&list, Syntax::Other), [list.as_str()]);
}

/// What becomes of a text where the link says `new` in place of `old`.
fn rewritten(text: &str, syntax: Syntax, old: &str, new: &str) -> Result<String, RewriteError> {
    let mut text = text.replace("FORM", FORM);
    let found = &links(&text, syntax)[0];
    let link = found.read(&text).text;
    let start = link.find(old).expect("the part to replace");
    let span = Span {
        start,
        end: start + old.len(),
    };
    let edits = found.rewrite(
        &text,
        &[Replacement {
            span,
            text: new.to_owned(),
        }],
    )?;
    for (range, written) in edits.into_iter().rev() {
        text.replace_range(range, &written);
    }
    Ok(text.replace(FORM, "FORM"))
}

#[test]
fn changes_are_written_as_their_place_writes_links() {
    for (before, after, syntax) in [
        (
            "<a href=\"FORM?name=a&amp;x=rw\">",
            "<a href=\"FORM?name=a&amp;issues=write&amp;b=c\">",
            Syntax::Html,
        ),
        (
            "[x](FORM?name=a\\&x=rw)",
            "[x](FORM?name=a\\&issues=write\\&b=c)",
            Syntax::Markdown,
        ),
        (
            "\"FORM?name=a\\u0026x=rw\"",
            "\"FORM?name=a\\u0026issues=write\\u0026b=c\"",
            Syntax::Code,
        ),
        (
            "u = \"FORM?name=\" + n + \"&x=rw\"",
            "u = \"FORM?name=\" + n + \"&issues=write&b=c\"",
            Syntax::Code,
        ),
        (
            "\\url{FORM?name=a&x=rw&target_name=o}",
            "\\url{FORM?name=a&issues=write&b=c&target_name=o}",
            Syntax::Tex,
        ),
        (
            "start FORM?name=a^&x=rw",
            "start FORM?name=a^&issues=write^&b=c",
            Syntax::Batch,
        ),
        (
            "https%3A%2F%2Fgithub.com%2Fsettings%2Fpersonal-access-tokens%2Fnew%3Fname%3Da%26x%3Drw",
            "https%3A%2F%2Fgithub.com%2Fsettings%2Fpersonal-access-tokens%2Fnew%3Fname%3Da%26issues%3Dwrite%26b%3Dc",
            Syntax::Other,
        ),
    ] {
        assert_eq!(
            rewritten(before, syntax, "x=rw", "issues=write&b=c").as_deref(),
            Ok(after),
            "{before}"
        );
    }
    assert_eq!(
        rewritten(
            "printf 'FORM?x=%s&name=b\\n' \"$a\"",
            Syntax::Shell,
            "name=b",
            "name=50%25"
        )
        .as_deref(),
        Ok("printf 'FORM?x=%s&name=50%%25\\n' \"$a\"")
    );
    assert_eq!(
        rewritten("start FORM?x=a^&name=b", Syntax::Batch, "name=b", "name=50%25").as_deref(),
        Ok("start FORM?x=a^&name=50%%25")
    );
    let object = "u = 'FORM?' + new URLSearchParams({ name: 'x', expires_in: '9999' })";
    assert_eq!(
        rewritten(object, Syntax::Code, "9999", "366").as_deref(),
        Ok(object.replace("9999", "366").as_str())
    );
}

#[test]
fn changes_that_no_literal_holds_are_refused() {
    for (text, syntax, old, why) in [
        (
            "u = \"FORM?name=\" + n + \"&x=rw\"",
            Syntax::Code,
            "name={value}&x",
            RewriteError::Composed,
        ),
        (
            "u = \"FORM?contents=\" + n",
            Syntax::Code,
            "{value}",
            RewriteError::Composed,
        ),
        (
            "u = 'FORM?' + new URLSearchParams({ name: 'x', issues: 'rw' })",
            Syntax::Code,
            "&issues=rw",
            RewriteError::Elsewhere,
        ),
    ] {
        assert_eq!(rewritten(text, syntax, old, ""), Err(why), "{text}");
    }
}

#[test]
fn a_whole_link_is_changed_where_it_differs() {
    let text = format!("<a href=\"{FORM}?name=My%20bot&amp;contnts=rw&amp;metadata=read&amp;issues=read\">");
    let found = &links(&text, Syntax::Html)[0];
    let new = format!("{FORM}?name=My+bot&issues=read&contents=write");
    let mut fixed = text.clone();
    let edits = found.rewrite_whole(&text, &new).expect("a change that can be written");
    for (range, written) in edits.into_iter().rev() {
        fixed.replace_range(range, &written);
    }
    assert_eq!(
        links(&fixed, Syntax::Html)[0].read(&fixed).template(),
        Link::read(&new).template()
    );
    assert!(fixed.contains("name=My%20bot&amp;"), "{fixed}");
}

#[test]
fn a_query_that_ends_with_a_mark_gets_no_other() {
    for (query, expected) in [
        ("?name=CI&#x=read&metadata=read", "?name=CI&metadata=read"),
        ("?#x=read&metadata=read", "?metadata=read"),
        ("?target_name=&", ""),
        ("?name=Why?#x=read&issues=read", "?name=Why?&issues=read"),
        (
            "?name=CI&#x=read&issues=read&metadata=read",
            "?name=CI&issues=read&metadata=read",
        ),
    ] {
        let text = format!("See {FORM}{query} for it.");
        let found = &links(&text, Syntax::Other)[0];
        let mut fixed = text.clone();
        let edits = found.rewrite_whole(&text, &format!("{FORM}{expected}"));
        for (range, written) in edits.expect("a change that can be written").into_iter().rev() {
            fixed.replace_range(range, &written);
        }
        assert_eq!(fixed, format!("See {FORM}{expected} for it."));
    }
}

#[test]
fn a_fragment_does_not_end_the_address_around_a_link() {
    let fixed = format!("{FORM}?name=CI&target_name=octo-org#finegrain=1&repository=octo-org/app");
    for (around, expected) in [
        ("", None),
        ("https://example.com/go?to=", Some(RewriteError::EndsCarrier)),
        ("go?to=", Some(RewriteError::EndsCarrier)),
    ] {
        let text = format!("{around}{FORM}?name=CI&target_name=octo-org/app and more");
        let found = &links(&text, Syntax::Other)[0];
        assert_eq!(found.rewrite_whole(&text, &fixed).err(), expected, "{text}");
    }
}

#[test]
fn a_change_that_the_text_would_read_differently_is_refused() {
    for (written, fixed) in [
        // Nothing opens the bracket any more that ends the link then.
        (
            "?descri[tion=Creates+]+labels&issues=write",
            "?description=Creates+]+labels&issues=write",
        ),
        // `%%` is one percent sign where `%2` is a format.
        ("?name=My%#2bot&contents=read", "?name=My%%232bot&contents=read"),
    ] {
        let text = format!("See {FORM}{written} for it.");
        let found = &links(&text, Syntax::Other)[0];
        assert_eq!(
            found.rewrite_whole(&text, &format!("{FORM}{fixed}")),
            Err(RewriteError::ReadsDifferently),
            "{text}"
        );
    }
}

#[test]
fn places_point_into_the_text() {
    let text = format!("u = \"{FORM}?name=\" + n +\n  \"&contnts=read\"");
    let found = &links(&text, Syntax::Code)[0];
    let link = found.read(&text);
    let span = link.parameter("contnts").expect("a parameter").span;
    assert!(text[found.place(&text, span.start)..].starts_with("contnts=read"));
}

#[test]
fn a_text_in_pieces_has_the_same_links() {
    let part = "```sh\nopen FORM?name=a\\&contents=read\n```\n\n`FORM?name=b`\n\nFORM\n  ?name=c\n  &issues=read\n\n";
    let text = part.repeat(20).replace("FORM", FORM);
    let whole = links(&text, Syntax::Markdown);
    assert_eq!(whole.len(), 60);
    for lines in [1, 2, 3, 5, 8, 100] {
        let mut finder = Finder::new(Syntax::Markdown);
        let mut found = Vec::new();
        let mut start = 0;
        let starts: Vec<usize> = text.match_indices('\n').map(|(at, _)| at + 1).collect();
        for end in starts
            .iter()
            .copied()
            .skip(lines - 1)
            .step_by(lines)
            .chain([text.len()])
        {
            finder.each(&text, start..end, |link| found.push(link));
            start = end;
        }
        assert_eq!(found, whole, "{lines} lines at once");
    }
}

#[test]
fn what_belongs_behind_a_question_mark_is_read_behind_a_hash() {
    for (text, syntax) in [
        ("Open FORM#contents=write first.", Syntax::Markdown),
        ("[token](FORM#contents=write)", Syntax::Markdown),
        ("<a href=\"FORM#contents=write\">", Syntax::Html),
        ("u = \"FORM#contents=write\"", Syntax::Code),
    ] {
        let text = text.replace("FORM", FORM);
        let [found] = links(&text, syntax).try_into().unwrap();
        assert!(found.read(&text).text.ends_with("#contents=write"), "{text}");
    }
    for text in [
        "FORM#top",
        "FORM#permissions",
        "FORM#:~:text=write",
        "FORM#section=write",
        "FORM#contents=",
    ] {
        assert_eq!(read(text, Syntax::Markdown), [""; 0], "{text}");
    }
}

#[test]
fn a_sentence_goes_on_with_the_rest_of_a_link() {
    for (text, syntax) in [
        ("Open FORM?name=My token&contents=write and paste it.", Syntax::Markdown),
        ("<p>FORM?name=My token&amp;contents=write</p>", Syntax::Html),
        (
            "FORM?description=Reads the issues of a project&issues=read",
            Syntax::Other,
        ),
        ("\\texttt{FORM?name=My token\\&contents=write}", Syntax::Tex),
    ] {
        let text = text.replace("FORM", FORM);
        let [found] = links(&text, syntax).try_into().unwrap();
        let link = found.read(&text).text;
        assert!(
            link.ends_with("&contents=write") || link.ends_with("&issues=read"),
            "{text}: {link}"
        );
    }
    for text in [
        "Open FORM?name=x and add &contents=write",
        "Open FORM?name=x, then a&contents=write",
        "FORM?name=x or `a&contents=write`",
        "FORM?contents=read or x&issues=write",
        "FORM?name=x and R&D=1",
    ] {
        let text = text.replace("FORM", FORM);
        for found in links(&text, Syntax::Markdown) {
            assert!(!text[found.range.clone()].contains(' '), "{text}");
        }
    }
}

#[test]
fn a_page_that_shows_the_source_of_another_one() {
    let text = "<p>&lt;a href=&quot;FORM?name=x&amp;amp;contents=read&quot;&gt;</p>";
    assert_eq!(read(text, Syntax::Html), ["name=x&contents=read"]);
}
