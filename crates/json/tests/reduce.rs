//! What is left of a document holds everything that is wrong with it, and nothing that is no document
//! has anything left.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use exact_schema_json::{Mismatch, NamedOutline, Outline, from_str, read, reduce};
use serde::Deserialize;
use serde_json::{Value, json};

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "it is only read")]
struct Survey {
    name: String,
    scores: Vec<f64>,
    rounds: Vec<Round>,
}

#[derive(Debug, Deserialize)]
#[allow(dead_code, reason = "it is only read")]
struct Round {
    marks: Vec<u8>,
}

fn survey() -> Outline {
    const MEMBERS: &[NamedOutline] = &[
        ("rounds", || Outline::list::<Round>(round)),
        ("scores", || Outline::list::<f64>(|| Outline::PLAIN)),
    ];
    Outline::object(MEMBERS)
}

fn round() -> Outline {
    const MEMBERS: &[NamedOutline] = &[("marks", || Outline::list::<u8>(|| Outline::PLAIN))];
    Outline::object(MEMBERS)
}

fn mismatch(text: &str) -> Mismatch {
    from_str::<Survey>(text).unwrap_err()
}

/// What is left, with each pointer in it and where it led in the whole.
fn left(text: &str, most: usize) -> Option<(Value, Vec<(String, String)>)> {
    let reduced = reduce(text, &mismatch(text), survey(), most)?;
    let whole = read(text.as_bytes()).unwrap();
    let restored = pointers(reduced.document(), String::new()).into_iter().map(|pointer| {
        let restored = reduced.restored(&pointer);
        assert!(whole.pointer(&restored).is_some(), "{pointer} was {restored}");
        (pointer, restored)
    });
    let restored = restored.collect();
    Some((reduced.document().clone(), restored))
}

fn pointers(value: &Value, here: String) -> Vec<String> {
    let inner: Vec<String> = match value {
        Value::Array(items) => items
            .iter()
            .enumerate()
            .flat_map(|(it, item)| pointers(item, format!("{here}/{it}")))
            .collect(),
        Value::Object(members) => {
            members.iter().flat_map(|(name, it)| pointers(it, format!("{here}/{name}"))).collect()
        }
        _ => Vec::new(),
    };
    [vec![here], inner].concat()
}

#[test]
fn good_items_are_left_out_whatever_comes_first() {
    let text = r#"{"name": "n", "scores": [1, 2, "3", 4, null], "rounds": [{"marks": [1]}, {"marks": [1, 2, 300]}]}"#;
    let (document, restored) = left(text, 10).unwrap();
    let expected = json!({"name": "n", "scores": ["3", null], "rounds": [{"marks": [300]}]});
    assert_eq!(document, expected);
    for pair in [
        ("/scores/0", "/scores/2"),
        ("/scores/1", "/scores/4"),
        ("/rounds/0/marks/0", "/rounds/1/marks/2"),
    ] {
        let pair = (pair.0.to_owned(), pair.1.to_owned());
        assert!(restored.contains(&pair), "{restored:?}");
    }
}

#[test]
fn only_the_first_stay_where_there_are_many() {
    let faulty = vec!["true"; 1_000].join(",");
    let text = format!(r#"{{"scores": [0, {faulty}], "rounds": []}}"#);
    let (document, restored) = left(&text, 3).unwrap();
    assert_eq!(document, json!({"scores": [true, true, true], "rounds": []}));
    assert!(restored.contains(&("/scores/2".to_owned(), "/scores/3".to_owned())));
}

#[test]
fn a_text_that_is_no_document_has_nothing_left() {
    let texts = [
        "",
        "[",
        r#"{"scores": [1,]}"#,
        r#"{"scores": [1, 2,]}"#,
        r#"{"scores": [1 2]}"#,
        r#"{"scores": [,1]}"#,
        r#"{"scores": [1, "2", ]}"#,
        r#"{"scores": [1, {"a": 1, "a": 2}]}"#,
        r#"{"scores": [1, "2"], "scores": []}"#,
        r#"{"scores": [1, "2"]} x"#,
        r#"{"scores": [1, "\ud800"]}"#,
        r#"{"rounds": [{"marks": [1, 300,]}]}"#,
        r#"{"scores": ["2"], "name": "n",}"#,
    ];
    for text in texts {
        assert!(read(text.as_bytes()).is_err(), "{text}");
        assert_eq!(reduce(text, &mismatch(text), survey(), 10), None, "{text}");
    }
}

#[test]
fn the_mismatch_of_another_text_does_no_harm() {
    let other = mismatch(r#"{"scores": [1, 2, 3, 4, 5, 6, 7, 8, 9, "x"]}"#);
    for text in [r#"{"scores": []}"#, r#"{"scores": ["é", "é", "é"]}"#, "{}", r#"{"scores": [1"#]
    {
        let _ = reduce(text, &other, survey(), 10);
    }
}
