//! Brings the page from one view to the next; the rules are in `view/node.rs`.

use std::{
    cell::LazyCell,
    collections::{HashMap, VecDeque},
};

use wasm_bindgen::{JsCast, UnwrapThrowExt};
use web_sys::{Document, Element, HtmlInputElement, HtmlTextAreaElement};

use crate::view::node::{Child, Event, Node};

/// Paints views into a container.
pub struct Painter<M> {
    container: Element,
    document: Document,
    tree: Option<Node<M>>,
}

impl<M: Clone> Painter<M> {
    /// A painter for a container. What is in the container already becomes part of the first view, where it fits.
    pub fn new(container: Element) -> Painter<M> {
        let document = container.owner_document().unwrap_throw();
        Painter {
            container,
            document,
            tree: None,
        }
    }

    /// Paints a view.
    pub fn paint(&mut self, next: Node<M>) {
        let first = self.container.first_element_child();
        match (&self.tree, first) {
            (Some(old), Some(element)) if is_same(old, &next) => self.patch(&element, old, &next),
            (None, Some(element)) if element.local_name() == next.tag() => self.adopt(&element, &next),
            _ => self.container.replace_children_with_node_1(&self.create(&next)),
        }
        self.tree = Some(next);
    }

    /// The message that an event sends, if its target is in the container: that of the innermost element that listens.
    pub fn message(&self, event: Event, target: &web_sys::Node) -> Option<M> {
        let mut path = Vec::new();
        let mut node = target.clone();
        while !node.is_same_node(Some(&self.container)) {
            let mut place = 0_usize;
            let mut before = node.previous_sibling();
            while let Some(sibling) = before {
                place += 1;
                before = sibling.previous_sibling();
            }
            path.push(place);
            node = node.parent_node()?;
        }
        // The last step leads from the container to the root.
        path.pop()?;
        let mut node = self.tree.as_ref()?;
        let mut message = node.message(event);
        for place in path.into_iter().rev() {
            match node.children().get(place) {
                Some(Child::Node(child)) => node = child,
                _ => break,
            }
            message = node.message(event).or(message);
        }
        message.cloned()
    }

    fn create(&self, node: &Node<M>) -> Element {
        let namespace = if node.is_svg() {
            "http://www.w3.org/2000/svg"
        } else {
            "http://www.w3.org/1999/xhtml"
        };
        let element = self
            .document
            .create_element_ns(Some(namespace), node.tag())
            .unwrap_throw();
        for child in node.children() {
            element.append_child(&self.create_child(child)).unwrap_throw();
        }
        for (name, value) in node.attributes() {
            set(&element, &name, value);
        }
        element
    }

    fn create_child(&self, child: &Child<M>) -> web_sys::Node {
        match child {
            Child::Node(node) => self.create(node).into(),
            Child::Text(text) => self.document.create_text_node(text).into(),
        }
    }

    fn patch(&self, element: &Element, old: &Node<M>, new: &Node<M>) {
        for (name, _) in old.attributes() {
            if new.get(&name).is_none() {
                element.remove_attribute(&name).unwrap_throw();
            }
        }
        for (name, value) in new.attributes() {
            // What a field shows may have changed since the old view was painted.
            if old.get(&name) != Some(value) || matches!(&*name, "value" | "checked") {
                set(element, &name, value);
            }
        }
        self.patch_children(element, old.children(), new.children());
    }

    fn patch_children(&self, parent: &Element, old: &[Child<M>], new: &[Child<M>]) {
        let mut keyed = HashMap::new();
        let mut plain = VecDeque::new();
        let mut next = parent.first_child();
        for child in old {
            let Some(dom) = next else { break };
            next = dom.next_sibling();
            match child {
                Child::Node(node) if node.keyed().is_some() => {
                    keyed.insert((node.keyed(), node.tag()), (dom, child));
                }
                _ => plain.push_back((dom, child)),
            }
        }
        let mut placed = Vec::with_capacity(new.len());
        for child in new {
            let known = match child {
                Child::Node(node) if node.keyed().is_some() => keyed.remove(&(node.keyed(), node.tag())),
                _ => plain.pop_front(),
            };
            placed.push(match known {
                Some((dom, known)) if self.patch_child(&dom, known, child) => dom,
                known => {
                    remove(parent, known.map(|(dom, _)| dom));
                    self.create_child(child)
                }
            });
        }
        for (dom, _) in keyed.into_values().chain(plain) {
            remove(parent, Some(dom));
        }
        self.order(parent, &placed);
    }

