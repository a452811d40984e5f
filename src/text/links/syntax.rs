//! The syntax of the text that is searched. It decides which escapes are right and how expressions go on.

/// The syntax of the text that is searched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
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

impl Syntax {
    /// The syntax of a file, by its name and by how it begins.
    #[must_use]
    pub fn of(name: &str, text: &str) -> Syntax {
        let name = name.rsplit(['/', '\\']).next().unwrap_or(name).to_ascii_lowercase();
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
        match Syntax::of_language(ending) {
            Syntax::Other if matches!(name.as_str(), "makefile" | "gnumakefile" | "dockerfile" | "justfile") => {
                Syntax::Shell
            }
            Syntax::Other => Syntax::of_beginning(text),
            syntax => syntax,
        }
    }

    /// The syntax of a language, by the ending of its files or by the word behind the fence of a block of code.
    #[must_use]
    pub fn of_language(word: &str) -> Syntax {
        match word {
            "md" | "markdown" | "mdown" | "mkd" | "mkdn" | "mdx" | "qmd" | "rmd" | "mdc" => Syntax::Markdown,
            "html" | "htm" | "xhtml" | "xht" | "xml" | "svg" | "rss" | "atom" | "plist" | "resx" | "xaml" | "axaml"
            | "vue" | "svelte" | "astro" | "erb" | "ejs" | "hbs" | "handlebars" | "mustache" | "jsp" | "jspx"
            | "asp" | "aspx" | "cshtml" | "vbhtml" | "razor" | "twig" | "liquid" | "njk" | "gohtml" | "ftl"
            | "ftlh" | "xsl" | "xslt" | "xsd" | "wsdl" | "dita" | "ditamap" | "dbk" | "docbook" | "fodt" | "rdf"
            | "opml" | "csproj" | "vbproj" | "fsproj" | "props" | "targets" | "nuspec" | "storyboard" | "xib"
            | "xliff" | "xlf" | "tmx" | "ts_xml" | "kml" | "gpx" | "jnlp" | "heex" | "eex" | "leex" | "iml"
            | "webmanifest_xml" | "config" | "wxs" | "wxl" | "fxml" | "zul" | "tpl" | "xbl" | "xul" | "sgml"
            | "marko" | "riot" | "latte" => Syntax::Html,
            "php" | "phtml" | "php3" | "php4" | "php5" | "php7" | "phps" | "inc" | "pl" | "pm" | "perl" | "t" => {
                Syntax::Php
            }
            "sh" | "bash" | "zsh" | "fish" | "ksh" | "dash" | "shell" | "console" | "shell-session" | "terminal"
            | "command" | "mk" | "make" | "makefile" | "dockerfile" | "bats" | "envrc" => Syntax::Shell,
            "bat" | "cmd" | "batch" | "dosbatch" => Syntax::Batch,
            "ps1" | "psm1" | "psd1" | "powershell" | "pwsh" => Syntax::PowerShell,
            "tex" | "latex" | "sty" | "cls" | "bib" | "ltx" => Syntax::Tex,
            "yml" | "yaml" | "sql" | "csv" | "tsv" | "vb" | "vbs" | "bas" | "vba" | "pas" | "dpr" | "psql" => {
                Syntax::Doubling
            }
            "js" | "mjs" | "cjs" | "jsx" | "ts" | "mts" | "cts" | "tsx" | "javascript" | "typescript" | "coffee"
            | "py" | "pyi" | "pyw" | "python" | "ipynb" | "rb" | "ruby" | "rake" | "gemspec" | "cr" | "crystal"
            | "ex" | "exs" | "elixir" | "erl" | "hrl" | "go" | "golang" | "rs" | "rust" | "c" | "h" | "cc" | "cpp"
            | "cxx" | "hpp" | "hh" | "hxx" | "m" | "mm" | "cs" | "csharp" | "java" | "kt" | "kts" | "kotlin"
            | "scala" | "sc" | "groovy" | "gradle" | "swift" | "dart" | "lua" | "nim" | "zig" | "d" | "hs" | "lhs"
            | "elm" | "purs" | "ml" | "mli" | "fs" | "fsi" | "fsx" | "r" | "jl" | "julia" | "clj" | "cljs" | "edn"
            | "el" | "lisp" | "scm" | "rkt" | "tf" | "hcl" | "nix" | "bicep" | "jsonnet" | "libsonnet" | "cue"
            | "dhall" | "vim" | "awk" | "tcl" | "gd" | "sol" | "v" | "vala" | "hx" | "applescript" | "ahk" | "au3"
            | "star" | "bzl" | "raku" | "cfm" | "cfc" | "pug" | "haml" | "slim" => Syntax::Code,
            _ => Syntax::Other,
        }
    }

    fn of_beginning(text: &str) -> Syntax {
        let start = text.trim_start_matches('\u{feff}').trim_start();
        let word = start
            .get(..start.floor_char_boundary(40))
            .unwrap_or_default()
            .to_ascii_lowercase();
        if ["<?xml", "<!doctype", "<html", "<svg", "<rss", "<feed"]
            .iter()
            .any(|tag| word.starts_with(tag))
        {
            return Syntax::Html;
        }
        let Some(program) = start.strip_prefix("#!") else {
            return Syntax::Other;
        };
        let program = program.lines().next().unwrap_or_default();
        let name = program.rsplit(['/', ' ']).next().unwrap_or_default();
        match Syntax::of_language(name.trim_end_matches(|c: char| c.is_ascii_digit() || c == '.')) {
            Syntax::Other if name.contains("node") || name.contains("deno") || name.contains("bun") => Syntax::Code,
            syntax => syntax,
        }
    }

    /// Whether it is text for people, in which a link is rarely a part of a command or an expression.
    pub(super) const fn is_prose(self) -> bool {
        matches!(self, Syntax::Markdown | Syntax::Html | Syntax::Tex | Syntax::Other)
    }

    /// Whether strings of this syntax may be joined into one.
    pub(super) const fn joins(self) -> bool {
        !matches!(self, Syntax::Markdown | Syntax::Tex)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_by_name_and_by_how_they_begin() {
        for (name, text, syntax) in [
            ("README.md", "", Syntax::Markdown),
            ("docs/feed.rss", "", Syntax::Html),
            ("a.unknown", "<?xml version=\"1.0\"?>\n<a/>", Syntax::Html),
            ("Info.plist", "", Syntax::Html),
            ("index.php", "", Syntax::Php),
            ("install", "#!/usr/bin/env bash\n", Syntax::Shell),
            ("tool", "#!/usr/bin/python3\n", Syntax::Code),
            ("Makefile", "", Syntax::Shell),
            ("NOTES", "", Syntax::Other),
            ("a.yml", "", Syntax::Doubling),
            ("run.BAT", "", Syntax::Batch),
        ] {
            assert_eq!(Syntax::of(name, text), syntax, "{name}");
        }
    }
}
