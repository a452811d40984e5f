//! `finegrain check`: from inputs to documents, from documents to links with what there is to say about each, fixed where
//! that is asked for, and to a report.

mod comments;
mod fix;
mod found;
mod inputs;
mod judge;
mod report;

use std::{
    fs::File,
    io::{self, Write},
    ops::Range,
    panic::{self, AssertUnwindSafe},
    path::Path,
    sync::Arc,
};

use finegrain::{
    Options, Severity,
    sanitize::{count, secrets},
    text::links::Finder,
};
use rayon::prelude::*;

use crate::{
    args, codes,
    exit::Exit,
    files::{self, Pieces, Sizes},
    need,
    position::Position,
    terminal,
};
use found::{Checked, Document, Origin, Rewrite};
use inputs::Opened;
use judge::Located;
use report::{Github, Json, Report, Sarif, TextReport, Totals};

pub fn run(args: &args::CheckArgs) -> io::Result<Exit> {
    match args.format {
        args::ReportFormat::Text => report(args, TextReport::new(args.fix, is_styled(args))),
        args::ReportFormat::Json => report(args, Json::default()),
        args::ReportFormat::Github => report(args, Github),
        args::ReportFormat::Sarif => report(args, Sarif::default()),
    }
}

/// Checks all inputs, and writes what there is to say about them as `report` does.
fn report(args: &args::CheckArgs, report: impl Report) -> io::Result<Exit> {
    if args.fix {
        files::remove_on_signal();
    }
    let mut check = Check::new(args, report);
    for argument in &args.inputs {
        inputs::open(argument, &mut |input| check.take(input))?;
    }
    check.finish()
}

/// Whether something is printed on standard output, so that the report is written aside: links and standard input have no place
/// to be fixed in.
fn prints(args: &args::CheckArgs) -> bool {
    args.fix && args.inputs.iter().any(|input| !Path::new(input).exists())
}

/// Whether the report is shown with styles.
fn is_styled(args: &args::CheckArgs) -> bool {
    if prints(args) {
        terminal::is_styled_aside()
    } else {
        terminal::is_styled()
    }
}

/// One run. What is known of a document is forgotten when it has been reported, so that memory stays flat.
struct Check<'a, R> {
    args: &'a args::CheckArgs,
    options: Options,
    report: R,
    out: Box<dyn Write>,
    totals: Totals,
    documents: usize,
    too_large: Vec<String>,
    unusable: bool,
}

/// What there is to say about one link.
struct Said<E> {
    /// For the terminal.
    notes: Vec<String>,
    entry: E,
    totals: Totals,
}

impl<'a, R: Report> Check<'a, R> {
    fn new(args: &'a args::CheckArgs, report: R) -> Self {
        let (stated, unusable) = need::stated(&args.against);
        Check {
            args,
            options: Options {
                hosts: args.hosts.clone(),
                max_expiration: args.max_expiration,
                ignore: args.ignore.clone(),
                stated: stated.map(Arc::new),
                ..Options::default()
            },
            report,
            out: match args.format {
                _ if prints(args) => terminal::styled_aside(),
                args::ReportFormat::Text => terminal::styled(),
                _ => terminal::plain(),
            },
            totals: Totals::default(),
            documents: 0,
            too_large: Vec::new(),
            unusable,
        }
    }

    fn take(&mut self, input: Opened) -> io::Result<()> {
        match input {
            Opened::Link { link, argument, place } => {
                let checked = judge::link(*link, place, &self.options);
                let argument = secrets::redact(&argument).into_owned();
                self.link(&checked, &argument)
            }
            Opened::Document(document) => self.document(document),
            Opened::NoLinks => {
                self.documents += 1;
                Ok(())
            }
            Opened::NotText(bytes) => {
                terminal::note("standard input: left out, because it is not text");
                self.print(&bytes)
            }
            Opened::Large(path) => self.large(&path),
            Opened::LeftOut(why) => {
                self.documents += 1;
                terminal::note(&why);
                Ok(())
            }
            Opened::TooLarge(name) => {
                self.too_large.push(name);
                Ok(())
            }
            Opened::Empty(name) => {
                terminal::note(&format!("{name}: no files to check"));
                Ok(())
            }
            Opened::Unusable(why) => {
                self.fail(&why);
                Ok(())
            }
        }
    }