    /// Makes a child of the old view that of the new one, unless they are different things.
    fn patch_child(&self, dom: &web_sys::Node, old: &Child<M>, new: &Child<M>) -> bool {
        match (old, new) {
            (Child::Node(old), Child::Node(new)) if is_same(old, new) => {
                self.patch(dom.unchecked_ref(), old, new);
                true
            }
            (Child::Text(old), Child::Text(new)) => {
                if old != new {
                    dom.set_node_value(Some(new));
                }
                true
            }
            _ => false,
        }
    }

    /// Brings children into their order. What has the focus stays where it is, and the others move around it.
    fn order(&self, parent: &Element, children: &[web_sys::Node]) {
        // Asked for once, and only where something moves.
        let focus = LazyCell::new(|| self.document.active_element());
        let mut cursor = parent.first_child();
        for child in children {
            if cursor.as_ref() == Some(child) {
                cursor = child.next_sibling();
                continue;
            }
            if child.parent_node().is_some() && focus.as_ref().is_some_and(|focus| child.contains(Some(focus))) {
                while let Some(other) = cursor.take_if(|other| other != child) {
                    cursor = other.next_sibling();
                    parent.append_child(&other).unwrap_throw();
                }
                cursor = child.next_sibling();
            } else {
                parent.insert_before(child, cursor.as_ref()).unwrap_throw();
            }
        }
    }

    /// Takes over an element that was there before the first view.
    fn adopt(&self, element: &Element, new: &Node<M>) {
        let names: Vec<String> = element
            .get_attribute_names()
            .iter()
            .filter_map(|name| name.as_string())
            .collect();
        for name in names {
            if new.get(&name).is_none() {
                element.remove_attribute(&name).unwrap_throw();
            }
        }
        for (name, value) in new.attributes() {
            if name == "value" || element.get_attribute(&name).as_deref() != Some(value) {
                set(element, &name, value);
            }
        }
        let mut cursor = element.first_child();
        for child in new.children() {
            // White space between elements.
            while let Some(text) = cursor.take_if(|node| node.node_type() != web_sys::Node::ELEMENT_NODE) {
                cursor = text.next_sibling();
                remove(element, Some(text));
            }
            match (child, cursor.as_ref().and_then(|node| node.dyn_ref::<Element>())) {
                (Child::Node(node), Some(found)) if found.local_name() == node.tag() => {
                    self.adopt(found, node);
                    cursor = found.next_sibling();
                }
                _ => {
                    element
                        .insert_before(&self.create_child(child), cursor.as_ref())
                        .unwrap_throw();
                }
            }
        }
        while let Some(rest) = cursor {
            cursor = rest.next_sibling();
            remove(element, Some(rest));
        }
    }
}

fn is_same<M>(old: &Node<M>, new: &Node<M>) -> bool {
    old.tag() == new.tag() && old.keyed() == new.keyed()
}

fn remove(parent: &Element, child: Option<web_sys::Node>) {
    if let Some(child) = child {
        parent.remove_child(&child).unwrap_throw();
    }
}

/// Sets an attribute, or the property that it stands for.
fn set(element: &Element, name: &str, value: &str) {
    match name {
        "value" => {
            if let Some(input) = element.dyn_ref::<HtmlInputElement>() {
                if input.value() != value {
                    input.set_value(value);
                }
            } else if let Some(area) = element.dyn_ref::<HtmlTextAreaElement>()
                && area.value() != value
            {
                area.set_value(value);
            }
        }
        "checked" => {
            if let Some(input) = element.dyn_ref::<HtmlInputElement>()
                && input.checked() != (value == "true")
            {
                input.set_checked(value == "true");
            }
        }
        _ => element.set_attribute(name, value).unwrap_throw(),
    }
}
