//! Objects, as typify writes them, and what they have: a line for each member.

use std::collections::BTreeSet;
use std::fmt::Write;

use exact_schema_schema::keyword::SENSITIVITY;
use quote::quote;
use syn::{Attribute, Field, ItemStruct, LitStr, parse_quote};

use super::docs::{self, Docs};
use super::spelling::Spelling;
use super::{json_tokens, literal, markdown};
use crate::names::EXTRA;
use crate::options::Numbers;
use crate::shape::{Definition, Definitions, Kind, Member, Object, Presence, Rest, Usage};

/// The method that finishes a value.
const BUILD: &str = "build";

/// Finishes what typify wrote: members in the author's order (typify has its map sorted), complete
/// documentation, and derives. `Deserialize` is not derived: serde's own would also take an array of the
/// fields in order, and null for an optional member that may not be null.
pub(super) fn finish(
    item: &mut ItemStruct,
    definition: &Definition,
    shape: &Object,
    spelling: &Spelling,
) {
    item.attrs.retain(|attribute| attribute.path().is_ident("serde"));
    item.attrs.splice(0..0, Docs::of_type(definition, &[]).attributes());
    item.attrs.push(parse_quote!(
        #[derive(Clone, Debug, PartialEq, ::serde::Serialize, ::schemars::JsonSchema)]
    ));
    // A derive stands before the attributes that it reads.
    item.attrs.sort_by_key(|attribute| attribute.path().is_ident("serde"));
    item.attrs.extend(published(definition));
    if let syn::Fields::Named(fields) = &mut item.fields {
        let mut members: Vec<Field> = std::mem::take(&mut fields.named).into_iter().collect();
        let place = |field: &Field| match member(field, shape) {
            Some((name, _)) => shape.members.get_index_of(name).unwrap_or(usize::MAX),
            None => usize::MAX,
        };
        members.sort_by_key(place);
        for field in &mut members {
            finish_field(field, shape, spelling);
            if member(field, shape).is_none()
                && let Some(held) = rest(shape, spelling)
                && let Ok(kind) = syn::parse_str(&held)
            {
                field.ty = kind;
            }
        }
        fields.named.extend(members);
    }
}

/// What holds the members of other names, where it is not what typify writes.
fn rest(shape: &Object, spelling: &Spelling) -> Option<String> {
    match (&shape.rest, spelling.numbers()) {
        (Rest::Typed(values), _) => Some(spelling.usage(&Usage::Map(Box::new(values.clone())))),
        (Rest::Free, Numbers::AsWritten) => {
            let (name, value) = (spelling.name("String"), spelling.usage(&Usage::Anything));
            Some(format!("::std::collections::BTreeMap<{name}, {value}>"))
        }
        (Rest::Free, Numbers::Doubles) | (Rest::Closed, _) => None,
    }
}

