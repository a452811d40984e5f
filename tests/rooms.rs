//! Calls run one way through the rooms of `src`.
//!
//! The test reads every path in the source that begins with `crate`, `super`, `self`, `finegrain`, or a name that was
//! imported, and asks which file defines what it names:
//!
//! - A name that a module re-exports belongs to the file that defines it. So `use crate::lint::Diagnostic` leads to
//!   `lint/diagnostic.rs`, and what `lint/mod.rs` itself needs does not matter.
//! - `mod x;` and `pub use x::Y` are no calls: a folder lists what is in it. Whatever else a `mod.rs` does with its children
//!   is a call like any other, and a child that needs something defined in its `mod.rs` calls back.
//! - Modules under `#[cfg(test)]` may use everything.

#![expect(
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails where its ground is missing"
)]

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt, fs,
    path::{Path, PathBuf},
};

use petgraph::{algo::tarjan_scc, graphmap::DiGraphMap};
use proc_macro2::{Span, TokenStream, TokenTree};
use syn::{
    Attribute, Item, ItemUse, Macro, UseTree, Visibility,
    visit::{self, Visit},
};

/// The order of the rooms: those of a line may call those of the lines below it, and one another as long as they do not
/// call in a circle. A file directly in `src` is a room of its own.
const ORDER: [&[&str]; 9] = [
    &["lib", "bin", "web"],
    &["view"],
    &["page", "needs", "library", "understand"],
    &["advice"],
    &["lint"],
    &["calls", "text"],
    &["link"],
    &["github"],
    &["sanitize", "work"],
];

#[test]
fn rooms_are_called_in_their_order() {
    let house = House::read(&source());
    let rooms: BTreeSet<String> = house.files.keys().map(room).collect();
    let mut wrong: Vec<String> = rooms
        .iter()
        .filter(|room| floor(room).is_none())
        .map(|room| format!("{room} has no place in the order of the rooms: give it one in tests/rooms.rs"))
        .collect();
    let calls = house.calls();
    for call in &calls {
        let (from, to) = (room(&call.from), room(&call.to));
        if floor(&from).zip(floor(&to)).is_some_and(|(from, to)| from > to) {
            wrong.push(format!("{}, but {from} is below {to}", house.say(call)));
        }
    }
    wrong.extend(circles(&house, &calls, room));
    assert!(
        wrong.is_empty(),
        "calls against the order of the rooms:\n{}",
        wrong.join("\n")
    );
}

#[test]
fn files_call_in_no_circle() {
    let house = House::read(&source());
    let circles = circles(&house, &house.calls(), Module::to_string);
    assert!(
        circles.is_empty(),
        "a file of a circle cannot be read without the others:\n{}",
        circles.join("\n")
    );
}

/// The circles among the calls, when modules are seen as what `part` makes of them, and the calls of which they consist.
fn circles(house: &House, calls: &[Call], part: impl Fn(&Module) -> String) -> Vec<String> {
    let ends: Vec<(String, String)> = calls.iter().map(|call| (part(&call.from), part(&call.to))).collect();
    let graph: DiGraphMap<&str, ()> = ends
        .iter()
        .filter(|(from, to)| from != to)
        .map(|(from, to)| (from.as_str(), to.as_str()))
        .collect();
    let mut lines = Vec::new();
    for circle in tarjan_scc(&graph).into_iter().filter(|parts| parts.len() > 1) {
        let inside = calls
            .iter()
            .zip(&ends)
            .filter(|(_, (from, to))| from != to && circle.contains(&from.as_str()) && circle.contains(&to.as_str()));
        lines.push(format!("a circle of {}:", circle.join(", ")));
        lines.extend(inside.map(|(call, _)| format!("    {}", house.say(call))));
    }
    lines
}

fn source() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn room(module: &Module) -> String {
    module.0.first().map_or_else(|| "lib".to_owned(), Clone::clone)
}

fn floor(room: &str) -> Option<usize> {
    ORDER.iter().position(|rooms| rooms.contains(&room))
}

// --- the source ---

/// Where a module is, from the root of the library: `lint::rules`. The command line is under `bin`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
struct Module(Vec<String>);

impl Module {
    fn child(&self, name: &str) -> Self {
        Self(self.0.iter().cloned().chain([name.to_owned()]).collect())
    }

    fn parent(&self) -> Self {
        Self(self.0.split_last().map_or_else(Vec::new, |(_, rest)| rest.to_vec()))
    }
}

impl fmt::Display for Module {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("::"))
    }
}

struct File {
    module: Module,
    /// From `src`.
    path: String,
    reader: Reader,
}

