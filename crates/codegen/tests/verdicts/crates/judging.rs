//! Tries the generated types on texts, and tells what became of each.

use std::fs::File;
use std::io::{BufRead, BufReader, BufWriter, Write};
use std::panic::catch_unwind;

use schemars::JsonSchema;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

/// A generated module: what it is called, how its root type judges, and the schema of that type.
pub type Judge = (&'static str, fn(&str, bool) -> Value, fn() -> Value);

/// Tries every module on its texts, which stand in a line of the file of the first argument, and writes what became of
/// them into a line of that of the second.
pub fn main(parts: &[&[Judge]]) {
    let mut arguments = std::env::args_os().skip(1);
    let texts = BufReader::new(File::open(arguments.next().unwrap()).unwrap());
    let mut outcomes = BufWriter::new(File::create(arguments.next().unwrap()).unwrap());
    for ((name, judge, schema), texts) in parts.iter().copied().flatten().zip(texts.lines()) {
        // If the process ends here, by an exhausted stack, this is the module to look at.
        println!("{name}");
        let texts: Value = serde_json::from_str(&texts.unwrap()).unwrap();
        let rulings = texts.as_array().unwrap().iter().map(|text| {
            judge(text["text"].as_str().unwrap(), text["whole"] == true)
        });
        let rulings: Vec<Value> = rulings.collect();
        let outcome = json!({ "name": name, "rulings": rulings, "schema": schema() });
        writeln!(outcomes, "{outcome}").unwrap();
    }
    outcomes.flush().unwrap();
}

/// The schema that a type tells of itself.
pub fn schema<T: JsonSchema>() -> Value {
    schemars::schema_for!(T).into()
}

/// What becomes of a text. `whole` says that it loses nothing on the way to a `Value`.
pub fn judge<T: DeserializeOwned + Serialize + PartialEq>(text: &str, whole: bool) -> Value {
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