/// What the published schema says of the type: the description and the examples of its source, and
/// not the paragraphs that only rustdoc needs.
fn published(definition: &Definition) -> Vec<Attribute> {
    let about = &definition.about;
    let description = about.description.as_deref().unwrap_or_default();
    let name = &definition.schema_name;
    let mut attributes: Vec<Attribute> =
        vec![parse_quote!(#[schemars(description = #description, rename = #name)])];
    if !about.examples.is_empty() {
        let examples = json_tokens(&about.examples.clone().into());
        attributes.push(parse_quote!(#[schemars(extend("examples" = #examples))]));
    }
    attributes
}

fn finish_field(field: &mut Field, shape: &Object, spelling: &Spelling) {
    let described = member(field, shape);
    let text = match described {
        Some((_, Member { description: Some(description), .. })) => markdown::harmless(description),
        Some((name, _)) => format!("The member `{name}`."),
        None => "Members of any other name.".to_owned(),
    };
    field.attrs.retain(|attribute| !attribute.path().is_ident("doc"));
    field.attrs.splice(0..0, docs::attributes(&docs::lines(&text)));
    let Some((name, member)) = described else { return };
    let mut serde = Vec::new();
    if field.ident.as_ref().is_some_and(|ident| ident != name) {
        serde.push(quote!(rename = #name));
    }
    match (&member.presence, default_path(field)) {
        (Presence::Required, _) => {}
        (Presence::Default(_), Some(path)) => serde.push(quote!(default = #path)),
        (Presence::Default(_), None) => serde.push(quote!(default)),
        (Presence::Optional | Presence::OptionalOrNull, _) => {
            let is_none = format!("{}::is_none", spelling.name("Option"));
            serde.push(quote!(default, skip_serializing_if = #is_none));
        }
    }
    field.attrs.retain(|attribute| !attribute.path().is_ident("serde"));
    if !serde.is_empty() {
        field.attrs.push(parse_quote!(#[serde(#(#serde),*)]));
    }
    if let Some(description) = member.description.as_ref().filter(|it| **it != text) {
        field.attrs.push(parse_quote!(#[schemars(description = #description)]));
    }
    if !member.examples.is_empty() {
        let examples = json_tokens(&member.examples.clone().into());
        field.attrs.push(parse_quote!(#[schemars(extend("examples" = #examples))]));
    }
    if let Some(sensitivity) = &member.sensitivity {
        field.attrs.push(parse_quote!(#[schemars(extend(#SENSITIVITY = #sensitivity))]));
    }
    // To schemars an `Option` is a value that may be null, and that may be absent; a member is
    // either, both or none.
    if let Some(items) = free_items(member, spelling) {
        // typify knows no list that is held as its text.
        let (list, items) = (spelling.name("JsonList"), spelling.usage(items));
        if let Ok(kind) = syn::parse_str(&format!("{list}<{items}>")) {
            field.ty = kind;
        }
    }
    if member.presence == Presence::OptionalOrNull {
        // typify knows one way in which a value is not there.
        let held = &field.ty;
        field.ty = parse_quote!(::std::option::Option<#held>);
    }
    let nullable = matches!(member.usage, Usage::Nullable(_));
    if !nullable && member.presence == Presence::Optional
        || member.presence == Presence::OptionalOrNull
    {
        let kind = spelling.usage(&member.usage);
        field.attrs.push(parse_quote!(#[schemars(with = #kind)]));
    } else if let (Usage::Nullable(inner), Presence::Required) = (&member.usage, &member.presence) {
        let kind = format!("{}<{}>", spelling.name("OrNull"), spelling.usage(inner));
        field.attrs.push(parse_quote!(#[schemars(with = #kind)]));
    }
}

/// What an object has. `item` is finished.
pub(super) fn parts(
    item: &ItemStruct,
    shape: &Object,
    builder: &str,
    definitions: &Definitions,
    spelling: &Spelling,
) -> String {
    let name = &item.ident;
    let mut text = format!("object_type!({name}, {builder} {{\n");
    let mut setters = Setters::default();
    for field in &item.fields {
        let Some(ident) = &field.ident else { continue };
        let ident = ident.to_string();
        let kind = spelling.tokens(&field.ty);
        let setter = setters.claim(&ident);
        let Some((json, member)) = member(field, shape) else {
            let _ = writeln!(text, "    ..{EXTRA} ({setter}): [{kind}]");
            continue;
        };
        let optional =
            matches!(member.usage, Usage::Nullable(_)) || member.presence == Presence::Optional;
        let methods = match optional {
            true => format!(" ({setter}, {})", setters.claim(&format!("maybe_{ident}"))),
            false if setter == ident => String::new(),
            false => format!(" ({setter})"),
        };
        let kind = match (&member.presence, kind.strip_suffix('>')) {
            // The macro has to see where the outer one ends.
            (Presence::OptionalOrNull, Some(inner)) => format!("{inner} >"),
            _ => kind,
        };
        let json = literal::text(json);
        let filled = filled(member, default_path(field), definitions, spelling);
        let _ = writeln!(text, "    {json} {ident}{methods}: [{kind}] = {filled};");
    }
    text.push_str("});\n");
    text
}

/// The items of a list that is held as its text: of values of any shape, each of which would take many
/// times the memory of its text. A list that may be absent or null is held as any other.
fn free_items<'a>(member: &'a Member, spelling: &Spelling) -> Option<&'a Usage> {
    let is_there = match &member.presence {
        Presence::Required => true,
        Presence::Default(default) => default.as_array().is_some_and(Vec::is_empty),
        Presence::Optional | Presence::OptionalOrNull => false,
    };
    match &member.usage {
        Usage::List(items) if is_there && spelling.numbers() == Numbers::Doubles => {
            match &**items {
                items @ (Usage::Anything | Usage::FreeObject) => Some(items),
                _ => None,
            }
        }
        _ => None,
    }
}

/// How a member is filled in, in the words of `object_type!`.
fn filled(
    member: &Member,
    default: Option<LitStr>,
    definitions: &Definitions,
    spelling: &Spelling,
) -> String {
    let filled = match &member.presence {
        Presence::Required if member.fresh => "fresh".to_owned(),
        Presence::Required if is_constant(member, definitions) => "constant".to_owned(),
        Presence::Required => "required".to_owned(),
        Presence::Optional if matches!(member.usage, Usage::Nullable(_)) => "nullable".to_owned(),
        Presence::Optional | Presence::OptionalOrNull => "optional".to_owned(),
        Presence::Default(_) => match default {
            Some(path) => format!("default({})", path.value()),
            None => "default".to_owned(),
        },
    };
    if free_items(member, spelling).is_some() {
        return filled;
    }
    match (&member.usage, &member.presence) {
        // What is behind the `Option` is not looked at.
        (Usage::List(_), Presence::Required) if filled == "required" => "list".to_owned(),
        (Usage::List(_), Presence::Required | Presence::Default(_)) => format!("list({filled})"),
        _ => filled,
    }
}

fn is_constant(member: &Member, definitions: &Definitions) -> bool {
    let Usage::Named(name) = &member.usage else { return false };
    let definition = definitions.get(name);
    definition.is_some_and(|it| matches!(&it.kind, Kind::Enumeration(words) if words.len() == 1))
}

/// The methods of a builder, each called differently.
struct Setters(BTreeSet<String>);

impl Default for Setters {
    fn default() -> Self {
        Self(BTreeSet::from([BUILD.to_owned()]))
    }
}

impl Setters {
    fn claim(&mut self, wish: &str) -> String {
        let mut name = wish.to_owned();
        while !self.0.insert(name.clone()) {
            name.push('_');
        }
        name
    }
}

/// The member that a field holds, and its name in JSON; none for that of all other members.
fn member<'a>(field: &Field, shape: &'a Object) -> Option<(&'a String, &'a Member)> {
    shape.by_field(&field.ident.as_ref()?.to_string())
}

/// The name that `#[serde(rename = "…")]` gives.
pub(super) fn renamed(attributes: &[Attribute]) -> Option<String> {
    serde_value(attributes, "rename").map(|name| name.value())
}

/// The function that makes the default of a field, where it is not the type's own default.
fn default_path(field: &Field) -> Option<LitStr> {
    serde_value(&field.attrs, "default")
}

fn serde_value(attributes: &[Attribute], key: &str) -> Option<LitStr> {
    let mut found = None;
    for attribute in attributes.iter().filter(|it| it.path().is_ident("serde")) {
        let _ = attribute.parse_nested_meta(|meta| {
            if meta.input.peek(syn::Token![=]) {
                let value: LitStr = meta.value()?.parse()?;
                if meta.path.is_ident(key) {
                    found = Some(value);
                }
            }
            Ok(())
        });
    }
    found
}
