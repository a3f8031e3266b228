//! Numbers with rules: newtypes over the smallest Rust number that holds them.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::{format_ident, quote};
use serde_json::json;

use super::{docs, expected};
use crate::shape::{Definition, IntegerRule, NumberRule};

pub(super) fn integer(definition: &Definition, name: &Ident, rule: &IntegerRule) -> TokenStream {
    let expected = expected::integer(rule);
    let mut schema = super::annotated(definition, json!({ "type": "integer" }));
    schema["minimum"] = bound(rule.minimum);
    schema["maximum"] = bound(rule.maximum);
    if let Some(divisor) = rule.multiple_of {
        schema["multipleOf"] = bound(divisor);
    }
    let unsigned = rule.minimum >= 0;
    let repr = format_ident!("{}", if unsigned { "u64" } else { "i64" });
    let kind = format_ident!("{}", if unsigned { "UnsignedRule" } else { "SignedRule" });
    let limit = |value: i128| Literal::i128_unsuffixed(value);
    let (minimum, maximum) = (limit(rule.minimum), limit(rule.maximum));
    let multiple_of = limit(rule.multiple_of.unwrap_or(1));
    let type_name = name.to_string();
    let value = quote! {
        ::export_bundles::exact::#kind {
            type_name: #type_name,
            expected: #expected,
            minimum: #minimum,
            maximum: #maximum,
            multiple_of: #multiple_of,
        }
    };
    let literals = ["i32", "u32", "usize", if unsigned { "i64" } else { "u64" }];
    let fits: &[&str] = if unsigned { &["u32"] } else { &["i32", "u32"] };
    let conversions = literals.iter().map(|other| {
        let converted = if fits.contains(other) {
            quote!(Self::try_from(#repr::from(number)))
        } else {
            quote! {
                match #repr::try_from(number) {
                    ::std::result::Result::Ok(number) => Self::try_from(number),
                    ::std::result::Result::Err(_) => ::std::result::Result::Err(
                        ::export_bundles::exact::InvalidValue::expected(#type_name, #expected),
                    ),
                }
            }
        };
        let other = format_ident!("{other}");
        quote! {
            impl ::std::convert::TryFrom<#other> for #name {
                type Error = ::export_bundles::exact::InvalidValue;
                fn try_from(number: #other) -> ::std::result::Result<Self, Self::Error> {
                    #converted
                }
            }
        }
    });
    let docs = docs::of_type(definition, &[format!("Holds {expected}.")]);
    let common = common(definition, name, &repr, &kind, &value, &schema);
    quote! {
        #docs
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct #name(#repr);
        #common
        #(#conversions)*
        impl ::serde::Serialize for #name {
            fn serialize<S>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error>
            where
                S: ::serde::Serializer,
            {
                ::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    }
}

pub(super) fn number(definition: &Definition, name: &Ident, rule: &NumberRule) -> TokenStream {
    let expected = expected::number(rule);
    let kind_of_value = if rule.whole { "integer" } else { "number" };
    let mut schema = super::annotated(definition, json!({ "type": kind_of_value }));
    let bounds = [
        ("minimum", rule.minimum),
        ("exclusiveMinimum", rule.exclusive_minimum),
        ("maximum", rule.maximum),
        ("exclusiveMaximum", rule.exclusive_maximum),
    ];
    for (keyword, limit) in bounds {
        if let Some(limit) = limit {
            schema[keyword] = shortest(limit);
        }
    }
    let fields = bounds.map(|(_, limit)| match limit {
        Some(limit) => {
            let limit = Literal::f64_unsuffixed(limit);
            quote!(::std::option::Option::Some(#limit))
        }
        None => quote!(::std::option::Option::None),
    });
    let [minimum, exclusive_minimum, maximum, exclusive_maximum] = fields;
    let whole = rule.whole;
    let type_name = name.to_string();
    let value = quote! {
        ::export_bundles::exact::NumberRule {
            type_name: #type_name,
            expected: #expected,
            minimum: #minimum,
            exclusive_minimum: #exclusive_minimum,
            maximum: #maximum,
            exclusive_maximum: #exclusive_maximum,
            whole: #whole,
        }
    };
    let conversions = ["i32", "u32"].iter().map(|other| {
        let other = format_ident!("{other}");
        quote! {
            impl ::std::convert::TryFrom<#other> for #name {
                type Error = ::export_bundles::exact::InvalidValue;
                fn try_from(number: #other) -> ::std::result::Result<Self, Self::Error> {
                    Self::try_from(f64::from(number))
                }
            }
        }
    });
    let docs = docs::of_type(definition, &[format!("Holds {expected}.")]);
    let common = common(
        definition,
        name,
        &format_ident!("f64"),
        &format_ident!("NumberRule"),
        &value,
        &schema,
    );
    quote! {
        #docs
        #[derive(Clone, Copy, Debug)]
        pub struct #name(f64);
        #common
        #(#conversions)*
        impl ::std::cmp::PartialEq for #name {
            fn eq(&self, other: &Self) -> bool {
                self.cmp(other).is_eq()
            }
        }
        impl ::std::cmp::Eq for #name {}
        impl ::std::cmp::PartialOrd for #name {
            fn partial_cmp(&self, other: &Self) -> ::std::option::Option<::std::cmp::Ordering> {
                ::std::option::Option::Some(self.cmp(other))
            }
        }
        impl ::std::cmp::Ord for #name {
            /// The order of the numbers: the value is never NaN, and never the negative zero.
            fn cmp(&self, other: &Self) -> ::std::cmp::Ordering {
                self.0.total_cmp(&other.0)
            }
        }
        impl ::std::hash::Hash for #name {
            fn hash<H>(&self, state: &mut H)
            where
                H: ::std::hash::Hasher,
            {
                self.0.to_bits().hash(state);
            }
        }
        impl ::serde::Serialize for #name {
            fn serialize<S>(&self, serializer: S) -> ::std::result::Result<S::Ok, S::Error>
            where
                S: ::serde::Serializer,
            {
                Self::RULE.serialize(self.0, serializer)
            }
        }
    }
}

