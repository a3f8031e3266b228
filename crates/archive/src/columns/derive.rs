//! From what a JSON Schema says of a member to the Arrow type that holds every value of it.

use std::sync::Arc;

use arrow_schema::{DataType, TimeUnit};
use export_bundles::CONTRACT;
use serde_json::Value;

/// Why a member has no column.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the schemas have no member {pointer} of one type that an Arrow column holds exactly")]
pub struct NoColumn {
    pointer: String,
}

/// The Arrow type of the member at that pointer, in every one of these schema files that has it.
///
/// # Errors
///
/// [`NoColumn`] where none has it, where they do not agree, or where no column holds its values exactly.
pub fn arrow_type(files: &[&str], pointer: &str) -> Result<DataType, NoColumn> {
    let no_column = || NoColumn { pointer: pointer.to_owned() };
    let mut found = None;
    for file in files {
        let schema = Located::of(file, "").ok_or_else(no_column)?;
        let mut names = pointer.split('/').skip(1);
        let Some(member) = names.try_fold(schema, |schema, name| schema.member(name)) else {
            continue;
        };
        let here = member.arrow_type().ok_or_else(no_column)?;
        if found.replace(here.clone()).is_some_and(|other| other != here) {
            return Err(no_column());
        }
    }
    found.ok_or_else(no_column)
}

/// A schema, and the document in which it stands.
#[derive(Clone, Debug)]
struct Located {
    document: Arc<Value>,
    schema: Value,
}

impl Located {
    fn of(file: &str, fragment: &str) -> Option<Self> {
        let (_, text) = CONTRACT.sources().iter().find(|(name, _)| name.ends_with(file))?;
        let document: Value = serde_json::from_str(text).ok()?;
        let schema = document.pointer(fragment)?.clone();
        Some(Self { document: document.into(), schema })
    }

    fn here(&self, schema: &Value) -> Self {
        Self { schema: schema.clone(), ..self.clone() }
    }

    /// What `$ref` leads to, if there is one.
    fn referred(&self) -> Option<Self> {
        let reference = self.schema.get("$ref")?.as_str()?;
        let (file, fragment) = reference.split_once('#').unwrap_or((reference, ""));
        match file {
            "" => Some(self.here(self.document.pointer(fragment)?)),
            file => Self::of(file, fragment),
        }
    }

    /// The schemas that hold beside each other for the same instance, this one first.
    fn conjuncts(&self) -> Vec<Self> {
        let all_of = self.schema.get("allOf").and_then(Value::as_array);
        let all_of = all_of.into_iter().flatten().map(|it| self.here(it));
        let others = all_of.chain(self.referred()).flat_map(|it| it.conjuncts());
        std::iter::once(self.clone()).chain(others.collect::<Vec<_>>()).collect()
    }

    fn member(&self, name: &str) -> Option<Self> {
        let conjuncts = self.conjuncts();
        conjuncts.iter().find_map(|it| Some(it.here(it.schema.get("properties")?.get(name)?)))
    }

    /// Of a member that may be null it is the type of what else it may be: every column has room for null.
    fn arrow_type(&self) -> Option<DataType> {
        let conjuncts = self.conjuncts();
        let keyword = |name: &str| conjuncts.iter().find_map(|it| it.schema.get(name));
        if let Some(branches) = keyword("anyOf").and_then(Value::as_array) {
            let is_null = |it: &&Value| it.get("type").and_then(Value::as_str) == Some("null");
            let others: Vec<_> = branches.iter().filter(|it| !is_null(it)).collect();
            return match others[..] {
                [only] => self.here(only).arrow_type(),
                _ => None,
            };
        }
        let kind = match keyword("type")? {
            Value::String(kind) => kind.as_str(),
            Value::Array(kinds) => {
                let mut others = kinds.iter().filter_map(Value::as_str).filter(|it| *it != "null");
                others.next().filter(|_| others.next().is_none())?
            }
            _ => return None,
        };
        match kind {
            "boolean" => Some(DataType::Boolean),
            "number" => Some(DataType::Float64),
            "integer" => {
                // Without bounds that an `i64` holds, its column would not hold every value.
                let bound = |name| keyword(name).and_then(Value::as_i64);
                bound("minimum").and(bound("maximum")).map(|_| DataType::Int64)
            }
            "string" if keyword("format").is_some_and(|it| it == "date-time") => {
                Some(DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())))
            }
            "string" => Some(DataType::Utf8),
            _ => None,
        }
    }
}
