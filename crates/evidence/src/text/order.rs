//! Sorts what is said about a document by where it stands in its text.

use std::collections::BTreeMap;

use exact_schema_json::pointer;

use super::scan::{behind_string, behind_value, name_at, skip_space};

/// Sorts `items` by the place in `text` to which the JSON Pointer of each leads. What is not there stands with
/// the nearest value around it; what is said about one place keeps its order.
pub fn in_document_order<T>(text: &str, items: &mut [T], pointer_of: impl Fn(&T) -> &str) {
    if items.len() < 2 {
        return;
    }
    let mut wanted = Wanted::default();
    for item in items.iter() {
        wanted.add(pointer_of(item));
    }
    let mut places = BTreeMap::new();
    let start = skip_space(text, 0);
    wanted.find(text, start, &mut String::new(), &mut places);
    items.sort_by_key(|item| nearest(&places, pointer_of(item)));
}

/// The place of the value at `pointer`, else of what is around it.
fn nearest(places: &BTreeMap<String, usize>, pointer: &str) -> usize {
    let mut around = pointer;
    loop {
        if let Some(&place) = places.get(around) {
            return place;
        }
        match around.rfind('/') {
            Some(end) => around = &around[..end],
            None => return 0,
        }
    }
}

/// The tokens of pointers, as a tree.
#[derive(Default)]
struct Wanted(BTreeMap<String, Wanted>);

impl Wanted {
    fn add(&mut self, pointer: &str) {
        let mut tree = self;
        for token in pointer.split('/').skip(1) {
            tree = tree.0.entry(token.to_owned()).or_default();
        }
    }

    /// Notes the places of the value at `start`, and of what is wanted in it.
    fn find(
        &self,
        text: &str,
        start: usize,
        way: &mut String,
        places: &mut BTreeMap<String, usize>,
    ) {
        places.insert(way.clone(), start);
        if self.0.is_empty() {
            return;
        }
        let (is_object, mut at) = match text.as_bytes().get(start) {
            Some(b'{') => (true, start + 1),
            Some(b'[') => (false, start + 1),
            _ => return,
        };
        for index in 0_usize.. {
            at = skip_space(text, at);
            let member = at;
            let length = way.len();
            match text.as_bytes().get(at) {
                Some(b'"') if is_object => {
                    let end = behind_string(text, at);
                    pointer::push(way, &name_at(text, at, end));
                    // Behind the colon.
                    at = skip_space(text, skip_space(text, end) + 1);
                }
                None | Some(b'}' | b']') => return,
                _ => pointer::push(way, &index.to_string()),
            }
            if let Some(within) = self.0.get(&way[length + 1..]) {
                within.find(text, at, way, places);
                // A member stands where its name does.
                places.insert(way.clone(), member);
            }
            way.truncate(length);
            at = skip_space(text, behind_value(text, at));
            match text.as_bytes().get(at) {
                Some(b',') => at += 1,
                _ => return,
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_first_in_the_text_comes_first() {
        let text =
            r#" {"b~": [10, {"x/y": 1, "": [ ]}, "]}"], "\u0061": {"deep": true}, "c": null} "#;
        let mut said =
            ["/c", "/a/absent/too", "/a/deep", "", "/b~0/2", "/b~0/1/x~1y", "/b~0/1/", "/none"];
        in_document_order(text, &mut said, |it| it);
        let expected =
            ["", "/none", "/b~0/1/x~1y", "/b~0/1/", "/b~0/2", "/a/absent/too", "/a/deep", "/c"];
        assert_eq!(said, expected);
    }
}
