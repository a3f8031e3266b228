//! Arrays with rules.

/// What every newtype over an array has.
#[doc(hidden)]
#[macro_export]
macro_rules! list_type {
    (
        $name:ident($title:literal): $items:ty,
        rule: $rule:expr,
        check: $check:ident,
        schema: $schema:literal $(,)?
    ) => {
        impl $name {
            const RULE: $crate::generated::ListRule = $rule;

            /// The items, no longer bound by the rule.
            pub fn into_inner(self) -> ::std::vec::Vec<$items> {
                self.0
            }
        }
        impl ::core::convert::TryFrom<::std::vec::Vec<$items>> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(
                items: ::std::vec::Vec<$items>,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::RULE.$check(&items)?;
                ::core::result::Result::Ok(Self(items))
            }
        }
        impl ::core::ops::Deref for $name {
            type Target = [$items];
            fn deref(&self) -> &[$items] {
                &self.0
            }
        }
        impl<'de> $crate::generated::crates::serde::Deserialize<'de> for $name {
            fn deserialize<__D>(deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                let items: ::std::vec::Vec<$items> =
                    $crate::generated::crates::serde::Deserialize::deserialize(deserializer)?;
                Self::try_from(items).map_err($crate::generated::crates::serde::de::Error::custom)
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
                schema.insert("items".to_owned(), generator.subschema_for::<$items>().into());
                schema
            }
        }
    };
}
