//! The drawings, on a square of 16 by 16.

use super::node::{Node, drawing};

/// A drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    /// A looking glass: words.
    Words,
    /// Two links of a chain.
    Link,
    /// A prompt.
    Script,
    /// A cross.
    Close,
    /// An angle that points down.
    Down,
    /// An angle that points up.
    Up,
    /// An angle that points back.
    Left,
    /// An angle that points to what follows.
    Right,
    /// A tick.
    Check,
    /// A lozenge with a cross.
    Error,
    /// A triangle with an exclamation mark.
    Warning,
    /// A circle with an i.
    Info,
    /// A circle with a tick.
    Good,
    /// A circle with a bar.
    No,
    /// A bookmark.
    Saved,
    /// Sliders.
    Settings,
    /// A clock.
    Clock,
    /// A pencil.
    Edit,
    /// A bin.
    Bin,
    /// A form.
    Form,
    /// Four grains: the logo.
    Grain,
}

impl Icon {
    const fn path(self) -> &'static str {
        match self {
            Icon::Words => "M2.5 7a4.5 4.5 0 1 0 9 0a4.5 4.5 0 1 0-9 0M10.5 10.5L14 14",
            Icon::Link => {
                "M6.7 9.3a2.8 2.8 0 0 0 4 0l2.1-2.1a2.8 2.8 0 0 0-4-4l-.8.8M9.3 6.7a2.8 2.8 0 0 0-4 0L3.2 8.8a2.8 2.8 0 0 0 4 4l.8-.8"
            }
            Icon::Script => "M2.5 3h11v10h-11zM5 6.2L6.8 8 5 9.8M8.5 10h2.5",
            Icon::Close => "M4 4l8 8M12 4l-8 8",
            Icon::Down => "M4 6l4 4 4-4",
            Icon::Up => "M4 10l4-4 4 4",
            Icon::Left => "M10 4L6 8l4 4",
            Icon::Right => "M6 4l4 4-4 4",
            Icon::Check => "M3.5 8.5l3 3 6-7",
            Icon::Error => "M8 1.6L14.4 8 8 14.4 1.6 8zM6.2 6.2l3.6 3.6M9.8 6.2L6.2 9.8",
            Icon::Warning => "M8 2.2l6.3 11.3H1.7zM8 6.5v3.2M8 11.6v.1",
            Icon::Info => "M1.8 8a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0-12.4 0M8 7.4v3.8M8 4.9v.1",
            Icon::Good => "M1.8 8a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0-12.4 0M5.2 8.2l2 2 3.6-4.2",
            Icon::No => "M1.8 8a6.2 6.2 0 1 0 12.4 0a6.2 6.2 0 1 0-12.4 0M3.8 12.2l8.4-8.4",
            Icon::Saved => "M4 2.5h8v11L8 10.4l-4 3.1z",
            Icon::Settings => {
                "M2.5 4.5h5M11.5 4.5h2M2.5 11.5h2M8.5 11.5h5M7.7 4.5a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0M4.7 11.5a1.8 1.8 0 1 0 3.6 0a1.8 1.8 0 1 0-3.6 0"
            }
            Icon::Clock => "M2 8a6 6 0 1 0 12 0a6 6 0 1 0-12 0M8 4.7V8l2.3 1.5",
            Icon::Edit => "M3 13l.7-3L11 2.7 13.3 5 6 12.3z",
            Icon::Bin => "M2.8 4.5h10.4M6 4.5V2.8h4v1.7M4.2 4.5l.6 8.7h6.4l.6-8.7",
            Icon::Form => "M2.5 2.5h11v11h-11zM5 6h6M5 9.5h3.5",
            Icon::Grain => {
                "M1.4 4a2.6 2.6 0 1 0 5.2 0a2.6 2.6 0 1 0-5.2 0M9.4 3.4a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M2 11.4a1.6 1.6 0 1 0 3.2 0a1.6 1.6 0 1 0-3.2 0M7 10.4a3.4 3.4 0 1 0 6.8 0a3.4 3.4 0 1 0-6.8 0"
            }
        }
    }

    /// The drawing; its color is that of the text around it.
    #[must_use]
    pub fn draw<M>(self) -> Node<M> {
        drawing("icon", self.path())
    }

    /// The drawing with more classes.
    #[must_use]
    pub fn draw_as<M>(self, classes: &'static str) -> Node<M> {
        drawing(classes, self.path())
    }
}
