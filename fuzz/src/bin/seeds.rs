//! Writes what a target begins with: the examples of the project itself. `seeds FOLDER`

use std::{env, fs, io, path::Path};

use finegrain::calls::RECOGNIZERS;

const PROJECT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/..");

fn main() -> io::Result<()> {
    let folder = env::args_os().nth(1).expect("the folder to write to");
    let folder = Path::new(&folder);
    fs::create_dir_all(folder)?;
    let mut seeds = links()?;
    seeds.extend(rules()?);
    let fragments = seeds.iter().filter_map(|seed| seed.split_once('#'));
    let fragments: Vec<String> = fragments.map(|(_, fragment)| fragment.to_owned()).collect();
    seeds.extend(fragments);
    let calls = RECOGNIZERS.iter().flat_map(|recognizer| recognizer.examples);
    seeds.extend(calls.map(|(text, _)| (*text).to_owned()));
    for (at, seed) in seeds.iter().enumerate() {
        fs::write(folder.join(format!("seed-{at}")), seed)?;
    }
    Ok(())
}

/// The kinds of links that people publish.
fn links() -> io::Result<Vec<String>> {
    let table = fs::read_to_string(Path::new(PROJECT).join("tests/corpus/kinds.tsv"))?;
    let links = table.lines().skip(1).filter_map(|row| row.split('\t').nth(1));
    Ok(links.map(str::to_owned).collect())
}

/// The examples in the documentation of the rules: links, and readings of the form.
fn rules() -> io::Result<Vec<String>> {
    let mut examples = Vec::new();
    for file in fs::read_dir(Path::new(PROJECT).join("src/lint/rules"))? {
        let mut is_example = false;
        for line in fs::read_to_string(file?.path())?.lines() {
            match line.strip_prefix("//! ") {
                Some(fence) if fence.starts_with("```") => is_example = fence.starts_with("```text"),
                Some(example) if is_example => examples.push(example.to_owned()),
                _ => {}
            }
        }
    }
    Ok(examples)
}
