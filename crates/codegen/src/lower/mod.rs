//! Lowers schemas to types: every shape that Rust expresses exactly gets a structure, every other
//! one a reason why not.

mod alternatives;
mod choice;
mod kind;
mod list;
mod object;
mod otherwise;
mod scalar;
mod types;
mod wider;

use exact_schema_schema::Location;
use exact_schema_schema::keyword::{EXPECTED, is_annotation};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::resume_unwind;
use std::sync::LazyLock;
use std::thread;

use serde_json::{Map, Value};

use crate::accept::Acceptance;
use crate::names::{self, Names, type_name};
use crate::options::{Fallback, Options};
use crate::refusal::Refusal;
use crate::schemas::Schemas;
use crate::shape::{About, Definition, Definitions, JsonType, Kind, ListRule, Usage};

/// The types of a set of schemas.
#[derive(Debug)]
pub(crate) struct Lowered {
    pub(crate) definitions: Definitions,
    /// The type of each root that was asked for.
    pub(crate) roots: BTreeMap<Location, String>,
    pub(crate) refusals: Vec<Refusal>,
}

/// Enough for types that lead to each other as far as `kind` allows, with as many references from
/// each to the next as may be.
const STACK: usize = 64 << 20;

/// Lowers the schema at each of `roots`.
pub(crate) fn lower(schemas: &Schemas, roots: &[Location], options: &Options) -> Lowered {
    let lowered = || lower_here(schemas, roots, options);
    thread::scope(|scope| {
        match thread::Builder::new().stack_size(STACK).spawn_scoped(scope, lowered) {
            Ok(thread) => thread.join().unwrap_or_else(|panic| resume_unwind(panic)),
            Err(_) => lowered(),
        }
    })
}

fn lower_here(schemas: &Schemas, asked: &[Location], options: &Options) -> Lowered {
    let mut lowering = Lowering {
        schemas,
        options,
        depth: 0,
        names: match options.fallback {
            Fallback::Check => Names::readable(),
            Fallback::Refuse => Names::new(),
        },
        progress: BTreeMap::new(),
        definitions: Definitions::new(),
        types: BTreeMap::new(),
        refusals: Vec::new(),
    };
    let mut roots = BTreeMap::new();
    // Names are handed out in this order, which is not to depend on the caller's.
    for at in asked.iter().collect::<BTreeSet<_>>() {
        if let Usage::Named(name) = lowering.root(at) {
            roots.insert(at.clone(), name);
        }
    }
    let mut refusals = lowering.refusals;
    let mut definitions = lowering.definitions;
    keep_reachable(&mut definitions, roots.values());
    refusals.extend(Acceptance::new(&definitions).refuse_defaults());
    Lowered { definitions, roots, refusals }
}

/// A schema that no structure expresses, and why; the reason is a refusal or a comment.
type Structure<T> = Result<T, Refusal>;

struct Lowering<'a> {
    schemas: &'a Schemas,
    options: &'a Options,
    depth: usize,
    names: Names,
    progress: BTreeMap<Location, Progress>,
    definitions: Definitions,
    /// The JSON types of the values of schemas that were looked at.
    types: BTreeMap<Location, BTreeSet<JsonType>>,
    refusals: Vec<Refusal>,
}

/// How far a schema with a name of its own has come.
#[derive(Clone, Debug)]
enum Progress {
    /// Its type is being made; `recursive` once that asked for the type itself.
    Begun {
        name: String,
        recursive: bool,
    },
    Done(Usage),
}

