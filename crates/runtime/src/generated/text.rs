//! Strings with rules.

/// What every newtype over a string has: its rule, conversions, and the way in from JSON and text.
#[doc(hidden)]
#[macro_export]
macro_rules! text_type {
    ($name:ident($title:literal), rule: $rule:expr, schema: $schema:literal $(,)?) => {
        impl $name {
            const RULE: $crate::generated::TextRule = $rule;

            /// The string itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }
        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(
                text: &str,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::RULE.check(text).map(|()| Self(text.into()))
            }
        }
        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(
                text: ::std::string::String,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::RULE.check(&text).map(|()| Self(text.into()))
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::generated::InvalidValue;
            fn from_str(
                text: &str,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::try_from(text)
            }
        }
        impl ::core::convert::From<$name> for ::std::string::String {
            fn from(value: $name) -> Self {
                value.0.into()
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
        impl ::core::convert::AsRef<str> for $name {
            fn as_ref(&self) -> &str {
                &self.0
            }
        }
        impl ::core::borrow::Borrow<str> for $name {
            fn borrow(&self) -> &str {
                &self.0
            }
        }
        impl ::core::ops::Deref for $name {
            type Target = str;
            fn deref(&self) -> &str {
                &self.0
            }
        }
        impl $crate::generated::crates::serde::Serialize for $name {
            fn serialize<__S>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error>
            where
                __S: $crate::generated::crates::serde::Serializer,
            {
                serializer.serialize_str(&self.0)
            }
        }
        impl<'de> $crate::generated::crates::serde::Deserialize<'de> for $name {
            fn deserialize<__D>(deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                Self::RULE.deserialize(deserializer).map(Self)
            }
        }
        $crate::schema_of!($name($title), $schema);
    };
}

/// `JsonSchema` for a type whose schema refers to no other type.
#[doc(hidden)]
#[macro_export]
macro_rules! schema_of {
    ($name:ident($title:literal), $schema:literal) => {
        impl $crate::generated::crates::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed($title)
            }
            fn json_schema(
                _: &mut $crate::generated::crates::schemars::SchemaGenerator,
            ) -> $crate::generated::crates::schemars::Schema {
                $crate::generated::schema($schema)
            }
        }
    };
}
