//! Objects: `Deserialize` by member name only, each once, nothing left out, nothing dropped; and a
//! builder that already holds what can be known.
//!
//! serde's own derive would also take an array of the fields in order, and null for an optional
//! member that may not be null.

use std::fmt;

/// The value of a member that a builder was given, or why there is none.
///
/// # Errors
///
/// Names the member, and says why the value does not convert.
pub fn converted<T>(
    value: impl TryInto<T, Error: fmt::Display>,
    member: &str,
) -> Result<T, String> {
    value
        .try_into()
        .map_err(|error| format!("error converting supplied value for {member}: {error}"))
}

/// What every object has. A line names a member: its name in JSON, its field, the methods of the
/// builder where they are called otherwise, its type, and how it is filled in:
///
/// | | where it is absent | the builder begins with |
/// | --- | --- | --- |
/// | `required` | an error | nothing |
/// | `constant` | an error | the one value that there is |
/// | `fresh` | an error | a new value |
/// | `default`, `default(function)` | the default | the default |
/// | `nullable` | none, as is null | none |
/// | `optional` | none; null is an error, unless the value inside may be null | none |
///
/// `[T]` is the type of a field, with a space before the end of an `Option` of an `Option`; `list` before how it is filled in says that it is a `Vec` whose room
/// for more is given back.
#[doc(hidden)]
#[macro_export]
macro_rules! object_type {
    // A closed object.
    ($name:ident, $builder:ident { $(
        $json:literal $field:ident $(($setter:ident $(, $maybe:ident)?))?: [$($type:tt)+]
            = $how:ident $(($($more:tt)+))?;
    )* }) => {
        $crate::object_reader!($name closed { $($json $field [$($type)+] $how $(($($more)+))?;)* });
        $crate::object_builder!($name, $builder {
            $($field ($($setter $(, $maybe)?)?) [$($type)+] $how $(($($more)+))?;)*
        });
    };
    // An object that keeps members of other names in the field behind the dots.
    ($name:ident, $builder:ident { $(
        $json:literal $field:ident $(($setter:ident $(, $maybe:ident)?))?: [$($type:tt)+]
            = $how:ident $(($($more:tt)+))?;
    )* ..$extra:ident ($extra_setter:ident): [$extra_type:ty] }) => {
        $crate::object_reader!($name open $extra [$extra_type] { $($json $field [$($type)+] $how $(($($more)+))?;)* });
        $crate::object_builder!($name, $builder {
            $($field ($($setter $(, $maybe)?)?) [$($type)+] $how $(($($more)+))?;)*
            $extra ($extra_setter) [$extra_type] constant;
        });
    };
}

/// `Deserialize` for an object.
#[doc(hidden)]
#[macro_export]
macro_rules! object_reader {
    ($name:ident closed { $($json:literal $field:ident [$($type:tt)+] $how:ident $(($($more:tt)+))?;)* }) => {
        $crate::object_reader!(@impl $name { $($json $field;)* } |members| {
            $(let mut $field: ::core::option::Option<$($type)+> = ::core::option::Option::None;)*
            while let ::core::option::Option::Some(name) =
                $crate::generated::crates::serde::de::MapAccess::next_key_seed(
                    &mut members,
                    $crate::generated::Names(NAMES),
                )?
            {
                $crate::object_reader!(@member members, name { $($field $how $(($($more)+))?;)* });
            }
            $(let $field = $crate::member_value!($field $json $how $(($($more)+))?);)*
            ::core::result::Result::Ok($name { $($field,)* })
        });
    };
    ($name:ident open $extra:ident [$extra_type:ty] {
        $($json:literal $field:ident [$($type:tt)+] $how:ident $(($($more:tt)+))?;)*
    }) => {
        $crate::object_reader!(@impl $name { $($json $field;)* } |members| {
            $(let mut $field: ::core::option::Option<$($type)+> = ::core::option::Option::None;)*
            let mut $extra = <$extra_type as ::core::default::Default>::default();
            while let ::core::option::Option::Some(name) =
                $crate::generated::crates::serde::de::MapAccess::next_key_seed(
                    &mut members,
                    $crate::generated::OpenNames(NAMES),
                )?
            {
                match name {
                    $crate::generated::Key::Known(name) => {
                        $crate::object_reader!(@member members, name { $($field $how $(($($more)+))?;)* });
                    }
                    $crate::generated::Key::Other(name) => {
                        let value = $crate::generated::crates::serde::de::MapAccess::next_value(
                            &mut members,
                        )?;
                        if !$crate::generated::Rest::keep(&mut $extra, name, value) {
                            return ::core::result::Result::Err($crate::generated::twice());
                        }
                    }
                }
            }
            $(let $field = $crate::member_value!($field $json $how $(($($more)+))?);)*
            ::core::result::Result::Ok($name { $($field,)* $extra })
        });
    };
    (@impl $name:ident { $($json:literal $field:ident;)* } |$members:ident| $body:block) => {
        impl<'de> $crate::generated::crates::serde::Deserialize<'de> for $name {
            fn deserialize<__D>(deserializer: __D) -> ::core::result::Result<Self, __D::Error>
            where
                __D: $crate::generated::crates::serde::Deserializer<'de>,
            {
                const NAMES: &[&str] = &[$($json),*];
                /// The place of each member among the names.
                #[allow(non_camel_case_types, dead_code)]
                enum __Name { $($field,)* }
                struct __Visitor;
                impl<'de> $crate::generated::crates::serde::de::Visitor<'de> for __Visitor {
                    type Value = $name;
                    fn expecting(
                        &self,
                        f: &mut ::core::fmt::Formatter<'_>,
                    ) -> ::core::fmt::Result {
                        f.write_str(concat!("an object that is a ", stringify!($name)))
                    }
                    // An object without members has no name to go on with.
                    #[allow(clippy::never_loop, clippy::match_single_binding)]
                    fn visit_map<__A>(
                        self,
                        mut $members: __A,
                    ) -> ::core::result::Result<$name, __A::Error>
                    where
                        __A: $crate::generated::crates::serde::de::MapAccess<'de>,
                    $body
                }
                deserializer.deserialize_struct(stringify!($name), NAMES, __Visitor)
            }
        }
    };
    (@member $members:ident, $name:ident { $($field:ident $how:ident $(($($more:tt)+))?;)* }) => {
        match $name {
            $(known if known == __Name::$field as usize => {
                $crate::member_read!($members $field $how $(($($more)+))?)?;
            })*
            // There are no other names.
            _ => return ::core::result::Result::Err($crate::generated::twice()),
        }
    };
}

