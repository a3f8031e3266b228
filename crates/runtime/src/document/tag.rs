//! The member that tells the branches of a union apart.

use std::borrow::Cow;
use std::fmt;

use serde::de::{Deserializer, Error, IgnoredAny, MapAccess, Visitor};

/// The member that tells the branches of a union apart.
#[derive(Clone, Copy, Debug)]
pub struct Tag {
    /// The name of the member.
    pub member: &'static str,
    /// The value of the member for each branch, and the title of the branch's type.
    pub branches: &'static [(&'static str, &'static str)],
}

/// The string that the member `tag` of the object in `text` is, wherever it stands; as far as can
/// be told without judging the text.
///
/// ```
/// use exact_schema_runtime::tag_of;
///
/// assert_eq!(tag_of(r#"{"at": 1, "kind": "delivered"}"#, "kind").as_deref(), Some("delivered"));
/// assert_eq!(tag_of("[]", "kind"), None);
/// ```
#[must_use]
pub fn tag_of<'a>(text: &'a str, tag: &str) -> Option<Cow<'a, str>> {
    struct Search<'a, 'b> {
        tag: &'b str,
        found: &'b mut Option<Cow<'a, str>>,
    }

    impl<'de> Visitor<'de> for Search<'de, '_> {
        type Value = ();

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an object")
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<(), A::Error> {
            while let Some(name) = members.next_key::<BorrowedText<'de>>()? {
                if name.0 == self.tag {
                    *self.found = Some(members.next_value::<BorrowedText<'de>>()?.0);
                    // What follows is for the branch to read.
                    return Err(A::Error::custom("found"));
                }
                members.next_value::<IgnoredAny>()?;
            }
            Ok(())
        }
    }

    let mut found = None;
    let search = Search { tag, found: &mut found };
    // The search stops by an error as soon as it has found the tag.
    let _ = serde_json::Deserializer::from_str(text).deserialize_map(search);
    found
}

/// A string, borrowed from the text where it has no escapes.
#[derive(serde::Deserialize)]
#[serde(transparent)]
struct BorrowedText<'a>(#[serde(borrow)] Cow<'a, str>);
