//! The seal is the same whoever computes it, and another one for every other value.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use exact_schema_testkit::documents::{Generator, respell};
use export_bundles::{CONTRACT, ContentHash};
use export_bundles_evidence::{SealError, SealState, canonical, seal, sealed, verify_seal};
use fastrand::Rng;
use serde_json::Value;

/// Documents of every type, as many of each.
const DOCUMENTS: usize = 2000;

fn form(text: &str) -> String {
    String::from_utf8(canonical(text.as_bytes()).unwrap()).unwrap()
}

/// The samples of RFC 8785, sections 3.2.2 and 3.2.3.
#[test]
fn the_samples_of_the_standard_are_canonical() {
    let literals = r#"{
      "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
      "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
      "literals": [null, true, false]
    }"#;
    // The first number of the sample is not the shortest text of its double, for which it has no seal.
    assert!(canonical(literals.as_bytes()).is_err());
    let literals = literals.replace("333333333.33333329", "333333333.3333333");
    let expected = r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\u000f\nA'B\"\\\\\"/"}"#;
    assert_eq!(form(&literals), expected);

    let names = r#"{"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
      "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control",
      "\u00f6": "Latin Small Letter O With Diaeresis"}"#;
    let sorted: Value = serde_json::from_str(names).unwrap();
    let order = ["\r", "1", "\u{80}", "\u{f6}", "\u{20ac}", "\u{1f600}", "\u{fb33}"];
    let members: Vec<String> = order
        .iter()
        .map(|name| format!("{}:{}", serde_json::to_string(name).unwrap(), sorted[name]))
        .collect();
    assert_eq!(form(names), format!("{{{}}}", members.join(",")));
}

/// The table of RFC 8785, appendix B: the bits of a double, and its text.
#[test]
fn the_numbers_of_the_standard_are_canonical() {
    let table = [
        (0x0000_0000_0000_0000, "0"),
        (0x8000_0000_0000_0000, "0"),
        (0x0000_0000_0000_0001, "5e-324"),
        (0x8000_0000_0000_0001, "-5e-324"),
        (0x7fef_ffff_ffff_ffff, "1.7976931348623157e+308"),
        (0xffef_ffff_ffff_ffff, "-1.7976931348623157e+308"),
        (0x4340_0000_0000_0000, "9007199254740992"),
        (0xc340_0000_0000_0000, "-9007199254740992"),
        (0x4430_0000_0000_0000, "295147905179352830000"),
        (0x44b5_2d02_c7e1_4af5, "9.999999999999997e+22"),
        (0x44b5_2d02_c7e1_4af6, "1e+23"),
        (0x44b5_2d02_c7e1_4af7, "1.0000000000000001e+23"),
        (0x444b_1ae4_d6e2_ef4e, "999999999999999700000"),
        (0x444b_1ae4_d6e2_ef4f, "999999999999999900000"),
        (0x444b_1ae4_d6e2_ef50, "1e+21"),
        (0x3eb0_c6f7_a0b5_ed8c, "9.999999999999997e-7"),
        (0x3eb0_c6f7_a0b5_ed8d, "0.000001"),
        (0x41b3_de43_5555_5553, "333333333.3333332"),
        (0x41b3_de43_5555_5554, "333333333.33333325"),
        (0x41b3_de43_5555_5555, "333333333.3333333"),
        (0x41b3_de43_5555_5556, "333333333.3333334"),
        (0x41b3_de43_5555_5557, "333333333.33333343"),
        (0xbecb_f647_612f_3696, "-0.0000033333333333333333"),
        (0x4314_3ff3_c1cb_0959, "1424953923781206.2"),
    ];
    for (bits, expected) in table {
        let double = f64::from_bits(bits);
        let text = serde_json::to_string(&double).unwrap();
        assert_eq!(form(&format!("{{\"n\":{text}}}")), format!("{{\"n\":{expected}}}"));
    }
}

#[test]
fn another_library_has_the_same_form() {
    let mut rng = Rng::with_seed(20_260_314);
    for kind in CONTRACT.types() {
        let generator = Generator::new(&CONTRACT, kind.file());
        for _ in 0..DOCUMENTS {
            let document = generator.document(&mut rng);
            let Value::Object(mut members) = document.clone() else { continue };
            let text = respell::text(&document, &mut rng);
            let Ok(form) = canonical(text.as_bytes()) else { continue };
            members.remove("content_hash");
            let expected = serde_json_canonicalizer::to_vec(&members).unwrap();
            assert_eq!(String::from_utf8(form).unwrap(), String::from_utf8(expected).unwrap());
        }
    }
}

