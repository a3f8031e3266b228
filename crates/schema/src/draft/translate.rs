//! What a schema of an older draft says, said in 2020-12.

use serde_json::{Map, Value};

use super::lift::lift;
use super::moves::Moves;
use super::{Draft, since};
use crate::pointer::join;
use crate::{dialect, reference, subschema};

/// What `$recursiveAnchor: true` is called in 2020-12.
const RECURSIVE: &str = "recursive-anchor";

/// A document in 2020-12, and where its schemas came from.
#[derive(Clone, Debug)]
pub struct Translated {
    /// The document, which accepts what the one it was made of accepts in its own draft.
    pub document: Value,
    /// Where its schemas came from.
    pub places: Places,
}

/// Where the schemas of a document stood in the one that it was made of.
#[derive(Clone, Debug, Default)]
pub struct Places {
    /// What was moved first, in the draft of the original.
    lifted: Moves,
    moves: Moves,
}

impl Places {
    /// Where a place of the document stands in the one that it was made of.
    ///
    /// ```
    /// use exact_schema_schema::{Draft, translate};
    /// use serde_json::json;
    ///
    /// let old = json!({ "items": [{ "type": "string" }], "additionalItems": false });
    /// let translated = translate(old, Draft::Draft7);
    /// assert_eq!(translated.document["prefixItems"][0]["type"], "string");
    /// assert_eq!(translated.places.original("/prefixItems/0/type"), "/items/0/type");
    /// assert_eq!(translated.places.original("/items"), "/additionalItems");
    /// assert_eq!(translated.places.moved("/items/0/type"), "/prefixItems/0/type");
    /// ```
    #[must_use]
    pub fn original(&self, pointer: &str) -> String {
        self.lifted.old_place(&self.moves.old_place(pointer))
    }

    /// Where a place of the original stands in the document.
    #[must_use]
    pub fn moved(&self, pointer: &str) -> String {
        self.moves.new_place(&self.lifted.new_place(pointer))
    }
}

/// Says in 2020-12 what a document says in an older draft: it accepts the same instances.
///
/// Keywords that the draft does not know are left out, as they mean nothing there; so are those beside a `$ref`, up to
/// draft 7. Schemas stay where they are, but for those of `definitions`, which are `$defs`, of `items` and
/// `additionalItems`, which are `prefixItems` and `items`, and of `dependencies`, which are `dependentSchemas`; references
/// follow them.
///
/// One thing cannot be said: in draft 4 a number that is written with a fraction, as 1.0 is, is no integer.
#[must_use]
pub fn translate(mut document: Value, draft: Draft) -> Translated {
    let lifted = lift(&mut document, draft);
    let mut translator = Translator { draft, resource: Vec::new(), moves: Moves::default() };
    let mut document = translator.schema(document, "", "");
    let moves = translator.moves;
    lead_on(&mut document, "", ("", ""), &moves);
    Translated { document, places: Places { lifted, moves } }
}

struct Translator {
    draft: Draft,
    /// Whether the resource that is being read, and those around it, have a `$recursiveAnchor`.
    resource: Vec<bool>,
    moves: Moves,
}

impl Translator {
    /// A schema that stood at one place and stands at another now.
    fn schema(&mut self, schema: Value, old: &str, new: &str) -> Value {
        let Value::Object(keywords) = schema else { return schema };
        let outer = self.draft;
        let own = keywords.get("$schema").and_then(Value::as_str).and_then(Draft::named_by);
        // A schema with an identity may be of another draft than the one around it.
        let is_resource = old.is_empty() || self.identity(&keywords).is_some();
        self.draft = own.filter(|_| is_resource && !old.is_empty()).unwrap_or(outer);
        if is_resource {
            let is_recursive = keywords.get("$recursiveAnchor") == Some(&Value::Bool(true));
            self.resource.push(is_recursive && self.draft == Draft::Draft2019);
        }
        let translated = self.keywords(keywords, old, new);
        if is_resource {
            self.resource.pop();
        }
        self.draft = outer;
        Value::Object(translated)
    }

