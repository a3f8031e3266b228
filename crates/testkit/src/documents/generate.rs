//! Documents that a schema accepts, made from the schema.

use std::collections::BTreeMap;

use exact_schema_runtime::Contract;
use fastrand::Rng;
use serde_json::{Map, Value, json};

/// Makes documents that a schema file accepts.
#[derive(Debug)]
pub struct Generator {
    file: String,
    schemas: BTreeMap<String, Value>,
    /// Scalars that are good somewhere in the contract.
    pub scalars: Vec<Value>,
}

impl Generator {
    /// For documents of `file`, one of the source schemas of the contract.
    ///
    /// # Panics
    ///
    /// If a source is not JSON.
    #[must_use]
    pub fn new(contract: &Contract, file: &str) -> Self {
        let sources = contract.sources().iter();
        let schemas: BTreeMap<String, Value> = sources
            .map(|(name, text)| ((*name).to_owned(), serde_json::from_str(text).unwrap()))
            .collect();
        let definitions = schemas.values().filter_map(|schema| schema["$defs"].as_object());
        let scalars = definitions.flat_map(|it| it.values()).flat_map(|definition| {
            let words = ["examples", "enum"].map(|it| definition[it].as_array().cloned());
            words.into_iter().flatten().flatten().filter(|it| !it.is_object()).collect::<Vec<_>>()
        });
        let scalars = scalars.collect();
        Self { file: file.to_owned(), schemas, scalars }
    }

    /// A document.
    ///
    /// # Panics
    ///
    /// If the schema has a keyword that this does not know.
    pub fn document(&self, rng: &mut Rng) -> Value {
        self.value(&self.file, &self.schemas[&self.file], rng)
    }

    fn value(&self, file: &str, schema: &Value, rng: &mut Rng) -> Value {
        if let Some(reference) = schema["$ref"].as_str() {
            let (target, pointer) = reference.split_once('#').unwrap_or((reference, ""));
            let target = if target.is_empty() { file } else { target };
            return self.value(target, self.schemas[target].pointer(pointer).unwrap(), rng);
        }
        if let Some(word) = schema.get("const") {
            return word.clone();
        }
        for keyword in ["enum", "anyOf", "oneOf"] {
            if let Some(choices) = schema[keyword].as_array() {
                let chosen = rng.choice(choices).unwrap();
                let is_schema = keyword != "enum";
                return if is_schema { self.value(file, chosen, rng) } else { chosen.clone() };
            }
        }
        let kind = match &schema["type"] {
            Value::Array(kinds) => rng.choice(kinds).unwrap().clone(),
            kind => kind.clone(),
        };
        match kind.as_str().unwrap() {
            "object" if schema.get("properties").is_some() => {
                let mut object = Map::new();
                self.members(file, schema, &mut object, rng);
                Value::Object(object)
            }
            "object" => free_form(3, rng),
            "array" => {
                let items = rng.usize(0..4);
                (0..items).map(|_| self.value(file, &schema["items"], rng)).collect()
            }
            "boolean" => rng.bool().into(),
            "null" => Value::Null,
            "integer" => integer(schema, rng).into(),
            "number" => rng.choice([0.0, 0.1, 1.0, 12.75, 1e3, 1e-7, 1e300, -0.0]).into(),
            _ => text(schema, rng).into(),
        }
    }

    fn members(&self, file: &str, schema: &Value, object: &mut Map<String, Value>, rng: &mut Rng) {
        for base in schema["allOf"].as_array().into_iter().flatten() {
            let reference = base["$ref"].as_str().unwrap();
            let (target, pointer) = reference.split_once('#').unwrap();
            let target = if target.is_empty() { file } else { target };
            self.members(target, self.schemas[target].pointer(pointer).unwrap(), object, rng);
        }
        for (name, member) in schema["properties"].as_object().unwrap() {
            let required =
                schema["required"].as_array().is_some_and(|it| it.contains(&json!(name)));
            if required || rng.bool() {
                object.insert(name.clone(), self.value(file, member, rng));
            }
        }
    }
}

/// An integer that the schema accepts: the least, the greatest, or one between them.
fn integer(schema: &Value, rng: &mut Rng) -> u64 {
    let bound = |keyword: &str| schema[keyword].as_u64().unwrap();
    let bounds = bound("minimum")..=bound("maximum");
    let fits = [*bounds.start(), *bounds.end(), 1, 7, 422, 4_812].into_iter();
    rng.choice(fits.filter(|it| bounds.contains(it)).collect::<Vec<_>>()).unwrap()
}

/// A string that the schema accepts: one of its examples, or one of no particular kind.
fn text(schema: &Value, rng: &mut Rng) -> String {
    if schema["format"] == "date-time" {
        return timestamp(rng);
    }
    match schema["examples"].as_array() {
        Some(examples) if schema.get("pattern").is_some() => {
            rng.choice(examples).unwrap().as_str().unwrap().to_owned()
        }
        _ => {
            let texts = ["x", "Größe 数 🦀", "a\u{a0}b", "quoted \" and \\ and /", "\u{2028}"];
            rng.choice(texts).unwrap().repeat(rng.usize(1..4))
        }
    }
}

fn timestamp(rng: &mut Rng) -> String {
    let year = rng.choice(["0001", "1970", "2000", "2024", "2026", "9999"]).unwrap();
    let fraction = rng.choice(["", ".5", ".589793", ".000001", ".10"]).unwrap();
    let (month, day) = (rng.u8(1..13), rng.u8(1..29));
    let (hour, minute, second) = (rng.u8(0..24), rng.u8(0..60), rng.u8(0..60));
    format!("{year}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}{fraction}Z")
}

/// Any JSON object.
fn free_form(depth: usize, rng: &mut Rng) -> Value {
    let members = rng.usize(0..3);
    (0..members)
        .map(|index| {
            let value = match rng.u8(0..6) {
                0 if depth > 0 => free_form(depth - 1, rng),
                1 => json!([1, -2.5, [null], {"": true}]),
                2 => json!(18_446_744_073_709_551_615_u64),
                3 => json!(-1e-300),
                4 => json!("\u{0}\u{7f}\u{ffff}"),
                _ => Value::Null,
            };
            (format!("k{index}"), value)
        })
        .collect::<Map<_, _>>()
        .into()
}
