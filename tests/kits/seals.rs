//! Whoever computes a seal, it is the same: Rust, both packages, and two libraries that share no code with any of
//! them, on the corpus and on random documents.

use std::fmt::Write;
use std::fs;

use export_bundles_evidence::seal;
use fastrand::Rng;
use serde_json::Value;

use crate::{answers, has_clients, root};

/// How many documents are made at random.
const DOCUMENTS: usize = 100_000;

#[test]
fn every_implementation_computes_the_same_seal() {
    if !has_clients() {
        return;
    }
    let seed = std::env::var("SEED").ok().and_then(|it| it.parse().ok()).unwrap_or(20_260_314);
    let mut rng = Rng::with_seed(seed);
    let mut texts = corpus();
    texts.extend((0..DOCUMENTS).map(|_| document(&mut rng)));
    let [node, python] = answers("seals", &texts);
    assert_eq!([node.len(), python.len()], [texts.len(); 2]);
    let mut sealed = 0;
    for ((text, node), python) in texts.iter().zip(&node).zip(&python) {
        let own = seal(text.as_bytes()).map_or_else(|_| "-".to_owned(), |seal| seal.to_string());
        let expected = format!("{own} {own}");
        assert_eq!(*python, expected, "Python, SEED={seed}: {text}");
        assert_eq!(*node, expected, "Node, SEED={seed}: {text}");
        sealed += usize::from(own != "-");
    }
    assert!(sealed > DOCUMENTS / 2 && sealed < texts.len(), "{sealed} are sealed");
}

/// The texts of the conformance corpus.
fn corpus() -> Vec<String> {
    let folder = root().join("generated/conformance/v1");
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let file: Value =
            serde_json::from_slice(&fs::read(entry.unwrap().path()).unwrap()).unwrap();
        let cases = file["cases"].as_array().unwrap().iter();
        // What is no UTF-8 has bytes in place of a text.
        texts.extend(cases.filter_map(|case| Some(case["text"].as_str()?.to_owned())));
    }
    texts
}

/// An object of a few members, as text.
fn document(rng: &mut Rng) -> String {
    let mut text = String::new();
    object(&mut text, rng, 0);
    text
}

fn object(text: &mut String, rng: &mut Rng, depth: usize) {
    text.push('{');
    for index in 0..rng.usize(0..5) {
        if index > 0 {
            text.push(',');
        }
        // Names that differ, in an order that is none.
        let name = format!("{}{index}", string(rng));
        write!(text, "{}:", Value::from(name)).unwrap();
        value(text, rng, depth + 1);
    }
    text.push('}');
}

fn value(text: &mut String, rng: &mut Rng, depth: usize) {
    match rng.u8(0..10) {
        0 => text.push_str("null"),
        1 => text.push_str(if rng.bool() { "true" } else { "false" }),
        2 | 3 => write!(text, "{}", Value::from(string(rng))).unwrap(),
        4 if depth < 4 => object(text, rng, depth),
        5 if depth < 4 => {
            text.push('[');
            for index in 0..rng.usize(0..4) {
                if index > 0 {
                    text.push(',');
                }
                value(text, rng, depth + 1);
            }
            text.push(']');
        }
        _ => text.push_str(&number(rng)),
    }
}

/// A string of characters that are awkward somewhere.
fn string(rng: &mut Rng) -> String {
    const AWKWARD: &[char] = &[
        '"',
        '\\',
        '/',
        '\n',
        '\u{0}',
        '\u{1f}',
        '\u{7f}',
        '\u{80}',
        '\u{2028}',
        'é',
        '€',
        'ﬀ',
        '\u{e000}',
        '\u{ffff}',
        '😀',
        '\u{10ffff}',
        'a',
        'Z',
        '0',
    ];
    (0..rng.usize(0..5)).map(|_| rng.choice(AWKWARD).copied().unwrap_or('a')).collect()
}

/// A number that a double holds exactly, as a rule.
fn number(rng: &mut Rng) -> String {
    match rng.u8(0..40) {
        0 => "9007199254740993".to_owned(),
        1 => "0.10000000000000000555".to_owned(),
        2..10 => rng.i64(-9_007_199_254_740_991..=9_007_199_254_740_991).to_string(),
        10..20 => format!("{}.{}", rng.u32(..), rng.u16(..)),
        20..25 => format!("{}e{}", rng.u16(..), rng.i16(-300..300)),
        _ => loop {
            let double = f64::from_bits(rng.u64(..));
            if double.is_finite() {
                // The shortest text, as `serde_json` writes it.
                break Value::from(double).to_string();
            }
        },
    }
}