struct House {
    files: BTreeMap<Module, File>,
}

/// A line of one file uses what another one defines.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Call {
    from: Module,
    line: usize,
    to: Module,
    item: String,
}

impl House {
    fn read(source: &Path) -> Self {
        let mut files = BTreeMap::new();
        let mut tests = BTreeSet::new();
        for path in rust_files(source) {
            let relative = path.strip_prefix(source).expect("a file in src");
            let module = module_of(relative);
            let text = fs::read_to_string(&path).expect("a text file");
            let syntax = syn::parse_file(&text).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
            let mut reader = Reader::default();
            reader.visit_file(&syntax);
            tests.extend(reader.tests.iter().map(|name| module.child(name)));
            let file = File {
                module: module.clone(),
                path: relative.display().to_string(),
                reader,
            };
            files.insert(module, file);
        }
        files.retain(|module, _| !tests.contains(module));
        Self { files }
    }

    fn say(&self, call: &Call) -> String {
        let path = self.files.get(&call.from).map_or("", |file| &file.path);
        format!("{path}:{} calls {}::{}", call.line, call.to, call.item)
    }

    fn calls(&self) -> Vec<Call> {
        let mut calls = BTreeSet::new();
        for file in self.files.values() {
            for (path, line) in &file.reader.paths {
                let definition = self.absolute(file, path).and_then(|path| self.definition(&path));
                if let Some((to, item)) = definition
                    && to != file.module
                    && !item.is_empty()
                {
                    calls.insert(Call {
                        from: file.module.clone(),
                        line: *line,
                        to,
                        item,
                    });
                }
            }
        }
        calls.into_iter().collect()
    }

    /// A path in a file, written from the root; nothing where it leads out of this package.
    fn absolute(&self, file: &File, path: &[String]) -> Option<Vec<String>> {
        let (first, rest) = path.split_first()?;
        let start = match first.as_str() {
            // In the command line, `crate` is the command line.
            "crate" if file.module.0.starts_with(&["bin".to_owned()]) => {
                file.module.0.iter().take(2).cloned().collect()
            }
            "crate" | "finegrain" => Vec::new(),
            "self" => file.module.0.clone(),
            "super" => {
                let mut module = file.module.parent();
                let further = rest.iter().take_while(|name| *name == "super").count();
                for _ in 0..further {
                    module = module.parent();
                }
                return Some([module.0.as_slice(), rest.get(further..)?].concat());
            }
            name => match file.reader.names.get(name) {
                Some(used) if used != path && used.first() != Some(first) => self.absolute(file, used)?,
                _ => {
                    let child = file.module.child(name);
                    self.files.contains_key(&child).then_some(child.0)?
                }
            },
        };
        Some([start.as_slice(), rest].concat())
    }

    /// The file that defines what a path from the root names, and its name there; the name of a module itself is empty.
    fn definition(&self, path: &[String]) -> Option<(Module, String)> {
        let mut module = Module::default();
        for (at, name) in path.iter().enumerate() {
            let child = module.child(name);
            if self.files.contains_key(&child) || child.0 == ["bin"] {
                module = child;
                continue;
            }
            let file = self.files.get(&module)?;
            if file.reader.items.contains(name) {
                return Some((module, name.clone()));
            }
            let rest = path.get(at + 1..).unwrap_or_default();
            if let Some(used) = file.reader.names.get(name) {
                let start = self.absolute(file, used)?;
                return self.definition(&[start.as_slice(), rest].concat());
            }
            let among = file.reader.globs.iter().find_map(|glob| {
                let (to, item) = self.definition(&self.absolute(file, glob)?)?;
                let known = self.files.get(&to)?;
                let is_there =
                    item.is_empty() && (known.reader.items.contains(name) || known.reader.names.contains_key(name));
                is_there.then(|| self.definition(&[to.0.as_slice(), std::slice::from_ref(name), rest].concat()))?
            });
            // What is not found is made by a macro of that file.
            return Some(among.unwrap_or_else(|| (module, name.clone())));
        }
        Some((module, String::new()))
    }
}

