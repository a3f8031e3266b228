//! The first fault of a text, held against a reader that keeps everything it has seen.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

use std::cell::{Cell, RefCell};
use std::collections::BTreeSet;
use std::fmt;

use exact_schema_json::{FaultKind, pointer, read};
use fastrand::Rng;
use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};

/// Where a member is named twice, by the names of every object in sets.
struct Naive<'a> {
    path: &'a RefCell<Vec<String>>,
    is_twice: &'a Cell<bool>,
}

impl Naive<'_> {
    fn below<T, E>(
        &self,
        token: &str,
        read: impl FnOnce(Naive<'_>) -> Result<T, E>,
    ) -> Result<T, E> {
        self.path.borrow_mut().push(token.to_owned());
        let value = read(Naive { ..*self })?;
        self.path.borrow_mut().pop();
        Ok(value)
    }
}

impl<'de> DeserializeSeed<'de> for Naive<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Naive<'_> {
    type Value = ();

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E: Error>(self) -> Result<(), E> {
        Ok(())
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<(), E> {
        Ok(())
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<(), E> {
        Ok(())
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<(), E> {
        Ok(())
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<(), E> {
        Ok(())
    }

    fn visit_str<E: Error>(self, _: &str) -> Result<(), E> {
        Ok(())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        for index in 0.. {
            let next = |it: Naive<'_>| items.next_element_seed(it);
            if self.below(&index.to_string(), next)?.is_none() {
                break;
            }
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
        let mut seen = BTreeSet::new();
        while let Some(name) = members.next_key::<String>()? {
            if !seen.insert(name.clone()) {
                self.is_twice.set(true);
                self.path.borrow_mut().push(name);
                return Err(A::Error::custom("twice"));
            }
            self.below(&name, |it| members.next_value_seed(it))?;
        }
        Ok(())
    }
}

/// A number that no double holds.
const HUGE: &str = "-1.5e+999";

/// The kind of the first fault, the byte at which it shows, and the pointer of what is at fault.
fn naive(text: &str) -> Option<(FaultKind, usize, String)> {
    let (path, is_twice) = (RefCell::default(), Cell::default());
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let read = Naive { path: &path, is_twice: &is_twice }.deserialize(&mut deserializer);
    let error = read.and_then(|()| deserializer.end()).err()?;
    let offset = if error.is_eof() { text.len() } else { error.column() - 1 };
    let mut place = String::new();
    path.borrow().iter().for_each(|token| pointer::push(&mut place, token));
    if is_twice.get() {
        return Some((FaultKind::DuplicateMember, offset, place));
    }
    match error.to_string().starts_with("number out of range") {
        true => Some((FaultKind::Syntax, text.find(HUGE)?, place)),
        false => Some((FaultKind::Syntax, offset, String::new())),
    }
}

/// A text on one line, with names that often meet, spelled in several ways.
fn write(rng: &mut Rng, depth: usize, text: &mut String) {
    const NAMES: [&str; 9] =
        ["a", "b", "\\u0061", "", "a/b", "\\u00e9", "é", "\\ud83e\\udd80", "🦀"];
    match rng.usize(..if depth > 4 { 2 } else { 5 }) {
        0 if rng.u8(..40) == 0 => text.push_str(HUGE),
        0 => text.push('0'),
        1 => text.push_str("\"a\\\"\""),
        2 => {
            text.push('[');
            for index in 0..rng.usize(..4) {
                text.push_str(if index == 0 { " " } else { ", " });
                write(rng, depth + 1, text);
            }
            text.push(']');
        }
        _ => {
            text.push('{');
            // More than a few are looked at in another way.
            let many = rng.u8(..8) == 0;
            for index in 0..rng.usize(..if many { 20 } else { 4 }) {
                text.push_str(if index == 0 { " \"" } else { ", \"" });
                text.push_str(rng.choice(NAMES).unwrap());
                if rng.u8(..4) > 0 {
                    text.push_str(&rng.u16(..).to_string());
                }
                text.push_str("\": ");
                write(rng, depth + 1, text);
            }
            text.push('}');
        }
    }
}

#[test]
fn the_first_fault_is_found_without_keeping_anything() {
    let mut rng = Rng::with_seed(7);
    let (mut good, mut twice, mut broken) = (0, 0, 0);
    for _ in 0..20_000 {
        let mut text = String::new();
        write(&mut rng, 0, &mut text);
        if rng.bool() {
            let end = rng.usize(..=text.len());
            if text.is_char_boundary(end) {
                text.truncate(end);
            }
        }
        let found = read(text.as_bytes()).err();
        let found = found.map(|it| (it.kind(), it.position().offset, it.pointer().to_owned()));
        assert_eq!(found, naive(&text), "{text}");
        match found {
            None => good += 1,
            Some((FaultKind::DuplicateMember, ..)) => twice += 1,
            Some(_) => broken += 1,
        }
    }
    assert!(good > 1_000 && twice > 1_000 && broken > 1_000, "{good} {twice} {broken}");
}
