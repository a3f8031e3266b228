//! Numbers of a published document.

use serde_json::Value;

/// Up to here every whole number is an IEEE double.
const EXACT: f64 = 9_007_199_254_740_992.0;

/// Writes whole numbers as such: `0` and not `0.0`.
pub(crate) fn write_whole_numbers(value: &mut Value) {
    match value {
        Value::Number(number) => {
            if let Some(whole) = number.as_f64().filter(|_| number.is_f64()).and_then(whole) {
                *value = whole.into();
            }
        }
        Value::Array(items) => items.iter_mut().for_each(write_whole_numbers),
        Value::Object(members) => members.values_mut().for_each(write_whole_numbers),
        _ => {}
    }
}

fn whole(number: f64) -> Option<i64> {
    (number.fract() == 0.0 && number.abs() <= EXACT).then_some(number as i64)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn only_whole_numbers_change() {
        let mut value = json!([0.0, {"a": -3.0}, 1.5, 1e300, 7, "0.0"]);
        write_whole_numbers(&mut value);
        assert_eq!(value.to_string(), r#"[0,{"a":-3},1.5,1e+300,7,"0.0"]"#);
    }
}
