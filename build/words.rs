//! The columns with a closed set of words.

use std::fmt::{self, Display};

use serde::Deserialize;

/// Enums that are read from the names of their variants in snake case, and written as these names in the generated code.
macro_rules! words {
    ($($(#[$about:meta])* $name:ident { $($variant:ident),* $(,)? })*) => {
        $(
            $(#[$about])*
            #[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
            #[serde(rename_all = "snake_case")]
            pub enum $name {
                $($variant),*
            }

            impl Display for $name {
                fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                    f.write_str(match self {
                        $($name::$variant => stringify!($variant),)*
                    })
                }
            }
        )*
    };
}

words! {
    Level { Read, Write, Admin }

    /// In the order of the table of permissions.
    Scope { Repository, Organization, Account, Enterprise }

    /// Where a permission is known from; the last ones are no documentation of GitHub's.
    Source { Table, Rest, Example, Openapi, Library, Link, Form }

    Severity { Error, Warning, Info }

    /// The fields of GitHub's form that are not permissions.
    Field { Name, Description, TargetName, ExpiresIn }

    /// What a parameter is that GitHub's form does not have.
    ParameterKind { Repository, Foreign, Tracking }

    /// Where another name for a permission comes from.
    Origin { Actions, App, Habit }

    /// What has become of an issue of GitHub's roadmap.
    RoadmapState { Open, Paused }

    /// What serves where a fine-grained token cannot.
    AlternativeKind { Classic, App, Actions, Template }

    /// What a person must be for a permission to be worth something.
    Role { Admin, Owner }

    OwnerKind { Organization }

    /// For a column that is `yes` or empty.
    Yes { Yes }

    YesNo { Yes, No }
}

impl Source {
    /// Whether it is documentation of GitHub's.
    pub const fn is_documented(self) -> bool {
        matches!(self, Source::Table | Source::Rest | Source::Example)
    }
}

impl Level {
    pub const ALL: [Level; 3] = [Level::Read, Level::Write, Level::Admin];

    /// The word of the tables.
    pub const fn word(self) -> &'static str {
        match self {
            Level::Read => "read",
            Level::Write => "write",
            Level::Admin => "admin",
        }
    }
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(rename_all = "UPPERCASE")]
pub enum Method {
    Get,
    Post,
    Put,
    Patch,
    Delete,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
pub enum Confidence {
    A,
    B,
    C,
}

#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "lowercase")]
pub enum Certainty {
    High,
    Medium,
    Low,
}

impl Method {
    pub const ALL: [Method; 5] = [Method::Get, Method::Post, Method::Put, Method::Patch, Method::Delete];
}
