//! Reads a document that is at fault, and looks away from what is not.
//!
//! Of a list of ten thousand items one may be wrong; to explain that one, nobody needs the others.
//! And to explain a million wrong items would take seconds and gigabytes, where nobody reads more than
//! the first of them.

use std::collections::BTreeMap;

use serde_json::{Map, Value};

use crate::outline::{Items, NamedOutline, Outline, Shape};
use crate::pointer;
use crate::reader::{Mismatch, Reader, Refused};

/// A document without the list items that nothing is to be said of.
#[derive(Clone, Debug, PartialEq)]
pub struct Reduced {
    document: Value,
    /// By the pointer of a list, where each item stood that is still in it.
    kept: BTreeMap<String, Vec<usize>>,
}

/// A document of which everything is to be looked at.
impl From<Value> for Reduced {
    fn from(mut document: Value) -> Self {
        // In which order it is looked at does not depend on how `serde_json` is built.
        document.sort_all_objects();
        Self { document, kept: BTreeMap::new() }
    }
}

impl Reduced {
    /// What is left of the document.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// The pointer that leads in the whole document to where `pointer` leads in what is left of it.
    #[must_use]
    pub fn restored(&self, pointer: &str) -> String {
        if self.kept.is_empty() {
            return pointer.to_owned();
        }
        let (mut left, mut restored) = (String::new(), String::new());
        for token in pointer.split('/').skip(1) {
            let stood =
                self.kept.get(&left).and_then(|kept| kept.get(token.parse::<usize>().ok()?));
            restored.push('/');
            match stood {
                Some(index) => restored.push_str(&index.to_string()),
                None => restored.push_str(token),
            }
            left.push('/');
            left.push_str(token);
        }
        restored
    }
}

/// Reads an I-JSON document without the good items of the lists that `outline` knows; of the others,
/// the first `most` of each list stay. Nothing where the text is not I-JSON: [`read`](crate::read) tells
/// why.
///
/// `mismatch` is why the same text was not read as what the outline is of. What was good until then is
/// not read again.
///
/// ```
/// use exact_schema_json::{Outline, from_str, reduce};
/// use serde_json::json;
///
/// let text = r#"[1, 2, "three", 4, null, {}]"#;
/// let mismatch = from_str::<Vec<f64>>(text).unwrap_err();
/// let outline = Outline::list::<f64>(|| Outline::PLAIN);
/// let reduced = reduce(text, &mismatch, outline, 2).unwrap();
/// assert_eq!(*reduced.document(), json!(["three", null]));
/// assert_eq!(reduced.restored("/1"), "/4");
/// ```
#[must_use]
pub fn reduce(text: &str, mismatch: &Mismatch, outline: Outline, most: usize) -> Option<Reduced> {
    let mut reader = Reader::new(text);
    let mut reducer = Reducer { most, mismatch, place: String::new(), kept: BTreeMap::new() };
    let document = reducer.value(&mut reader, outline).ok()?;
    reader.end().ok()?;
    Some(Reduced { kept: reducer.kept, ..Reduced::from(document) })
}

struct Reducer<'a> {
    most: usize,
    mismatch: &'a Mismatch,
    /// The pointer of the value that is being read, in what is left of the document.
    place: String,
    kept: BTreeMap<String, Vec<usize>>,
}

impl Reducer<'_> {
    fn value(&mut self, reader: &mut Reader<'_>, outline: Outline) -> Result<Value, Refused> {
        match (outline.0, reader.peek()) {
            (Shape::Object { members, others }, Some(b'{')) => {
                self.object(reader, members, *others)
            }
            (Shape::List(items), Some(b'[')) => self.list(reader, items),
            // Neither may be the other: which it is says all.
            (Shape::Leaf | Shape::List(_), Some(b'{')) => {
                reader.skipped().map(|_| Value::Object(Map::new()))
            }
            (Shape::Leaf | Shape::Object { .. }, Some(b'[')) => {
                reader.skipped().map(|_| Value::Array(Vec::new()))
            }
            _ => crate::deserialize(reader),
        }
    }

    fn object(
        &mut self,
        reader: &mut Reader<'_>,
        outlines: &[NamedOutline],
        others: Outline,
    ) -> Result<Value, Refused> {
        reader.enter()?;
        let mut read = Map::new();
        let mut first = true;
        while reader.another(&mut first, b'}')? {
            let name = reader.name()?;
            reader.take(b':')?;
            let outline = outlines.iter().find(|(known, _)| *known == name).map(|(_, it)| it());
            let outline = outline.unwrap_or(others);
            let value = self.below(&name, |it| it.value(reader, outline))?;
            if read.insert(name.into_owned(), value).is_some() {
                return Err(Refused);
            }
        }
        reader.leave();
        Ok(Value::Object(read))
    }

    fn list(&mut self, reader: &mut Reader<'_>, items: Items) -> Result<Value, Refused> {
        let mut index = reader.enter_list(self.mismatch)?;
        let (mut left, mut kept) = (Vec::new(), Vec::new());
        let mut first = index == 0;
        while reader.another(&mut first, b']')? {
            let start = reader.mark();
            if !(items.is_good)(reader) {
                reader.back_to(start);
                let place = left.len().to_string();
                let item = self.below(&place, |it| it.value(reader, (items.outline)()))?;
                if left.len() < self.most {
                    left.push(item);
                    kept.push(index);
                }
            }
            index += 1;
        }
        reader.leave();
        self.kept.insert(self.place.clone(), kept);
        Ok(Value::Array(left))
    }

    /// Does something one level below where it stands.
    fn below<T>(&mut self, token: &str, act: impl FnOnce(&mut Self) -> T) -> T {
        let length = self.place.len();
        pointer::push(&mut self.place, token);
        let done = act(self);
        self.place.truncate(length);
        done
    }
}
