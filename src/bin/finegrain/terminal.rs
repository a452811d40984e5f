//! Standard output and standard error: colors, and nothing that could do harm there.

use std::io::{self, BufWriter, ErrorKind, Write};

use anstream::{ColorChoice, StripStream};
use anstyle::{AnsiColor, Style};
use finegrain::{
    Severity,
    sanitize::{is_invisible, secrets::redact},
};

pub const BOLD: Style = Style::new().bold();
pub const DIM: Style = Style::new().dimmed();
pub const GOOD: Style = AnsiColor::Green.on_default().bold();

/// The color of a severity.
pub const fn style(severity: Severity) -> Style {
    match severity {
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => AnsiColor::Cyan.on_default().bold(),
    }
}

/// Standard output, with styles where they are wanted.
pub fn styled() -> Box<dyn Write> {
    if is_styled() {
        return Box::new(BufWriter::new(Patient::new(anstream::stdout())));
    }
    Box::new(StripStream::new(plain()))
}

/// Standard error, with styles where they are wanted.
pub fn styled_aside() -> Box<dyn Write> {
    if is_styled_aside() {
        return Box::new(BufWriter::new(Patient::new(anstream::stderr())));
    }
    let plain: Box<dyn Write> = Box::new(BufWriter::new(Patient::new(io::stderr())));
    Box::new(StripStream::new(plain))
}

/// Whether standard output shows styles.
pub fn is_styled() -> bool {
    anstream::AutoStream::choice(&io::stdout()) != ColorChoice::Never
}

/// Whether standard error shows styles.
pub fn is_styled_aside() -> bool {
    anstream::AutoStream::choice(&io::stderr()) != ColorChoice::Never
}

/// Standard output, every byte as it is.
pub fn plain() -> Box<dyn Write> {
    Box::new(BufWriter::new(Patient::new(io::stdout())))
}

/// A stream whose reader may go away early, as `head` does: it has what it wanted.
struct Patient<W> {
    stream: W,
    gone: bool,
}

impl<W> Patient<W> {
    fn new(stream: W) -> Self {
        Patient { stream, gone: false }
    }

    fn done<T>(&mut self, done: io::Result<T>, otherwise: T) -> io::Result<T> {
        match done {
            Err(error) if error.kind() == ErrorKind::BrokenPipe => {
                self.gone = true;
                Ok(otherwise)
            }
            done => done,
        }
    }
}

impl<W: Write> Write for Patient<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.gone {
            return Ok(bytes.len());
        }
        let written = self.stream.write(bytes);
        self.done(written, bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        if self.gone {
            return Ok(());
        }
        let flushed = self.stream.flush();
        self.done(flushed, ())
    }
}

/// Writes styled text to standard output, styled only where that is wanted.
pub fn write(text: &str) -> io::Result<()> {
    whole(styled(), text.as_bytes())
}

/// Writes to standard output every byte as it is.
pub fn write_exactly(bytes: &[u8]) -> io::Result<()> {
    whole(plain(), bytes)
}

/// Writes styled text to standard error.
pub fn write_aside(text: &str) -> io::Result<()> {
    whole(styled_aside(), text.as_bytes())
}

/// Says on standard error what could not be done, and what to do.
pub fn complain(message: &str) {
    say(Severity::Error, "error", message);
}

/// Says something on standard error.
pub fn note(message: &str) {
    say(Severity::Info, "note", message);
}

fn say(severity: Severity, word: &str, message: &str) {
    let style = style(severity);
    // Where standard error is gone there is nobody left to tell.
    let _ = write_aside(&format!("{style}{word}{style:#}: {}\n", harmless(message)));
}

fn whole(mut stream: Box<dyn Write>, bytes: &[u8]) -> io::Result<()> {
    stream.write_all(bytes)?;
    stream.flush()
}

/// Text of others for a terminal: without secrets, and without characters that steer a terminal or hide and reorder others.
pub fn harmless(text: &str) -> String {
    redact(text)
        .chars()
        .filter(|c| !c.is_control() && !is_invisible(*c))
        .collect()
}

/// An address for a terminal: what must not be shown there is written as percent codes, so that it stays the same address.
pub fn address(url: &str) -> String {
    let mut shown = String::with_capacity(url.len());
    for c in redact(url).chars() {
        if c.is_control() || is_invisible(c) {
            let mut bytes = [0; 4];
            shown.extend(c.encode_utf8(&mut bytes).bytes().map(|byte| format!("%{byte:02X}")));
        } else {
            shown.push(c);
        }
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_steers_the_terminal() {
        assert_eq!(
            harmless("a\u{1b}[31mb\u{202e}c\u{9b}d\ne ghp_abc"),
            "a[31mbcde [removed]"
        );
        assert_eq!(address("https://a/?x=\u{1b}\u{202e}ö"), "https://a/?x=%1B%E2%80%AEö");
    }
}
