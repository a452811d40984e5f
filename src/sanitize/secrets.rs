//! Tokens and passwords in what people paste: taken out before anything is kept, shown or printed.

use std::borrow::Cow;

use crate::{
    sanitize::is_invisible,
    work::{length_until, steps},
};

/// What replaces a secret.
pub const REMOVED: &str = "[removed]";

/// What to tell a person whose text contained a secret.
pub const ADVICE: &str = "The text contained a token or password, so part of it isn't shown. If the text ever left your machine, revoke the token on GitHub.";

/// The prefixes of GitHub's tokens, each with the number of characters behind it that only a token has: a prefix that
/// follows a letter may be the end of a word, as in `laughs_out`.
const PREFIXES: [(&str, usize); 6] = [
    ("github_pat_", 20),
    ("ghp_", 30),
    ("gho_", 30),
    ("ghs_", 30),
    ("ghu_", 30),
    ("ghr_", 30),
];

/// The text without GitHub tokens, values of `Authorization` headers, and user information in addresses, also where they
/// are written in percent codes or with invisible characters between their letters. Borrowed where there was none.
#[must_use]
pub fn redact(text: &str) -> Cow<'_, str> {
    /// No one writes secrets into secrets more often, and each round reads the whole text.
    const ROUNDS: usize = 4;
    let Cow::Owned(mut clean) = redact_once(text) else {
        return Cow::Borrowed(text);
    };
    for _ in 1..ROUNDS {
        // What went may have kept the rest from being read as a secret.
        let Cow::Owned(cleaner) = redact_once(&clean) else {
            break;
        };
        clean = cleaner;
    }
    Cow::Owned(clean)
}

fn redact_once(text: &str) -> Cow<'_, str> {
    if !could_hold_secret(text) {
        return Cow::Borrowed(text);
    }
    let Plain { text: plain, from } = Plain::of(text);
    let mut clean = String::new();
    // The bytes of `text` that are copied or left out, and those of `plain` that are searched.
    let (mut kept, mut searched) = (0, 0);
    for at in 0..plain.len() {
        steps(1);
        if at < searched {
            continue;
        }
        if let Some((start, end)) = secret(&plain, searched, at)
            && let (Some(first), Some(past)) = (from.get(start), from.get(end))
        {
            // `ghp_x:pw@` is found in two parts, and replaced as one.
            if clean.is_empty() || *first > kept {
                clean.push_str(&text[kept..*first]);
                clean.push_str(REMOVED);
            }
            kept = *past;
            searched = end;
        }
    }
    if clean.is_empty() {
        return Cow::Borrowed(text);
    }
    clean.push_str(&text[kept..]);
    Cow::Owned(clean)
}

/// Whether there may be a secret in a text: most have no mark of one, and one look at each byte tells.
fn could_hold_secret(text: &str) -> bool {
    let bytes = text.as_bytes();
    steps(bytes.len());
    // A rare letter of `authorization`.
    let is_authorization = |at: usize| {
        let from = at.saturating_sub(AUTHORIZATION_BEFORE_Z.len());
        bytes[from..at].eq_ignore_ascii_case(AUTHORIZATION_BEFORE_Z)
    };
    let is_mark = |at: usize| match bytes[at] {
        // The last character of every prefix of a token, and one of `access_token`.
        b'_' => {
            let mut marks = PREFIXES.iter().map(|(prefix, _)| *prefix).chain(["access_"]);
            marks.any(|mark| bytes[..=at].ends_with(mark.as_bytes()))
        }
        // A code of a character that one of them has, or of an invisible one.
        b'%' => decoded_byte(bytes, at)
            .is_some_and(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'@') || !byte.is_ascii()),
        // The name in an address, and its password.
        _ => true,
    };
    !text.is_ascii()
        || memchr::memchr2_iter(b'z', b'Z', bytes).any(is_authorization)
        || memchr::memchr3_iter(b'@', b'_', b'%', bytes).any(is_mark)
}

const AUTHORIZATION_BEFORE_Z: &[u8] = b"authori";