#[test]
fn a_document_keeps_its_text_around_the_seal() {
    let cases = [
        ("{}", "{\"content_hash\": \"S\"}"),
        (" { } \n", " {\"content_hash\": \"S\" } \n"),
        ("{\"a\": 1 }", "{\"a\": 1, \"content_hash\": \"S\" }"),
        ("{\"content_hash\":null, \"a\":1}", "{\"content_hash\":\"S\", \"a\":1}"),
        (
            "{\"a\":1,\"content\\u005fhash\" : {\"x\":[]}}",
            "{\"a\":1,\"content\\u005fhash\" : \"S\"}",
        ),
        (
            "{\"a\":{\"content_hash\":null}}",
            "{\"a\":{\"content_hash\":null}, \"content_hash\": \"S\"}",
        ),
    ];
    for (text, expected) in cases {
        let seal = seal(text.as_bytes()).unwrap();
        let sealed = sealed(text.as_bytes()).unwrap();
        assert_eq!(sealed, expected.replace('S', &seal.to_string()));
        assert_eq!(verify_seal(sealed.as_bytes()), Ok(SealState::Matches));
        assert_eq!(self::seal_of(&sealed), seal, "sealing twice changes nothing");
    }
}

fn seal_of(text: &str) -> ContentHash {
    seal(text.as_bytes()).unwrap()
}

#[test]
fn what_cannot_be_sealed_is_said_with_its_place() {
    let cases: [(&[u8], &str); 9] = [
        (b"{\"b\": [1, 0.10000000000000000555], \"a\": 9007199254740993}", "/b/1"),
        (b"", ""),
        (b"[1]", ""),
        (b"{\"a\": {\"b/c\": [0, 9007199254740993]}}", "/a/b~1c/1"),
        (b"{\"a\": -9007199254740992}", "/a"),
        (b"{\"a\": 0.1000000000000000055}", "/a"),
        (b"{\"\": {\"~\": 1e-400}}", "//~0"),
        (b"{\"a\": {\"b\": 1, \"b\": 1}}", "/a/b"),
        (b"{\"a\": \"\xff\"}", ""),
    ];
    for (text, pointer) in cases {
        let error = seal(text).unwrap_err();
        assert_eq!(error.pointer(), pointer, "{error}");
        assert_eq!(Err(error), verify_seal(text));
    }
    assert_eq!(seal(b"7"), Err(SealError::NotAnObject));
}

#[test]
fn every_other_value_has_another_seal() {
    let text = r#"{"a": [1, "x", null, true, {}], "b": -0.5, "content_hash": "stale"}"#;
    let original = seal_of(text);
    let same = [
        ("[1, ", "[1.0e0 , "),
        ("-0.5", "-5E-1"),
        ("\"x\"", "\"\\u0078\""),
        ("\"stale\"", "null"),
        (
            "\"a\": [1, \"x\", null, true, {}], \"b\": -0.5",
            "\"b\": -0.5, \"a\": [1, \"x\", null, true, {}]",
        ),
    ];
    let other = [
        ("[1, ", "[2, "),
        ("-0.5", "0.5"),
        ("\"x\"", "\"X\""),
        ("null, true", "true, null"),
        ("{}", "[]"),
        ("\"b\"", "\"c\""),
        ("{}", "{\"content_hash\": null}"),
        ("[1, ", "[\"1\", "),
    ];
    for (from, to) in same {
        assert_eq!(seal_of(&text.replace(from, to)), original, "{to}");
    }
    for (from, to) in other {
        assert_ne!(seal_of(&text.replace(from, to)), original, "{to}");
    }
}

/// RFC 8785 writes such a double as an integer that no document may have: what is hashed is not always a document.
#[test]
fn a_double_beyond_2_to_the_53_has_a_seal_and_its_form_has_none() {
    let form = canonical(br#"{"a": 1.84744740637095530e+19}"#).unwrap();
    assert_eq!(form, br#"{"a":18474474063709553000}"#);
    let refused = canonical(&form).unwrap_err();
    assert_eq!(refused.pointer(), "/a");
}
