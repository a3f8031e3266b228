//! Values of one of several types, none of which has a wrapper.

/// What every type has that is another one for each JSON type.
#[doc(hidden)]
#[macro_export]
macro_rules! by_type {
    (
        $name:ident($title:literal),
        expected: $expected:literal,
        $(null: $null:ident,)?
        types: { $($json:ident => $variant:ident($held:ty)),* $(,)? },
        schema: $schema:literal $(,)?
    ) => {
        $(
            impl ::core::convert::From<$held> for $name {
                fn from(value: $held) -> Self {
                    // It is held in place or behind a pointer: either is made of the value.
                    Self::$variant(::core::convert::Into::into(value))
                }
            }
        )*
        $crate::writes_variants!($name [$($null)?]: $($variant)*);
        impl<'de> $crate::generated::crates::serde::Deserialize<'de> for $name {
            fn deserialize<__D>(deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                let choice: $crate::generated::Choice<'de> =
                    $crate::generated::crates::serde::Deserialize::deserialize(deserializer)?;
                match choice.json_type() {
                    $($crate::generated::JsonType::$null => ::core::result::Result::Ok(Self::$null),)?
                    $($crate::generated::JsonType::$json => {
                        choice.read::<$held, __D::Error>().map(Self::from)
                    })*
                    #[allow(unreachable_patterns)]
                    _ => ::core::result::Result::Err($crate::generated::Choice::refused(
                        stringify!($name),
                        $expected,
                    )),
                }
            }
        }
        $crate::any_of!($name($title), [$($null)?], [$($held),*], $schema);
    };
}

/// What every type has that is the first of several that takes a value.
#[doc(hidden)]
#[macro_export]
macro_rules! first_of {
    (
        $name:ident($title:literal),
        expected: $expected:literal,
        alternatives: { $($variant:ident($held:ty)),* $(,)? },
        schema: $schema:literal $(,)?
    ) => {
        $crate::writes_variants!($name []: $($variant)*);
        impl<'de> $crate::generated::crates::serde::Deserialize<'de> for $name {
            fn deserialize<__D>(deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                let choice: $crate::generated::Choice<'de> =
                    $crate::generated::crates::serde::Deserialize::deserialize(deserializer)?;
                $(
                    if let ::core::result::Result::Ok(value) = choice.read::<$held, __D::Error>() {
                        // It is held in place or behind a pointer: either is made of the value.
                        return ::core::result::Result::Ok(Self::$variant(
                            ::core::convert::Into::into(value),
                        ));
                    }
                )*
                ::core::result::Result::Err($crate::generated::Choice::refused(
                    stringify!($name),
                    $expected,
                ))
            }
        }
        $crate::any_of!($name($title), [], [$($held),*], $schema);
    };
}

/// `JsonSchema` for a type that is any of several others.
#[doc(hidden)]
#[macro_export]
macro_rules! any_of {
    ($name:ident($title:literal), [$($null:ident)?], [$($held:ty),*], $schema:literal) => {
        impl $crate::generated::crates::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed($title)
            }
            fn json_schema(
                generator: &mut $crate::generated::crates::schemars::SchemaGenerator,
            ) -> $crate::generated::crates::schemars::Schema {
                let mut schema = $crate::generated::schema($schema);
                let branches = ::std::vec![
                    $($crate::null_schema!($null generator),)?
                    $(generator.subschema_for::<$held>().into()),*
                ];
                schema.insert(
                    "anyOf".to_owned(),
                    $crate::generated::crates::serde_json::Value::Array(branches),
                );
                schema
            }
        }
    };
}

/// The schema of null, where a variant holds it.
#[doc(hidden)]
#[macro_export]
macro_rules! null_schema {
    ($null:ident $generator:ident) => {
        $generator.subschema_for::<$crate::generated::Null>().into()
    };
}
