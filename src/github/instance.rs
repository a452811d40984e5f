//! Where GitHub is, and how long the texts are that its form takes.

/// GitHub itself, where links lead unless somebody says otherwise.
pub const DEFAULT_HOST: &str = "github.com";

/// Where the form stands on every host.
pub const FORM_PATH: &str = "/settings/personal-access-tokens/new";

/// Where the form for classic tokens stands.
pub const CLASSIC_PATH: &str = "/settings/tokens/new";

/// The most characters of a token's name.
pub const NAME_LENGTH: usize = 40;

/// The most characters of a token's description.
pub const DESCRIPTION_LENGTH: usize = 1024;
