//! What changed between two documents.

use serde_json::Value;

/// How a published document differs from an earlier one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Drift {
    /// There was no earlier one.
    New,
    /// It says the same.
    Unchanged,
    /// It differs at these JSON Pointers (RFC 6901), in order.
    Changed(Vec<String>),
}

impl Drift {
    /// Compares a document with an earlier one, if there is one.
    #[must_use]
    pub fn between(earlier: Option<&Value>, now: &Value) -> Self {
        let Some(earlier) = earlier else { return Self::New };
        let mut pointers = Vec::new();
        compare(earlier, now, "", &mut pointers);
        if pointers.is_empty() { Self::Unchanged } else { Self::Changed(pointers) }
    }

    /// The drift of two documents that belong together.
    #[must_use]
    pub fn and(self, other: Self) -> Self {
        match (self, other) {
            (Self::Changed(mut pointers), Self::Changed(more)) => {
                pointers.extend(more);
                pointers.sort();
                pointers.dedup();
                Self::Changed(pointers)
            }
            (Self::Changed(pointers), _) | (_, Self::Changed(pointers)) => Self::Changed(pointers),
            (Self::New, _) | (_, Self::New) => Self::New,
            (Self::Unchanged, Self::Unchanged) => Self::Unchanged,
        }
    }
}

fn compare(earlier: &Value, now: &Value, pointer: &str, found: &mut Vec<String>) {
    match (earlier, now) {
        (Value::Object(earlier), Value::Object(now)) => {
            let mut names: Vec<&String> = earlier.keys().chain(now.keys()).collect();
            names.sort();
            names.dedup();
            for name in names {
                let pointer = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                match (earlier.get(name), now.get(name)) {
                    (Some(earlier), Some(now)) => compare(earlier, now, &pointer, found),
                    _ => found.push(pointer),
                }
            }
        }
        (Value::Array(earlier), Value::Array(now)) if earlier.len() == now.len() => {
            for (index, (earlier, now)) in earlier.iter().zip(now).enumerate() {
                compare(earlier, now, &format!("{pointer}/{index}"), found);
            }
        }
        _ if earlier == now => {}
        _ => found.push(pointer.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn drift_is_told_by_pointer() {
        let earlier = json!({"a/b": {"x": 1, "y": [1, 2]}, "c": [1], "gone": null});
        let now = json!({"a/b": {"x": 1, "y": [1, 3]}, "c": [1, 2], "new": null});
        let expected = ["/a~1b/y/1", "/c", "/gone", "/new"].map(str::to_owned).to_vec();
        assert_eq!(Drift::between(Some(&earlier), &now), Drift::Changed(expected));
        assert_eq!(Drift::between(Some(&now), &now), Drift::Unchanged);
        assert_eq!(Drift::between(None, &now), Drift::New);
    }
}
