//! Tries the generated types on texts, and prints what became of each.

use std::collections::BTreeMap;
use std::panic::catch_unwind;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

mod judges;

type Judge = fn(&str, bool) -> Value;
type Emit = fn() -> Value;

fn main() {
    let file = std::env::args_os().nth(1).unwrap();
    let cases: Value = serde_json::from_slice(&std::fs::read(file).unwrap()).unwrap();
    let mut outcomes = BTreeMap::new();
    for (name, judge, schema) in judges::JUDGES {
        let rulings = cases[name].as_array().unwrap().iter().map(|case| {
            judge(case["text"].as_str().unwrap(), case["whole"] == true)
        });
        let rulings: Vec<Value> = rulings.collect();
        outcomes.insert(name, json!({ "rulings": rulings, "schema": schema() }));
    }
    println!("{}", json!(outcomes));
}

fn schema<T: JsonSchema>() -> Value {
    schemars::schema_for!(T).into()
}

fn judge<T: DeserializeOwned + Serialize + PartialEq>(text: &str, whole: bool) -> Value {
    let from_text = attempt(|| serde_json::from_str::<T>(text));
    let from_value = whole.then(|| {
        let value: Value = serde_json::from_str(text).unwrap();
        attempt(|| serde_json::from_value::<T>(value.clone()))
    });
    let again = match &from_text {
        Ok(value) => comes_back(value),
        Err(_) => Ok(()),
    };
    let encode = |read: Result<T, String>| read.map(|it| serde_json::to_string(&it).unwrap());
    json!({
        "from_text": encode(from_text),
        "from_value": from_value.map(encode),
        "again": again,
    })
}

fn attempt<T>(read: impl Fn() -> serde_json::Result<T>) -> Result<T, String> {
    match catch_unwind(std::panic::AssertUnwindSafe(read)) {
        Ok(read) => read.map_err(|error| error.to_string()),
        Err(_) => Err("it panicked".to_owned()),
    }
}

fn comes_back<T: DeserializeOwned + Serialize + PartialEq>(value: &T) -> Result<(), String> {
    let text = serde_json::to_string(value).map_err(|error| error.to_string())?;
    let read = |again: serde_json::Result<T>| match again {
        Ok(again) if again == *value => Ok(()),
        Ok(_) => Err(format!("{text} is another value")),
        Err(error) => Err(format!("{text}: {error}")),
    };
    read(serde_json::from_str(&text))?;
    match serde_json::to_value(value) {
        // A `Value` holds doubles and 64 bits; that nothing is rounded is what is promised.
        Err(error) if error.to_string() == "number out of range" => Ok(()),
        value => read(value.and_then(serde_json::from_value)),
    }
}
