//! One of several objects that a member tells apart, wherever that member stands.

/// What every union of objects has.
#[doc(hidden)]
#[macro_export]
macro_rules! union_type {
    (
        $name:ident($title:literal),
        tag: $accessor:ident = $tag:literal,
        expected: $expected:literal,
        branches: { $($value:literal => $variant:ident($branch:ident)),* $(,)? },
        schema: $schema:literal $(,)?
    ) => {
        impl $name {
            #[doc = concat!("The value of `", $tag, "`.")]
            pub fn $accessor(&self) -> &'static str {
                match self {
                    $(Self::$variant(_) => $value,)*
                }
            }
        }
        $(
            impl ::core::convert::From<$branch> for $name {
                fn from(value: $branch) -> Self {
                    // A branch is held in place or behind a pointer: either is made of the value.
                    Self::$variant(::core::convert::Into::into(value))
                }
            }
        )*
        $crate::writes_variants!($name []: $($variant)*);
        impl<'de> $crate::generated::crates::serde::Deserialize<'de> for $name {
            fn deserialize<__D>(deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                $crate::generated::tagged(deserializer)
            }
        }
        impl<'de> $crate::generated::Tagged<'de> for $name {
            const TAG: &'static str = $tag;
            fn branch<__D>(value: &str, members: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                match value {
                    $($value => {
                        <$branch as $crate::generated::crates::serde::Deserialize>::deserialize(
                            members,
                        )
                        .map(Self::from)
                    })*
                    _ => ::core::result::Result::Err(
                        $crate::generated::crates::serde::de::Error::custom(
                            $crate::generated::InvalidValue::expected($tag, $expected),
                        ),
                    ),
                }
            }
        }
        impl $crate::generated::crates::schemars::JsonSchema for $name {
            fn schema_name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed($title)
            }
            fn json_schema(
                generator: &mut $crate::generated::crates::schemars::SchemaGenerator,
            ) -> $crate::generated::crates::schemars::Schema {
                let mut schema = $crate::generated::schema($schema);
                let branches = ::std::vec![$(generator.subschema_for::<$branch>().into()),*];
                schema.insert(
                    "oneOf".to_owned(),
                    $crate::generated::crates::serde_json::Value::Array(branches),
                );
                schema
            }
        }
    };
}

/// `Serialize` for an enum of which each variant is what it holds, and one may be null.
#[doc(hidden)]
#[macro_export]
macro_rules! writes_variants {
    ($name:ident [$($null:ident)?]: $($variant:ident)*) => {
        impl $crate::generated::crates::serde::Serialize for $name {
            fn serialize<__S>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error>
            where
                __S: $crate::generated::crates::serde::Serializer,
            {
                match self {
                    $(Self::$null => serializer.serialize_unit(),)?
                    $(Self::$variant(value) => {
                        $crate::generated::crates::serde::Serialize::serialize(value, serializer)
                    })*
                }
            }
        }
    };
}
