//! The types of the contract, and what must hold of every text that is read as one of them.

use std::sync::LazyLock;

use exact_schema_testkit::documents::{Generator, Oracle, respell};
use export_bundles::{CONTRACT, Document, decode};
use fastrand::Rng;
use serde_json::Value;

/// A type of the contract, with the means to judge what `decode` makes of a text.
pub struct Subject {
    title: &'static str,
    oracle: Oracle,
    pub(crate) generator: Generator,
    judge: fn(&[u8], &Oracle),
    read: fn(&[u8]) -> bool,
}

macro_rules! subjects {
    ($($document:ty),*) => { vec![$(Subject::of::<$document>()),*] };
}

static ALL: LazyLock<Vec<Subject>> = LazyLock::new(|| export_bundles::for_each_type!(subjects));

impl Subject {
    /// Every type.
    #[must_use]
    pub fn all() -> &'static [Self] {
        &ALL
    }

    /// The type with that title.
    #[must_use]
    pub fn by_title(title: &[u8]) -> Option<&'static Self> {
        Self::all().iter().find(|it| it.title.as_bytes() == title)
    }

    /// The title of the type.
    #[must_use]
    pub fn title(&self) -> &'static str {
        self.title
    }

    /// Whether `decode` reads the text as this type; nothing else is looked at.
    #[must_use]
    pub fn reads(&self, text: &[u8]) -> bool {
        (self.read)(text)
    }

    /// Judges what `decode` makes of the text.
    ///
    /// # Panics
    ///
    /// If it is not what the schema says, or does not survive being written and read again.
    pub fn judge(&self, text: &[u8]) {
        (self.judge)(text, &self.oracle);
    }

    fn of<T: Document>() -> Self {
        Self {
            title: T::TITLE,
            oracle: Oracle::new(&CONTRACT, T::FILE),
            generator: Generator::new(&CONTRACT, T::FILE),
            judge: judge::<T>,
            read: |text| decode::<T>(text).is_ok(),
        }
    }
}

fn judge<T: Document>(text: &[u8], oracle: &Oracle) {
    let verdict = decode::<T>(text);
    assert_eq!(verdict.is_ok(), oracle.accepts(text), "decode and the schema: {verdict:?}");
    match verdict {
        Ok(value) => {
            let encoded = serde_json::to_vec(&value).unwrap();
            assert!(oracle.accepts(&encoded), "what is written is no {}", T::TITLE);
            let value = Ok(value);
            assert_eq!(decode::<T>(&encoded), value, "what is written reads as something else");
            let mut order = Rng::with_seed(text.len() as u64);
            let members = exact_schema_json::read(&encoded).unwrap();
            let reordered = respell::reordered(&members, &mut order);
            assert_eq!(decode::<T>(reordered.as_bytes()), value, "the order of members matters");
        }
        Err(rejection) => {
            assert!(!rejection.is_defect(), "{rejection}");
            let count = rejection.violations().len();
            assert!((1..=100).contains(&count), "{count} violations");
            // Not always: it takes as long as all the rest.
            if text.len().is_multiple_of(4) {
                keeps_secrets::<T>(text);
            }
        }
    }
}

/// What is said of a document does not repeat its strings.
fn keeps_secrets<T: Document>(text: &[u8]) {
    const SECRET: &str = "a customer's secret";

    fn plant(value: &mut Value) {
        match value {
            Value::String(text) => SECRET.clone_into(text),
            Value::Array(items) => items.iter_mut().for_each(plant),
            Value::Object(members) => members.values_mut().for_each(plant),
            _ => {}
        }
    }

    let Ok(mut document) = exact_schema_json::read(text) else { return };
    plant(&mut document);
    if let Err(rejection) = decode::<T>(document.to_string().as_bytes()) {
        let said = format!("{rejection} {rejection:?}");
        assert!(!said.contains(SECRET), "{said}");
    }
}