/// Reads the value of a member into its slot. What it takes is not written out, as some objects have hundreds of members.
#[doc(hidden)]
#[macro_export]
macro_rules! member_read {
    ($members:ident $slot:ident optional) => {
        $crate::generated::read_optional(&mut $members, &mut $slot)
    };
    ($members:ident $slot:ident list $($how:tt)?) => {
        $crate::generated::read_list(&mut $members, &mut $slot)
    };
    ($members:ident $slot:ident $how:ident $($more:tt)?) => {
        $crate::generated::read(&mut $members, &mut $slot)
    };
}

/// What a field holds once the object has ended.
#[doc(hidden)]
#[macro_export]
macro_rules! member_value {
    ($slot:ident $json:literal list) => {
        $crate::member_value!($slot $json required)
    };
    ($slot:ident $json:literal list($($how:tt)+)) => {
        $crate::member_value!($slot $json $($how)+)
    };
    ($slot:ident $json:literal default) => { $slot.unwrap_or_default() };
    ($slot:ident $json:literal default($function:path)) => { $slot.unwrap_or_else($function) };
    ($slot:ident $json:literal nullable) => { $slot.unwrap_or(::core::option::Option::None) };
    ($slot:ident $json:literal optional) => { $slot.unwrap_or(::core::option::Option::None) };
    // `required`, `constant` and `fresh`.
    ($slot:ident $json:literal $how:ident) => {
        $slot.ok_or_else(|| {
            $crate::generated::crates::serde::de::Error::missing_field($json)
        })?
    };
}

/// A builder: one method a member, two where it may be left unset, and the one that finishes the value.
#[doc(hidden)]
#[macro_export]
macro_rules! object_builder {
    ($name:ident, $builder:ident {
        $($field:ident ($($setter:ident $(, $maybe:ident)?)?) [$($type:tt)+] $how:ident $(($($more:tt)+))?;)*
    }) => {
        impl $name {
            #[doc = concat!(
                "A builder of `", stringify!($name),
                "` that already holds what is constant, fresh or has a default."
            )]
            pub fn builder() -> $builder {
                ::core::default::Default::default()
            }
        }

        #[doc = concat!("Builds a [`", stringify!($name), "`], member by member.")]
        #[derive(Clone, Debug)]
        pub struct $builder {
            $($field: ::core::result::Result<$($type)+, ::std::string::String>,)*
        }

        impl ::core::default::Default for $builder {
            fn default() -> Self {
                Self { $($field: $crate::member_prefill!($field $how $(($($more)+))?),)* }
            }
        }

        impl $builder {
            $($crate::member_setters!($name $field ($($setter $(, $maybe)?)?) [$($type)+]);)*

            /// The finished value.
            ///
            /// # Errors
            ///
            /// Names a required member that has no value, or one whose value was refused, and says
            /// why.
            pub fn build(self) -> ::core::result::Result<$name, $crate::generated::InvalidValue> {
                ::core::convert::TryInto::try_into(self)
            }
        }

        impl ::core::convert::TryFrom<$builder> for $name {
            type Error = $crate::generated::InvalidValue;
            fn try_from(builder: $builder) -> ::core::result::Result<Self, $crate::generated::InvalidValue> {
                // Each is taken in a statement of its own: an error in the middle of a larger expression drops what came
                // before it in a way of its own, and to write all of them down takes the square of the members.
                let $builder { $($field,)* } = builder;
                $(let $field = $field?;)*
                ::core::result::Result::Ok(Self { $($field,)* })
            }
        }

        impl ::core::convert::From<$name> for $builder {
            fn from(value: $name) -> Self {
                Self { $($field: ::core::result::Result::Ok(value.$field),)* }
            }
        }
    };
}