    fn link(&mut self, checked: &Checked, argument: &str) -> io::Result<()> {
        if checked.verdict.notes.contains(&secrets::ADVICE) {
            terminal::note(&format!("the link: {}", secrets::ADVICE));
        }
        let fixed = if self.args.fix {
            checked.verdict.fixed.clone()
        } else {
            None
        };
        let Some(urls) = fixed else {
            let shown = format!("{}\n", terminal::address(&checked.link.text));
            self.print(shown.as_bytes())?;
            return self.report(argument, checked);
        };
        for url in urls {
            self.print(format!("{}\n", terminal::address(&url)).as_bytes())?;
            let fixed = judge::link(finegrain::link::Link::read(&url), checked.place, &self.options);
            self.report(argument, &fixed)?;
        }
        Ok(())
    }

    fn document(&mut self, mut document: Document) -> io::Result<()> {
        self.documents += 1;
        if self.args.fix {
            let Some(edits) = self.edits(&document) else {
                return self.print_document(&document);
            };
            if let Some(text) = fix::fixed(&document.text, &edits)
                && self.put(&document, &text)
            {
                document = Document::whole(document.origin, text, document.original);
            }
            self.print_document(&document)?;
        }
        let mut finder = Finder::new(document.syntax());
        self.piece(&document, &mut finder)
    }

    /// A text that is read in pieces; to be fixed, it is read as a whole.
    fn large(&mut self, path: &Path) -> io::Result<()> {
        if self.args.fix {
            return self.take(inputs::whole(path));
        }
        self.documents += 1;
        let mut pieces = match File::open(path) {
            Ok(file) => Pieces::new(file, Sizes::USUAL),
            Err(error) => {
                self.fail(&format!("{}: cannot be read: {error}", path.display()));
                return Ok(());
            }
        };
        let mut finder = None;
        let mut place = Position::START;
        loop {
            let piece = match pieces.next() {
                Ok(Some(piece)) => piece,
                Ok(None) => return Ok(()),
                Err(error) => {
                    self.fail(&format!("{}: cannot be read: {error}", path.display()));
                    return Ok(());
                }
            };
            let document = Document {
                origin: Origin::File(path.to_owned()),
                text: piece.text,
                original: None,
                piece: piece.own.clone(),
                place,
            };
            let finder = finder.get_or_insert_with(|| Finder::new(document.syntax()));
            self.piece(&document, finder)?;
            place = place.moved(&document.text, piece.own.start, piece.own.end);
        }
    }

    /// Reports the links of a document, or of a piece of it.
    fn piece(&mut self, document: &Document, finder: &mut Finder) -> io::Result<()> {
        let mut written = Ok(());
        let unknown = isolated(&document.origin, || {
            let options = self.options_in_files();
            judge::locate(document, finder, |links| {
                if written.is_ok() {
                    written = self.links(document, links, &options);
                }
            })
        });
        self.unusable |= unknown.is_none();
        for (line, word) in unknown.unwrap_or_default() {
            let name = document.origin.name();
            let problem = codes::unknown(&word);
            terminal::note(&format!("{name}:{line}: `finegrain-ignore {word}`: {problem}"));
        }
        written
    }

    /// Judges links of a document, and reports them in order.
    fn links(&mut self, document: &Document, links: Vec<Located>, options: &Options) -> io::Result<()> {
        let (args, report) = (self.args, &self.report);
        let said: Vec<Said<R::Entry>> = links
            .into_par_iter()
            .map(|link| {
                let link = link.judge(document, options);
                Said {
                    notes: notes(args, document, &link),
                    entry: report.entry(&document.origin, &document.text, &link),
                    totals: Totals::of(&link),
                }
            })
            .collect();
        for Said { notes, entry, totals } in said {
            for note in notes {
                terminal::note(&note);
            }
            self.totals += totals;
            self.report.write(entry, &mut self.out)?;
        }
        Ok(())
    }

    fn options_in_files(&self) -> Options {
        Options {
            in_file: true,
            ..self.options.clone()
        }
    }

