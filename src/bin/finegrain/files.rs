//! Files: finding them, reading them, putting a new text in their place.

use std::{
    borrow::Cow,
    fs::{self, File},
    io::{self, Read, Write},
    path::{Path, PathBuf},
};

use ignore::{DirEntry, WalkBuilder};

/// The largest file that is read when a folder is searched: no page with links is larger. A file named by itself may be.
pub const LARGEST: u64 = 10 * 1024 * 1024;

/// How many bytes of a file are looked at to see whether it is text.
const HEAD: u64 = 8 * 1024;

/// One step through a folder.
pub enum Step {
    File(PathBuf),
    /// A text over [`LARGEST`].
    TooLarge(PathBuf),
    Unreadable(String),
}

/// The files of a folder, in order, without those that version control leaves out.
pub fn walk(folder: &Path) -> impl Iterator<Item = Step> {
    WalkBuilder::new(folder)
        .hidden(false)
        .require_git(false)
        .filter_entry(|entry| !is_version_control(entry))
        .sort_by_file_name(Ord::cmp)
        .build()
        .filter_map(step)
}

fn step(entry: Result<DirEntry, ignore::Error>) -> Option<Step> {
    let entry = match entry {
        Ok(entry) => entry,
        Err(error) => return Some(Step::Unreadable(error.to_string())),
    };
    if !entry.file_type()?.is_file() {
        return None;
    }
    let large = entry.metadata().is_ok_and(|metadata| metadata.len() > LARGEST);
    let path = entry.into_path();
    // `finegrain check .` speaks of `README.md`, not of `./README.md`.
    let path = path.strip_prefix(".").map(Path::to_owned).unwrap_or(path);
    if !large {
        return Some(Step::File(path));
    }
    // Nobody misses links in a large picture.
    is_text(&path).unwrap_or(true).then_some(Step::TooLarge(path))
}

fn is_version_control(entry: &DirEntry) -> bool {
    let names = [".git", ".hg", ".jj", ".svn"];
    entry.depth() > 0 && names.iter().any(|name| entry.file_name() == *name)
}

/// What a file or standard input holds.
pub enum Content {
    Text(String),
    /// Text with bytes that are not UTF-8; those were replaced, so it must not be written back.
    Lossy(String),
    Binary,
}

pub fn read(path: &Path) -> io::Result<Content> {
    let mut file = File::open(path)?;
    let mut bytes = head(&file)?;
    if !bytes.contains(&0) {
        file.read_to_end(&mut bytes)?;
    }
    Ok(content(bytes))
}

/// Whether a file seems to hold text, by its first bytes.
fn is_text(path: &Path) -> io::Result<bool> {
    Ok(!head(&File::open(path)?)?.contains(&0))
}

fn head(file: &File) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    file.take(HEAD).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Text, or not, by its first bytes.
pub fn content(bytes: Vec<u8>) -> Content {
    let head = usize::try_from(HEAD).map_or(bytes.len(), |head| head.min(bytes.len()));
    if bytes[..head].contains(&0) {
        return Content::Binary;
    }
    match String::from_utf8(bytes) {
        Ok(text) => Content::Text(text),
        Err(error) => Content::Lossy(String::from_utf8_lossy(error.as_bytes()).into_owned()),
    }
}

/// Puts `text` in place of the file, whole or not at all; its permissions stay.
pub fn replace(path: &Path, text: &str) -> io::Result<()> {
    // A link in the file system stays one.
    let path = path.canonicalize()?;
    let permissions = fs::metadata(&path)?.permissions();
    if permissions.readonly() {
        return Err(io::Error::new(io::ErrorKind::PermissionDenied, "the file is read-only"));
    }
    let name = path
        .file_name()
        .map_or(Cow::Borrowed("file"), |name| name.to_string_lossy());
    let beside = path.with_file_name(format!(".{name}.finegrain-{}", std::process::id()));
    let written = write_new(&beside, text, permissions).and_then(|()| fs::rename(&beside, &path));
    if written.is_err() {
        // What went wrong matters more than what is left over.
        let _ = fs::remove_file(&beside);
    }
    written
}

fn write_new(path: &Path, text: &str, permissions: fs::Permissions) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.set_permissions(permissions)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
