//! The types that are documents by themselves.

/// That a type is a document of the contract `CONTRACT`. Reading is not provided by the trait, so that
/// it is compiled once, in the crate of the type.
#[doc(hidden)]
#[macro_export]
macro_rules! document_type {
    ($name:ident($title:literal), $file:literal) => {
        impl $crate::generated::Document for $name {
            const TITLE: &'static str = $title;
            const FILE: &'static str = $file;

            fn contract() -> &'static $crate::generated::Contract {
                &CONTRACT
            }

            fn read(
                text: &str,
            ) -> ::core::result::Result<Self, $crate::generated::Mismatch> {
                $crate::generated::from_str(text)
            }

            fn check(
                text: &str,
            ) -> ::core::result::Result<(), $crate::generated::Mismatch> {
                $crate::generated::check_str::<Self>(text)
            }
        }
    };
    // A union: the tag is read first, wherever it stands, then the branch in one pass.
    ($name:ident($title:literal), $file:literal, $tag:literal { $($value:literal => $branch:ident),* $(,)? }) => {
        impl $crate::generated::Document for $name {
            const TITLE: &'static str = $title;
            const FILE: &'static str = $file;
            const TAG: ::core::option::Option<$crate::generated::Tag> =
                ::core::option::Option::Some($crate::generated::Tag {
                    member: $tag,
                    branches: &[$(($value, <$branch as $crate::generated::Document>::TITLE)),*],
                });

            fn contract() -> &'static $crate::generated::Contract {
                &CONTRACT
            }

            fn read(
                text: &str,
            ) -> ::core::result::Result<Self, $crate::generated::Mismatch> {
                match $crate::generated::tag_of(text, $tag).as_deref() {
                    $(
                        ::core::option::Option::Some($value) => {
                            <$branch as $crate::generated::Document>::read(text).map(Self::from)
                        }
                    )*
                    _ => ::core::result::Result::Err(::core::default::Default::default()),
                }
            }

            fn check(
                text: &str,
            ) -> ::core::result::Result<(), $crate::generated::Mismatch> {
                match $crate::generated::tag_of(text, $tag).as_deref() {
                    $(
                        ::core::option::Option::Some($value) => {
                            <$branch as $crate::generated::Document>::check(text)
                        }
                    )*
                    _ => ::core::result::Result::Err(::core::default::Default::default()),
                }
            }
        }
    };
}
