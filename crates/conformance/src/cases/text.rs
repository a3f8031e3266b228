//! The document as a text: examples, white space, nesting, and what is no I-JSON.

use exact_schema_json::MAX_DEPTH;
use serde_json::Value;

use super::site::Site;
use super::{Coverage, Topic};
use crate::draft::{Draft, Intention, Violation};
use crate::error::Error;
use crate::node::Node;
use crate::sample;

/// Values that are no JSON, each by itself at the place of a value.
const NO_VALUE: &[(&str, &str)] = &[
    ("nothing", ""),
    ("leading-zero", "01"),
    ("minus-and-leading-zero", "-01"),
    ("double-zero", "00"),
    ("plus-sign", "+1"),
    ("point-in-front", ".5"),
    ("point-behind", "1."),
    ("point-before-exponent", "1.e3"),
    ("exponent-without-digits", "1e"),
    ("exponent-with-only-a-sign", "1e+"),
    ("exponent-with-a-fraction", "1e1.5"),
    ("only-a-minus", "-"),
    ("two-minuses", "--1"),
    ("minus-infinity", "-Infinity"),
    ("infinity", "Infinity"),
    ("not-a-number", "NaN"),
    ("hexadecimal", "0x10"),
    ("octal", "0o17"),
    ("digits-with-underscore", "1_000"),
    ("big-integer-of-javascript", "1n"),
    ("full-width-digit", "\u{ff11}"),
    ("true-in-capitals", "TRUE"),
    ("true-of-python", "True"),
    ("none-of-python", "None"),
    ("null-cut-short", "nul"),
    ("null-and-a-letter", "nulls"),
    ("undefined", "undefined"),
    ("word", "yes"),
    ("single-quotes", "'x'"),
    ("backticks", "`x`"),
    ("typographic-quotes", "\u{201c}x\u{201d}"),
    ("string-without-end", "\"x"),
    ("string-without-start", "x\""),
    ("two-strings", "\"x\" \"y\""),
    ("line-break-in-a-string", "\"a\nb\""),
    ("tab-in-a-string", "\"a\tb\""),
    ("nul-in-a-string", "\"a\0b\""),
    ("escape-in-a-string-as-a-control", "\"a\u{1b}b\""),
    ("last-control-in-a-string", "\"a\u{1f}b\""),
    ("unknown-escape", r#""\x41""#),
    ("escaped-single-quote", r#""\'""#),
    ("escape-in-capitals", r#""\U0041""#),
    ("escape-of-three-digits", r#""\u004""#),
    ("escape-without-digits", r#""\u""#),
    ("escape-with-a-letter-that-is-no-digit", r#""\u004g""#),
    ("escape-with-a-sign", r#""\u+041""#),
    ("escape-with-braces", r#""\u{41}""#),
    ("escape-at-the-end", r#""\""#),
    ("octal-escape", r#""\101""#),
    ("escaped-line-break", "\"a\\\nb\""),
    ("lone-high-surrogate", r#""\ud83e""#),
    ("lone-high-surrogate-and-text", r#""\ud83eabcdef""#),
    ("lone-high-surrogate-and-another-escape", r#""\ud83e\n""#),
    ("lone-low-surrogate", r#""\udd80""#),
    ("surrogates-in-the-wrong-order", r#""\udd80\ud83e""#),
    ("two-high-surrogates", r#""\ud83e\ud83e""#),
    ("high-surrogate-and-a-letter", r#""\ud83e\u0041""#),
    ("last-high-surrogate", r#""\udbff""#),
    ("surrogates-after-a-pair", r#""\ud83e\udd80\udd80""#),
    ("lone-surrogate-in-a-name", r#"{"\ud83e":1}"#),
    ("trailing-comma-in-an-array", "[1,]"),
    ("leading-comma-in-an-array", "[,1]"),
    ("only-a-comma-in-an-array", "[,]"),
    ("two-commas-in-an-array", "[1,,2]"),
    ("missing-comma-in-an-array", "[1 2]"),
    ("colon-in-an-array", "[1:2]"),
    ("array-closed-as-an-object", "[1}"),
    ("array-closed-twice", "[1]]"),
    ("trailing-comma-in-an-object", r#"{"a":1,}"#),
    ("only-a-comma-in-an-object", "{,}"),
    ("missing-comma-in-an-object", r#"{"a":1 "b":2}"#),
    ("semicolon-in-an-object", r#"{"a":1;"b":2}"#),
    ("name-without-value", r#"{"a"}"#),
    ("name-and-colon-without-value", r#"{"a":}"#),
    ("missing-colon", r#"{"a" 1}"#),
    ("equals-sign", r#"{"a"=1}"#),
    ("two-colons", r#"{"a"::1}"#),
    ("name-without-quotes", "{a:1}"),
    ("name-in-single-quotes", "{'a':1}"),
    ("number-as-a-name", "{1:2}"),
    ("null-as-a-name", "{null:1}"),
    ("object-closed-as-an-array", r#"{"a":1]"#),
    ("comment", "/* x */ 1"),
    ("comment-to-the-end-of-the-line", "1 // x\n"),
    ("comment-with-a-hash", "1 # x\n"),
    ("round-brackets", "(1)"),
    ("byte-order-mark-within", "\u{feff}1"),
    ("no-break-space", "\u{a0}1"),
    ("vertical-tab", "\u{b}1"),
    ("form-feed", "\u{c}1"),
    ("next-line", "\u{85}1"),
    ("line-separator", "\u{2028}1"),
    ("ideographic-space", "\u{3000}1"),
    ("zero-width-space", "\u{200b}1"),
    ("nul", "\0"),
    ("escape-outside-of-a-string", r"\u0031"),
];

/// What may not stand around a document, with what is in front and what behind.
const AROUND: &[(&str, &str, &str)] = &[
    ("word-behind", "", "x"),
    ("comma-behind", "", ","),
    ("bracket-behind", "", "}"),
    ("null-behind", "", " null"),
    ("nul-behind", "", "\0"),
    ("byte-order-mark-behind", "", "\u{feff}"),
    ("no-break-space-behind", "", "\u{a0}"),
    ("comment-behind", "", " // x"),
    ("control-z-behind", "", "\u{1a}"),
    ("nul-in-front", "\0", ""),
    ("no-break-space-in-front", "\u{a0}", ""),
    ("vertical-tab-in-front", "\u{b}", ""),
    ("form-feed-in-front", "\u{c}", ""),
    ("line-separator-in-front", "\u{2028}", ""),
    ("space-and-byte-order-mark-in-front", " \u{feff}", ""),
    ("comment-in-front", "/* x */ ", ""),
    ("protection-prefix-in-front", ")]}',\n", ""),
    ("callback-around", "x(", ")"),
    ("round-brackets-around", "(", ")"),
];

/// What may stand around a document.
const FINE_AROUND: &[(&str, &str, &str)] = &[
    ("line-break-behind", "", "\n"),
    ("carriage-return-and-line-break-behind", "", "\r\n"),
    ("all-kinds-around", " \t\r\n", "\n\r\t "),
];

/// The faults that are tried with every type.
const ESSENTIAL: &[&str] = &["word-behind", "lone-high-surrogate"];

pub(super) fn cases<'a>(site: &Site<'a>, coverage: &mut Coverage<'a>) -> Result<Vec<Draft>, Error> {
    let is_new = coverage.opens(Topic::Text);
    let mut drafts = good(site)?;
    drafts.extend(white_space(site, is_new));
    drafts.extend(faulty(site, is_new));
    drafts.extend(truncated(site, is_new));
    drafts.extend(too_deep(site, is_new));
    drafts.extend(is_new.then(|| first_comes_first(site)).into_iter().flatten());
    Ok(drafts)
}

/// Documents in which nothing is wrong.
fn good(site: &Site<'_>) -> Result<Vec<Draft>, Error> {
    let full = sample::full(&site.schema)?;
    let mut drafts = vec![
        site.accepted("minimal", site.document.to_string()),
        site.accepted("full", full.to_string()),
    ];
    if let Node::Object(mut members) = full {
        members.reverse();
        drafts.push(site.accepted("full-in-reverse-order", Node::Object(members).to_string()));
    }
    for (index, example) in site.schema.shape()?.examples.into_iter().enumerate() {
        drafts.push(site.accepted(&format!("example-{index}"), example.to_string()));
    }
    Ok(drafts)
}

fn white_space(site: &Site<'_>, is_new: bool) -> Vec<Draft> {
    let text = site.document.to_string();
    let around = FINE_AROUND.iter().filter(|_| is_new).map(|(what, front, behind)| {
        site.accepted(&format!("white-space/{what}"), format!("{front}{text}{behind}"))
    });
    let everywhere = spaced(&site.document, " \n\r\t");
    around.chain([site.accepted("white-space/everywhere", everywhere)]).collect()
}

/// The text with white space wherever it may stand.
fn spaced(node: &Node, space: &str) -> String {
    let inner = |parts: Vec<String>| parts.join(&format!("{space},"));
    match node {
        Node::Raw(text) => format!("{space}{text}{space}"),
        Node::Array(items) => {
            let items = items.iter().map(|it| spaced(it, space)).collect();
            format!("{space}[{}{space}]{space}", inner(items))
        }
        Node::Object(members) => {
            let members = members.iter();
            let members =
                members.map(|(name, it)| format!("{space}{name}{space}:{}", spaced(it, space)));
            format!("{space}{{{}{space}}}{space}", inner(members.collect()))
        }
    }
}

/// Texts that are no JSON, or not in UTF-8 as I-JSON has it.
fn faulty(site: &Site<'_>, is_new: bool) -> Vec<Draft> {
    let wanted = |what: &&str| is_new || ESSENTIAL.contains(what);
    let text = site.document.to_string();
    let mut drafts = vec![
        site.refused("encoding/byte-order-mark", format!("\u{feff}{text}"), &["encoding"]),
        site.refused("no-json/empty", String::new(), &["syntax"]),
        site.refused("no-json/two-documents", format!("{text}{text}"), &["syntax"]),
    ];
    let around = AROUND.iter().filter(|(what, ..)| wanted(what)).map(|(what, front, behind)| {
        site.refused(&format!("no-json/{what}"), format!("{front}{text}{behind}"), &["syntax"])
    });
    drafts.extend(around);
    for (what, value) in NO_VALUE.iter().filter(|(what, _)| wanted(what)) {
        // In place of the first value of the document.
        let faulty = match &site.document {
            Node::Object(members) => match members.split_first() {
                Some(((name, _), rest)) => {
                    let first = [(name.clone(), Node::raw(*value))];
                    Node::Object(first.into_iter().chain(rest.iter().cloned()).collect())
                }
                None => Node::raw(*value),
            },
            _ => Node::raw(*value),
        };
        drafts.push(site.refused(&format!("no-json/{what}"), faulty.to_string(), &["syntax"]));
    }
    if is_new {
        let blank = [("space", " "), ("line-break", "\n"), ("only-a-comment", "// x")];
        drafts.extend(blank.map(|(what, blank)| {
            site.refused(&format!("no-json/{what}-only"), blank.to_owned(), &["syntax"])
        }));
        let marks =
            [("byte-order-mark-only", "\u{feff}"), ("two-byte-order-marks", "\u{feff}\u{feff}{}")];
        drafts.extend(marks.map(|(what, mark)| {
            site.refused(&format!("encoding/{what}"), mark.to_owned(), &["encoding"])
        }));
        let lines = format!("{text}\n{text}\n");
        drafts.push(site.refused("no-json/two-lines", lines, &["syntax"]));
        let single = text.replace('"', "'");
        if single != text {
            drafts.push(site.refused("no-json/single-quotes-throughout", single, &["syntax"]));
        }
        let escaped = Value::from(text).to_string();
        drafts.push(site.refused("document-in-a-string", escaped, &["type"]));
    }
    drafts
}

/// Beginnings of a document: each of them for the first type, a few for the others.
fn truncated(site: &Site<'_>, is_new: bool) -> Vec<Draft> {
    let characters: Vec<char> = site.document.to_string().chars().collect();
    let length = characters.len();
    let few = [1, length / 2, length - 1];
    let ends = (1..length).filter(|end| is_new || few.contains(end));
    ends.map(|end| {
        let text = characters.iter().take(end).collect();
        site.refused(&format!("truncated/after-{end}"), text, &["syntax"])
    })
    .collect()
}

/// Arrays in arrays, up to the limit and beyond.
fn too_deep(site: &Site<'_>, is_new: bool) -> Vec<Draft> {
    let nested = |levels: usize| format!("{}{}", "[".repeat(levels), "]".repeat(levels));
    let mut drafts = vec![
        site.refused("nesting/as-deep-as-may-be", nested(MAX_DEPTH), &["type"]),
        site.refused("nesting/too-deep", nested(MAX_DEPTH + 1), &["depth"]),
    ];
    if is_new {
        let open = "[".repeat(MAX_DEPTH + 1);
        drafts.push(site.refused("nesting/too-deep-without-end", open, &["depth"]));
        let open = "[".repeat(MAX_DEPTH);
        drafts.push(site.refused("nesting/as-deep-as-may-be-without-end", open, &["syntax"]));
        let objects = format!("{}1{}", "{\"a\":".repeat(MAX_DEPTH + 1), "}".repeat(MAX_DEPTH + 1));
        drafts.push(site.refused("nesting/objects-too-deep", objects, &["depth"]));
        drafts.push(site.refused("nesting/far-too-deep", nested(1_000), &["depth"]));
    }
    drafts
}

/// Of several faults of the text, the first one ends everything.
fn first_comes_first(site: &Site<'_>) -> Vec<Draft> {
    let too_deep = "[".repeat(MAX_DEPTH + 1);
    let faults: [(&str, String, &str, &'static str); 9] = [
        ("name-twice-then-nothing", r#"{"a":1,"a""#.to_owned(), "/a", "duplicateMember"),
        ("name-twice-without-a-value", r#"{"a":1,"a"}"#.to_owned(), "/a", "duplicateMember"),
        ("name-twice-then-no-json", r#"{"a":1,"a":2,}"#.to_owned(), "/a", "duplicateMember"),
        ("no-json-then-name-twice", r#"{"a":01,"a":2}"#.to_owned(), "", "syntax"),
        ("out-of-range-then-name-twice", r#"{"a":1e400,"a":2}"#.to_owned(), "/a", "syntax"),
        (
            "name-twice-in-two-objects",
            r#"{"a":{"b":1,"b":2},"a":3}"#.to_owned(),
            "/a/b",
            "duplicateMember",
        ),
        ("too-deep-then-name-twice", format!(r#"{{"a":{too_deep},"a":1}}"#), "", "depth"),
        ("name-twice-then-too-deep", format!(r#"{{"a":1,"a":{too_deep}"#), "/a", "duplicateMember"),
        ("byte-order-mark-then-no-json", "\u{feff}{\"a\":01}".to_owned(), "", "encoding"),
    ];
    let drafts = faults.into_iter().map(|(what, text, pointer, keyword)| {
        let refused = Intention::Refused(vec![Violation::new(pointer, keyword)]);
        site.draft(&format!("first-fault/{what}"), text, refused)
    });
    drafts.collect()
}
