//! What can happen in the popup, and what the browser then has to do.

use super::{
    engine::{Decision, Id},
    state::{About, DraftField, Over, Screen, Tab},
};
use crate::github::Level;

/// What happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Msg {
    /// The text in the box changed.
    Typed(String),
    /// A key went down anywhere.
    Key(Press),
    /// The box is to be emptied.
    Clear,
    /// A result was chosen.
    Choose(Choice),
    /// All results of a kind are to be shown.
    More,
    /// A page was asked for, or the one that is open was closed.
    Go(Option<Screen>),
    /// A fix of the link in the box: taken back, accepted, or left out.
    Decide(Id, Option<Decision>),
    /// One of several sets of permissions for a call.
    Set(usize, usize),
    /// A question about calls was answered.
    Answered(String, bool),
    /// What the calls need goes into the template.
    UseNeeds,
    /// The organization for the first of two links.
    ClassicOwner(String),
    /// A template is to be looked at: from the library, from the page in the tab.
    Load(String),
    /// A link is to be checked, as if it had been pasted.
    Check(String),
    /// The template in the tray is to be saved.
    Save,
    /// Templates that were saved elsewhere, on GitHub's form, by their links.
    SavedElsewhere(Vec<String>),
    /// A title is to be typed.
    Rename(Option<String>),
    /// A title is being typed.
    Title(String),
    /// A title was typed.
    TitleDone,
    /// A saved or recent template is to go.
    Delete(String),
    /// All that was not saved is to be forgotten.
    Forget,
    /// The saved templates as a file.
    Export,
    /// A file is to be chosen.
    Import,
    /// A file was read.
    ImportRead(String),
    /// One step back.
    Undo,
    /// The tool of the last message replaces the template.
    Replace(String),
    /// The details are opened or closed.
    Details,
    /// A permission is unfolded in the details.
    Open(String),
    /// A permission gets a level.
    Level(String, Level),
    /// A permission goes.
    Remove(String),
    /// A field is being typed.
    Field(DraftField, String),
    /// A repair of a field.
    FixField(DraftField, String),
    /// The template is to be emptied.
    Empty,
    /// Which of two links is in the tray.
    Which(usize),
    /// One's own template comes back.
    Back,
    /// Something over the rest is opened or closed.
    Over(Over),
    /// The link is to be copied in a format.
    Copy(String),
    /// A text is to be copied.
    CopyText(String),
    /// The browser copied it.
    Copied(bool),
    /// The browser refused to copy this.
    NotCopied(String),
    /// The link was followed.
    Opened,
    /// The settings are to be opened.
    Settings,
    /// What there is in the tab.
    Tab(Tab),
    /// Another popup or a first read brought the library.
    Stored(String),
    /// Another window builds this template.
    Elsewhere(String),
    /// The browser refused to keep something.
    NotKept,
    /// The owner's settings.
    About(About),
    /// The address of the web page changed.
    Address(String),
    /// What was said goes.
    Quiet(u32),
    /// Time to tell screen readers.
    Tell(u32),
    /// How many chips have room.
    Room(usize),
    /// Whether the page became so wide that the details have room beside the rest.
    Wide(bool),
    /// An older draft was read.
    Draft(String),
}

impl Msg {
    /// The message with what the element says that sent it.
    #[must_use]
    pub fn with(self, value: &str) -> Msg {
        let value = value.to_owned();
        match self {
            Msg::Typed(_) => Msg::Typed(value),
            Msg::Title(_) => Msg::Title(value),
            Msg::ClassicOwner(_) => Msg::ClassicOwner(value),
            Msg::Field(field, _) => Msg::Field(field, value),
            other => other,
        }
    }
}

/// A key that went down.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Press {
    /// Its name in the browser.
    pub key: String,
    /// Whether Control or Command is down.
    pub control: bool,
    /// Whether Shift is down.
    pub shift: bool,
    /// Where: in the box, in another field, or elsewhere.
    pub place: KeyTarget,
}

/// Where a key went down.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum KeyTarget {
    /// In the box.
    Box,
    /// In a field.
    Field,
    /// On a button or a link.
    Button,
    /// Anywhere else.
    #[default]
    Page,
}

/// A result that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// A permission at a level.
    Level(String, Level),
    /// A tool or task, by its name in the tables.
    Tool(String),
    /// What a call needs, by the call's place among those found.
    Call(usize),
    /// A saved or recent template, by its link.
    Template(String),
    /// All permissions that were found.
    More,
}

/// What the browser has to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Copy a text, and say whether that worked.
    Copy {
        /// The text.
        text: String,
        /// Whether it is the link in the tray, in any format.
        link: bool,
    },
    /// Open the settings.
    OpenSettings,
    /// Give an element the focus.
    Focus(&'static str),
    /// Give the focus to the next or the previous entry of the menu.
    FocusNext(bool),
    /// Give it the focus and select all of its text.
    Select(&'static str),
    /// Keep a text under a name; an empty one is forgotten.
    Keep(&'static str, String),
    /// Send a message later.
    After(u32, Msg),
    /// Put a template into the address of the web page.
    Address(String),
    /// Offer a file.
    Download(&'static str, String),
    /// Let a file be chosen.
    PickFile,
    /// Show the results from their beginning.
    ScrollTop,
    /// Show the active result.
    ScrollToActive,
    /// Keep the browser from doing what it does with a key.
    PreventDefault,
    /// Close the popup.
    Close,
}

/// Where the library is kept.
pub const LIBRARY: &str = "finegrain.library";

/// Where the template is kept that is being built.
pub const DRAFT: &str = "finegrain.draft";
