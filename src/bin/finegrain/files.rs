//! Files: finding them, reading them, putting a new text in their place.

use std::{
    fs::{self, File, Metadata},
    io::{self, Read, Write},
    ops::Range,
    path::{Path, PathBuf},
    sync::{Mutex, MutexGuard, PoisonError},
};

use ignore::{DirEntry, WalkBuilder};
use tempfile::NamedTempFile;

/// The largest file that is read when a folder is searched: no page with links is larger. A file named by itself may be.
pub const LARGEST: u64 = 10 * 1024 * 1024;

/// How many bytes of a file are looked at to see whether it is text.
const HEAD: u64 = 8 * 1024;

/// How many bytes of a file are read at first: few files are larger, and not all of a large picture need be read.
const GLANCE: usize = 64 * 1024;

/// The files of a folder, in order, without those that version control leaves out.
pub fn walk(folder: &Path) -> impl Iterator<Item = Result<PathBuf, ignore::Error>> {
    WalkBuilder::new(folder)
        .hidden(false)
        .require_git(false)
        .filter_entry(|entry| !is_version_control(entry) && !is_temporary(entry))
        .sort_by_file_name(Ord::cmp)
        .build()
        .filter_map(|entry| entry.map(path_of_file).transpose())
}

fn path_of_file(entry: DirEntry) -> Option<PathBuf> {
    let is_file = entry.file_type()?.is_file();
    let path = entry.into_path();
    // `finegrain check .` speaks of `README.md`, not of `./README.md`.
    is_file.then(|| path.strip_prefix(".").map(Path::to_owned).unwrap_or(path))
}

fn is_version_control(entry: &DirEntry) -> bool {
    let names = [".git", ".hg", ".jj", ".svn"];
    entry.depth() > 0 && names.iter().any(|name| entry.file_name() == *name)
}

fn is_temporary(entry: &DirEntry) -> bool {
    let name = entry.file_name().as_encoded_bytes();
    entry.depth() > 0 && name.starts_with(TEMPORARY.0.as_bytes()) && name.ends_with(TEMPORARY.1.as_bytes())
}

/// What is in a file or in standard input.
pub enum Contents {
    Text(String),
    /// Text with bytes that are not UTF-8; those were replaced, so it must not be written back. The bytes come with it.
    Lossy(String, Vec<u8>),
    /// Text in UTF-16, by its byte order mark.
    Utf16(Vec<u8>),
    Binary(Vec<u8>),
}

pub fn read(path: &Path) -> io::Result<Contents> {
    // A pipe that nothing writes to would block. The shell's own pipes are under /dev.
    let kind = fs::metadata(path)?.file_type();
    if !kind.is_file() && !path.starts_with("/dev") && !path.starts_with("/proc") {
        return Err(io::Error::other("not a regular file; use - to read standard input"));
    }
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    contents(&file, length)
}

/// As [`read`], for a file that [`walk`] has found; nothing for a text over [`LARGEST`].
pub fn read_found(path: &Path) -> io::Result<Option<Contents>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length <= LARGEST {
        return contents(&file, length).map(Some);
    }
    // Nobody misses links in a large picture.
    let head = head(&file)?;
    Ok(head.contains(&0).then_some(Contents::Binary(head)))
}

/// What a glance at a file of a folder shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Glance {
    /// It is not text.
    Binary,
    /// It is text that has nothing of interest.
    Nothing,
    /// It is to be read: it may be of interest, or cannot be read at a glance.
    Read,
}

/// Looks into a file that [`walk`] has found, for what `is_of_interest` says. The buffer is used again for the next file.
pub fn glance(path: &Path, buffer: &mut Vec<u8>, is_of_interest: impl Fn(&[u8]) -> bool) -> Glance {
    let Ok(bytes) = bytes(path, buffer) else {
        return Glance::Read;
    };
    match kind(bytes) {
        Kind::Binary => Glance::Binary,
        Kind::Text if !is_of_interest(bytes) => Glance::Nothing,
        Kind::Text | Kind::Utf16 => Glance::Read,
    }
}

/// The bytes of a file, or the first ones where they say that it is not text.
fn bytes<'b>(path: &Path, buffer: &'b mut Vec<u8>) -> io::Result<&'b [u8]> {
    let mut file = File::open(path)?;
    let length = file.metadata()?.len();
    // The length of a file that is made as it is read is not known.
    if length == 0 || length > LARGEST {
        return Err(io::ErrorKind::Unsupported.into());
    }
    let length = usize::try_from(length).map_err(io::Error::other)?;
    if buffer.len() < length {
        buffer.resize(length, 0);
    }
    let bytes = &mut buffer[..length];
    let mut read = length.min(GLANCE);
    file.read_exact(&mut bytes[..read])?;
    if kind(&bytes[..read]) != Kind::Binary {
        file.read_exact(&mut bytes[read..])?;
        read = length;
    }
    Ok(&bytes[..read])
}

