//! Numbers with rules: newtypes over the smallest Rust number that holds them.

/// What every newtype over a whole number within 64 bits has.
#[doc(hidden)]
#[macro_export]
macro_rules! integer_type {
    ($name:ident($title:literal): u64, rule: $rule:expr, schema: $schema:literal $(,)?) => {
        $crate::number_parts!($name($title): u64, UnsignedRule, $rule, $schema);
        $crate::whole_parts!($name: u64, from u32, try_from i32 i64 usize);
    };
    ($name:ident($title:literal): i64, rule: $rule:expr, schema: $schema:literal $(,)?) => {
        $crate::number_parts!($name($title): i64, SignedRule, $rule, $schema);
        $crate::whole_parts!($name: i64, from i32 u32, try_from u64 usize);
    };
}

/// What every newtype over a double has.
#[doc(hidden)]
#[macro_export]
macro_rules! number_type {
    ($name:ident($title:literal), rule: $rule:expr, schema: $schema:literal $(,)?) => {
        $crate::number_parts!($name($title): f64, NumberRule, $rule, $schema);
        $crate::converted_numbers!($name: f64, i32 u32);
        impl ::core::cmp::PartialEq for $name {
            fn eq(&self, other: &Self) -> bool {
                ::core::cmp::Ord::cmp(self, other).is_eq()
            }
        }
        impl ::core::cmp::Eq for $name {}
        impl ::core::cmp::PartialOrd for $name {
            fn partial_cmp(&self, other: &Self) -> ::core::option::Option<::core::cmp::Ordering> {
                ::core::option::Option::Some(::core::cmp::Ord::cmp(self, other))
            }
        }
        impl ::core::cmp::Ord for $name {
            /// The order of the numbers: the value is never NaN, and never the negative zero.
            fn cmp(&self, other: &Self) -> ::core::cmp::Ordering {
                self.0.total_cmp(&other.0)
            }
        }
        impl ::core::hash::Hash for $name {
            fn hash<__H>(&self, state: &mut __H)
            where
                __H: ::core::hash::Hasher,
            {
                ::core::hash::Hash::hash(&self.0.to_bits(), state);
            }
        }
        impl $crate::generated::crates::serde::Serialize for $name {
            fn serialize<__S>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error>
            where
                __S: $crate::generated::crates::serde::Serializer,
            {
                Self::RULE.serialize(self.0, serializer)
            }
        }
    };
}

/// What all numbers have: their rule, conversions, and the way in from JSON and text.
#[doc(hidden)]
#[macro_export]
macro_rules! number_parts {
    ($name:ident($title:literal): $repr:ident, $kind:ident, $rule:expr, $schema:literal) => {
        impl $name {
            const RULE: $crate::generated::$kind = $rule;

            /// The number itself.
            pub fn get(self) -> $repr {
                self.0
            }
        }
        impl ::core::convert::TryFrom<$repr> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(
                number: $repr,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::RULE.check(number).map(Self)
            }
        }
        impl ::core::str::FromStr for $name {
            type Err = $crate::generated::InvalidValue;
            fn from_str(
                text: &str,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::RULE.parse(text).map(Self)
            }
        }
        impl ::core::convert::From<$name> for $repr {
            fn from(value: $name) -> Self {
                value.0
            }
        }
        impl ::core::fmt::Display for $name {
            fn fmt(&self, f: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                ::core::fmt::Display::fmt(&self.0, f)
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

/// What whole numbers have besides: from and to every type that Rust may give a literal.
#[doc(hidden)]
#[macro_export]
macro_rules! whole_parts {
    ($name:ident: $repr:ident, from $($lossless:ident)*, try_from $($fallible:ident)*) => {
        $crate::converted_numbers!($name: $repr, $($lossless)*);
        $(
            impl ::core::convert::TryFrom<$fallible> for $name {
                type Error = $crate::generated::InvalidValue;
                fn try_from(number: $fallible) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                    match $repr::try_from(number) {
                        ::core::result::Result::Ok(number) => Self::try_from(number),
                        ::core::result::Result::Err(_) => {
                            ::core::result::Result::Err(Self::RULE.invalid())
                        }
                    }
                }
            }
        )*
        impl $crate::generated::crates::serde::Serialize for $name {
            fn serialize<__S>(&self, serializer: __S) -> ::core::result::Result<__S::Ok, __S::Error>
            where
                __S: $crate::generated::crates::serde::Serializer,
            {
                $crate::generated::crates::serde::Serialize::serialize(&self.0, serializer)
            }
        }
    };
}

/// Conversions from numbers that the representation holds without loss.
#[doc(hidden)]
#[macro_export]
macro_rules! converted_numbers {
    ($name:ident: $repr:ident, $($other:ident)*) => {$(
        impl ::core::convert::TryFrom<$other> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(number: $other) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                Self::try_from($repr::from(number))
            }
        }
    )*};
}