/// The byte whose percent code is at `at`.
fn decoded_byte(bytes: &[u8], at: usize) -> Option<u8> {
    let digit = |at: usize| char::from(*bytes.get(at)?).to_digit(16);
    let value = 16 * digit(at + 1)? + digit(at + 2)?;
    (bytes.get(at) == Some(&b'%')).then(|| u8::try_from(value).ok())?
}

/// A text as a reader of links sees it: `ghp%5Fabc` is as good a token as `ghp_abc`.
struct Plain {
    text: String,
    /// For every byte of the plain text the byte that it comes from, and the length of the original at the end.
    from: Vec<usize>,
}

impl Plain {
    /// Without percent codes and without invisible characters. An encoded `+` becomes a full-width one, because a plain
    /// `+` is how links write a space.
    fn of(text: &str) -> Plain {
        let mut plain = String::with_capacity(text.len());
        let mut from = Vec::with_capacity(text.len() + 1);
        let mut skip = 0;
        for (at, c) in text.char_indices() {
            steps(1);
            if at < skip {
                continue;
            }
            let decoded = if c == '%' { decode(&text[at..]) } else { None };
            let c = match decoded {
                Some((decoded, length)) => {
                    skip = at + length;
                    if decoded == '+' { '\u{ff0b}' } else { decoded }
                }
                None => c,
            };
            if !is_invisible(c) {
                plain.push(c);
                from.resize(plain.len(), at);
            }
        }
        from.push(text.len());
        Plain { text: plain, from }
    }
}

/// The character whose percent codes begin the text, and their length.
fn decode(text: &str) -> Option<(char, usize)> {
    let byte = |index: usize| decoded_byte(text.as_bytes(), 3 * index);
    let mut bytes = [0; 4];
    let length = match byte(0)? {
        0xc2..=0xdf => 2,
        0xe0..=0xef => 3,
        0xf0..=0xf4 => 4,
        _ => 1,
    };
    for (index, slot) in bytes.iter_mut().enumerate().take(length) {
        *slot = byte(index)?;
    }
    let decoded = str::from_utf8(bytes.get(..length)?).ok()?;
    Some((decoded.chars().next()?, 3 * length))
}

/// The secret that the byte at `at` announces; what lies before `searched` is no part of it.
fn secret(text: &str, searched: usize, at: usize) -> Option<(usize, usize)> {
    let rest = text.as_bytes().get(at)?;
    match rest {
        b'g' => token(text, at),
        b'a' | b'A' => authorization(&text[at..])
            .or_else(|| query(&text[at..]))
            .map(|(start, end)| (at + start, at + end)),
        b':' => userinfo(&text[at..]).map(|(start, end)| (at + start, at + end)),
        b'@' => login(text, searched, at),
        _ => None,
    }
}

/// A token of GitHub's.
fn token(text: &str, at: usize) -> Option<(usize, usize)> {
    let rest = &text[at..];
    let (prefix, certain) = PREFIXES.iter().find(|(prefix, _)| rest.starts_with(prefix))?;
    let body = &rest[prefix.len()..];
    let before = &text[..at];
    // The `n` of `\n` ends no word.
    let escape = before
        .strip_suffix(['n', 'r', 't'])
        .is_some_and(|before| before.ends_with('\\'));
    if before.ends_with(|c: char| c.is_ascii_alphanumeric()) && !escape {
        let letters = body
            .bytes()
            .take(*certain)
            .take_while(u8::is_ascii_alphanumeric)
            .count();
        steps(letters);
        if letters < *certain {
            return None;
        }
    }
    let word = |c: char| c.is_ascii_alphanumeric() || c == '_';
    let mut length = length_until(body, |c| !word(c));
    // Tokens of Apps may contain a JSON Web Token, whose parts dots separate.
    while *prefix == "ghs_"
        && let Some(more) = body[length..].strip_prefix(['.', '-'])
        && more.starts_with(word)
    {
        length += 1 + length_until(more, |c| !word(c));
    }
    // `ghp_xxx` in a manual is no secret, but nothing is lost by hiding it either; a bare `ghp_` is a name.
    (length > 0).then_some((at, at + prefix.len() + length))
}

