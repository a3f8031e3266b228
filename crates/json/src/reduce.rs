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
    /// By its pointer, at which byte of the text each value begins that is still there.
    starts: BTreeMap<String, usize>,
}

/// A document of which everything is to be looked at.
impl From<Value> for Reduced {
    fn from(mut document: Value) -> Self {
        // In which order it is looked at does not depend on how `serde_json` is built.
        document.sort_all_objects();
        Self { document, kept: BTreeMap::new(), starts: BTreeMap::new() }
    }
}

impl Reduced {
    /// What is left of the document.
    #[must_use]
    pub fn document(&self) -> &Value {
        &self.document
    }

    /// At which byte of the text the value begins that `pointer` leads to in what is left; where that was not
    /// looked into, the value around it.
    ///
    /// ```
    /// use exact_schema_json::{Outline, from_str, reduce};
    ///
    /// let text = r#"[1, "two", 3, "four"]"#;
    /// let mismatch = from_str::<Vec<f64>>(text).unwrap_err();
    /// let reduced = reduce(text, &mismatch, Outline::list::<f64>(|| Outline::PLAIN), 2).unwrap();
    /// assert_eq!(reduced.start("/1"), text.find("\"four").unwrap());
    /// ```
    #[must_use]
    pub fn start(&self, pointer: &str) -> usize {
        let mut around = pointer;
        loop {
            match (self.starts.get(around), around.rfind('/')) {
                (Some(start), _) => return *start,
                (None, Some(end)) => around = &around[..end],
                (None, None) => return 0,
            }
        }
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

/// Reads an I-JSON document without the good items of the lists that `outline` knows; of the others the
/// first `most` stay, where an item that holds others is counted by them. Nothing where the text is not
/// I-JSON: [`read`](crate::read) tells why.
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
    let mut reducer = Reducer::new(most, mismatch);
    let document = reducer.value(&mut reader, outline).ok()?;
    reader.end().ok()?;
    Some(Reduced { kept: reducer.kept, starts: reducer.starts, ..Reduced::from(document) })
}

struct Reducer<'a> {
    /// How many more items stay.
    most: usize,
    mismatch: &'a Mismatch,
    /// The pointer of the value that is being read, in what is left of the document.
    place: String,
    kept: BTreeMap<String, Vec<usize>>,
    starts: BTreeMap<String, usize>,
}

impl<'a> Reducer<'a> {
    fn new(most: usize, mismatch: &'a Mismatch) -> Self {
        let (kept, starts) = (BTreeMap::new(), BTreeMap::new());
        Self { most, mismatch, place: String::new(), kept, starts }
    }

    fn value(&mut self, reader: &mut Reader<'_>, outline: Outline) -> Result<Value, Refused> {
        let next = reader.peek();
        self.starts.insert(self.place.clone(), reader.offset());
        match (outline.0, next) {
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
                if self.most == 0 {
                    reader.skipped()?;
                } else {
                    let (place, most) = (left.len().to_string(), self.most);
                    left.push(self.below(&place, |it| it.value(reader, (items.outline)()))?);
                    kept.push(index);
                    // An item whose own items stay is counted by them.
                    self.most = self.most.min(most - 1);
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