impl<'a> Lowering<'a> {
    /// The keywords of the schema at `at`; none for `true` and `false`.
    fn keywords(&self, at: &Location) -> &'a Map<String, Value> {
        static NONE: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
        self.schemas.at(at).as_object().unwrap_or(&NONE)
    }

    /// The type at the root of a file, which always has a name.
    fn root(&mut self, at: &Location) -> Usage {
        match self.referenced(at) {
            Usage::Named(name) if self.is_defined_at(&name, at) => Usage::Named(name),
            alias => {
                let name = self.names.claim(&self.wish(at));
                self.define(at, &name, Kind::Alias(alias))
            }
        }
    }

    fn is_defined_at(&self, name: &str, at: &Location) -> bool {
        self.definitions.get(name).is_some_and(|definition| definition.location == *at)
    }

    /// The name that a schema with one of its own asks for.
    fn wish(&self, at: &Location) -> String {
        match at.pointer.rsplit_once('/') {
            None => self.title(at).unwrap_or("Root").to_owned(),
            Some(("/$defs", name)) => match self.schemas.origins().file_name(name) {
                Some(file) => self.title(at).unwrap_or(file).to_owned(),
                None => name.to_owned(),
            },
            // A definition of another file, or within a schema: where it stands is not what it is called.
            Some((parent, name))
                if parent.ends_with("/$defs") && !self.schemas.origins().is_empty() =>
            {
                name.to_owned()
            }
            Some(_) => at.pointer.clone(),
        }
    }

    fn title(&self, at: &Location) -> Option<&'a str> {
        self.keywords(at).get("title").and_then(Value::as_str)
    }

    /// The type that a reference to the schema at `at` means.
    fn referenced(&mut self, at: &Location) -> Usage {
        match self.progress.get_mut(at) {
            Some(Progress::Done(usage)) => return usage.clone(),
            Some(Progress::Begun { name, recursive }) => {
                *recursive = true;
                return Usage::Named(name.clone());
            }
            None => {}
        }
        let wish = self.wish(at);
        let name = self.names.claim(&wish);
        if self.options.fallback == Fallback::Refuse && name != type_name(&wish) {
            let taken = type_name(&wish);
            let why = match names::is_reserved(&taken) {
                true => format!("no type can be called `{taken}`"),
                false => format!("another type is called `{taken}` already"),
            };
            self.refusals.push(Refusal::new(at, "", why, "another `title` or definition name"));
        }
        let begun = Progress::Begun { name: name.clone(), recursive: false };
        self.progress.insert(at.clone(), begun);
        let kind = match self.hand_written(at, &wish) {
            Some(hand_written) => Ok(hand_written),
            None => self.kind(at, &name),
        };
        let recursive =
            matches!(self.progress.get(at), Some(Progress::Begun { recursive: true, .. }));
        let usage = match kind {
            Ok(Kind::Alias(alias)) if !recursive => {
                self.names.release(&name);
                alias
            }
            Ok(Kind::Alias(Usage::List(items))) => {
                let rule = ListRule { items: *items, min_items: 0, max_items: None, unique: false };
                self.settle(at, &name, Ok(Kind::List(rule)))
            }
            Ok(alias @ Kind::Alias(Usage::Named(_))) => self.settle(at, &name, Ok(alias)),
            Ok(Kind::Alias(_)) => {
                let why = "it is made of itself, with nothing that could have a name in between";
                let instead = "a definition for what is inside, and a reference to that";
                let reason = Refusal::new(at, "", why, instead);
                self.settle(at, &name, Err(reason))
            }
            settled => self.settle(at, &name, settled),
        };
        self.progress.insert(at.clone(), Progress::Done(usage.clone()));
        usage
    }

    /// The type at a place that may well have no name; if it needs one, it is made of `wish`.
    fn inline(&mut self, at: &Location, wish: &str) -> Usage {
        if self.progress.contains_key(at) {
            return self.referenced(at);
        }
        let wish = self.title(at).unwrap_or(wish);
        match self.kind(at, wish) {
            Ok(Kind::Alias(usage)) => usage,
            settled => {
                let name = self.names.claim(wish);
                self.settle(at, &name, settled)
            }
        }
    }

    /// Gives a type its name; or, where there is no structure, does what the options ask for.
    fn settle(&mut self, at: &Location, name: &str, kind: Structure<Kind>) -> Usage {
        match kind {
            Ok(kind) => self.define(at, name, kind),
            Err(reason) if self.options.fallback == Fallback::Refuse => {
                self.refusals.push(reason);
                Usage::Anything
            }
            Err(reason) => {
                if let Some(kind) = self.otherwise(at, name) {
                    return self.define(at, name, kind);
                }
                let why = match reason.keyword() {
                    Some(keyword) => format!("`{keyword}`: {}", reason.why()),
                    None => reason.why().to_owned(),
                };
                self.define(at, name, Kind::Checked { why })
            }
        }
    }

    /// The type that is written by hand for the definition called `name`, if there is one.
    fn hand_written(&mut self, at: &Location, name: &str) -> Option<Kind> {
        let manifest = self.options.contract.as_ref()?;
        let hand_written = manifest.types.hand_written.get(name)?;
        let mut said = self.keywords(at).clone();
        said.retain(|name, _| !is_annotation(name));
        if Value::Object(said) != hand_written.enforces {
            let why = format!("the type `{name}` is written by hand and enforces something else");
            let instead = format!("{}, or change the type as well", hand_written.enforces);
            self.refusals.push(Refusal::new(at, "", why, instead));
        }
        Some(Kind::HandWritten { path: hand_written.path.clone() })
    }

    fn define(&mut self, at: &Location, name: &str, kind: Kind) -> Usage {
        let keywords = self.keywords(at);
        let title = keywords.get("title").and_then(Value::as_str).map(str::to_owned);
        // Two places may well give the same name; what tells the types apart is the Rust name.
        let said = title.or_else(|| at.tokens().last()).filter(|said| type_name(said) == name);
        let definition = Definition {
            schema_name: said.unwrap_or_else(|| name.to_owned()),
            location: at.clone(),
            about: self.about(at),
            kind,
        };
        self.definitions.insert(name.to_owned(), definition);
        Usage::Named(name.to_owned())
    }

    fn about(&self, at: &Location) -> About {
        let keywords = self.keywords(at);
        About {
            description: keywords.get("description").and_then(Value::as_str).map(str::to_owned),
            examples: keywords
                .get("examples")
                .and_then(Value::as_array)
                .cloned()
                .unwrap_or_default(),
            deprecated: keywords.get("deprecated") == Some(&Value::Bool(true)),
            expected: keywords.get(EXPECTED).and_then(Value::as_str).map(str::to_owned),
        }
    }
}

/// Drops what is left of attempts that failed.
fn keep_reachable<'a>(definitions: &mut Definitions, roots: impl Iterator<Item = &'a String>) {
    let mut pending: Vec<String> = roots.cloned().collect();
    let mut reachable = BTreeSet::new();
    while let Some(name) = pending.pop() {
        if reachable.insert(name.clone()) {
            pending.extend(definitions.get(&name).into_iter().flat_map(|it| it.kind.parts()));
        }
    }
    definitions.retain(|name, _| reachable.contains(name));
}
