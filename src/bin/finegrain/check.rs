//! `finegrain check`: from inputs to links with what there is to say about each.

use std::{
    ffi::OsStr,
    io::{self, Read},
    ops::Range,
    panic::{self, AssertUnwindSafe},
    path::{Path, PathBuf},
};

use finegrain::{
    Options, Severity, Verdict, judge,
    link::{Link, replacements},
    sanitize::{count, secrets},
    text::links::{self, Found, Kind},
};

use crate::{
    BAD, GOOD, UNUSABLE,
    args::{self, Report},
    codes,
    comments::Comments,
    files::{self, Content, Step},
    fix::{self, Hurdle},
    place::{Cursor, Place},
    report, terminal,
};

pub fn run(args: &args::Check) -> io::Result<u8> {
    let mut checker = Checker::new(args);
    for input in &args.inputs {
        checker.input(input);
    }
    checker.finish()
}

/// A link of the report.
#[derive(Debug)]
pub struct Checked {
    /// The link as its source writes it, without secrets.
    pub input: String,
    pub origin: Origin,
    pub located: Located,
}

/// Where a link stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Origin {
    Argument,
    Stdin,
    File(PathBuf),
}

/// A link in a text.
#[derive(Debug)]
pub struct Located {
    pub range: Range<usize>,
    pub place: Place,
    /// Where each diagnostic is.
    pub places: Vec<Place>,
    /// Whether nothing of it is missing.
    pub complete: bool,
    /// What is to be written where, so that the link is fixed.
    pub edits: Vec<(Range<usize>, String)>,
    /// For each diagnostic, what its own fix writes from where to where; empty where that is not asked for.
    pub fixes: Vec<Vec<(Place, Place, String)>>,
    /// How many code points it has as it stands.
    pub width: usize,
    /// The link as it was read.
    pub link: String,
    pub verdict: Verdict,
    /// Why it is not rewritten, although it could be mended.
    pub hurdle: Option<Hurdle>,
}

/// A text in which links are looked for.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub text: &'a str,
    pub kind: Kind,
    /// Whether some of it was not UTF-8 and had to be replaced.
    pub lossy: bool,
    /// Whether the report shows what each fix writes.
    pub fixes: bool,
}

impl Source<'_> {
    /// Every link with what there is to say about it, and the comments around them.
    fn judge(&self, options: &Options) -> (Vec<Located>, Comments) {
        let mut cursor = Cursor::new(self.text);
        let mut comments = Comments::default();
        let mut options = options.clone();
        let everywhere = options.ignore.len();
        let judged = links::links(self.text, self.kind).into_iter().map(|found| {
            let place = cursor.advance(found.range.start);
            options.ignore.truncate(everywhere);
            options.ignore.extend_from_slice(comments.silenced(place.line, &cursor));
            self.locate(&found, place, &options)
        });
        (judged.collect(), comments)
    }

    fn locate(&self, found: &Found, place: Place, options: &Options) -> Located {
        let link = found.read(self.text);
        let verdict = judge(&link, options);
        let edits = verdict.fixed.as_deref().and_then(|fixed| match fixed {
            [url] => Some(found.rewrite_whole(self.text, as_written(&link, url))),
            _ => None,
        });
        let at = |offset| place.moved(self.text, found.range.start, offset);
        let places = verdict.diagnostics.iter().map(|diagnostic| {
            if diagnostic.span.start == 0 {
                place
            } else {
                at(found.place(self.text, diagnostic.span.start))
            }
        });
        let fixes = verdict.diagnostics.iter().filter(|_| self.fixes).map(|diagnostic| {
            let safe = diagnostic.fix.as_ref().filter(|fix| fix.safe);
            let edits = match safe.map(|fix| fix.links.as_slice()) {
                Some([edits]) => found
                    .rewrite(self.text, &replacements(&link, edits))
                    .unwrap_or_default(),
                _ => Vec::new(),
            };
            let edits = edits.into_iter();
            edits
                .map(|(range, written)| (at(range.start), at(range.end), written))
                .collect()
        });
        Located {
            width: self.text[found.range.clone()].chars().count(),
            hurdle: fix::hurdle(self.lossy, &edits, &verdict),
            places: places.collect(),
            fixes: fixes.collect(),
            range: found.range.clone(),
            place,
            complete: link.complete,
            edits: edits.and_then(Result::ok).unwrap_or_default(),
            link: link.text,
            verdict,
        }
    }
}

/// A fixed link as the text writes it: without a scheme where it had none.
fn as_written<'a>(link: &Link, url: &'a str) -> &'a str {
    match url.strip_prefix("https://") {
        Some(rest) if link.host_span.start == 0 => rest,
        _ => url,
    }
}

struct Checker<'a> {
    args: &'a args::Check,
    options: Options,
    links: Vec<Checked>,
    /// What `--fix` prints: mended links, and the mended text of standard input.
    mended: Option<Vec<u8>>,
    files: usize,
    too_large: Vec<PathBuf>,
    unusable: bool,
}

