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
    slice,
    sync::Arc,
};

use finegrain::{
    Options, Severity,
    sanitize::{count, secrets},
    text::links::Finder,
};

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
use report::{Report, Totals};

pub fn run(args: &args::CheckArgs) -> io::Result<Exit> {
    if args.fix {
        files::remove_on_signal();
    }
    let mut check = Check::new(args);
    for argument in &args.inputs {
        inputs::open(argument, &mut |input| check.take(input))?;
    }
    check.finish()
}

/// One run. What is known of a document is forgotten when it has been reported, so that memory stays flat.
struct Check<'a> {
    args: &'a args::CheckArgs,
    options: Options,
    report: Box<dyn Report>,
    out: Box<dyn Write>,
    totals: Totals,
    documents: usize,
    too_large: Vec<String>,
    unusable: bool,
}

impl<'a> Check<'a> {
    fn new(args: &'a args::CheckArgs) -> Self {
        let (stated, unusable) = need::stated(&args.against);
        // Links and standard input have no place to be fixed in: they are printed, and the report makes room for them.
        let prints = args.fix && args.inputs.iter().any(|input| !Path::new(input).exists());
        let styled = if prints {
            terminal::is_styled_aside()
        } else {
            terminal::is_styled()
        };
        Check {
            args,
            options: Options {
                hosts: args.hosts.clone(),
                max_expiration: args.max_expiration,
                ignore: args.ignore.clone(),
                stated: stated.map(Arc::new),
                ..Options::default()
            },
            report: report::in_format(args.format, args.fix, styled),
            out: match args.format {
                _ if prints => terminal::styled_aside(),
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
                self.link(checked, &argument)
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

    fn link(&mut self, checked: Checked, argument: &str) -> io::Result<()> {
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
            return self.report(&Origin::Argument, argument, &[checked]);
        };
        for url in urls {
            self.print(format!("{}\n", terminal::address(&url)).as_bytes())?;
            let fixed = judge::link(finegrain::link::Link::read(&url), checked.place, &self.options);
            self.report(&Origin::Argument, argument, &[fixed])?;
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
            let options = self.options.clone();
            judge::document(document, finder, &options, |link| {
                if written.is_ok() {
                    written = self.found(document, &link);
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

    /// What fixes the links of a document; nothing where it cannot be judged.
    fn edits(&mut self, document: &Document) -> Option<Vec<(Range<usize>, String)>> {
        let mut all = Vec::new();
        let judged = isolated(&document.origin, || {
            let mut finder = Finder::new(document.syntax());
            judge::document(document, &mut finder, &self.options, |link| {
                if let Rewrite::Edits(edits) = fix::rewrite(&document.text, &link) {
                    all.extend(edits);
                }
            })
        });
        self.unusable |= judged.is_none();
        // A link may be put together from what is written above another one, and two may share a part.
        all.sort_by_key(|(range, _)| (range.start, range.end));
        all.dedup();
        judged.map(|_| all)
    }

    /// Reports a link of a document.
    fn found(&mut self, document: &Document, link: &Checked) -> io::Result<()> {
        if link.verdict.notes.contains(&secrets::ADVICE) {
            terminal::note(&format!("{}: {}", location(document, link), secrets::ADVICE));
        }
        if self.args.fix
            && let Rewrite::Refused(why) = fix::rewrite(&document.text, link)
        {
            terminal::note(&format!("{}: not fixed: {why}", location(document, link)));
        }
        self.report(&document.origin, &document.text, slice::from_ref(link))
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

    fn report(&mut self, origin: &Origin, text: &str, links: &[Checked]) -> io::Result<()> {
        for link in links {
            self.totals.add(link);
        }
        self.report.links(origin, text, links, &mut self.out)
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

/// Where a link of a document is.
fn location(document: &Document, link: &Checked) -> String {
    document.origin.location(link.place).unwrap_or_default()
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
