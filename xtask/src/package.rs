//! `cargo xtask package`: the two archives that the stores take. The same source gives the same bytes, so that anyone
//! can rebuild a published package and compare.

use std::io::{Cursor, Write as _};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use crate::project;

/// A file of an archive.
struct Entry {
    name: String,
    content: Vec<u8>,
    executable: bool,
}

pub fn write() -> Result<()> {
    let version = project::VERSION;
    archive(&format!("finegrain-{version}.zip"), extension()?)?;
    archive(&format!("finegrain-{version}-source.zip"), source()?)
}

fn extension() -> Result<Vec<Entry>> {
    let folder = project::extension()?;
    let files = project::files(&folder).context("the extension is missing: run `./build.sh` first")?;
    files.into_iter().map(|file| entry(&folder, file, false)).collect()
}

/// What reviewers rebuild the package from: the files that git knows, as they stand in the folder.
fn source() -> Result<Vec<Entry>> {
    let root = project::root()?;
    let listing = project::output(
        Command::new("git")
            .current_dir(&root)
            .args(["ls-files", "--stage", "-z"]),
    )?;
    listing
        .split_terminator('\0')
        .map(|line| {
            let (stage, path) = line.split_once('\t').context("git ls-files prints no path")?;
            entry(&root, path.into(), stage.starts_with("100755"))
        })
        .collect()
}

fn entry(folder: &Path, file: PathBuf, executable: bool) -> Result<Entry> {
    let content = project::read(&folder.join(&file))?;
    let name = file
        .into_os_string()
        .into_string()
        .ok()
        .context("a file's name is not Unicode")?;
    Ok(Entry {
        name,
        content,
        executable,
    })
}

fn archive(name: &str, entries: Vec<Entry>) -> Result<()> {
    let path = project::root()?.join("dist").join(name);
    let bytes = zipped(entries)?;
    project::write(&path, &bytes)?;
    println!("{} ({} bytes)", path.display(), bytes.len());
    Ok(())
}

/// Nothing of the machine or the hour goes in: names in order, one fixed date, no owners.
fn zipped(mut entries: Vec<Entry>) -> Result<Vec<u8>> {
    entries.sort_by(|a, b| a.name.cmp(&b.name));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for entry in entries {
        let options = SimpleFileOptions::default()
            .compression_method(CompressionMethod::Deflated)
            .compression_level(Some(9))
            .last_modified_time(DateTime::default())
            .unix_permissions(if entry.executable { 0o755 } else { 0o644 });
        archive.start_file(entry.name, options)?;
        archive.write_all(&entry.content)?;
    }
    Ok(archive.finish()?.into_inner())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(name: &str, content: &str) -> Entry {
        Entry {
            name: name.to_owned(),
            content: content.into(),
            executable: false,
        }
    }

    #[test]
    fn the_order_of_the_files_does_not_matter() {
        let one = zipped(vec![entry("a", "1"), entry("b/c", "2")]).unwrap();
        let other = zipped(vec![entry("b/c", "2"), entry("a", "1")]).unwrap();
        assert_eq!(one, other);
    }

    #[test]
    fn the_archive_can_be_read_again() {
        use std::io::Read as _;

        let bytes = zipped(vec![entry("www/popup.html", "<p>")]).unwrap();
        let mut archive = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
        let mut content = String::new();
        archive
            .by_name("www/popup.html")
            .unwrap()
            .read_to_string(&mut content)
            .unwrap();
        assert_eq!(content, "<p>");
    }
}
