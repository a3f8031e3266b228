//! Descriptions as rustdoc may show them. Their authors did not write for it: to rustdoc a block of code without a
//! language is a test in Rust, and a word in brackets a link to an item.

/// What rustdoc takes for a test, beside editions and error codes.
const RUST: [&str; 7] = [
    "compile_fail",
    "ignore",
    "no_run",
    "rust",
    "should_panic",
    "standalone_crate",
    "test_harness",
];

/// What stands before a URL that a reader may follow.
const SCHEMES: [&str; 3] = ["http://", "https://", "mailto:"];

/// A description (CommonMark) without tests, links to nowhere and HTML.
pub(super) fn harmless(description: &str) -> String {
    let mut written = Written::default();
    for line in description.lines() {
        written.line(line);
    }
    written.end();
    written.lines.join("\n")
}

/// The lines that were written so far.
#[derive(Default)]
struct Written {
    lines: Vec<String>,
    block: Block,
}

#[derive(Default, PartialEq)]
enum Block {
    /// Nothing that a line could go on with.
    #[default]
    Between,
    Paragraph,
    /// Code between fences, and what ends it.
    Fenced(String),
    /// Code that is indented, and between fences from here on.
    Indented,
}

impl Written {
    fn line(&mut self, line: &str) {
        if let Block::Fenced(fence) = &self.block {
            let ends = is_end(line, fence);
            self.lines.push(line.to_owned());
            if ends {
                self.block = Block::Between;
            }
            return;
        }
        let is_blank = line.trim().is_empty();
        let is_indented = line.starts_with("    ") || line.starts_with('\t');
        match (&self.block, is_indented && !is_blank) {
            (Block::Between, true) => {
                self.lines.extend(["```text".to_owned(), line.to_owned()]);
                self.block = Block::Indented;
                return;
            }
            (Block::Indented, true) => return self.lines.push(line.to_owned()),
            (Block::Indented, false) => self.end(),
            _ => {}
        }
        if let Some((fence, info)) = fence(line) {
            self.lines.push(opening(line, &fence, info));
            self.block = Block::Fenced(fence);
            return;
        }
        let said = line.trim_start();
        let begins_nothing = said.starts_with('#') || is_rule(said);
        self.block = if is_blank || begins_nothing { Block::Between } else { Block::Paragraph };
        self.lines.push(inline(line));
    }

    fn end(&mut self) {
        match &self.block {
            Block::Fenced(fence) => self.lines.push(fence.clone()),
            Block::Indented => self.lines.push("```".to_owned()),
            Block::Between | Block::Paragraph => {}
        }
        self.block = Block::Between;
    }
}

/// The fence that a line opens a block of code with, and what it says of the code.
fn fence(line: &str) -> Option<(String, &str)> {
    let said = line.trim_start();
    let mark = said.chars().next().filter(|it| matches!(it, '`' | '~'))?;
    let info = said.trim_start_matches(mark);
    let fence = &said[..said.len() - info.len()];
    let is_fence = fence.len() >= 3 && !(mark == '`' && info.contains('`'));
    is_fence.then(|| (fence.to_owned(), info.trim()))
}

fn is_end(line: &str, fence: &str) -> bool {
    let said = line.trim();
    said.starts_with(fence) && said.chars().all(|it| fence.starts_with(it))
}

/// The line that opens a block of code, with the language alone: rustdoc takes what else is said there for its own.
fn opening(line: &str, fence: &str, info: &str) -> String {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || matches!(it, '+' | '#' | '-' | '_');
    let words: Vec<&str> =
        info.split(|it: char| !is_plain(it)).filter(|it| !it.is_empty()).collect();
    let is_rust = |word: &&str| {
        RUST.contains(word)
            || word.starts_with("ignore-")
            || word.starts_with("edition")
            || (word.starts_with('E') && word[1..].bytes().all(|it| it.is_ascii_digit()))
    };
    let language = match words.first() {
        Some(first) if info.starts_with(first) && !words.iter().any(is_rust) => first,
        _ => "text",
    };
    let indent = &line[..line.len() - line.trim_start().len()];
    format!("{indent}{fence}{language}")
}

/// Whether a line is a rule, or what is under a heading.
fn is_rule(said: &str) -> bool {
    let mark = said.chars().next().filter(|it| matches!(it, '-' | '=' | '*' | '_'));
    let is_of = |mark: char| said.chars().all(|it| it == mark || it.is_whitespace());
    mark.is_some_and(is_of) && said.len() >= 3
}

