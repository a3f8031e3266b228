//! The meta-schemas of the drafts, which schemas refer to.

use std::sync::LazyLock;

use exact_schema_schema::{Draft, pointer, reference};
use referencing::meta;
use serde_json::{Map, Value};

/// The meta-schema that a URI names, if it names one.
///
/// Those from 2019-09 on are made of parts that refer back to whatever extends them, by `$recursiveRef` or
/// `$dynamicRef`. Where nothing extends them, that is the meta-schema itself; the parts stand among its
/// definitions.
pub(super) fn meta_schema(uri: &str) -> Option<&'static Value> {
    static DRAFT_2019: LazyLock<Value> = LazyLock::new(|| {
        joined(
            &meta::DRAFT201909,
            &[
                ("meta/core", &**meta::DRAFT201909_CORE),
                ("meta/applicator", &**meta::DRAFT201909_APPLICATOR),
                ("meta/validation", &**meta::DRAFT201909_VALIDATION),
                ("meta/meta-data", &**meta::DRAFT201909_META_DATA),
                ("meta/format", &**meta::DRAFT201909_FORMAT),
                ("meta/content", &**meta::DRAFT201909_CONTENT),
            ],
        )
    });
    static DRAFT_2020: LazyLock<Value> = LazyLock::new(|| {
        joined(
            &meta::DRAFT202012,
            &[
                ("meta/core", &**meta::DRAFT202012_CORE),
                ("meta/applicator", &**meta::DRAFT202012_APPLICATOR),
                ("meta/unevaluated", &**meta::DRAFT202012_UNEVALUATED),
                ("meta/validation", &**meta::DRAFT202012_VALIDATION),
                ("meta/meta-data", &**meta::DRAFT202012_META_DATA),
                ("meta/format-annotation", &**meta::DRAFT202012_FORMAT_ANNOTATION),
                ("meta/content", &**meta::DRAFT202012_CONTENT),
            ],
        )
    });
    Some(match Draft::named_by(uri)? {
        Draft::Draft4 => &meta::DRAFT4,
        Draft::Draft6 => &meta::DRAFT6,
        Draft::Draft7 => &meta::DRAFT7,
        Draft::Draft2019 => &DRAFT_2019,
        Draft::Draft2020 => &DRAFT_2020,
    })
}

/// Whether a document extends a meta-schema, so that what one refers back to is not itself.
pub(super) fn extends_meta_schema(document: &Value) -> bool {
    match document {
        Value::Object(members) => {
            let extends = |it: &Value| *it == "meta" || *it == "recursive-anchor";
            members.get("$dynamicAnchor").is_some_and(extends)
                || members.get("$recursiveAnchor") == Some(&Value::Bool(true))
                || members.values().any(extends_meta_schema)
        }
        Value::Array(items) => items.iter().any(extends_meta_schema),
        _ => false,
    }
}

/// A meta-schema with its parts, by the references to them, among its definitions.
fn joined(root: &Value, parts: &[(&str, &Value)]) -> Value {
    let place = |name: &str| pointer::join("/$defs", name);
    let lead = |target: &str, home: &str| {
        let (document, fragment) = reference::split(target);
        let part = parts.iter().find(|(name, _)| *name == document);
        let home = match (document, part) {
            ("", _) => home.to_owned(),
            (_, part) => place(part?.0),
        };
        Some(reference::within(&format!("{home}{}", reference::decode(fragment))))
    };
    let mut root = root.clone();
    settle(&mut root, &|target| lead(target, ""));
    let defs = parts.iter().map(|(name, part)| {
        let mut part = (*part).clone();
        settle(&mut part, &|target| lead(target, &place(name)));
        for keyword in ["$id", "$schema", "$vocabulary"] {
            part.as_object_mut().and_then(|it| it.remove(keyword));
        }
        ((*name).to_owned(), part)
    });
    let defs: Map<String, Value> = defs.collect();
    if let Some(keywords) = root.as_object_mut() {
        keywords.insert("$defs".to_owned(), defs.into());
    }
    root
}

/// Leads every reference on, and those back to what extends a meta-schema to the root.
fn settle(value: &mut Value, lead: &dyn Fn(&str) -> Option<String>) {
    match value {
        Value::Object(members) => {
            let is_back = |name: &str| matches!(name, "$dynamicRef" | "$recursiveRef");
            let back = members.iter().any(|(name, it)| is_back(name) && it.is_string());
            if back {
                members.retain(|name, _| !is_back(name));
                members.insert("$ref".to_owned(), "#".into());
            } else if let Some(Value::String(reference)) = members.get_mut("$ref")
                && let Some(led) = lead(reference)
            {
                *reference = led;
            }
            let is_anchor = |name: &str, it: &Value| {
                matches!(name, "$dynamicAnchor" | "$recursiveAnchor") && !it.is_object()
            };
            members.retain(|name, it| !is_anchor(name, it));
            members.values_mut().for_each(|it| settle(it, lead));
        }
        Value::Array(items) => items.iter_mut().for_each(|it| settle(it, lead)),
        _ => {}
    }
}