fn rust_files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(rust_files(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// `lint/rules/mod.rs` is `lint::rules`, `bin/finegrain/main.rs` is `bin::finegrain`.
fn module_of(file: &Path) -> Module {
    let mut names: Vec<String> = file
        .with_extension("")
        .components()
        .map(|part| part.as_os_str().to_string_lossy().into_owned())
        .collect();
    if names
        .last()
        .is_some_and(|name| matches!(name.as_str(), "mod" | "lib" | "main"))
    {
        names.pop();
    }
    Module(names)
}

// --- one file ---

/// What a file defines, imports and uses.
#[derive(Default)]
struct Reader {
    items: BTreeSet<String>,
    /// What imported names mean, as it is written.
    names: BTreeMap<String, Vec<String>>,
    /// Modules of which it imports all names.
    globs: Vec<Vec<String>>,
    /// The paths that it uses, with their lines.
    paths: Vec<(Vec<String>, usize)>,
    /// Files that belong to the tests.
    tests: Vec<String>,
}

impl Reader {
    fn used(&mut self, tree: &UseTree, before: &[String], is_export: bool) {
        let (name, alias) = match tree {
            UseTree::Path(path) => {
                let before = [before, &[path.ident.to_string()]].concat();
                return self.used(&path.tree, &before, is_export);
            }
            UseTree::Group(group) => {
                group.items.iter().for_each(|tree| self.used(tree, before, is_export));
                return;
            }
            UseTree::Glob(_) => {
                self.globs.push(before.to_vec());
                return;
            }
            UseTree::Name(name) => (&name.ident, &name.ident),
            UseTree::Rename(name) => (&name.ident, &name.rename),
        };
        let (path, alias) = if name == "self" {
            let alias = if alias == "self" {
                before.last().cloned()
            } else {
                Some(alias.to_string())
            };
            (before.to_vec(), alias.unwrap_or_default())
        } else {
            ([before, &[name.to_string()]].concat(), alias.to_string())
        };
        if alias != "_" {
            self.names.insert(alias, path.clone());
        }
        if !is_export {
            self.paths.push((path, line_of(name.span())));
        }
    }

    /// Paths in the text that a macro gets, which is not parsed.
    fn scan(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        let mut line = 0;
        for token in tokens {
            match &token {
                TokenTree::Ident(ident) => {
                    if colons != 2 {
                        self.seen(std::mem::take(&mut path), line);
                        line = line_of(ident.span());
                    }
                    path.push(ident.to_string());
                    colons = 0;
                }
                TokenTree::Punct(punct) if punct.as_char() == ':' && colons < 2 => colons += 1,
                other => {
                    self.seen(std::mem::take(&mut path), line);
                    colons = 0;
                    if let TokenTree::Group(group) = other {
                        self.scan(group.stream());
                    }
                }
            }
        }
        self.seen(path, line);
    }

    fn seen(&mut self, path: Vec<String>, line: usize) {
        // A name alone was imported, and counted there.
        if path.len() > 1 {
            self.paths.push((path, line));
        }
    }
}

impl<'ast> Visit<'ast> for Reader {
    fn visit_item(&mut self, item: &'ast Item) {
        let (attributes, name) = match item {
            Item::Const(it) => (&it.attrs, Some(&it.ident)),
            Item::Enum(it) => (&it.attrs, Some(&it.ident)),
            Item::Fn(it) => (&it.attrs, Some(&it.sig.ident)),
            Item::Impl(it) => (&it.attrs, None),
            Item::Macro(it) => (&it.attrs, it.ident.as_ref()),
            Item::Mod(it) => (&it.attrs, None),
            Item::Static(it) => (&it.attrs, Some(&it.ident)),
            Item::Struct(it) => (&it.attrs, Some(&it.ident)),
            Item::Trait(it) => (&it.attrs, Some(&it.ident)),
            Item::Type(it) => (&it.attrs, Some(&it.ident)),
            Item::Use(it) => (&it.attrs, None),
            _ => return visit::visit_item(self, item),
        };
        if is_test(attributes) {
            if let Item::Mod(it) = item {
                self.tests.push(it.ident.to_string());
            }
            return;
        }
        self.items.extend(name.map(ToString::to_string));
        visit::visit_item(self, item);
    }

    fn visit_item_use(&mut self, item: &'ast ItemUse) {
        self.used(&item.tree, &[], !matches!(item.vis, Visibility::Inherited));
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        let names: Vec<String> = path.segments.iter().map(|segment| segment.ident.to_string()).collect();
        let line = path.segments.first().map_or(0, |segment| line_of(segment.ident.span()));
        self.seen(names, line);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, it: &'ast Macro) {
        self.scan(it.tokens.clone());
        visit::visit_macro(self, it);
    }

    // What derives and documentation name is no call.
    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

fn line_of(span: Span) -> usize {
    span.start().line
}

fn is_test(attributes: &[Attribute]) -> bool {
    attributes.iter().any(|attribute| {
        attribute.path().is_ident("test")
            || attribute.path().is_ident("cfg")
                && attribute
                    .meta
                    .require_list()
                    .is_ok_and(|list| list.tokens.to_string() == "test")
    })
}