/// What a builder begins with.
#[doc(hidden)]
#[macro_export]
macro_rules! member_prefill {
    ($field:ident list) => { $crate::member_prefill!($field required) };
    ($field:ident list($($how:tt)+)) => { $crate::member_prefill!($field $($how)+) };
    ($field:ident required) => {
        ::core::result::Result::Err(
            concat!("no value supplied for ", stringify!($field)).to_owned(),
        )
    };
    ($field:ident fresh) => { ::core::result::Result::Ok($crate::generated::Fresh::fresh()) };
    ($field:ident default($function:path)) => { ::core::result::Result::Ok($function()) };
    // `constant`, `default`, `nullable` and `optional`.
    ($field:ident $how:ident) => {
        ::core::result::Result::Ok(::core::default::Default::default())
    };
}

/// The methods of a builder for a member: they take whatever converts into the value, for an optional
/// one into the value inside.
#[doc(hidden)]
#[macro_export]
macro_rules! member_setters {
    // So it stands where a contract has a type of its own that is named `Option`.
    ($name:ident $field:ident ($setter:ident, $maybe:ident) [::std::option::Option<::std::option::Option<$type:ty> >]) => {
        $crate::member_setters!($name $field ($setter, $maybe) [Option<Option<$type> >]);
    };
    ($name:ident $field:ident ($setter:ident, $maybe:ident) [Option<Option<$type:ty> >]) => {
        #[doc = concat!("Sets [`", stringify!($name), "::", stringify!($field), "`].")]
        pub fn $setter(
            mut self,
            value: impl ::core::convert::TryInto<$type, Error: ::core::fmt::Display>,
        ) -> Self {
            self.$field = $crate::generated::converted(value, stringify!($field))
                .map(|value| ::core::option::Option::Some(::core::option::Option::Some(value)));
            self
        }

        #[doc = concat!("Sets [`", stringify!($name), "::", stringify!($field), "`] to null or to a value, or leaves it unset.")]
        pub fn $maybe(mut self, value: ::core::option::Option<::core::option::Option<$type>>) -> Self {
            self.$field = ::core::result::Result::Ok(value);
            self
        }
    };
    ($name:ident $field:ident ($setter:ident, $maybe:ident) [::std::option::Option<$type:ty>]) => {
        $crate::member_setters!($name $field ($setter, $maybe) [Option<$type>]);
    };
    ($name:ident $field:ident ($setter:ident, $maybe:ident) [Option<$type:ty>]) => {
        #[doc = concat!("Sets [`", stringify!($name), "::", stringify!($field), "`].")]
        pub fn $setter(
            mut self,
            value: impl ::core::convert::TryInto<$type, Error: ::core::fmt::Display>,
        ) -> Self {
            self.$field = $crate::generated::converted(value, stringify!($field))
                .map(::core::option::Option::Some);
            self
        }

        #[doc = concat!("Sets [`", stringify!($name), "::", stringify!($field), "`], or leaves it unset.")]
        pub fn $maybe(mut self, value: ::core::option::Option<$type>) -> Self {
            self.$field = ::core::result::Result::Ok(value);
            self
        }
    };
    ($name:ident $field:ident () [$type:ty]) => {
        $crate::member_setters!($name $field ($field) [$type]);
    };
    ($name:ident $field:ident ($setter:ident) [$type:ty]) => {
        #[doc = concat!("Sets [`", stringify!($name), "::", stringify!($field), "`].")]
        pub fn $setter(
            mut self,
            value: impl ::core::convert::TryInto<$type, Error: ::core::fmt::Display>,
        ) -> Self {
            self.$field = $crate::generated::converted(value, stringify!($field));
            self
        }
    };
}
