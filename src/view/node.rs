//! A view as data: a tree of elements with their attributes and the messages that their events send.
//!
//! Only the elements and attributes named here can be built, an address is taken only if it is https, and no text ever
//! becomes markup. So whatever a stranger's link says, the worst that a view can show is its letters.
//!
//! ```
//! use finegrain::view::node::{Event, Node, b, button, p};
//!
//! let node: Node<&str> = p(("Copy it as ", b("Markdown"), button("Copy").on(Event::Click, "copy"))).key("share");
//! assert_eq!(
//!     serde_json::to_string(&node).unwrap(),
//!     r#"{"tag":"p","key":"share","children":["Copy it as ",{"tag":"b","children":["Markdown"]},{"tag":"button","attributes":{"type":"button"},"on":{"click":"copy"},"children":["Copy"]}]}"#,
//! );
//! ```
//!
//! # What a painter does
//! A painter brings a container from one tree to the next, and keeps everything that is the same:
//!
//! - A child with a key is the child of the same key and tag before; one without a key is the next one without a key, if
//!   that has the same tag. Anything else is new. Texts are matched with texts in the same way.
//! - An element that stays is the same object as before: it keeps its focus, its selection and its scroll position. An
//!   element that has the focus, or contains it, is never moved: its siblings are moved around it.
//! - `value`, `checked` and `open` are set as properties, `value` and `checked` only where they differ from what the
//!   page shows; everything else is an attribute. `open` is set only where it differs between the two trees, because
//!   people open and close `<details>` themselves.
//! - Events are not attributes: an event sends the message of the innermost element around its target that listens to
//!   it, together with the target's `value` and `checked` and the key that was pressed. A painter sends nothing while it
//!   paints.
//! - `svg` and `path` are created in the namespace of SVG.

use std::borrow::Cow;

use serde::{Serialize, Serializer, ser::SerializeMap as _};

/// An element: its tag, key, attributes, listeners and children. `M` is the type of the messages that its events send.
///
/// As JSON: `{"tag", "key", "attributes": {name: value}, "on": {event: message}, "children": [node or text]}`; what is
/// empty is left out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Node<M> {
    tag: Tag,
    #[serde(skip_serializing_if = "Option::is_none")]
    key: Option<Cow<'static, str>>,
    #[serde(skip_serializing_if = "Vec::is_empty", serialize_with = "attributes_as_map")]
    attributes: Vec<(Attribute, Cow<'static, str>)>,
    #[serde(
        rename = "on",
        skip_serializing_if = "Vec::is_empty",
        serialize_with = "listeners_as_map"
    )]
    listeners: Vec<(Event, M)>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    children: Vec<Child<M>>,
}

/// What an element contains: elements and text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Child<M> {
    /// An element.
    Node(Node<M>),
    /// A text, never markup.
    Text(Cow<'static, str>),
}

/// The events that send messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Event {
    /// A press, by pointer or keyboard.
    Click,
    /// A field's text changed.
    Input,
    /// A choice was made: a checkbox, a radio button, a file.
    Change,
    /// A key went down.
    Keydown,
    /// The focus came to the element or into it.
    Focusin,
    /// The focus left the element.
    Focusout,
}

impl Event {
    /// All of them.
    pub const ALL: [Event; 6] = [
        Event::Click,
        Event::Input,
        Event::Change,
        Event::Keydown,
        Event::Focusin,
        Event::Focusout,
    ];

    /// Its name in the browser.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Event::Click => "click",
            Event::Input => "input",
            Event::Change => "change",
            Event::Keydown => "keydown",
            Event::Focusin => "focusin",
            Event::Focusout => "focusout",
        }
    }
}