fn contents(file: &File, length: u64) -> io::Result<Contents> {
    // Room for all of it and one byte more, so that its end is seen without asking for room again. A file may grow meanwhile.
    let room = usize::try_from(length.saturating_add(1)).unwrap_or_default();
    let mut bytes = Vec::with_capacity(room);
    file.take(HEAD).read_to_end(&mut bytes)?;
    let head = usize::try_from(HEAD).unwrap_or(usize::MAX);
    if bytes.len() >= head && memchr::memchr(0, &bytes).is_none() {
        file.take(u64::MAX).read_to_end(&mut bytes)?;
    }
    Ok(content(bytes))
}

/// Whether a file begins as text that can be read does.
pub fn begins_as_text(path: &Path) -> io::Result<bool> {
    let head = head(&File::open(path)?)?;
    Ok(matches!(content(head), Contents::Text(_) | Contents::Lossy(..)))
}

/// A piece of a file: its text, with some of what is around it.
pub struct Piece {
    pub text: String,
    /// Which part is the piece itself. It begins at the start of a line, unless lines are longer than pieces.
    pub own: Range<usize>,
}

/// The sizes of pieces and of what is kept of the text before and behind them, in bytes.
#[derive(Clone, Copy)]
pub struct Sizes {
    pub piece: usize,
    pub around: usize,
}

impl Sizes {
    /// Large enough that reading a file in pieces takes no longer, and that a link is read as a whole.
    pub const USUAL: Sizes = Sizes {
        piece: 4 * 1024 * 1024,
        around: 64 * 1024,
    };
}

/// Reads a text piece by piece, so that it need not be kept as a whole.
pub struct Pieces<R> {
    reader: R,
    sizes: Sizes,
    bytes: Vec<u8>,
    /// Where in the bytes the next piece begins.
    start: usize,
    ended: bool,
}

impl<R: Read> Pieces<R> {
    pub fn new(reader: R, sizes: Sizes) -> Self {
        Pieces {
            reader,
            sizes,
            bytes: Vec::new(),
            start: 0,
            ended: false,
        }
    }

    /// The next piece; nothing behind the last one.
    pub fn next(&mut self) -> io::Result<Option<Piece>> {
        let Sizes { piece, around } = self.sizes;
        // No character is longer, so that every piece has one.
        let piece = piece.max(char::MAX_LEN_UTF8);
        let cut = boundary(&self.bytes, self.start.saturating_sub(around));
        self.bytes.drain(..cut);
        self.start -= cut;
        let wanted = self.start + piece + around;
        if let Some(missing) = wanted.checked_sub(self.bytes.len())
            && !self.ended
        {
            let missing = u64::try_from(missing).unwrap_or(u64::MAX);
            let read = (&mut self.reader).take(missing).read_to_end(&mut self.bytes)?;
            self.ended = u64::try_from(read).unwrap_or_default() < missing;
        }
        let bytes = &self.bytes;
        let end = if self.ended {
            bytes.len()
        } else {
            let most = boundary(bytes, bytes.len().saturating_sub(around).max(self.start));
            let line = memchr::memrchr(b'\n', &bytes[self.start..most]);
            line.map_or(most, |line| self.start + line + 1)
        };
        if end == self.start && self.ended {
            return Ok(None);
        }
        let parts = [&bytes[..self.start], &bytes[self.start..end], &bytes[end..]];
        let [before, own, after] = parts.map(String::from_utf8_lossy);
        let piece = Piece {
            own: before.len()..before.len() + own.len(),
            text: [before, own, after].concat(),
        };
        self.start = end;
        Ok(Some(piece))
    }
}

/// The last place up to `at` where a character may begin.
fn boundary(bytes: &[u8], at: usize) -> usize {
    let continues = |at: &usize| bytes.get(*at).is_some_and(|byte| byte & 0xc0 == 0x80);
    (at.saturating_sub(3)..=at)
        .rev()
        .find(|at| !continues(at))
        .unwrap_or(at)
}

fn head(file: &File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(HEAD).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Text,
    Utf16,
    Binary,
}

/// Text, or not, by its first bytes.
fn kind(bytes: &[u8]) -> Kind {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return Kind::Utf16;
    }
    let head = usize::try_from(HEAD).map_or(bytes.len(), |head| head.min(bytes.len()));
    if memchr::memchr(0, &bytes[..head]).is_some() {
        Kind::Binary
    } else {
        Kind::Text
    }
}

/// Text, or not, by its first bytes.
pub fn content(bytes: Vec<u8>) -> Contents {
    match kind(&bytes) {
        Kind::Utf16 => return Contents::Utf16(bytes),
        Kind::Binary => return Contents::Binary(bytes),
        Kind::Text => {}
    }
    match String::from_utf8(bytes) {
        Ok(text) => Contents::Text(text),
        Err(error) => {
            let bytes = error.into_bytes();
            Contents::Lossy(String::from_utf8_lossy(&bytes).into_owned(), bytes)
        }
    }
}

/// How the names begin and end of the files that [`replace`] writes before it puts them in place. A run that was killed may have
/// left one; folders are searched without them.
const TEMPORARY: (&str, &str) = (".finegrain-", ".tmp");