/// What all numbers have: their rule, conversions, and the way in from JSON and text.
fn common(
    definition: &Definition,
    name: &Ident,
    repr: &Ident,
    kind: &Ident,
    rule: &TokenStream,
    schema: &serde_json::Value,
) -> TokenStream {
    let schema_impl = super::schema_impl(definition, name, schema);
    quote! {
        impl #name {
            const RULE: ::export_bundles::exact::#kind = #rule;

            /// The number itself.
            pub fn get(self) -> #repr {
                self.0
            }
        }
        impl ::std::convert::TryFrom<#repr> for #name {
            type Error = ::export_bundles::exact::InvalidValue;
            fn try_from(number: #repr) -> ::std::result::Result<Self, Self::Error> {
                Self::RULE.check(number).map(Self)
            }
        }
        impl ::std::str::FromStr for #name {
            type Err = ::export_bundles::exact::InvalidValue;
            fn from_str(text: &str) -> ::std::result::Result<Self, Self::Err> {
                Self::RULE.parse(text).map(Self)
            }
        }
        impl ::std::convert::From<#name> for #repr {
            fn from(value: #name) -> Self {
                value.0
            }
        }
        impl ::std::fmt::Display for #name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(&self.0, f)
            }
        }
        impl<'de> ::serde::Deserialize<'de> for #name {
            fn deserialize<D>(deserializer: D) -> ::std::result::Result<Self, D::Error>
            where
                D: ::serde::Deserializer<'de>,
            {
                Self::RULE.deserialize(deserializer).map(Self)
            }
        }
        #schema_impl
    }
}

fn bound(value: i128) -> serde_json::Value {
    match (i64::try_from(value), u64::try_from(value)) {
        (Ok(value), _) => json!(value),
        (_, Ok(value)) => json!(value),
        _ => json!(value as f64),
    }
}

/// A bound as an author would write it: `0`, not `0.0`.
fn shortest(limit: f64) -> serde_json::Value {
    if limit.fract() == 0.0 && limit.abs() <= 9_007_199_254_740_992.0 {
        json!(limit as i64)
    } else {
        json!(limit)
    }
}