/// The value after `Authorization:` or `Authorization=`.
fn authorization(rest: &str) -> Option<(usize, usize)> {
    const NAME: &str = "authorization";
    const MARKS: &[char] = &['"', '\'', ' ', '+', '\\'];
    let name = rest.get(..NAME.len())?;
    if !name.eq_ignore_ascii_case(NAME) {
        return None;
    }
    let after = rest[NAME.len()..].trim_start_matches(MARKS);
    let value = after.strip_prefix([':', '='])?.trim_start_matches(MARKS);
    let start = rest.len() - value.len();
    steps(start);
    let length = credentials(value)?;
    Some((start, start + length))
}

/// The value of `access_token=` in an address, as tokens were sent before 2021.
fn query(rest: &str) -> Option<(usize, usize)> {
    const NAME: &str = "access_token=";
    /// Shorter ones are names, such as `$TOKEN`.
    const SHORTEST: usize = 20;
    let value = rest.strip_prefix(NAME)?;
    let length = length_until(value, |c| !c.is_ascii_alphanumeric() && c != '_');
    (length >= SHORTEST).then_some((NAME.len(), NAME.len() + length))
}

/// The length of the credentials at the start of a header's value; nothing where there are words, or a value that a
/// program fills in.
fn credentials(value: &str) -> Option<usize> {
    // In a link an `&` ends the value.
    let ends = |c: char| matches!(c, '"' | '\'' | '\n' | '\r' | '`' | '&');
    let space = |c: char| matches!(c, ' ' | '\t' | '+' | '\\');
    if is_filled_in(value) {
        return None;
    }
    let first = &value[..length_until(value, |c| !c.is_ascii_alphanumeric() && !"-._~/=".contains(c))];
    let gap = &value[first.len()..];
    let next = gap.trim_start_matches(space);
    steps(gap.len() - next.len());
    let scheme = ["bearer", "basic", "token", "negotiate"]
        .iter()
        .any(|scheme| first.eq_ignore_ascii_case(scheme));
    if !scheme {
        // Anything else is the name of a variable, a prefix of strings as in `f"..."`, or the first word of a sentence.
        let whole = gap.is_empty() || gap.starts_with(|c: char| ends(c) || space(c));
        let numbered = whole && first.len() >= 3 && first.bytes().any(|byte| byte.is_ascii_digit());
        if !(numbered || first.len() >= 20) {
            return None;
        }
        return Some(length_until(value, ends));
    }
    // The beginning says whether these are credentials, so that a search to their end is never in vain.
    if is_filled_in(next) || !next.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    // Where a plus is a space, it ends the credentials, too; elsewhere it is one of their characters.
    let plus = gap.starts_with('+');
    let length = length_until(next, |c| {
        ends(c) || matches!(c, ' ' | '\t' | '\\') || (plus && c == '+')
    });
    let credentials = &next[..length];
    let following = next[length..].trim_start_matches(space);
    // A sentence goes on with a word, of which a secret may have been removed before.
    let goes_on = following.starts_with(|c: char| c.is_alphabetic()) || following.starts_with(REMOVED);
    if is_word(credentials) && goes_on {
        return None;
    }
    Some(value.len() - next.len() + length)
}

/// Whether credentials are left to fill in: `$TOKEN`, `<token>`, `{token}`, `%s`, `YOUR_TOKEN`, `***`.
fn is_filled_in(credentials: &str) -> bool {
    credentials.starts_with(['$', '<', '{', '%', '*'])
        || credentials.starts_with(REMOVED)
        || credentials
            .get(..4)
            .is_some_and(|start| start.eq_ignore_ascii_case("your"))
}

/// Whether this is a word of a sentence: no credentials are so short and have lower-case letters only.
fn is_word(text: &str) -> bool {
    let word = text.trim_end_matches(['.', ',', ';', ':', '!', '?', ')']);
    let lower = word.strip_prefix(|c: char| c.is_ascii_uppercase()).unwrap_or(word);
    text.len() < 20 && lower.bytes().all(|byte| byte.is_ascii_lowercase())
}

