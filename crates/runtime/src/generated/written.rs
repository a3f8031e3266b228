//! Numbers with rules that are held as they are written.

/// What every newtype over such a number has.
#[doc(hidden)]
#[macro_export]
macro_rules! written_type {
    ($name:ident($title:literal): WholeNumber, rule: $rule:expr, schema: $schema:literal $(,)?) => {
        $crate::written_parts!($name($title): WholeNumber, WholeRule, $rule, $schema);
        $crate::integers_written!($name: i64 u64 i128);
    };
    ($name:ident($title:literal): Number, rule: $rule:expr, schema: $schema:literal $(,)?) => {
        $crate::written_parts!($name($title): Number, NumberRule, $rule, $schema);
        impl ::core::convert::TryFrom<f64> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(
                number: f64,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                $crate::generated::Number::try_from(number).and_then(Self::try_from)
            }
        }
    };
}

/// What both kinds of numbers have.
#[doc(hidden)]
#[macro_export]
macro_rules! written_parts {
    ($name:ident($title:literal): $held:ident, $kind:ident, $rule:expr, $schema:literal) => {
        impl $name {
            const RULE: $crate::generated::$kind = $rule;
        }
        impl ::core::ops::Deref for $name {
            type Target = $crate::generated::$held;
            fn deref(&self) -> &$crate::generated::$held {
                &self.0
            }
        }
        impl ::core::convert::TryFrom<$crate::generated::$held> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(
                number: $crate::generated::$held,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::RULE.check_written(number).map(Self)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::generated::InvalidValue;
            fn from_str(
                text: &str,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                text.parse::<$crate::generated::$held>().and_then(Self::try_from)
            }
        }
        impl ::core::convert::From<$name> for $crate::generated::$held {
            fn from(value: $name) -> Self {
                value.0
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
            }
        }
        impl $crate::generated::crates::serde::Serialize for $name {
            fn serialize<__S>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error>
            where
                __S: $crate::generated::crates::serde::Serializer,
            {
                $crate::generated::crates::serde::Serialize::serialize(&self.0, serializer)
            }
        }
        impl<'de> $crate::generated::crates::serde::Deserialize<'de> for $name {
            fn deserialize<__D>(deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                let number: $crate::generated::$held =
                    $crate::generated::crates::serde::Deserialize::deserialize(deserializer)?;
                Self::try_from(number).map_err($crate::generated::crates::serde::de::Error::custom)
            }
        }
        $crate::schema_of!($name($title), $schema);
    };
}

/// Conversions from the integers of Rust.
#[doc(hidden)]
#[macro_export]
macro_rules! integers_written {
    ($name:ident: $($integer:ident)*) => {$(
        impl ::core::convert::TryFrom<$integer> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(
                number: $integer,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::try_from($crate::generated::WholeNumber::from(number))
            }
        }
    )*};
}
