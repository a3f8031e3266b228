//! What has a URI: a file, or a schema with an `$id`.

use fluent_uri::{Uri, UriRef};
use percent_encoding::{AsciiSet, CONTROLS, utf8_percent_encode};
use serde_json::Value;

use crate::location::Location;
use crate::reference;

/// What authors write in a reference, and a URI ([RFC 3986](https://www.rfc-editor.org/rfc/rfc3986))
/// does not hold as it is.
const LOOSE: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'<')
    .add(b'>')
    .add(b'[')
    .add(b'\\')
    .add(b']')
    .add(b'^')
    .add(b'`')
    .add(b'{')
    .add(b'|')
    .add(b'}');

/// A schema resource: the URI against which references in it are resolved, and where it stands.
#[derive(Clone, Debug)]
pub(super) struct Resource {
    uri: String,
    root: Location,
}

impl Resource {
    /// The file at `path`, as if the folder that is loaded were the root of a file system.
    pub(super) fn file(path: &str) -> Self {
        let uri = format!("file:///{}", reference::path(path));
        Self { uri, root: Location::root(path) }
    }

    /// The resource that `schema` belongs to, which stands `at` a place in this one.
    pub(super) fn enter(&self, schema: &Value, at: &Location) -> Self {
        match schema.get("$id").and_then(Value::as_str) {
            Some(id) => Self { uri: self.resolve(reference::split(id).0), root: at.clone() },
            None => self.clone(),
        }
    }

    pub(super) fn uri(&self) -> &str {
        &self.uri
    }

    /// Where the resource stands.
    pub(super) fn root(&self) -> &Location {
        &self.root
    }

    /// The URI that `reference`, which has no fragment, names in this resource. One that is no URI
    /// names nothing but itself.
    pub(super) fn resolve(&self, reference: &str) -> String {
        let loose = utf8_percent_encode(reference, LOOSE).to_string();
        let base = Uri::parse(self.uri.as_str());
        let resolved = UriRef::parse(loose.as_str())
            .ok()
            .zip(base.ok())
            .and_then(|(reference, base)| reference.resolve_against(&base).ok());
        resolved.map_or(loose, Uri::into_string)
    }
}

#[cfg(test)]
mod tests {
    use super::Resource;
    use crate::location::Location;

    #[test]
    fn references_are_resolved_against_their_document() {
        for (base, reference, expected) in [
            ("https://x.org/a/b.json", "c.json", "https://x.org/a/c.json"),
            ("https://x.org/a/b.json", "../c.json", "https://x.org/c.json"),
            ("https://x.org/a/b.json", "/c.json", "https://x.org/c.json"),
            ("https://x.org", "c.json", "https://x.org/c.json"),
            ("https://x.org/a", "https://y.org/b", "https://y.org/b"),
            ("https://x.org/a", "//y.org/b", "https://y.org/b"),
            ("file:///common/a.json", "./b.json", "file:///common/b.json"),
            ("file:///common/a.json", "../b.json", "file:///b.json"),
            ("file:///a.json", "ü [1].json", "file:///%C3%BC%20%5B1%5D.json"),
            ("urn:example:a", "urn:example:b", "urn:example:b"),
            ("urn:example:a", "", "urn:example:a"),
            ("file:///a.json", "", "file:///a.json"),
        ] {
            let base = Resource { uri: base.to_owned(), root: Location::root("") };
            assert_eq!(base.resolve(reference), expected, "{reference} in {}", base.uri);
        }
    }

    #[test]
    fn a_file_is_found_by_whatever_its_name_holds() {
        let file = Resource::file("50% [ü].json");
        assert_eq!(Resource::file("a.json").resolve("50%25%20[ü].json"), file.uri);
    }
}
