//! Arrays with rules: a newtype over `Vec`.

use serde_json::json;

use super::docs::Docs;
use super::spelling::Spelling;
use super::{annotated, expected, literal};
use crate::shape::{Definition, ListRule};

pub(super) fn list(
    definition: &Definition,
    name: &str,
    rule: &ListRule,
    spelling: &Spelling,
) -> String {
    let expected = expected::list(rule);
    let docs = Docs::of_type(definition, &[format!("Holds {expected}.")]).text();
    let items = spelling.usage(&rule.items);
    let (vec, rule_type) = (spelling.name("Vec"), spelling.name("ListRule"));
    let mut schema = json!({ "type": "array" });
    let mut parts = String::new();
    if rule.min_items > 0 || rule.max_items.is_some() {
        let most = rule.max_items.map_or_else(|| "usize::MAX".to_owned(), |it| it.to_string());
        parts = format!(".length({}, {most})", rule.min_items);
    }
    if rule.min_items > 0 {
        schema["minItems"] = json!(rule.min_items);
    }
    if let Some(most) = rule.max_items {
        schema["maxItems"] = json!(most);
    }
    let check = if rule.unique { "check_distinct" } else { "check" };
    if rule.unique {
        schema["uniqueItems"] = json!(true);
    }
    let title = literal::text(&definition.schema_name);
    let (type_name, expected) = (literal::text(name), literal::text(&expected));
    let schema = literal::json(&annotated(definition, schema));
    format!(
        "{docs}\
         #[derive(Clone, Debug, PartialEq, ::serde::Serialize)]\n\
         pub struct {name}({vec}<{items}>);\n\n\
         list_type! {{\n    \
             {name}({title}): {items},\n    \
             rule: {rule_type}::new({type_name}, {expected}){parts},\n    \
             check: {check},\n    \
             schema: {schema},\n\
         }}\n"
    )
}