/// The user information in `://user:password@host`.
fn userinfo(rest: &str) -> Option<(usize, usize)> {
    let authority = rest.strip_prefix("://")?;
    let mut end = length_until(authority, |c| {
        matches!(
            c,
            '/' | '?' | '#' | '\\' | '"' | '\'' | '`' | '<' | '>' | '(' | ')' | '&'
        ) || c.is_whitespace()
    });
    // In a link a plus is a space, and ends the address. A password may contain one.
    if let Some(plus) = authority[..end].find('+')
        && !has_password(&authority[..plus])
    {
        end = plus;
    }
    let length = authority[..end].rfind('@')?;
    let user = &authority[..length];
    // Everybody's name in `ssh://git@github.com`.
    let known = user.is_empty() || user == REMOVED || user == "git";
    (!known).then_some((3, 3 + length))
}

/// Whether this is the beginning of `user:password`, and not a host with a port or at the end of a clause.
fn has_password(authority: &str) -> bool {
    authority.split_once(':').is_some_and(|(name, after)| {
        if after.is_empty() {
            !name.contains('.')
        } else {
            !after.bytes().all(|byte| byte.is_ascii_digit())
        }
    })
}

/// The user information in `user:password@github.com`, where no scheme announces an address.
fn login(text: &str, searched: usize, at: usize) -> Option<(usize, usize)> {
    // No login is longer, and a text of nothing but `@github.com` must not be walked back for every one of them.
    const LONGEST: usize = 300;
    if !text[at..].starts_with("@github.com/") {
        return None;
    }
    let from = text.floor_char_boundary(at.saturating_sub(LONGEST)).max(searched);
    let before = &text[from..at];
    steps(before.len());
    let ends = |c: char| c.is_whitespace() || matches!(c, '/' | '"' | '\'' | '`' | '<' | '(' | '=' | '&');
    let words = before.rsplit(ends).next()?;
    // In a link a plus is a space: the name is the word before the last colon that a space does not follow.
    let (colon, _) = words
        .rmatch_indices(':')
        .find(|(colon, _)| words[colon + 1..].starts_with(|c: char| c != '+'))?;
    let name = words[..colon].rfind('+').map_or(0, |plus| plus + 1);
    let login = &words[name..];
    (!login.starts_with("mailto:") && !words.ends_with('+')).then_some((at - login.len(), at))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::work::tests::assert_linear;

    #[test]
    fn secrets_are_taken_out() {
        for (text, clean) in [
            ("x ghp_abc123 y", "x [removed] y"),
            ("github_pat_11AA_bb", "[removed]"),
            (
                "curl -H 'Authorization: Bearer abc' x",
                "curl -H 'Authorization: [removed]' x",
            ),
            (
                "{\"authorization\": \"token abc\"}",
                "{\"authorization\": \"[removed]\"}",
            ),
            ("name=ghp%5fabc&x=%41%20", "name=[removed]&x=%41%20"),
            ("d=token%20ghp_abc&x=1", "d=token%20[removed]&x=1"),
            ("my_ghp_abc%0A", "my_[removed]%0A"),
            ("gh\u{200b}p_abc", "[removed]"),
            (
                "d=Authorization%3A+Bearer+abc&contents=read",
                "d=Authorization%3A+[removed]&contents=read",
            ),
            (
                "d=https%3A%2F%2Fme%3Apw%40host%2Fx",
                "d=https%3A%2F%2F[removed]%40host%2Fx",
            ),
            (
                "https://api.github.com/user?access_token=0123456789abcdef0123&page=2",
                "https://api.github.com/user?access_token=[removed]&page=2",
            ),
            ("me:pw@github.com/settings", "[removed]@github.com/settings"),
            ("https://me:pw@github.com/x@y", "https://[removed]@github.com/x@y"),
            ("https://me:a+b@host/", "https://[removed]@host/"),
            ("https://me:+b@host/", "https://[removed]@host/"),
            ("see me:a+b@github.com/x", "see [removed]@github.com/x"),
            ("d=write+to+me:pw@github.com/x", "d=write+to+[removed]@github.com/x"),
            ("ghp_x:pw@github.com/", "[removed]@github.com/"),
            ("https://ghp_x:pw@github.com/", "https://[removed]@github.com/"),
            ("\\nghp_abc", "\\n[removed]"),
            ("gh%E2%80%8Bp_abc x", "[removed] x"),
            ("%67hp_%E2%80%8Babc&x", "[removed]&x"),
            ("ghs_1_eyJh.eyJp-_c.sig. End", "[removed]. End"),
            (
                "curl -H Authorization:Bearer\\ abc1 https://x",
                "curl -H Authorization:[removed] https://x",
            ),
            ("Authorization: Basic a+b/c== x", "Authorization: [removed] x"),
            ("d=Authorization:+Basic+a%2Bb+x", "d=Authorization:+[removed]+x"),
            ("Authorization: AWS4-HMAC Credential=a, S=b", "Authorization: [removed]"),
            ("authorization=0paque", "authorization=[removed]"),
        ] {
            assert_eq!(redact(text), clean);
            assert_eq!(redact(clean), clean, "redacting twice changes nothing");
        }
    }

    #[test]
    fn tokens_are_taken_out_of_words() {
        let body = "0123456789abcdefghijklmnopqrstuvwxyz";
        for prefix in ["ghp_", "gho_", "ghs_", "ghu_", "ghr_", "github_pat_"] {
            for (before, kept) in [("token", "token"), ("7", "7"), ("\\u0026", "\\u0026"), ("", "")] {
                assert_eq!(redact(&format!("{before}{prefix}{body}!")), format!("{kept}[removed]!"));
            }
            assert_eq!(redact(&format!("{prefix}a")), "[removed]");
        }
    }

    #[test]
    fn no_text_takes_more_than_linear_time() {
        for unit in [
            "authorization:[removed]",
            "authorization:",
            "authorization=",
            "authorization=a1",
            "authorization=\"",
            "authorization: bearer ",
            "Authorization:++++",
            "://",
            "://a",
            "://a:",
            "://a@",
            "://+",
            "ghp_",
            "aghp_",
            "aghp_1",
            "ghs_a.",
            "a:b@github.com/",
            "@github.com/",
            ":@github.com/+",
            "%",
            "%E2%80%8B",
            "%67",
            "g",
            "a",
        ] {
            for end in ["", "(", " ", "@", ":b@github.com/"] {
                let name = format!("{unit}{end}");
                assert_linear(&name, |times| drop(redact(&(unit.repeat(times) + end))));
            }
        }
    }

    #[test]
    fn a_sentence_stays_one_when_a_secret_went() {
        let text = "authorization: Basic words, authorization: Basic a1b2";
        let clean = "authorization: Basic words, authorization: [removed]";
        assert_eq!((redact(text), redact(clean)), (clean.into(), clean.into()));
        let text = "authorization: token ghp_0123456789abcdefghijklmnopqrstuvwxyz";
        assert_eq!(redact(text), "authorization: [removed]");
        let text = "authorization: token words ghp_0123456789abcdefghijklmnopqrstuvwxyz";
        assert_eq!(redact(text), redact(&redact(text)));
    }

    #[test]
    fn nothing_is_left_for_a_second_reading() {
        let text = ":\u{0}+:m@github.com/";
        assert_eq!(redact(text), redact(&redact(text)));
    }

    #[test]
    fn other_text_is_borrowed() {
        for text in [
            "See https://example.com or ask @mona",
            "d=See+https%3A%2F%2Fexample.com+or+ask+%40mona&contents=read",
            "d=See+https://example.com:8443+or+mail+me@example.com",
            "d=See+https://example.com:+ask+@github.com/mona",
            "https://a?b=c://d&e=f@g",
            "ssh://git@github.com/octo/app",
            "checks authorization: reads teams",
            "authorization: token needed here",
            "-H \"Authorization: Bearer $GITHUB_TOKEN\"",
            "-H 'Authorization: token <token>'",
            "\"Authorization\": f\"Bearer {token}\"",
            "\"Authorization\": \"token \" + token",
            "Authorization: Bearer YOUR_TOKEN",
            "{ authorization: token }",
            "{ authorization: auth }",
            "authorization: See",
            "authorization: needed.",
            "laughs_out_of_this_identifier_that_is_very_long",
            "",
            "ghp_",
            "laughs_out",
            "an authorization",
            "https://github.com/a@b",
            "mailto:me@github.com",
            "git@github.com:octo/app",
            "größe%20%C3%9F",
            "größe ghp",
        ] {
            assert!(matches!(redact(text), Cow::Borrowed(same) if same == text), "{text}");
        }
    }
}