    fn identity<'k>(&self, keywords: &'k Map<String, Value>) -> Option<&'k str> {
        let name = if self.draft == Draft::Draft4 { "id" } else { "$id" };
        keywords.get(name).and_then(Value::as_str).filter(|id| !id.starts_with('#'))
    }

    fn keywords(
        &mut self,
        keywords: Map<String, Value>,
        old: &str,
        new: &str,
    ) -> Map<String, Value> {
        let mut said = Map::new();
        let draft = self.draft;
        let is_reference =
            draft <= Draft::Draft7 && keywords.get("$ref").is_some_and(Value::is_string);
        let has_tuple = keywords.get("items").is_some_and(Value::is_array);
        let is_strict =
            |name: &str| draft == Draft::Draft4 && keywords.get(name) == Some(&Value::Bool(true));
        let mut recurses = false;
        let defined = keywords.get("$defs").and_then(Value::as_object);
        let defined: Vec<String> = defined.into_iter().flat_map(Map::keys).cloned().collect();
        let (above, below) = (is_strict("exclusiveMinimum"), is_strict("exclusiveMaximum"));
        for (name, value) in keywords {
            if is_reference && !stays_beside_reference(&name) || since::is_later(&name, draft) {
                continue;
            }
            let from = join(old, &name);
            match (&name[..], value) {
                ("$schema", _) => {
                    said.insert(name, dialect::DRAFT_2020_12.into());
                }
                ("id", Value::String(id)) if draft == Draft::Draft4 => identify(&id, &mut said),
                ("$id", Value::String(id)) => identify(&id, &mut said),
                ("$recursiveAnchor", Value::Bool(is_recursive)) if draft == Draft::Draft2019 => {
                    if is_recursive {
                        said.insert("$dynamicAnchor".to_owned(), RECURSIVE.into());
                    }
                }
                ("$recursiveRef", Value::String(_)) if draft == Draft::Draft2019 => {
                    recurses = true;
                }
                ("minimum", limit) if above => {
                    said.insert("exclusiveMinimum".to_owned(), limit);
                }
                ("maximum", limit) if below => {
                    said.insert("exclusiveMaximum".to_owned(), limit);
                }
                ("exclusiveMinimum" | "exclusiveMaximum", Value::Bool(_))
                    if draft == Draft::Draft4 => {}
                ("format", Value::String(format)) if since::is_later_format(&format, draft) => {}
                ("items", Value::Array(items)) if draft < Draft::Draft2020 => {
                    self.moves.add(from.clone(), join(new, "prefixItems"));
                    // A list of none says nothing, and is none in 2020-12.
                    if !items.is_empty() {
                        let items = self.list(items, &from, &join(new, "prefixItems"));
                        said.insert("prefixItems".to_owned(), items);
                    }
                }
                ("additionalItems", rest) if draft < Draft::Draft2020 => {
                    if has_tuple {
                        self.moves.add(from.clone(), join(new, "items"));
                        let rest = self.schema(rest, &from, &join(new, "items"));
                        said.insert("items".to_owned(), rest);
                    }
                }
                ("definitions", Value::Object(definitions)) => {
                    self.definitions(definitions, &from, new, &defined, &mut said);
                }
                ("dependencies", Value::Object(dependencies)) if draft <= Draft::Draft7 => {
                    self.dependencies(dependencies, &from, new, &mut said);
                }
                ("$defs", value) => match self.value(&name, value, &from, &join(new, &name)) {
                    Value::Object(schemas) => {
                        schemas.into_iter().for_each(|(name, it)| define(&mut said, name, it));
                    }
                    malformed => {
                        said.insert(name, malformed);
                    }
                },
                (_, value) => {
                    let value = self.value(&name, value, &from, &join(new, &name));
                    said.insert(name, value);
                }
            }
        }
        // It is always `#`: where the root of its resource says so, that of the outermost that says so.
        match self.resource.last() {
            Some(true) if recurses => {
                said.insert("$dynamicRef".to_owned(), format!("#{RECURSIVE}").into());
            }
            _ if recurses => refer("#", &mut said),
            _ => {}
        }
        said
    }

    /// The value of a keyword, whose schemas are translated.
    fn value(&mut self, name: &str, value: Value, old: &str, new: &str) -> Value {
        // A keyword alone tells where its schemas stand, whatever else is beside it.
        let mut alone = Value::Object(Map::from_iter([(name.to_owned(), value)]));
        subschema::change_each(&mut alone, |place, inner| {
            let below = &place[join("", name).len()..];
            *inner = self.schema(inner.take(), &format!("{old}{below}"), &format!("{new}{below}"));
        });
        alone.get_mut(name).map(Value::take).unwrap_or_default()
    }

    fn list(&mut self, schemas: Vec<Value>, old: &str, new: &str) -> Value {
        let at = |(index, schema): (usize, Value)| {
            self.schema(schema, &format!("{old}/{index}"), &format!("{new}/{index}"))
        };
        schemas.into_iter().enumerate().map(at).collect()
    }

    /// `definitions`, which are `$defs`. Where there are `$defs`, too, they keep their names.
    fn definitions(
        &mut self,
        definitions: Map<String, Value>,
        old: &str,
        new: &str,
        defined: &[String],
        said: &mut Map<String, Value>,
    ) {
        for (name, definition) in definitions {
            let mut to = name.clone();
            while defined.contains(&to) {
                to.push('_');
            }
            let (from, new) = (join(old, &name), join(&join(new, "$defs"), &to));
            self.moves.add(from.clone(), new.clone());
            let schema = self.schema(definition, &from, &new);
            define(said, to, schema);
        }
    }

    fn dependencies(
        &mut self,
        dependencies: Map<String, Value>,
        old: &str,
        new: &str,
        said: &mut Map<String, Value>,
    ) {
        let (mut required, mut schemas) = (Map::new(), Map::new());
        for (name, dependency) in dependencies {
            if dependency.is_array() {
                if required.is_empty() {
                    self.moves.add(old.to_owned(), join(new, "dependentRequired"));
                }
                required.insert(name, dependency);
                continue;
            }
            let (from, to) = (join(old, &name), join(&join(new, "dependentSchemas"), &name));
            self.moves.add(from.clone(), to.clone());
            let schema = self.schema(dependency, &from, &to);
            schemas.insert(name, schema);
        }
        for (keyword, of) in [("dependentRequired", required), ("dependentSchemas", schemas)] {
            if !of.is_empty() {
                said.insert(keyword.to_owned(), of.into());
            }
        }
    }
}