/// An attribute that a view may set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Attribute {
    Named(&'static str),
    Data(&'static str),
    Aria(&'static str),
}

impl Attribute {
    fn name(self) -> Cow<'static, str> {
        match self {
            Attribute::Named(name) => Cow::Borrowed(name),
            Attribute::Data(name) => Cow::Owned(format!("data-{name}")),
            Attribute::Aria(name) => Cow::Owned(format!("aria-{name}")),
        }
    }
}

/// The elements that a view may contain, each with a function of its name that builds one from its children.
macro_rules! elements {
    ($($(#[$more:meta])* $function:ident $variant:ident $name:literal,)*) => {
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        enum Tag { $($variant),* }

        impl Tag {
            const fn name(self) -> &'static str {
                match self { $(Tag::$variant => $name),* }
            }
        }

        $(
            #[doc = concat!("A `<", $name, ">` with these children.")]
            $(#[$more])*
            #[must_use]
            pub fn $function<M>(children: impl Children<M>) -> Node<M> {
                Node::new(Tag::$variant, children)
            }
        )*
    };
}

elements! {
    a A "a",
    aside Aside "aside",
    b B "b",
    /// For what strangers wrote: its direction does not spread to what is around it.
    bdi Bdi "bdi",
    code Code "code",
    dd Dd "dd",
    del Del "del",
    details Details "details",
    div Div "div",
    dl Dl "dl",
    dt Dt "dt",
    footer Footer "footer",
    h1 H1 "h1",
    h2 H2 "h2",
    h3 H3 "h3",
    header Header "header",
    ins Ins "ins",
    kbd Kbd "kbd",
    label Label "label",
    li Li "li",
    main_ Main "main",
    nav Nav "nav",
    ol Ol "ol",
    p P "p",
    pre Pre "pre",
    section Section "section",
    small Small "small",
    span Span "span",
    summary Summary "summary",
    ul Ul "ul",
    plain_button Button "button",
    plain_input Input "input",
    plain_textarea Textarea "textarea",
    plain_hr Hr "hr",
    plain_wbr Wbr "wbr",
    plain_br Br "br",
    plain_svg Svg "svg",
    plain_path Path "path",
}

/// A button that does nothing by itself.
#[must_use]
pub fn button<M>(children: impl Children<M>) -> Node<M> {
    plain_button(children).set("type", "button")
}

/// A field of one line.
#[must_use]
pub fn text_field<M>(value: impl Into<Cow<'static, str>>) -> Node<M> {
    plain_input(()).set("type", "text").value(value).unassisted()
}

/// A field of several lines.
#[must_use]
pub fn text_area<M>(value: impl Into<Cow<'static, str>>) -> Node<M> {
    plain_textarea(()).value(value).unassisted()
}

/// A checkbox.
#[must_use]
pub fn checkbox<M>(checked: bool) -> Node<M> {
    plain_input(()).set("type", "checkbox").checked(checked)
}

/// A radio button of the group `name`.
#[must_use]
pub fn radio<M>(name: impl Into<Cow<'static, str>>, checked: bool) -> Node<M> {
    plain_input(()).set("type", "radio").set("name", name).checked(checked)
}

/// A line between groups.
#[must_use]
pub fn hr<M>() -> Node<M> {
    plain_hr(())
}

/// A place where a long word may be broken.
#[must_use]
pub fn wbr<M>() -> Node<M> {
    plain_wbr(())
}

/// A line break.
#[must_use]
pub fn br<M>() -> Node<M> {
    plain_br(())
}

/// A drawing on a square of 16 by 16, hidden from screen readers: what it means is said in words beside it.
#[must_use]
pub fn drawing<M>(class: &'static str, path: &'static str) -> Node<M> {
    plain_svg(plain_path(()).set("d", path))
        .class(class)
        .set("viewBox", "0 0 16 16")
        .aria("hidden", "true")
}

impl<M> Node<M> {
    fn new(tag: Tag, children: impl Children<M>) -> Node<M> {
        let mut node = Node {
            tag,
            key: None,
            attributes: Vec::new(),
            listeners: Vec::new(),
            children: Vec::new(),
        };
        children.add_to(&mut node.children);
        node
    }

    fn set(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Node<M> {
        self.attribute(Attribute::Named(name), value)
    }

    fn attribute(mut self, attribute: Attribute, value: impl Into<Cow<'static, str>>) -> Node<M> {
        self.attributes.retain(|(known, _)| *known != attribute);
        self.attributes.push((attribute, value.into()));
        self
    }

    fn flag(self, name: &'static str, on: bool) -> Node<M> {
        if on { self.set(name, "") } else { self }
    }

    fn unassisted(self) -> Node<M> {
        self.set("autocomplete", "off")
            .set("autocapitalize", "none")
            .set("spellcheck", "false")
    }

    /// What this child is called among its siblings: it stays the same element wherever it moves.
    #[must_use]
    pub fn key(mut self, key: impl Into<Cow<'static, str>>) -> Node<M> {
        self.key = Some(key.into());
        self
    }

    /// Adds children after those that are there.
    #[must_use]
    pub fn with(mut self, children: impl Children<M>) -> Node<M> {
        children.add_to(&mut self.children);
        self
    }

    /// Sends `message` when `event` happens.
    #[must_use]
    pub fn on(mut self, event: Event, message: M) -> Node<M> {
        self.listeners.retain(|(known, _)| *known != event);
        self.listeners.push((event, message));
        self
    }

    /// The classes of the style sheets; replaces those that were set before.
    #[must_use]
    pub fn class(self, classes: impl Into<Cow<'static, str>>) -> Node<M> {
        self.set("class", classes)
    }

    /// The name by which labels and other elements refer to it.
    #[must_use]
    pub fn id(self, id: impl Into<Cow<'static, str>>) -> Node<M> {
        self.set("id", id)
    }

    /// `data-NAME`.
    #[must_use]
    pub fn data(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Node<M> {
        self.attribute(Attribute::Data(name), value)
    }

    /// `aria-NAME`.
    #[must_use]
    pub fn aria(self, name: &'static str, value: impl Into<Cow<'static, str>>) -> Node<M> {
        self.attribute(Attribute::Aria(name), value)
    }

    /// `aria-NAME` as `true` or `false`.
    #[must_use]
    pub fn aria_is(self, name: &'static str, is: bool) -> Node<M> {
        self.aria(name, if is { "true" } else { "false" })
    }

    /// What assistive technology takes it for.
    #[must_use]
    pub fn role(self, role: &'static str) -> Node<M> {
        self.set("role", role)
    }

    /// What shows when the pointer rests on it.
    #[must_use]
    pub fn title(self, title: impl Into<Cow<'static, str>>) -> Node<M> {
        self.set("title", title)
    }

    /// The field that this label names.
    #[must_use]
    pub fn names(self, id: impl Into<Cow<'static, str>>) -> Node<M> {
        self.set("for", id)
    }

    /// Where a link leads, in a tab of its own. Any address that is not https is left out, and the link leads nowhere.
    #[must_use]
    pub fn href(self, address: impl Into<Cow<'static, str>>) -> Node<M> {
        let address = address.into();
        if !address.starts_with("https://") {
            return self;
        }
        self.set("href", address)
            .set("target", "_blank")
            .set("rel", "noopener noreferrer")
    }

    /// The text of a field.
    #[must_use]
    pub fn value(self, value: impl Into<Cow<'static, str>>) -> Node<M> {
        self.set("value", value)
    }

    /// What a field shows while it is empty.
    #[must_use]
    pub fn placeholder(self, text: impl Into<Cow<'static, str>>) -> Node<M> {
        self.set("placeholder", text)
    }

    /// Which keyboard a touch screen shows.
    #[must_use]
    pub fn inputmode(self, mode: &'static str) -> Node<M> {
        self.set("inputmode", mode)
    }

    /// How many lines a field has.
    #[must_use]
    pub fn rows(self, rows: usize) -> Node<M> {
        self.set("rows", rows.to_string())
    }

    /// Where it is in the order of focus: 0 in its place, -1 only by script.
    #[must_use]
    pub fn tabindex(self, index: i8) -> Node<M> {
        self.set("tabindex", index.to_string())
    }

    /// Whether a checkbox or radio button is chosen.
    #[must_use]
    pub fn checked(self, checked: bool) -> Node<M> {
        self.set("checked", if checked { "true" } else { "false" })
    }

    /// Whether it is shown at all.
    #[must_use]
    pub fn hidden(self, hidden: bool) -> Node<M> {
        self.flag("hidden", hidden)
    }

    /// Whether it can be used.
    #[must_use]
    pub fn disabled(self, disabled: bool) -> Node<M> {
        self.flag("disabled", disabled)
    }

    /// Whether a field can be changed.
    #[must_use]
    pub fn readonly(self, readonly: bool) -> Node<M> {
        self.flag("readonly", readonly)
    }

    /// Whether `<details>` is open.
    #[must_use]
    pub fn open(self, open: bool) -> Node<M> {
        self.flag("open", open)
    }
}

/// Reading a tree, for painters and tests.
impl<M> Node<M> {
    /// The name of the element.
    #[must_use]
    pub const fn tag(&self) -> &'static str {
        self.tag.name()
    }

    /// Whether the element belongs to SVG.
    #[must_use]
    pub const fn is_svg(&self) -> bool {
        matches!(self.tag, Tag::Svg | Tag::Path)
    }

    /// What it is called among its siblings.
    #[must_use]
    pub fn keyed(&self) -> Option<&str> {
        self.key.as_deref()
    }

    /// Its attributes, each name once.
    pub fn attributes(&self) -> impl Iterator<Item = (Cow<'static, str>, &str)> {
        self.attributes
            .iter()
            .map(|(attribute, value)| (attribute.name(), value.as_ref()))
    }

    /// The value of an attribute.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }

    /// The message that `event` sends.
    #[must_use]
    pub fn message(&self, event: Event) -> Option<&M> {
        self.listeners
            .iter()
            .find(|(known, _)| *known == event)
            .map(|(_, message)| message)
    }

    /// What it contains.
    #[must_use]
    pub fn children(&self) -> &[Child<M>] {
        &self.children
    }

    /// All text in it, as `textContent` has it.
    #[must_use]
    pub fn text(&self) -> String {
        self.children
            .iter()
            .map(|child| match child {
                Child::Node(node) => node.text(),
                Child::Text(text) => text.to_string(),
            })
            .collect()
    }

    /// All elements of the tree, in document order, itself first.
    pub fn all(&self) -> Vec<&Node<M>> {
        let mut all = vec![self];
        for child in &self.children {
            if let Child::Node(node) = child {
                all.extend(node.all());
            }
        }
        all
    }
}

/// What can be put into an element: texts, elements, and options, lists and tuples of them. `()` is nothing.
pub trait Children<M> {
    /// Adds them to those of an element.
    fn add_to(self, children: &mut Vec<Child<M>>);
}

impl<M> Children<M> for Node<M> {
    fn add_to(self, children: &mut Vec<Child<M>>) {
        children.push(Child::Node(self));
    }
}

impl<M> Children<M> for &'static str {
    fn add_to(self, children: &mut Vec<Child<M>>) {
        Cow::Borrowed(self).add_to(children);
    }
}

impl<M> Children<M> for String {
    fn add_to(self, children: &mut Vec<Child<M>>) {
        Cow::<'static, str>::Owned(self).add_to(children);
    }
}

/// Texts next to each other become one, as the page has it; an empty one is none.
impl<M> Children<M> for Cow<'static, str> {
    fn add_to(self, children: &mut Vec<Child<M>>) {
        match children.last_mut() {
            _ if self.is_empty() => {}
            Some(Child::Text(text)) => text.to_mut().push_str(&self),
            _ => children.push(Child::Text(self)),
        }
    }
}

impl<M, C: Children<M>> Children<M> for Option<C> {
    fn add_to(self, children: &mut Vec<Child<M>>) {
        if let Some(child) = self {
            child.add_to(children);
        }
    }
}

impl<M, C: Children<M>> Children<M> for Vec<C> {
    fn add_to(self, children: &mut Vec<Child<M>>) {
        for child in self {
            child.add_to(children);
        }
    }
}

impl<M, C: Children<M>, const N: usize> Children<M> for [C; N] {
    fn add_to(self, children: &mut Vec<Child<M>>) {
        for child in self {
            child.add_to(children);
        }
    }
}

macro_rules! tuples {
    ($(($($part:ident)*))*) => {$(
        impl<M, $($part: Children<M>),*> Children<M> for ($($part,)*) {
            #[expect(clippy::allow_attributes, reason = "only the empty tuple leaves the parameter unused")]
            #[allow(unused_variables, non_snake_case, reason = "the parts are named after their types")]
            fn add_to(self, children: &mut Vec<Child<M>>) {
                let ($($part,)*) = self;
                $($part.add_to(children);)*
            }
        }
    )*};
}

tuples! {
    () (A) (A B) (A B C) (A B C D) (A B C D E) (A B C D E F) (A B C D E F G) (A B C D E F G H)
}

impl Serialize for Tag {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.name())
    }
}

