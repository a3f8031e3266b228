//! One thing that is wrong with a document.

use std::borrow::Cow;
use std::fmt;

use exact_schema_json::Position;
use serde::Serialize;
use serde::ser::{SerializeStruct, Serializer};

use super::bounded;

/// One thing that is wrong with a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    pub(crate) pointer: String,
    pub(crate) keyword: Cow<'static, str>,
    pub(crate) message: String,
    pub(crate) schema_location: Option<String>,
    pub(crate) position: Option<Position>,
}

impl Violation {
    /// What no schema says, and a service finds all the same: where it is, a word for what was looked at, and what
    /// was expected. A pointer that is none (RFC 6901) is that of the whole document. The message is for the
    /// sender, and repeats no value.
    ///
    /// ```
    /// use exact_schema_runtime::Violation;
    ///
    /// let violation = Violation::new("/steps/0", "order", "expected the step with the index 0");
    /// assert_eq!(violation.to_string(), "at /steps/0: expected the step with the index 0");
    /// assert_eq!(Violation::new("steps", "order", "expected steps").pointer(), "");
    /// ```
    #[must_use]
    pub fn new(
        pointer: &str,
        keyword: impl Into<Cow<'static, str>>,
        message: impl Into<String>,
    ) -> Self {
        let pointer = if is_pointer(pointer) { bounded(pointer) } else { "" };
        Self {
            pointer: pointer.to_owned(),
            keyword: keyword.into(),
            message: message.into(),
            schema_location: None,
            position: None,
        }
    }

    /// The JSON Pointer (RFC 6901) of the value at fault; for a missing or unknown member that of the
    /// object. Where it would be longer than 1,024 bytes, it is that of a value around.
    #[must_use]
    pub fn pointer(&self) -> &str {
        &self.pointer
    }

    /// The keyword of the published schema that the value fails; it is the same in every language. An
    /// unknown member fails `additionalProperties`, also where the source schema says
    /// `unevaluatedProperties`. Where the text is no I-JSON document there is no keyword, and it is
    /// `encoding`, `syntax`, `duplicateMember` or `depth`.
    #[must_use]
    pub fn keyword(&self) -> &str {
        &self.keyword
    }

    /// What was expected, and what kind of value was found; never the value itself, which may be a
    /// customer's.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Where the keyword stands: the schema file and a JSON Pointer into it.
    #[must_use]
    pub fn schema_location(&self) -> Option<&str> {
        self.schema_location.as_deref()
    }

    /// Where the text is at fault, if it is no I-JSON document.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.position
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.position {
            Some(position) => write!(f, "at {position}: {}", self.message),
            None if self.pointer.is_empty() => f.write_str(&self.message),
            None => write!(f, "at {}: {}", self.pointer, self.message),
        }
    }
}

/// Whether a text is a JSON Pointer (RFC 6901).
fn is_pointer(text: &str) -> bool {
    (text.is_empty() || text.starts_with('/'))
        && text.split('~').skip(1).all(|rest| rest.starts_with(['0', '1']))
}

/// As a service tells it: pointer, keyword and message.
impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut members = serializer.serialize_struct("Violation", 3)?;
        members.serialize_field("pointer", &self.pointer)?;
        members.serialize_field("keyword", &self.keyword)?;
        members.serialize_field("message", &self.message)?;
        members.end()
    }
}