impl<'a> Checker<'a> {
    fn new(args: &'a args::Check) -> Self {
        let options = Options {
            hosts: args.hosts.clone(),
            max_expiration: args.max_expiration,
            ignore: args.ignore.clone(),
            ..Options::default()
        };
        Checker {
            args,
            options,
            links: Vec::new(),
            mended: None,
            files: 0,
            too_large: Vec::new(),
            unusable: false,
        }
    }

    fn input(&mut self, input: &OsStr) {
        let path = Path::new(input);
        let word = input.to_string_lossy();
        if input == "-" {
            self.stdin();
        } else if links::is_link(&word) {
            self.link(&word, &Link::read(&word), Place::START);
        } else {
            match path.metadata() {
                Ok(metadata) if metadata.is_dir() => self.folder(path),
                Ok(_) => self.file(path, true),
                Err(error) => self.links_in(&word, &error),
            }
        }
    }

    /// An argument that is no path may be a link with something around it: `<https://...>`.
    fn links_in(&mut self, word: &str, error: &io::Error) {
        let found = links::links(word, Kind::Other);
        let mut cursor = Cursor::new(word);
        for found in &found {
            let place = cursor.advance(found.range.start);
            self.link(word, &found.read(word), place);
        }
        if found.is_empty() {
            let reason = match error.kind() {
                io::ErrorKind::PermissionDenied => error.to_string(),
                _ => "there is no such file or folder, and it is no link; a link begins with https:// or github.com/"
                    .into(),
            };
            self.fail(&format!("{word}: {reason}"));
        }
    }

    fn link(&mut self, input: &str, link: &Link, place: Place) {
        let verdict = judge(link, &self.options);
        warn_of_secrets("the link", &verdict);
        if !self.args.fix {
            return self.push_link(input, link, place, verdict);
        }
        let Some(urls) = &verdict.fixed else {
            self.print_link(&link.text);
            return self.push_link(input, link, place, verdict);
        };
        for url in urls {
            self.print_link(url);
            let link = Link::read(url);
            self.push_link(input, &link, place, judge(&link, &self.options));
        }
    }

    fn print_link(&mut self, url: &str) {
        self.print(format!("{}\n", terminal::address(url)).as_bytes());
    }

    fn push_link(&mut self, input: &str, link: &Link, place: Place, verdict: Verdict) {
        let located = Located {
            range: 0..link.text.len(),
            places: vec![place; verdict.diagnostics.len()],
            complete: true,
            edits: Vec::new(),
            fixes: Vec::new(),
            place,
            width: link.text.chars().count(),
            link: link.text.clone(),
            verdict,
            hurdle: None,
        };
        self.push(input, Origin::Argument, located);
    }

    fn folder(&mut self, folder: &Path) {
        for step in files::walk(folder) {
            match step {
                Step::File(path) => self.file(&path, false),
                Step::TooLarge(path) => self.too_large.push(path),
                Step::Unreadable(error) => self.fail(&error),
            }
        }
    }

    fn file(&mut self, path: &Path, named: bool) {
        let content = match files::read(path) {
            Ok(content) => content,
            Err(error) => return self.fail(&format!("{}: cannot be read: {error}", path.display())),
        };
        if named && matches!(content, Content::Binary) {
            terminal::note(&format!("{}: not text, so no links were looked for", path.display()));
        }
        self.files += 1;
        let origin = Origin::File(path.to_owned());
        self.isolated(&origin, |checker| checker.content(&origin, &content));
    }

    /// Calls `judge` so that a fault of Finegrain's own in one text neither stops the others nor goes unnoticed.
    fn isolated<T>(&mut self, origin: &Origin, judge: impl FnOnce(&mut Self) -> Option<T>) -> Option<T> {
        let before = self.links.len();
        let judged = panic::catch_unwind(AssertUnwindSafe(|| judge(self)));
        judged.unwrap_or_else(|_| {
            self.links.truncate(before);
            self.fail(&format!(
                "{}: not checked, because of a fault in Finegrain; please report it with this text",
                report::name(origin)
            ));
            None
        })
    }

    fn stdin(&mut self) {
        let mut bytes = Vec::new();
        if let Err(error) = io::stdin().lock().read_to_end(&mut bytes) {
            return self.fail(&format!("standard input cannot be read: {error}"));
        }
        self.files += 1;
        let original = self.args.fix.then(|| bytes.clone());
        let mended = self.isolated(&Origin::Stdin, |checker| {
            checker.content(&Origin::Stdin, &files::content(bytes))
        });
        if let Some(text) = mended.map(String::into_bytes).or(original) {
            self.print(&text);
        }
    }

