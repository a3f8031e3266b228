//! Definitions, each as a schema of its own.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::{Map, Value};

use super::{Document, LoadError, error::Problem};
use exact_schema_schema::{pointer, reference, subschema};

/// The keywords that hold definitions. The second is that of older drafts, and still written.
const HOLDERS: [&str; 2] = ["$defs", "definitions"];

impl Document {
    /// The schema at a place of the document as a document of its own, with what it refers to.
    ///
    /// `reference` names the place as `$ref` does: `#/$defs/Address`. Where the document was written in
    /// an older draft, `#/definitions/Address` names the same place.
    ///
    /// ```
    /// use exact_schema_compat::{Document, Options, Verdict, compare};
    /// use serde_json::json;
    ///
    /// let old = Document::new("types", json!({"$defs": {"Count": {"type": "integer"}}}))?;
    /// let new = Document::new("types", json!({"$defs": {"Count": {"type": "number"}}}))?;
    /// let [old, new] = [old.rooted_at("#/$defs/Count")?, new.rooted_at("#/$defs/Count")?];
    /// let report = compare(&old, &new, &Options::default());
    ///
    /// assert_eq!(report.name, "types#/$defs/Count");
    /// assert_eq!(report.backward, Some(Verdict::Compatible));
    /// # Ok::<(), exact_schema_compat::LoadError>(())
    /// ```
    ///
    /// # Errors
    ///
    /// Where nothing stands at that place.
    pub fn rooted_at(&self, reference: &str) -> Result<Self, LoadError> {
        let target = reference::target_within(reference);
        let translated = target.as_ref().and_then(|target| {
            Some(pointer::join("", HOLDERS[0]) + target.strip_prefix("/definitions")?)
        });
        let targets = target.into_iter().chain(translated);
        let found = targets.into_iter().find(|target| self.schema.pointer(target).is_some());
        let Some(target) = found else {
            let problem = Problem::NoSuchPlace {
                document: self.name.clone(),
                reference: reference.to_owned(),
                definitions: self.definitions.clone(),
            };
            return Err(problem.into());
        };
        Ok(self.definition(&target))
    }

    /// The definitions of the document itself, as pointers, each with its name.
    pub(crate) fn definitions(&self) -> impl Iterator<Item = (String, &str)> {
        self.definitions.iter().map(|at| {
            let name = pointer::tokens(at).last().unwrap_or_default();
            (name, at.as_str())
        })
    }

    /// The definition at the pointer, with what it refers to.
    pub(crate) fn definition(&self, at: &str) -> Self {
        let mut closure = Closure { document: self, reached: BTreeSet::new(), root: None };
        let mut root = Map::new();
        root.insert("$ref".to_owned(), closure.led(at).into());
        closure.reach(at);
        let mut all = Value::Object(root);
        while let Some(held) = closure.next(&all) {
            let schema = closure.schema(&held);
            let holder =
                all.as_object_mut().map(|all| all.entry(held.holder).or_insert_with(empty));
            if let Some(Value::Object(holder)) = holder {
                holder.insert(held.name, schema);
            }
        }
        Self {
            name: format!("{}{}", self.name, reference::within(at)),
            id: None,
            schema: all,
            undecidable: self.undecidable.clone(),
            definitions: Vec::new(),
            file: self.file.clone(),
            sources: Arc::clone(&self.sources),
            translations: Arc::clone(&self.translations),
        }
    }
}

/// The pointers of the definitions right within `schema`.
pub(super) fn definitions(schema: &Value) -> Vec<String> {
    let held = HOLDERS.iter().filter_map(|holder| Some((holder, schema.get(holder)?.as_object()?)));
    let pointers = |(holder, named): (&&str, &Map<String, Value>)| -> Vec<String> {
        let at = pointer::join("", holder);
        named.keys().map(|name| pointer::join(&at, name)).collect()
    };
    held.flat_map(pointers).collect()
}

fn empty() -> Value {
    Map::new().into()
}

/// A definition by the keyword that holds it and its name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Held {
    holder: &'static str,
    name: String,
}

/// What one definition refers to, directly or not.
struct Closure<'a> {
    document: &'a Document,
    reached: BTreeSet<Held>,
    /// The name under which the root stands among the definitions, if one refers to it.
    root: Option<String>,
}

impl Closure<'_> {
    /// One that is reached, and not among those of `all`.
    fn next(&self, all: &Value) -> Option<Held> {
        let is_missing =
            |held: &&Held| all.get(held.holder).and_then(|it| it.get(&held.name)).is_none();
        self.reached.iter().find(is_missing).cloned()
    }

    /// The definition, with references that are right where it will stand.
    fn schema(&mut self, held: &Held) -> Value {
        let is_root = self.root.as_ref() == Some(&held.name) && held.holder == HOLDERS[0];
        let mut schema = match is_root {
            true => {
                let mut root = self.document.schema.clone();
                if let Some(keywords) = root.as_object_mut() {
                    HOLDERS.iter().for_each(|holder| {
                        keywords.remove(*holder);
                    });
                }
                root
            }
            false => self.document.schema[held.holder][held.name.as_str()].clone(),
        };
        self.lead(&mut schema);
        schema
    }

    fn lead(&mut self, schema: &mut Value) {
        if let Some(Value::String(reference)) = schema.get_mut("$ref")
            && let Some(target) = reference::target_within(reference)
        {
            self.reach(&target);
            *reference = self.led(&target);
        }
        subschema::change_each(schema, |_, schema| self.lead(schema));
    }

    fn reach(&mut self, target: &str) {
        let held = self.held(target);
        self.reached.insert(held);
    }

    /// The definition that holds the target; the root counts as one.
    fn held(&mut self, target: &str) -> Held {
        let mut tokens = pointer::tokens(target);
        let (first, second) = (tokens.next(), tokens.next());
        let holder = HOLDERS.iter().find(|holder| first.as_deref() == Some(**holder));
        match (holder, second) {
            (Some(holder), Some(name)) => Held { holder, name },
            _ => Held { holder: HOLDERS[0], name: self.root() },
        }
    }

    fn led(&mut self, target: &str) -> String {
        let Held { holder, name } = self.held(target);
        let at = pointer::join(&pointer::join("", holder), &name);
        let is_led = target == at || target.starts_with(&format!("{at}/"));
        reference::within(&if is_led { target.to_owned() } else { format!("{at}{target}") })
    }

    /// The root stands under the name of the document, or one like it.
    fn root(&mut self) -> String {
        let document = self.document;
        let defined = document.schema.get(HOLDERS[0]);
        self.root
            .get_or_insert_with(|| {
                let mut name = document.name.clone();
                while defined.is_some_and(|defined| defined.get(&name).is_some()) {
                    name.push('_');
                }
                name
            })
            .clone()
    }
}
