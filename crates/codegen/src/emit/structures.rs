//! Structs, enums and defaults, by typify.
//!
//! typify sees only shapes that it expresses exactly: objects and enumerations of strings. Every
//! other named type is a replacement, which this crate writes itself.

use std::collections::BTreeMap;
use std::error::Error;
use std::panic::{AssertUnwindSafe, catch_unwind};

use proc_macro2::TokenStream;
use quote::quote;
use schemars08::schema::RootSchema;
use serde_json::{Map, Value, json};
use syn::File;
use typify::{TypeSpace, TypeSpaceImpl, TypeSpaceSettings};

use super::spelling::absolute_usage;
use crate::boxes::Boxes;
use crate::names;
use crate::options::Numbers;
use crate::refusal::Refusals;
use crate::shape::{Definitions, Kind, Object, Presence, Usage};

/// What typify writes for the objects and enumerations of `definitions`.
pub(super) fn structures(
    definitions: &Definitions,
    boxes: &Boxes,
    numbers: Numbers,
) -> Result<File, Refusals> {
    let mut settings = TypeSpaceSettings::default();
    settings.with_derive("PartialEq".to_owned());
    let mut document = Document {
        known: definitions,
        boxes,
        numbers,
        definitions: Map::new(),
        foreign: BTreeMap::new(),
        settings,
    };
    for (name, definition) in definitions {
        document.add(name, &definition.kind);
    }
    // typify panics on shapes that it does not expect. It never sees one; if it ever did, that
    // would be a report like any other.
    catch_unwind(AssertUnwindSafe(|| document.run()))
        .unwrap_or_else(|_| Err("it panicked".into()))
        .map_err(|why| super::defect(&format!("typify: {why}")))
}

struct Document<'a> {
    known: &'a Definitions,
    boxes: &'a Boxes,
    numbers: Numbers,
    definitions: Map<String, Value>,
    /// Types of the library and of `std`, by their path, with the names that typify knows them by.
    foreign: BTreeMap<String, String>,
    settings: TypeSpaceSettings,
}

impl Document<'_> {
    fn run(self) -> Result<File, Box<dyn Error>> {
        let root: RootSchema = serde_json::from_value(json!({ "definitions": self.definitions }))?;
        let mut space = TypeSpace::new(&self.settings);
        space.add_root_schema(root)?;
        Ok(syn::parse2(space.to_stream())?)
    }

    fn add(&mut self, name: &str, kind: &Kind) {
        let schema = match kind {
            Kind::Enumeration(words) if names::are_distinct(words.iter()) => {
                json!({ "type": "string", "enum": words })
            }
            Kind::Object(object) => self.object(name, object),
            Kind::HandWritten { path } => return self.replace(name, path),
            _ => return self.replace(name, name),
        };

        self.definitions.insert(name.to_owned(), schema);
    }

    /// Declares a type that is written elsewhere.
    fn replace(&mut self, name: &str, path: &str) {
        self.definitions.insert(name.to_owned(), json!({ "type": "string" }));
        self.settings.with_replacement(name, path, [TypeSpaceImpl::Display].into_iter());
    }

    fn object(&mut self, name: &str, object: &Object) -> Value {
        let mut properties = Map::new();
        for member in object.members.values() {
            let mut schema = match (&member.presence, &member.usage) {
                (_, Usage::Nullable(_)) | (Presence::Required | Presence::Default(_), _) => {
                    self.usage(name, &member.usage)
                }
                // Absent is not empty: the field is an `Option`, of an array as of anything else.
                (Presence::Optional | Presence::OptionalOrNull, usage) => {
                    self.usage(name, &Usage::Nullable(Box::new(usage.clone())))
                }
            };
            if let Presence::Default(default) = &member.presence {
                schema["default"] = default.clone();
            }

            properties.insert(member.field.clone(), schema);
        }
        let required: Vec<&String> = object
            .members
            .values()
            .filter(|member| member.presence == Presence::Required)
            .map(|member| &member.field)
            .collect();
        // typify drops the further members that `true` allows, and keeps those that `{}` allows.
        let rest = if object.rest.is_open() { json!({}) } else { json!(false) };
        json!({
            "type": "object",
            "properties": properties,
            "required": required,
            "additionalProperties": rest,
        })
    }

    /// The type of a place in the struct `owner`.
    fn usage(&mut self, owner: &str, usage: &Usage) -> Value {
        match usage {
            Usage::Anything
            | Usage::FreeObject
            | Usage::Map(_)
            | Usage::Null
            | Usage::Number
            | Usage::Whole => self.foreign(absolute_usage(usage, self.numbers)),
            Usage::Boolean => json!({ "type": "boolean" }),
            // What is behind the pointer of a list is no part of the owner, whatever its type.
            Usage::List(items) => json!({ "type": "array", "items": self.usage("", items) }),
            Usage::Named(name) if self.boxes.contain(owner, name) => {
                let held = absolute_usage(usage, self.numbers);
                self.foreign(quote!(::std::boxed::Box<#held>))
            }
            Usage::Named(name) => reference(name),
            Usage::Nullable(inner) => {
                json!({ "oneOf": [self.usage(owner, inner), { "type": "null" }] })
            }
            Usage::Text => json!({ "type": "string" }),
            Usage::Tuple(items) => {
                let items: Vec<Value> = items.iter().map(|it| self.usage(owner, it)).collect();
                let length = items.len();
                json!({ "type": "array", "items": items, "minItems": length, "maxItems": length })
            }
        }
    }

    fn foreign(&mut self, path: TokenStream) -> Value {
        let path = path.to_string();
        if let Some(name) = self.foreign.get(&path) {
            return reference(name);
        }
        let mut names = (self.foreign.len()..).map(|number| format!("Foreign{number}"));
        let is_free =
            |name: &String| !self.known.contains_key(name) && !self.definitions.contains_key(name);
        let Some(name) = names.find(is_free) else {
            return Value::Bool(true);
        };
        self.replace(&name, &path);
        let reference = reference(&name);
        self.foreign.insert(path, name);
        reference
    }
}

fn reference(name: &str) -> Value {
    json!({ "$ref": format!("#/definitions/{name}") })
}
