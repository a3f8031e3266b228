//! Patterns as syntax trees.

use regex_syntax::hir::Hir;

use crate::translate::parse;

/// A pattern that was read: a string matches when each part finds a match, or, where the part is
/// a negative lookahead, finds none.
#[derive(Clone, Debug)]
pub struct Syntax {
    pub(crate) parts: Vec<Part>,
}

/// One condition of a pattern.
#[derive(Clone, Debug)]
pub(crate) struct Part {
    pub(crate) syntax: Hir,
    pub(crate) matches: bool,
}

impl Syntax {
    /// Reads an ECMA-262 pattern; `None` where it is not regular (a backreference) or uses what
    /// the automata do not model (a lookaround other than lookaheads right behind `^`).
    #[must_use]
    pub fn read(pattern: &str) -> Option<Self> {
        let (lookaheads, rest) = split_lookaheads(pattern)?;
        let mut parts = Vec::new();
        for (lookahead, matches) in lookaheads {
            parts.push(Part { syntax: parse(&format!("^(?:{lookahead})"))?, matches });
        }
        parts.push(Part { syntax: parse(&rest)?, matches: true });
        Some(Self { parts })
    }

    /// Reads a pattern without its lookarounds and word boundaries: every string that matches the
    /// pattern matches this as well.
    #[must_use]
    pub fn read_loosely(pattern: &str) -> Option<Self> {
        let syntax = parse(&without_lookarounds(pattern)?)?;
        Some(Self { parts: vec![Part { syntax, matches: true }] })
    }

    /// The strings that are not among `excluded`.
    #[must_use]
    pub fn other_than(excluded: &[String]) -> Option<Self> {
        let escaped: Vec<String> = excluded.iter().map(|text| regex_syntax::escape(text)).collect();
        let pattern = format!("^(?:{})$", escaped.join("|"));
        let syntax = regex_syntax::Parser::new().parse(&pattern).ok()?;
        Some(Self { parts: vec![Part { syntax, matches: false }] })
    }
}

/// The lookaheads right behind `^`, each with whether it must match, and what follows them.
fn split_lookaheads(pattern: &str) -> Option<(Vec<(&str, bool)>, String)> {
    let mut lookaheads = Vec::new();
    let Some(mut rest) = pattern.strip_prefix('^') else {
        return Some((lookaheads, pattern.to_owned()));
    };
    loop {
        let (behind, matches) = match (rest.strip_prefix("(?="), rest.strip_prefix("(?!")) {
            (Some(behind), _) => (behind, true),
            (_, Some(behind)) => (behind, false),
            _ => break,
        };
        let end = group_end(behind)?;
        lookaheads.push((&behind[..end], matches));
        rest = &behind[end + 1..];
    }
    if lookaheads.is_empty() {
        return Some((lookaheads, pattern.to_owned()));
    }
    // `^(?=a)b|c` does not look ahead before `c`, and `^(?=a)*b` need not look ahead at all.
    let quantified = rest.starts_with(['*', '+', '?', '{']);
    let alternates = scan(rest, |character, depth| character == '|' && depth == 0).is_some();
    (!quantified && !alternates).then(|| (lookaheads, format!("^(?:{rest})")))
}

fn without_lookarounds(pattern: &str) -> Option<String> {
    let mut loose = String::new();
    let mut rest = pattern;
    let begins_lookaround =
        |text: &str| ["(?=", "(?!", "(?<=", "(?<!"].iter().any(|start| text.starts_with(start));
    loop {
        let positions = scan_escapes(rest, |text| {
            begins_lookaround(text) || text.starts_with("\\b") || text.starts_with("\\B")
        });
        let Some(start) = positions else { break };
        let behind = if begins_lookaround(&rest[start..]) {
            start + 1 + group_end(&rest[start + 1..])? + 1
        } else {
            start + 2
        };
        loose.push_str(&rest[..start]);
        rest = &rest[behind..];
        // What is repeated any number of times need not be there.
        if rest.starts_with(['*', '+', '?', '{']) {
            return None;
        }
    }
    loose.push_str(rest);
    Some(loose)
}

/// The position outside classes and behind escapes where `begins` holds for the rest of the text.
fn scan_escapes(text: &str, begins: impl Fn(&str) -> bool) -> Option<usize> {
    let (mut in_class, mut escaped) = (false, false);
    for (position, character) in text.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        if !in_class && begins(&text[position..]) {
            return Some(position);
        }
        match character {
            '\\' => escaped = true,
            '[' => in_class = true,
            ']' => in_class = false,
            _ => {}
        }
    }
    None
}

/// The position of the parenthesis that closes the group `text` begins in.
fn group_end(text: &str) -> Option<usize> {
    scan(text, |character, depth| character == ')' && depth == 0)
}

/// The position of the first character, outside escapes and classes, for which `stop` holds given
/// the number of groups it is in.
fn scan(text: &str, stop: impl Fn(char, usize) -> bool) -> Option<usize> {
    let (mut depth, mut in_class, mut escaped) = (0_usize, false, false);
    for (position, character) in text.char_indices() {
        if std::mem::take(&mut escaped) {
            continue;
        }
        match character {
            '\\' => escaped = true,
            ']' => in_class = false,
            _ if in_class => {}
            '[' => in_class = true,
            _ if stop(character, depth) => return Some(position),
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1)?,
            _ => {}
        }
    }
    None
}
