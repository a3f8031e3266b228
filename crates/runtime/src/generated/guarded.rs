//! What a type holds, where a schema that runs accepts it.

/// What every newtype has whose values the schema itself checks, too.
#[doc(hidden)]
#[macro_export]
macro_rules! guarded_type {
    (
        $name:ident($title:literal): $held:ty,
        $(format: $format:tt,)?
        place: $file:literal $pointer:literal,
        formats: $asserts:literal,
        schema: $schema:literal $(,)?
    ) => {
        impl $name {
            /// What it holds, no longer bound by the schema.
            pub fn into_inner(self) -> $held {
                self.0
            }
        }
        impl ::core::convert::TryFrom<$held> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(
                held: $held,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::schema().check_written(&held).map(|()| Self(held))
            }
        }
        impl ::core::ops::Deref for $name {
            type Target = $held;
            fn deref(&self) -> &Self::Target {
                &self.0
            }
        }
        impl<'de> $crate::generated::crates::serde::Deserialize<'de> for $name {
            fn deserialize<__D>(deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                Self::schema().read(deserializer).map(Self)
            }
        }
        $($crate::format_value!($name $format);)?
        $crate::runs_schema!($name($title), $file $pointer, $asserts, $schema);
    };
}
