//! What a change is a change of.

use exact_schema_schema::{
    keyword::{self, Holds},
    pointer,
};

use super::Become;
use crate::report::Change;

/// The keyword that changed, and what became of it, or of its member.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Cause {
    /// Empty for the whole schema.
    pub(crate) keyword: String,
    pub(crate) becomes: Become,
}

impl Cause {
    pub(crate) fn of(change: &Change) -> Self {
        let becomes = match (&change.old, &change.new) {
            (None, _) => Become::Added,
            (_, None) => Become::Removed,
            _ => Become::Changed,
        };
        let place = change.new.as_deref().or(change.old.as_deref()).unwrap_or_default();
        Self { keyword: keyword_at(place), becomes }
    }
}

/// Keywords below which a change has the opposite effect of the same one elsewhere, or an effect that
/// depends on what is beside it.
const TURNED: [&str; 2] = ["if", "not"];

/// The keyword at a place in a schema, or the one that holds the schema there.
fn keyword_at(place: &str) -> String {
    let mut tokens = pointer::tokens(place);
    let mut last = String::new();
    while let Some(token) = tokens.next() {
        let holds = keyword::find(&token).map(|it| it.holds);
        last.clone_from(&token);
        if TURNED.contains(&token.as_str()) {
            break;
        }
        match holds {
            Some(Holds::Schema) => {}
            Some(Holds::Schemas | Holds::SchemasByName | Holds::Dependencies) => {
                tokens.next();
            }
            // The value is data, or is held by what nobody knows.
            _ => break,
        }
    }
    last
}

#[cfg(test)]
mod tests {
    use super::keyword_at;

    #[test]
    fn a_property_may_be_called_like_a_keyword() {
        for (place, keyword) in [
            ("", ""),
            ("/properties/type", "properties"),
            ("/properties/items/prefixItems/0", "prefixItems"),
            ("/properties/properties/type", "type"),
            ("/$defs/A/anyOf/1", "anyOf"),
            ("/$defs/A/anyOf/1/properties/a/maxLength", "maxLength"),
            ("/not/properties/a/type", "not"),
            ("/dependentRequired/a", "dependentRequired"),
        ] {
            assert_eq!(keyword_at(place), keyword, "{place}");
        }
    }
}
