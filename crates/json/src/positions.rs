//! Where in a text the values of a document stand.

use std::collections::{BTreeMap, BTreeSet};

use crate::fault::Position;
use crate::{names, pointer};

/// Where the values at these pointers begin in a JSON text, a member with its name. Pointers that lead
/// nowhere have no position. The text is read once, however many are asked for.
///
/// ```
/// use std::collections::BTreeSet;
///
/// let text = "{\n  \"a\": [1, {\"b\": 2}]\n}";
/// let asked = BTreeSet::from(["/a".to_owned(), "/a/1/b".to_owned(), "/c".to_owned()]);
/// let found = exact_schema_json::positions(text, &asked);
/// assert_eq!(found["/a"].to_string(), "line 2, column 3");
/// assert_eq!(found["/a/1/b"].to_string(), "line 2, column 13");
/// assert_eq!(found.get("/c"), None);
/// ```
#[must_use]
pub fn positions(text: &str, asked: &BTreeSet<String>) -> BTreeMap<String, Position> {
    let mut found = BTreeMap::new();
    let mut note = |place: &str, offset: usize| {
        if asked.contains(place) {
            found.entry(place.to_owned()).or_insert_with(|| Position::of(text.as_bytes(), offset));
        }
    };
    let bytes = text.as_bytes();
    let mut open: Vec<Container> = Vec::new();
    let mut place = String::new();
    let mut is_root = true;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match (byte, open.last_mut()) {
            (b' ' | b'\t' | b'\n' | b'\r' | b':', _) => {}
            (b',', Some(container)) => container.expects = true,
            (b']' | b'}', _) => {
                if let Some(closed) = open.pop() {
                    place.truncate(closed.place);
                }
            }
            (b'"', Some(container)) if container.expects && container.index.is_none() => {
                container.expects = false;
                place.truncate(container.place);
                pointer::push(&mut place, &names::name(text, at));
                note(&place, at);
                at = names::end(text, at);
            }
            (_, container) => {
                match container {
                    Some(Container { place: outer, index: Some(index), expects }) if *expects => {
                        *expects = false;
                        place.truncate(*outer);
                        pointer::push(&mut place, &index.to_string());
                        *index += 1;
                        note(&place, at);
                    }
                    None if is_root => {
                        is_root = false;
                        note("", at);
                    }
                    _ => {}
                }
                match byte {
                    b'"' => at = names::end(text, at),
                    b'[' | b'{' => open.push(Container {
                        place: place.len(),
                        index: (byte == b'[').then_some(0),
                        expects: true,
                    }),
                    _ => {}
                }
            }
        }
        at += 1;
    }
    found
}

/// An array or object that is open.
struct Container {
    /// The length of its pointer.
    place: usize,
    /// The index of the next item of an array.
    index: Option<usize>,
    /// Whether an item or the name of a member is next.
    expects: bool,
}

#[cfg(test)]
mod tests {
    use super::positions;

    #[test]
    fn every_value_is_found_where_it_stands() {
        let text = r#" [{"a": {"b\u002f": [[], {}, "x,[{"]}, "c": -1.5e3}, true, [null]]"#;
        let expected = [
            ("", 1),
            ("/0", 2),
            ("/0/a", 3),
            ("/0/a/b~1", 9),
            ("/0/a/b~1/0", 21),
            ("/0/a/b~1/1", 25),
            ("/0/a/b~1/2", 29),
            ("/0/c", 39),
            ("/1", 53),
            ("/2", 59),
            ("/2/0", 60),
        ];
        let asked = expected.iter().map(|(place, _)| (*place).to_owned()).collect();
        let found = positions(text, &asked);
        let found: Vec<(&str, usize)> =
            found.iter().map(|(place, position)| (place.as_str(), position.offset)).collect();
        assert_eq!(found, expected);
    }
}
