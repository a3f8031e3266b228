//! The keywords.

use super::{Constrains, EXPECTED, FRESH, Holds, Keyword, SENSITIVITY};

use Constrains::{AnyValue, Arrays, Nothing, Numbers, Objects, Strings};
use Holds::{
    Anchor, Anything, Array, Dependencies, Flag, Flags, Identity, Names, NamesByName, Number,
    PositiveNumber, Schema, Schemas, SchemasByName, Size, Text, Types,
};

const fn keyword(name: &'static str, holds: Holds, constrains: Constrains) -> Keyword {
    Keyword { name, holds, constrains }
}

/// Every keyword of the 2020-12 vocabularies, those of older drafts that its meta-schema still
/// describes, and the annotations of our own; by name, as ASCII sorts.
pub const KEYWORDS: &[Keyword] = &[
    keyword("$anchor", Anchor, Nothing),
    keyword("$comment", Text, Nothing),
    keyword("$defs", SchemasByName, Nothing),
    keyword("$dynamicAnchor", Anchor, Nothing),
    keyword("$dynamicRef", Text, AnyValue),
    keyword("$id", Identity, Nothing),
    keyword("$recursiveAnchor", Anchor, Nothing),
    keyword("$recursiveRef", Text, AnyValue),
    keyword("$ref", Text, AnyValue),
    keyword("$schema", Text, Nothing),
    keyword("$vocabulary", Flags, Nothing),
    keyword("additionalProperties", Schema, Objects),
    keyword("allOf", Schemas, AnyValue),
    keyword("anyOf", Schemas, AnyValue),
    keyword("const", Anything, AnyValue),
    keyword("contains", Schema, Arrays),
    keyword("contentEncoding", Text, Nothing),
    keyword("contentMediaType", Text, Nothing),
    keyword("contentSchema", Schema, Nothing),
    keyword("default", Anything, Nothing),
    keyword("definitions", SchemasByName, Nothing),
    keyword("dependencies", Dependencies, Objects),
    keyword("dependentRequired", NamesByName, Objects),
    keyword("dependentSchemas", SchemasByName, Objects),
    keyword("deprecated", Flag, Nothing),
    keyword("description", Text, Nothing),
    keyword("else", Schema, AnyValue),
    keyword("enum", Array, AnyValue),
    keyword("examples", Array, Nothing),
    keyword("exclusiveMaximum", Number, Numbers),
    keyword("exclusiveMinimum", Number, Numbers),
    keyword("format", Text, Strings),
    keyword("if", Schema, AnyValue),
    keyword("items", Schema, Arrays),
    keyword("maxContains", Size, Arrays),
    keyword("maxItems", Size, Arrays),
    keyword("maxLength", Size, Strings),
    keyword("maxProperties", Size, Objects),
    keyword("maximum", Number, Numbers),
    keyword("minContains", Size, Arrays),
    keyword("minItems", Size, Arrays),
    keyword("minLength", Size, Strings),
    keyword("minProperties", Size, Objects),
    keyword("minimum", Number, Numbers),
    keyword("multipleOf", PositiveNumber, Numbers),
    keyword("not", Schema, AnyValue),
    keyword("oneOf", Schemas, AnyValue),
    keyword("pattern", Text, Strings),
    keyword("patternProperties", SchemasByName, Objects),
    keyword("prefixItems", Schemas, Arrays),
    keyword("properties", SchemasByName, Objects),
    keyword("propertyNames", Schema, Objects),
    keyword("readOnly", Flag, Nothing),
    keyword("required", Names, Objects),
    keyword("then", Schema, AnyValue),
    keyword("title", Text, Nothing),
    keyword("type", Types, AnyValue),
    keyword("unevaluatedItems", Schema, Arrays),
    keyword("unevaluatedProperties", Schema, Objects),
    keyword("uniqueItems", Flag, Arrays),
    keyword("writeOnly", Flag, Nothing),
    keyword(EXPECTED, Text, Nothing),
    keyword(FRESH, Flag, Nothing),
    keyword(SENSITIVITY, Text, Nothing),
];
