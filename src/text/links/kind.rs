//! What kind of text is searched: it decides which escapes are right and how expressions go on.

/// What kind of text is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Markdown: escapes are right in destinations and attributes, never in code.
    Markdown,
    /// HTML, XML and templates that make them: `&amp;` is right everywhere.
    Html,
    /// HTML with code in it whose strings are joined by a dot: PHP.
    Php,
    /// Shell scripts, make files and the like: `\&` is right outside quotes, literals that touch each other are one.
    Shell,
    /// Batch files: `^&` is right, `%NAME%` is a variable.
    Batch,
    /// PowerShell: `` `& `` is right.
    PowerShell,
    /// LaTeX: `\&`, `\%`, `\#` and `\_` are right.
    Tex,
    /// Formats in which a doubled quote is one: YAML, SQL, CSV, Visual Basic, Pascal.
    Doubling,
    /// Source code of any other language.
    Code,
    /// Anything else.
    Other,
}

impl Kind {
    /// The kind of a file, by its name and by how it begins.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Kind {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match Kind::of_language(ending) {
            Kind::Other if matches!(name.as_str(), "makefile" | "gnumakefile" | "dockerfile" | "justfile") => {
                Kind::Shell
            }
            Kind::Other => Kind::of_beginning(text),
            kind => kind,
        }
    }

    /// The kind of a language, by the ending of its files or by the word behind the fence of a block of code.
    #[must_use]
    pub fn of_language(word: &str) -> Kind {
        match word {
            "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdx" | "qmd" | "rmd" | "mdc" => Kind::Markdown,
            "html" | "htm" | "xhtml" | "xht" | "xml" | "svg" | "rss" | "atom" | "plist" | "resx" | "xaml" | "axaml"
            | "vue" | "svelte" | "astro" | "erb" | "ejs" | "hbs" | "handlebars" | "mustache" | "jsp" | "jspx"
            | "asp" | "aspx" | "cshtml" | "vbhtml" | "razor" | "twig" | "liquid" | "njk" | "gohtml" | "ftl"
            | "ftlh" | "xsl" | "xslt" | "xsd" | "wsdl" | "dita" | "ditamap" | "dbk" | "docbook" | "fodt" | "rdf"
            | "opml" | "csproj" | "vbproj" | "fsproj" | "props" | "targets" | "nuspec" | "storyboard" | "xib"
            | "xliff" | "xlf" | "tmx" | "ts_xml" | "kml" | "gpx" | "jnlp" | "heex" | "eex" | "leex" | "iml"
            | "webmanifest_xml" | "config" | "wxs" | "wxl" | "fxml" | "zul" | "tpl" | "xbl" | "xul" | "sgml"
            | "marko" | "riot" | "latte" => Kind::Html,
            "php" | "phtml" | "php3" | "php4" | "php5" | "php7" | "phps" | "inc" | "pl" | "pm" | "perl" | "t" => {
                Kind::Php
            }
            "sh" | "bash" | "zsh" | "fish" | "ksh" | "dash" | "shell" | "console" | "shell-session" | "terminal"
            | "command" | "mk" | "make" | "makefile" | "dockerfile" | "bats" | "envrc" => Kind::Shell,
            "bat" | "cmd" | "batch" | "dosbatch" => Kind::Batch,
            "ps1" | "psm1" | "psd1" | "powershell" | "pwsh" => Kind::PowerShell,
            "tex" | "latex" | "sty" | "cls" | "bib" | "ltx" => Kind::Tex,
            "yml" | "yaml" | "sql" | "csv" | "tsv" | "vb" | "vbs" | "bas" | "vba" | "pas" | "dpr" | "psql" => {
                Kind::Doubling
            }
            "js" | "mjs" | "cjs" | "jsx" | "ts" | "mts" | "cts" | "tsx" | "javascript" | "typescript" | "coffee"
            | "py" | "pyi" | "pyw" | "python" | "ipynb" | "rb" | "ruby" | "rake" | "gemspec" | "cr" | "crystal"
            | "ex" | "exs" | "elixir" | "erl" | "hrl" | "go" | "golang" | "rs" | "rust" | "c" | "h" | "cc" | "cpp"
            | "cxx" | "hpp" | "hh" | "hxx" | "m" | "mm" | "cs" | "csharp" | "java" | "kt" | "kts" | "kotlin"
            | "scala" | "sc" | "groovy" | "gradle" | "swift" | "dart" | "lua" | "nim" | "zig" | "d" | "hs" | "lhs"
            | "elm" | "purs" | "ml" | "mli" | "fs" | "fsi" | "fsx" | "r" | "jl" | "julia" | "clj" | "cljs" | "edn"
            | "el" | "lisp" | "scm" | "rkt" | "tf" | "hcl" | "nix" | "bicep" | "jsonnet" | "libsonnet" | "cue"
            | "dhall" | "vim" | "awk" | "tcl" | "gd" | "sol" | "v" | "vala" | "hx" | "applescript" | "ahk" | "au3"
            | "star" | "bzl" | "raku" | "cfm" | "cfc" | "pug" | "haml" | "slim" => Kind::Code,
            _ => Kind::Other,
        }
    }

    fn of_beginning(text: &str) -> Kind {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let word = start
            .get(..start.floor_char_boundary(40))
            .unwrap_or_default()
            .to_ascii_lowercase();
        if ["<?xml", "<!doctype", "<html", "<svg", "<rss", "<feed"]
            .iter()
            .any(|tag| word.starts_with(tag))
        {
            return Kind::Html;
        }
        let Some(program) = start.strip_prefix("#!") else {
            return Kind::Other;
        };
        let program = program.lines().next().unwrap_or_default();
        let name = program.rsplit(['/', ' ']).next().unwrap_or_default();
        match Kind::of_language(name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')) {
            Kind::Other if name.contains("node") || name.contains("deno") || name.contains("bun") => Kind::Code,
            kind => kind,
        }
    }

    /// Whether strings of this kind of text may be joined to one.
    pub(super) const fn joins(self) -> bool {
        !matches!(self, Kind::Markdown | Kind::Tex)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_by_name_and_by_how_they_begin() {
        for (name, text, kind) in [
            ("README.md", "", Kind::Markdown),
            ("docs/feed.rss", "", Kind::Html),
            ("a.unknown", "<?xml version=\"1.0\"?>\n<a/>", Kind::Html),
            ("Info.plist", "", Kind::Html),
            ("index.php", "", Kind::Php),
            ("install", "#!/usr/bin/env bash\n", Kind::Shell),
            ("tool", "#!/usr/bin/python3\n", Kind::Code),
            ("Makefile", "", Kind::Shell),
            ("NOTES", "", Kind::Other),
            ("a.yml", "", Kind::Doubling),
            ("run.BAT", "", Kind::Batch),
        ] {
            assert_eq!(Kind::of(name, text), kind, "{name}");
        }
    }
}