    /// What fixes the links of a document; nothing where it cannot be judged.
    fn edits(&mut self, document: &Document) -> Option<Vec<(Range<usize>, String)>> {
        let mut all = Vec::new();
        let judged = isolated(&document.origin, || {
            let options = self.options_in_files();
            let mut finder = Finder::new(document.syntax());
            judge::locate(document, &mut finder, |links| {
                let rewrites = links
                    .into_par_iter()
                    .map(|link| fix::rewrite(&document.text, &link.judge(document, &options)));
                for rewrite in rewrites.collect::<Vec<_>>() {
                    if let Rewrite::Edits(edits) = rewrite {
                        all.extend(edits);
                    }
                }
            })
        });
        self.unusable |= judged.is_none();
        // A link may be put together from what is written above another one, and two may share a part.
        all.sort_by_key(|(range, _)| (range.start, range.end));
        all.dedup();
        judged.map(|_| all)
    }

    /// Writes the fixed text where the document came from.
    fn put(&mut self, document: &Document, text: &str) -> bool {
        let Origin::File(path) = &document.origin else {
            return true;
        };
        let written = files::replace(path, document.bytes(), text);
        if let Err(error) = &written {
            self.fail(&format!("{}: not fixed: {error}", path.display()));
        }
        written.is_ok()
    }

    /// With `--fix`, passes standard input on.
    fn print_document(&mut self, document: &Document) -> io::Result<()> {
        match document.origin {
            Origin::Stdin => self.print(document.bytes()),
            Origin::Argument | Origin::File(_) => Ok(()),
        }
    }

    fn print(&self, bytes: &[u8]) -> io::Result<()> {
        if self.args.fix {
            return terminal::write_exactly(bytes);
        }
        Ok(())
    }

    /// Reports a link that is an argument, or a part of one.
    fn report(&mut self, argument: &str, link: &Checked) -> io::Result<()> {
        self.totals += Totals::of(link);
        let entry = self.report.entry(&Origin::Argument, argument, link);
        self.report.write(entry, &mut self.out)
    }

    fn fail(&mut self, message: &str) {
        terminal::complain(message);
        self.unusable = true;
    }

    fn finish(mut self) -> io::Result<Exit> {
        if let [first, rest @ ..] = self.too_large.as_slice() {
            let files = count(self.too_large.len(), "file");
            let more = if rest.is_empty() { "" } else { ", ..." };
            terminal::note(&format!(
                "left out {files} over 10 MB ({first}{more}); to check one, give it as an INPUT"
            ));
        }
        if self.totals.links == 0 && self.documents > 0 {
            terminal::note(&format!("no template links in {}", count(self.documents, "file")));
        }
        self.report.end(&self.totals, &mut self.out)?;
        self.out.flush()?;
        Ok(self.exit())
    }

    fn exit(&self) -> Exit {
        let bad = if self.args.deny_warnings {
            Severity::Warning
        } else {
            Severity::Error
        };
        match self.totals.worst() {
            _ if self.unusable => Exit::Unusable,
            Some(worst) if worst <= bad => Exit::Failure,
            _ => Exit::Success,
        }
    }
}

/// Calls `judge` so that a fault of Finegrain's own in one text neither stops the others nor goes unnoticed.
fn isolated<T>(origin: &Origin, judge: impl FnOnce() -> T) -> Option<T> {
    let judged = panic::catch_unwind(AssertUnwindSafe(judge)).ok();
    if judged.is_none() {
        terminal::complain(&format!(
            "{}: not checked because of a bug in Finegrain; please report it with this text",
            origin.name()
        ));
    }
    judged
}

/// What a person is told about a link of a document besides the report.
fn notes(args: &args::CheckArgs, document: &Document, link: &Checked) -> Vec<String> {
    let location = || document.origin.location(link.place).unwrap_or_default();
    let mut notes = Vec::new();
    if link.verdict.notes.contains(&secrets::ADVICE) {
        notes.push(format!("{}: {}", location(), secrets::ADVICE));
    }
    if args.fix
        && let Rewrite::Refused(why) = fix::rewrite(&document.text, link)
    {
        notes.push(format!("{}: not fixed: {why}", location()));
    }
    notes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_fault_in_one_text_is_not_one_of_the_run() {
        let faulty = isolated(&Origin::Stdin, || -> usize { panic!("a fault") });
        assert_eq!((faulty, isolated(&Origin::Stdin, || 1)), (None, Some(1)));
    }
}
