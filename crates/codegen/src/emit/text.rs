//! Strings with rules: a newtype that cannot be made of any other string.

use serde_json::json;

use super::docs::Docs;
use super::patterns::Patterns;
use super::spelling::Spelling;
use super::{annotated, expected, literal};
use crate::shape::{Definition, TextRule};

pub(super) fn text(
    definition: &Definition,
    name: &str,
    rule: &TextRule,
    patterns: &Patterns,
    spelling: &Spelling,
) -> String {
    let expected = expected::text(rule);
    let docs = Docs::of_type(definition, &[format!("Holds {expected}.")]).text();
    let in_words = definition.about.expected.as_ref();
    let expected = in_words.map_or(expected, |words| expected::in_words(words, rule));
    let held = spelling.name("SmolStr");
    let rule_type = spelling.name("TextRule");
    let mut parts = String::new();
    if rule.min_length > 0 || rule.max_length.is_some() {
        let most = rule.max_length.map_or_else(|| "usize::MAX".to_owned(), |it| it.to_string());
        parts.push_str(&format!(".length({}, {most})", rule.min_length));
    }
    if let Some((pattern, _)) = &rule.pattern {
        parts.push_str(&format!(".pattern(patterns::{})", patterns.name(pattern)));
    }
    let title = literal::text(&definition.schema_name);
    let (type_name, expected) = (literal::text(name), literal::text(&expected));
    let schema = literal::json(&annotated(definition, schema(rule)));
    format!(
        "{docs}\
         #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]\n\
         pub struct {name}({held});\n\n\
         text_type! {{\n    \
             {name}({title}),\n    \
             rule: {rule_type}::new({type_name}, {expected}){parts},\n    \
             schema: {schema},\n\
         }}\n"
    )
}

fn schema(rule: &TextRule) -> serde_json::Value {
    let mut schema = json!({ "type": "string" });
    if rule.min_length > 0 {
        schema["minLength"] = json!(rule.min_length);
    }
    if let Some(most) = rule.max_length {
        schema["maxLength"] = json!(most);
    }
    if let Some((pattern, _)) = &rule.pattern {
        schema["pattern"] = json!(pattern);
    }
    schema
}
