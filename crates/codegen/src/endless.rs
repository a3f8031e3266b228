//! References that lead back to themselves without a step into the document, so that no validator
//! would come to an end, and references that take very long to come to one.

use exact_schema_schema::Location;
use std::collections::BTreeMap;

use serde_json::Value;

use crate::graph::{Edges, leaves_first, on_circles};
use crate::refusal::Refusal;
use crate::schemas::Schemas;

/// Keywords whose schemas apply to the same value as the schema that they stand in.
const IN_PLACE: [&str; 8] =
    ["allOf", "anyOf", "dependentSchemas", "else", "if", "not", "oneOf", "then"];

/// How many schemas may apply to a value because of each other.
const DEPTH: usize = 128;

/// Refuses each reference on a circle, and each schema that others depend on too deep for a stack.
pub(crate) fn endless(schemas: &Schemas) -> Vec<Refusal> {
    let places: Vec<&Location> = schemas.positions().collect();
    let numbers: BTreeMap<&Location, usize> =
        places.iter().enumerate().map(|(number, &at)| (at, number)).collect();
    let next: Edges = places
        .iter()
        .map(|at| {
            let targets = referenced(schemas, at).into_iter().chain(inside(schemas, at));
            targets.filter_map(|target| numbers.get(&target).copied()).collect()
        })
        .collect();
    let circling = on_circles(&next);
    let circle = |(number, &at): (usize, &&Location)| {
        let target = *numbers.get(&referenced(schemas, at)?)?;
        (circling[number] && circling[target]).then(|| {
            let why = "it leads back to itself without a member or an item in between";
            Refusal::new(at, "$ref", why, "a schema that describes the value")
        })
    };
    let mut refusals: Vec<Refusal> = places.iter().enumerate().filter_map(circle).collect();
    let mut depths = vec![0; places.len()];
    for node in leaves_first(&next) {
        depths[node] = next[node].iter().map(|&target| depths[target] + 1).max().unwrap_or(0);
        if depths[node] == DEPTH {
            let why = format!("it depends on other schemas more than {DEPTH} deep");
            refusals.push(Refusal::new(places[node], "", why, "a shorter way to what is meant"));
        }
    }
    refusals
}

fn referenced(schemas: &Schemas, at: &Location) -> Option<Location> {
    schemas.resolve(at, schemas.at(at)["$ref"].as_str()?).ok()
}

fn inside(schemas: &Schemas, at: &Location) -> Vec<Location> {
    let mut found = Vec::new();
    for keyword in IN_PLACE {
        let place = at.child(keyword);
        match (keyword, &schemas.at(at)[keyword]) {
            ("allOf" | "anyOf" | "oneOf", _) => found.extend(schemas.branches(at, keyword)),
            ("dependentSchemas", Value::Object(named)) => {
                found.extend(named.keys().map(|name| place.child(name)));
            }
            (_, Value::Object(_)) => found.push(place),
            _ => {}
        }
    }
    found
}
