//! Shapes without a Rust structure: a newtype over a JSON value that runs the schema itself.

/// What every such newtype has.
#[doc(hidden)]
#[macro_export]
macro_rules! checked_type {
    (
        $name:ident($title:literal),
        place: $file:literal $pointer:literal,
        formats: $asserts:literal,
        schema: $schema:literal $(,)?
    ) => {
        impl $name {
            /// The JSON value itself.
            pub fn into_inner(self) -> $crate::generated::crates::serde_json::Value {
                self.0.into()
            }
        }
        impl ::core::convert::TryFrom<$crate::generated::crates::serde_json::Value> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(
                value: $crate::generated::crates::serde_json::Value,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::schema().check(&value).map(|()| Self(value.into()))
            }
        }
        impl ::core::ops::Deref for $name {
            type Target = $crate::generated::crates::serde_json::Value;
            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
        impl<'de> $crate::generated::crates::serde::Deserialize<'de> for $name {
            fn deserialize<__D>(deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                let held =
                    Self($crate::generated::crates::serde::Deserialize::deserialize(deserializer)?);
                Self::schema()
                    .check(&held.0)
                    .map(|()| held)
                    .map_err($crate::generated::crates::serde::de::Error::custom)
            }
        }
        $crate::runs_schema!($name($title), $file $pointer, $asserts, $schema);
    };
}

/// The schema that checks the values of a type, compiled when it is first needed, and told to whoever asks.
#[doc(hidden)]
#[macro_export]
macro_rules! runs_schema {
    ($name:ident($title:literal), $file:literal $pointer:literal, $asserts:literal, $schema:literal) => {
        impl $name {
            fn schema() -> &'static $crate::generated::CheckedSchema {
                static SCHEMA: $crate::generated::CheckedSchema =
                    $crate::generated::CheckedSchema::new(
                        stringify!($name),
                        SCHEMAS,
                        $file,
                        $pointer,
                        $asserts,
                    );
                &SCHEMA
            }
        }
        impl $crate::generated::crates::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed($title)
            }
            fn json_schema(
                _: &mut $crate::generated::crates::schemars::SchemaGenerator,
            ) -> $crate::generated::crates::schemars::Schema {
                let mut schema = $crate::generated::schema($schema);
                Self::schema().describe(&mut schema);
                schema
            }
        }
    };
}
