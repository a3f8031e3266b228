//! As much of RFC 3986 as references between schemas need.

/// Splits a URI reference into what names a document and the fragment in it.
pub(crate) fn split_fragment(reference: &str) -> (&str, &str) {
    reference.split_once('#').unwrap_or((reference, ""))
}

/// The URI that `reference` names when it is written in the document `base`.
pub(crate) fn resolve(base: &str, reference: &str) -> String {
    let (base, _) = split_fragment(base);
    if reference.is_empty() {
        return base.to_owned();
    }
    if scheme_length(reference).is_some() {
        return reference.to_owned();
    }
    let scheme = scheme_length(base).unwrap_or(0);
    if let Some(authority) = reference.strip_prefix("//") {
        return format!("{}//{authority}", &base[..scheme]);
    }
    let hierarchy = &base[scheme..];
    let path_start = match hierarchy.strip_prefix("//") {
        Some(rest) => scheme + 2 + rest.find('/').unwrap_or(rest.len()),
        None => scheme,
    };
    let (root, path) = base.split_at(path_start);
    let joined = if reference.starts_with('/') {
        reference.to_owned()
    } else {
        let folder = path.rfind('/').map_or("", |slash| &path[..=slash]);
        let folder = if folder.is_empty() && root.contains("//") { "/" } else { folder };
        format!("{folder}{reference}")
    };
    format!("{root}{}", without_dots(&joined))
}

/// The length of `scheme:` at the start of an absolute URI.
fn scheme_length(uri: &str) -> Option<usize> {
    let colon = uri.find(':')?;
    let scheme = &uri[..colon];
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c));
    is_scheme.then_some(colon + 1)
}

fn without_dots(path: &str) -> String {
    let mut segments: Vec<&str> = Vec::new();
    for segment in path.split('/') {
        match segment {
            "." => {}
            ".." => {
                if segments.len() > 1 || segments.first().is_some_and(|first| !first.is_empty()) {
                    segments.pop();
                }
            }
            segment => segments.push(segment),
        }
    }
    segments.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolve;

    #[test]
    fn references_are_resolved_against_their_document() {
        for (base, reference, expected) in [
            ("https://x.org/a/b.json", "c.json", "https://x.org/a/c.json"),
            ("https://x.org/a/b.json", "../c.json", "https://x.org/c.json"),
            ("https://x.org/a/b.json", "/c.json", "https://x.org/c.json"),
            ("https://x.org", "c.json", "https://x.org/c.json"),
            ("https://x.org/a", "https://y.org/b", "https://y.org/b"),
            ("common/a.json", "./b.json", "common/b.json"),
            ("common/a.json", "../b.json", "b.json"),
            ("urn:example:a", "urn:example:b", "urn:example:b"),
            ("a.json", "", "a.json"),
        ] {
            assert_eq!(resolve(base, reference), expected, "{reference} in {base}");
        }
    }
}
