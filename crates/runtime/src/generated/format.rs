//! What a text of a format says, as the type that `std`, chrono or uuid has for it.

/// `value` and `TryFrom` for a newtype of a text that has a format; nothing where the feature for its type is off.
#[doc(hidden)]
#[macro_export]
macro_rules! format_value {
    ($name:ident "date") => {
        $crate::with_chrono! {
            $crate::text_value! {
                $name: $crate::generated::crates::chrono::NaiveDate,
                $crate::generated::crates::chrono::ParseError
            }
        }
    };
    ($name:ident "date-time") => {
        $crate::with_chrono! {
            $crate::text_value! {
                $name: $crate::generated::crates::chrono::DateTime<
                    $crate::generated::crates::chrono::FixedOffset
                >,
                $crate::generated::crates::chrono::ParseError,
                |text| $crate::generated::crates::chrono::DateTime::parse_from_rfc3339(text),
                to_rfc3339
            }
        }
    };
    ($name:ident "ipv4") => {
        $crate::text_value! {
            $name: ::std::net::Ipv4Addr,
            ::std::net::AddrParseError
        }
    };
    ($name:ident "ipv6") => {
        $crate::text_value! {
            $name: ::std::net::Ipv6Addr,
            ::std::net::AddrParseError
        }
    };
    ($name:ident "uuid") => {
        $crate::with_uuid! {
            $crate::text_value! {
                $name: $crate::generated::crates::uuid::Uuid,
                $crate::generated::crates::uuid::Error
            }
        }
    };
}

/// How a text is read as a value, and written of one: as `FromStr` and `Display` do, unless it is said.
#[doc(hidden)]
#[macro_export]
macro_rules! text_value {
    ($name:ident: $value:ty, $error:ty) => {
        $crate::text_value! {
            $name: $value, $error, |text| ::core::str::FromStr::from_str(text), to_string
        }
    };
    ($name:ident: $value:ty, $error:ty, |$text:ident| $read:expr, $write:ident) => {
        impl $name {
            /// What the text says.
            ///
            /// # Errors
            ///
            /// If it says something that the type cannot hold.
            pub fn value(&self) -> ::core::result::Result<$value, $error> {
                let $text: &str = &self.0;
                $read
            }
        }
        impl ::core::convert::TryFrom<$value> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(
                value: $value,
            ) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                <Self as ::core::convert::TryFrom<::std::string::String>>::try_from(value.$write())
            }
        }
    };
}

/// What follows, as the feature `chrono` is on.
#[cfg(feature = "chrono")]
#[doc(hidden)]
#[macro_export]
macro_rules! with_chrono {
    ($($all:tt)*) => { $($all)* };
}

/// Nothing, as the feature `chrono` is off.
#[cfg(not(feature = "chrono"))]
#[doc(hidden)]
#[macro_export]
macro_rules! with_chrono {
    ($($all:tt)*) => {};
}

/// What follows, as the feature `uuid` is on.
#[cfg(feature = "uuid")]
#[doc(hidden)]
#[macro_export]
macro_rules! with_uuid {
    ($($all:tt)*) => { $($all)* };
}

/// Nothing, as the feature `uuid` is off.
#[cfg(not(feature = "uuid"))]
#[doc(hidden)]
#[macro_export]
macro_rules! with_uuid {
    ($($all:tt)*) => {};
}
