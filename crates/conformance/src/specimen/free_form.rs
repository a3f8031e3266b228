//! Free-form JSON: anything goes, as long as it is I-JSON.

use exact_schema_json::MAX_DEPTH;

use super::{Break, Specimen};
use crate::node::Node;
use crate::place::Token;

/// Objects in which nothing is wrong.
const FINE: &[(&str, &str)] = &[
    ("empty", "{}"),
    ("every-json-type", r#"{"a":null,"b":true,"c":-1.5e-3,"d":"","e":[],"f":{}}"#),
    ("names-of-other-members", r#"{"id":7,"type":null,"steps":"none"}"#),
    ("names-of-javascript", r#"{"__proto__":{"a":1},"constructor":null,"toString":1,"length":-1}"#),
    ("names-of-python", r#"{"__class__":1,"__dict__":{},"self":2,"model_config":3,"None":4}"#),
    ("names-that-a-pointer-escapes", r#"{"~":1,"/":2,"~0":3,"~1":4,"a/b~c":5}"#),
    ("names-that-are-numbers", r#"{"0":0,"1":1,"-1":2,"00":3,"1.0":4}"#),
    ("empty-name", r#"{"":{"":[]}}"#),
    ("names-that-differ-in-case", r#"{"a":1,"A":2}"#),
    ("names-composed-and-decomposed", "{\"\u{e9}\":1,\"e\u{301}\":2}"),
    ("names-that-differ-in-white-space", r#"{"a":1," a":2,"a ":3}"#),
    ("names-that-unicode-folds", "{\"K\":1,\"\u{212a}\":2,\"s\":3,\"\u{17f}\":4}"),
    ("one-name-at-many-levels", r#"{"a":{"a":{"a":[{"a":1},{"a":2}]}}}"#),
    ("escaped-name", r#"{"\u0061\ud83e\udd80":1}"#),
    ("name-with-nul", r#"{"a\u0000b":1,"a":2}"#),
    ("largest-numbers", r#"{"n":[1.7976931348623157e308,-1.7976931348623157e308,5e-324]}"#),
    ("numbers-beyond-64-bits", r#"{"n":[18446744073709551616,-9223372036854775809]}"#),
    ("zeros", r#"{"n":[0,-0,0.0,-0.0,0e0,0E+9]}"#),
    ("lists-of-lists", r#"{"a":[[],[[]],[[],[{}]]]}"#),
    ("mixed-list", r#"{"a":[1,"1",true,null,{"a":1},[1]]}"#),
    ("equal-items", r#"{"a":[{"b":1},{"b":1}]}"#),
    ("noncharacters", "{\"\u{ffff}\":\"\u{fdd0}\u{10fffe}\",\"\\ufdef\":\"\\udbff\\udffe\"}"),
    ("unicode", "{\"\u{1f980}\":\"\u{5e9}\u{5dc}\u{5d5}\u{5dd}\",\"\u{10ffff}\":\"\\u0000\"}"),
];

/// Objects in which a member stands twice, each with the tokens that lead to it.
const TWICE: &[(&str, &str, &[&str])] = &[
    ("member", r#"{"a":1,"a":1}"#, &["a"]),
    ("member-with-another-value", r#"{"a":1,"b":2,"a":null}"#, &["a"]),
    ("member-spelled-with-an-escape", r#"{"a":1,"\u0061":2}"#, &["a"]),
    (
        "surrogate-pair-spelled-in-two-ways",
        "{\"\u{1f980}\":1,\"\\ud83e\\udd80\":2}",
        &["\u{1f980}"],
    ),
    ("slash-spelled-in-two-ways", r#"{"/":1,"\/":2}"#, &["/"]),
    ("empty-name", r#"{"":1,"":2}"#, &[""]),
    ("prototype", r#"{"__proto__":{},"__proto__":{}}"#, &["__proto__"]),
    ("name-that-is-a-number", r#"{"0":1,"0":2}"#, &["0"]),
    ("in-an-inner-object", r#"{"a":{"b":1,"b":2}}"#, &["a", "b"]),
    ("in-the-first-item", r#"{"a":[{"b":1,"b":2},{}]}"#, &["a", "0", "b"]),
    ("in-the-last-item", r#"{"a":[{},{},{"b":1,"b":2}]}"#, &["a", "2", "b"]),
    ("below-names-that-a-pointer-escapes", r#"{"a/b":{"~":{"c":1,"c":2}}}"#, &["a/b", "~", "c"]),
    ("below-an-empty-name", r#"{"":{"":{"c":1,"c":2}}}"#, &["", "", "c"]),
    ("below-names-beyond-the-bmp", "{\"\u{1f980}\":{\"c\":1,\"c\":2}}", &["\u{1f980}", "c"]),
    ("with-an-object-between", r#"{"a":1,"b":{"a":2},"a":3}"#, &["a"]),
    ("first-within-then-outside", r#"{"a":{"b":1,"b":2},"a":3}"#, &["a", "b"]),
];

/// Objects that are no I-JSON.
const NO_JSON: &[(&str, &str)] = &[
    ("lone-surrogate", r#"{"a":"\ud83e"}"#),
    ("lone-surrogate-in-a-name", r#"{"\udd80":1}"#),
    ("trailing-comma", r#"{"a":[1,2,]}"#),
];

/// The objects that are tried at every place.
const ESSENTIAL: &[&str] = &["every-json-type", "member-twice", "too-deep"];

/// Specimens of an object that stands `depth` arrays and objects below the root.
pub(crate) fn specimens(depth: usize) -> Vec<Specimen> {
    let fine = FINE.iter().map(|(what, text)| Specimen::accepted(*what, Node::raw(*text)));
    let twice = TWICE.iter().map(|(what, text, path)| {
        let path = path.iter().map(|it| Token::name(*it)).collect();
        let breaks = vec![Break::Inside(path, "duplicateMember")];
        Specimen::breaking(format!("{what}-twice"), Node::raw(*text), breaks)
    });
    let no_json = NO_JSON.iter().map(|(what, text)| {
        Specimen::breaking(*what, Node::raw(*text), vec![Break::Text("syntax")])
    });
    let place = ["n", "0"].map(Token::name).to_vec();
    let out_of_range = Specimen::breaking(
        "number-out-of-range",
        Node::raw(r#"{"n":[1e400]}"#),
        vec![Break::Inside(place, "syntax")],
    );
    let room = MAX_DEPTH - depth;
    let too_deep = || vec![Break::Text("depth")];
    let deep = [
        Specimen::accepted("as-deep-as-may-be", nested(room, "")),
        Specimen::breaking("too-deep", nested(room + 1, ""), too_deep()),
        Specimen::accepted("scalar-as-deep-as-may-be", nested(room, "1")),
        Specimen::breaking("far-too-deep", nested(4 * room, ""), too_deep()),
    ];
    let made = fine.chain(twice).chain([out_of_range]).chain(no_json).chain(deep);
    made.map(|it| Specimen { essential: ESSENTIAL.contains(&it.what.as_str()), ..it }).collect()
}

/// An object with objects and arrays in turn inside, `levels` deep, and `inmost` in the last array.
fn nested(levels: usize, inmost: &str) -> Node {
    let mut text = String::new();
    for level in 0..levels {
        text.push_str(match level {
            // The last one ends without a member.
            _ if level % 2 == 1 => "[",
            _ if level + 1 == levels => "{",
            _ => r#"{"a":"#,
        });
    }
    if levels.is_multiple_of(2) {
        text.push_str(inmost);
    }
    for level in (0..levels).rev() {
        text.push(if level % 2 == 1 { ']' } else { '}' });
    }
    Node::raw(text)
}