    /// Judges the links of a text, after mending them where that is wanted; answers with the mended text.
    fn content(&mut self, origin: &Origin, content: &Content) -> Option<String> {
        let (text, lossy) = match content {
            Content::Text(text) => (text, false),
            Content::Lossy(text) => (text, true),
            Content::Binary => return None,
        };
        let kind = match origin {
            Origin::File(path) => Kind::of(&path.to_string_lossy(), text),
            _ => Kind::Other,
        };
        let options = Options {
            in_file: true,
            ..self.options.clone()
        };
        let fixes = self.args.format == Report::Sarif;
        let mut source = Source {
            text,
            kind,
            lossy,
            fixes,
        };
        let (mut links, mut comments) = source.judge(&options);
        let mended = if self.args.fix { fix::mended(text, &links) } else { None };
        let mended = mended.filter(|text| self.put(origin, text));
        if let Some(text) = &mended {
            source.text = text;
            (links, comments) = source.judge(&options);
        }
        for (line, word) in &comments.unknown {
            let problem = codes::unknown(word);
            terminal::note(&format!(
                "{}:{line}: `finegrain-ignore {word}`: {problem}",
                report::name(origin)
            ));
        }
        for located in links {
            let place = report::location(origin, located.place).unwrap_or_default();
            warn_of_secrets(&place, &located.verdict);
            if self.args.fix
                && let Some(hurdle) = located.hurdle
            {
                terminal::note(&format!("{place}: not rewritten: {hurdle}"));
            }
            self.push(&source.text[located.range.clone()], origin.clone(), located);
        }
        mended
    }

    /// Writes the mended text where the text came from.
    fn put(&mut self, origin: &Origin, text: &str) -> bool {
        let Origin::File(path) = origin else { return true };
        let written = files::replace(path, text);
        if let Err(error) = &written {
            self.fail(&format!("{}: not rewritten: {error}", path.display()));
        }
        written.is_ok()
    }

    fn push(&mut self, input: &str, origin: Origin, located: Located) {
        let input = secrets::redact(input).into_owned();
        self.links.push(Checked { input, origin, located });
    }

    fn print(&mut self, bytes: &[u8]) {
        self.mended.get_or_insert_default().extend_from_slice(bytes);
    }

    fn fail(&mut self, message: &str) {
        terminal::complain(message);
        self.unusable = true;
    }

    fn finish(self) -> io::Result<u8> {
        if let Some(first) = self.too_large.first() {
            let files = count(self.too_large.len(), "file");
            let more = if self.too_large.len() > 1 { ", ..." } else { "" };
            terminal::note(&format!(
                "{files} over 10 MB left out ({}{more}); name one as an INPUT to have it checked",
                first.display()
            ));
        }
        if self.links.is_empty() && self.files > 0 {
            terminal::note(&format!("no template links in {}", count(self.files, "file")));
        }
        let status = self.status();
        let report = self.report();
        match &self.mended {
            Some(mended) => {
                terminal::write_exactly(mended)?;
                terminal::write_aside(&report)?;
            }
            None if self.args.format == Report::Text => terminal::write(&report)?,
            None => terminal::write_exactly(report.as_bytes())?,
        }
        Ok(status)
    }

    fn report(&self) -> String {
        match self.args.format {
            Report::Text => report::text(&self.links, self.args.fix),
            Report::Json => report::json(&self.links),
            Report::Github => report::github(&self.links),
            Report::Sarif => report::sarif(&self.links),
        }
    }

    fn status(&self) -> u8 {
        let bad = if self.args.deny_warnings {
            Severity::Warning
        } else {
            Severity::Error
        };
        let worst = self.links.iter().filter_map(|link| link.located.verdict.worst()).min();
        match worst {
            _ if self.unusable => UNUSABLE,
            Some(worst) if worst <= bad => BAD,
            _ => GOOD,
        }
    }
}

fn warn_of_secrets(place: &str, verdict: &Verdict) {
    if verdict.notes.contains(&secrets::ADVICE) {
        terminal::note(&format!("{place}: {}", secrets::ADVICE));
    }
}

#[cfg(test)]
mod tests {
    use std::ffi::OsString;

    use clap::Parser;

    use super::*;

    #[test]
    fn a_fault_in_one_text_does_not_stop_the_others() {
        let args::Command::Check(args) = args::Args::parse_from(["finegrain", "check", "x"]).command else {
            panic!("not a check");
        };
        let mut checker = Checker::new(&args);
        let origin = Origin::File("a.md".into());
        let faulty: Option<()> = checker.isolated(&origin, |checker| {
            checker.input(&OsString::from(
                "https://github.com/settings/personal-access-tokens/new?a=b",
            ));
            panic!("a fault");
        });
        assert_eq!((faulty, checker.links.len(), checker.unusable), (None, 0, true));
        checker.input(&OsString::from(
            "https://github.com/settings/personal-access-tokens/new?a=b",
        ));
        assert_eq!((checker.links.len(), checker.status()), (1, UNUSABLE));
    }
}