/// The file that is being written, for [`remove_on_signal`].
static UNFINISHED: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Removes the file that is being written when the program is interrupted or told to end.
pub fn remove_on_signal() {
    // Where no handler can be set, a file may be left behind, which the next run leaves out.
    let _ = ctrlc::set_handler(|| {
        // Kept until the end, so that no other file is begun.
        let unfinished = unfinished();
        if let Some(path) = unfinished.as_deref() {
            let _ = fs::remove_file(path);
        }
        // What shells report for a program that a signal ended.
        std::process::exit(130);
    });
}

/// Puts `text` in the place of a file that was read as `before`, whole or not at all. Its owner, group and mode stay.
pub fn replace(path: &Path, before: &[u8], text: &str) -> io::Result<()> {
    // A symbolic link stays one.
    let path = path.canonicalize()?;
    // Opening it for writing says whether it may be written; nothing is written through it.
    let current = File::options().read(true).write(true).open(&path)?;
    let metadata = current.metadata()?;
    // Root may write to such a file, and should not.
    if metadata.permissions().readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    if has_other_names(&metadata) {
        return Err(io::Error::other(
            "it has other names (hard links), which would keep the old text",
        ));
    }
    let folder = path.parent().unwrap_or(Path::new("."));
    let mut file = begin(folder)?;
    let written = write(&mut file, text, &metadata)
        .and_then(|()| unchanged(current, before))
        .and_then(|()| file.persist(&path).map_err(|error| error.error).map(drop));
    *unfinished() = None;
    written
}

fn unfinished() -> MutexGuard<'static, Option<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Begins the file that will be put in the place of another.
fn begin(folder: &Path) -> io::Result<NamedTempFile> {
    // Locked before there is a file: a signal in between would leave it behind.
    let mut unfinished = unfinished();
    let file = tempfile::Builder::new()
        .prefix(TEMPORARY.0)
        .suffix(TEMPORARY.1)
        .tempfile_in(folder)?;
    *unfinished = Some(file.path().to_owned());
    Ok(file)
}

fn write(file: &mut NamedTempFile, text: &str, like: &Metadata) -> io::Result<()> {
    keep_owner(file.as_file(), like)?;
    file.as_file().set_permissions(like.permissions())?;
    file.write_all(text.as_bytes())?;
    file.as_file().sync_all()
}

/// Refuses a file that was changed since it was read.
fn unchanged(mut file: File, before: &[u8]) -> io::Result<()> {
    let mut now = Vec::with_capacity(before.len());
    file.read_to_end(&mut now)?;
    if now == before {
        Ok(())
    } else {
        Err(io::Error::other("it was changed meanwhile; check it again"))
    }
}

#[cfg(unix)]
fn has_other_names(metadata: &Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;

    metadata.nlink() > 1
}

#[cfg(not(unix))]
fn has_other_names(_: &Metadata) -> bool {
    false
}

#[cfg(unix)]
fn keep_owner(file: &File, like: &Metadata) -> io::Result<()> {
    use std::os::unix::fs::{MetadataExt, fchown};

    let own = file.metadata()?;
    if (own.uid(), own.gid()) == (like.uid(), like.gid()) {
        return Ok(());
    }
    fchown(file, Some(like.uid()), Some(like.gid()))
        .map_err(|_| io::Error::other("its owner and group cannot be kept; run as its owner"))
}

#[cfg(not(unix))]
fn keep_owner(_: &File, _: &Metadata) -> io::Result<()> {
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_changed_meanwhile_is_left_alone() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("a.md");
        fs::write(&path, "after")?;
        let refused = replace(&path, b"before", "fixed").map_err(|error| error.to_string());
        assert_eq!(refused, Err("it was changed meanwhile; check it again".to_owned()));
        assert_eq!(fs::read_to_string(&path)?, "after");
        replace(&path, b"after", "fixed")?;
        assert_eq!(fs::read_to_string(&path)?, "fixed");
        assert_eq!(fs::read_dir(folder.path())?.count(), 1, "nothing is left behind");
        Ok(())
    }

    #[test]
    fn a_name_may_be_as_long_as_the_system_allows() -> io::Result<()> {
        let folder = tempfile::tempdir()?;
        let path = folder.path().join("x".repeat(255));
        fs::write(&path, "a")?;
        replace(&path, b"a", "b")
    }

    #[test]
    fn pieces_are_the_text() -> io::Result<()> {
        let text = "größe\nzwei\n\n".repeat(50) + &"ß".repeat(300) + "\nende";
        for piece in [1, 2, 7, 40, 1000] {
            let mut pieces = Pieces::new(text.as_bytes(), Sizes { piece, around: 10 });
            let mut read = String::new();
            while let Some(piece) = pieces.next()? {
                assert!(text.contains(piece.text.trim_matches('\u{fffd}')));
                read.push_str(&piece.text[piece.own]);
            }
            assert_eq!(read, text);
        }
        Ok(())
    }
}