/// A line of text: its code as it is, and the rest without what rustdoc would read as a link or as HTML.
fn inline(line: &str) -> String {
    let mut text = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['`', '[', ']', '<', 'h', '\\']) {
        let (before, from) = rest.split_at(at);
        text.push_str(before);
        let (said, length) = piece(from, text.chars().next_back());
        text.push_str(&said);
        rest = &from[length..];
    }
    text.push_str(rest);
    text
}

/// What a text begins with, as it is to be written, and how long that is.
fn piece(from: &str, before: Option<char>) -> (String, usize) {
    let as_it_is = |length: usize| (from[..length].to_owned(), length);
    let first = from.chars().next().map_or(0, char::len_utf8);
    match from.as_bytes().first() {
        Some(b'\\') => as_it_is(first + from[first..].chars().next().map_or(0, char::len_utf8)),
        Some(b'`') => {
            let run = from.len() - from.trim_start_matches('`').len();
            let marks = &from[..run];
            let end = from[run..].find(marks).map(|at| at + 2 * run);
            // What no other mark ends is no code.
            end.map_or_else(|| ("\\`".repeat(run), run), as_it_is)
        }
        Some(b'[') => link(from).map_or_else(|| ("\\[".to_owned(), 1), as_it_is),
        Some(b']') => ("\\]".to_owned(), 1),
        Some(b'<') => {
            let inside = from[1..].split('>').next().unwrap_or_default();
            let is_link = is_url(inside) && from.len() > inside.len() + 1;
            if is_link { as_it_is(inside.len() + 2) } else { ("\\<".to_owned(), 1) }
        }
        _ if is_url(from) && before.is_none_or(|it| !it.is_alphanumeric()) => {
            let ends =
                |it: char| it.is_whitespace() || matches!(it, '<' | '>' | '`' | '"' | ')' | ']');
            let url = from.split(ends).next().unwrap_or_default();
            let url = url.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '*', '_']);
            (format!("<{url}>"), url.len())
        }
        _ => as_it_is(first),
    }
}

/// How long a link to a URL is that a text begins with.
fn link(from: &str) -> Option<usize> {
    let (shown, rest) = from[1..].split_once(']')?;
    let target = rest.strip_prefix('(')?;
    let end = target.find(')')?;
    let is_plain = !shown.contains(['[', '<', '`']);
    (is_plain && is_url(target)).then_some(1 + shown.len() + 2 + end + 1)
}

fn is_url(text: &str) -> bool {
    SCHEMES
        .iter()
        .any(|scheme| text.strip_prefix(scheme).is_some_and(|rest| !rest.trim().is_empty()))
        && !text.split([' ', ')', '>']).next().unwrap_or_default().contains(['[', '<'])
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn code_is_never_a_test() {
        let cases = [
            ("```\nlet x\n```", "```text\nlet x\n```"),
            ("```rust,ignore\nlet x\n```", "```text\nlet x\n```"),
            ("~~~edition2021\nx\n~~~", "~~~text\nx\n~~~"),
            ("```json\n{}\n```", "```json\n{}\n```"),
            ("```python title=\"a b\" data-x=1\n{}\n```", "```python\n{}\n```"),
            ("```{.python}\n{}\n```", "```text\n{}\n```"),
            ("```\nnever ended", "```text\nnever ended\n```"),
            ("````\n```\n````", "````text\n```\n````"),
            (
                "Such as:\n\n    a: 1\n    b: 2\n\nand so on",
                "Such as:\n\n```text\n    a: 1\n    b: 2\n```\n\nand so on",
            ),
            ("# Heading\n\tcode", "# Heading\n```text\n\tcode\n```"),
            ("goes on\n    in its paragraph", "goes on\n    in its paragraph"),
            ("    first", "```text\n    first\n```"),
        ];
        for (description, expected) in cases {
            assert_eq!(harmless(description), expected);
        }
    }

    #[test]
    fn nothing_is_a_link_that_leads_nowhere() {
        let cases = [
            ("an [option] of `[u8]`", "an \\[option\\] of `[u8]`"),
            ("see [the docs](https://example.org/a).", "see [the docs](https://example.org/a)."),
            ("see [the docs](docs/a.md)", "see \\[the docs\\](docs/a.md)"),
            ("see https://example.org/a_b.", "see <https://example.org/a_b>."),
            ("(https://example.org)", "(<https://example.org>)"),
            ("<https://example.org>", "<https://example.org>"),
            ("a <name> or a < b", "a \\<name> or a \\< b"),
            ("`` a ` b `` and ` alone", "`` a ` b `` and \\` alone"),
            ("\\[as it is\\]", "\\[as it is\\]"),
            ("héhé [ä]", "héhé \\[ä\\]"),
            ("ends in a mark \\", "ends in a mark \\"),
        ];
        for (description, expected) in cases {
            assert_eq!(harmless(description), expected);
        }
    }
}
