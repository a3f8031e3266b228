//! Enumerations of strings.
//!
//! serde's own derive would also take `{"word": null}` for a word.

/// What every enumeration of strings has.
#[doc(hidden)]
#[macro_export]
macro_rules! word_type {
    (
        $name:ident($title:literal),
        expected: $expected:literal,
        words: { $($variant:ident = $word:literal),* $(,)? },
        schema: $schema:literal $(,)?
    ) => {
        impl $name {
            /// The string that it stands for.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::generated::InvalidValue;
            fn from_str(text: &str) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                match text {
                    $($word => ::core::result::Result::Ok(Self::$variant),)*
                    _ => ::core::result::Result::Err(
                        $crate::generated::InvalidValue::expected(stringify!($name), $expected),
                    ),
                }
            }
        }
        impl ::core::convert::TryFrom<&str> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(text: &str) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                text.parse()
            }
        }
        impl ::core::convert::TryFrom<::std::string::String> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(text: ::std::string::String) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                text.parse()
            }
        }
        impl $crate::generated::crates::serde::Serialize for $name {
            fn serialize<__S>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error>
            where
                __S: $crate::generated::crates::serde::Serializer,
            {
                serializer.serialize_str(self.as_str())
            }
        }
        impl<'de> $crate::generated::crates::serde::Deserialize<'de> for $name {
            fn deserialize<__D>(deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                $crate::generated::parsed(deserializer, $expected)
            }
        }
        $crate::schema_of!($name($title), $schema);
    };
}