fn attributes_as_map<S: Serializer>(
    attributes: &[(Attribute, Cow<'static, str>)],
    serializer: S,
) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(attributes.len()))?;
    for (attribute, value) in attributes {
        map.serialize_entry(&attribute.name(), value)?;
    }
    map.end()
}

fn listeners_as_map<S: Serializer, M: Serialize>(listeners: &[(Event, M)], serializer: S) -> Result<S::Ok, S::Error> {
    let mut map = serializer.serialize_map(Some(listeners.len()))?;
    for (event, message) in listeners {
        map.serialize_entry(event, message)?;
    }
    map.end()
}

#[cfg(test)]
mod tests {
    use super::*;

    type Plain = Node<&'static str>;

    #[test]
    fn only_https_is_a_link() {
        for address in [
            "javascript:alert(1)",
            "http://github.com",
            "data:text/html,x",
            "//github.com",
            "",
        ] {
            let link: Plain = a("x").href(address);
            assert_eq!(link.get("href"), None, "{address}");
        }
        let link: Plain = a("x").href("https://github.com");
        assert_eq!(link.get("rel"), Some("noopener noreferrer"));
    }

    #[test]
    fn texts_next_to_each_other_are_one_and_empty_ones_none() {
        let node: Plain = p(("a", String::from("b"), "", b(""), ""));
        assert_eq!(node.children().len(), 2);
        assert_eq!(node.text(), "ab");
    }

    #[test]
    fn what_is_set_again_replaces() {
        let node: Plain = div(())
            .class("a")
            .class("b")
            .on(Event::Click, "one")
            .on(Event::Click, "two");
        assert_eq!(node.attributes().count(), 1);
        assert_eq!(node.get("class"), Some("b"));
        assert_eq!(node.message(Event::Click), Some(&"two"));
    }

    #[test]
    fn lists_options_and_tuples_are_children() {
        let node: Plain = ul((
            vec![li("1"), li("2")],
            Some(li("3")),
            None::<Plain>,
            [li(("4", b("5")))],
            (),
        ));
        assert_eq!(node.text(), "12345");
        assert_eq!(node.all().len(), 6);
    }

    #[test]
    fn events_have_the_names_that_json_has() {
        for event in Event::ALL {
            assert_eq!(serde_json::to_value(event).unwrap(), event.name());
        }
    }
}