fn define(said: &mut Map<String, Value>, name: String, schema: Value) {
    let definitions = said.entry("$defs").or_insert_with(|| Map::new().into());
    if let Value::Object(definitions) = definitions {
        definitions.insert(name, schema);
    }
}

/// A reference beside others.
fn refer(to: &str, said: &mut Map<String, Value>) {
    let reference = Value::from(to);
    let Some(other) = said.insert("$ref".to_owned(), reference.clone()) else { return };
    said.insert("$ref".to_owned(), other);
    let all = said.entry("allOf").or_insert_with(|| Value::Array(Vec::new()));
    if let Value::Array(all) = all {
        all.push(Map::from_iter([("$ref".to_owned(), reference)]).into());
    }
}

/// What is read beside a reference: notes, and schemas that others refer to.
fn stays_beside_reference(name: &str) -> bool {
    matches!(
        name,
        "$ref" | "$schema" | "$comment" | "title" | "description" | "definitions" | "$defs"
    )
}

/// Before 2019-09 an identity may be the name of a place, which is an anchor since.
fn identify(id: &str, said: &mut Map<String, Value>) {
    let (document, fragment) = reference::split(id);
    if !document.is_empty() {
        said.insert("$id".to_owned(), document.into());
    }
    if !fragment.is_empty() && !fragment.starts_with('/') {
        said.insert("$anchor".to_owned(), fragment.into());
    }
}

/// Leads references to where their targets have moved. `resource` is the place of the resource that `schema` is in, and
/// `id` what it is called.
fn lead_on(schema: &mut Value, at: &str, (resource, id): (&str, &str), moves: &Moves) {
    let own = schema.get("$id").and_then(Value::as_str).map(str::to_owned);
    let (resource, id) = own.as_ref().map_or((resource, id), |own| (at, own));
    if let Some(Value::String(target)) = schema.get_mut("$ref") {
        let (document, fragment) = reference::split(target);
        let pointer = reference::decode(fragment).into_owned();
        if (document.is_empty() || document == id) && pointer.starts_with('/') {
            let moved = moves.new_place(&format!("{}{pointer}", moves.old_place(resource)));
            if let Some(within) = moved.strip_prefix(resource).filter(|it| **it != *pointer) {
                *target = reference::within(within);
            }
        }
    }
    subschema::change_each(schema, |place, inner| {
        lead_on(inner, &format!("{at}{place}"), (resource, id), moves);
    });
}
