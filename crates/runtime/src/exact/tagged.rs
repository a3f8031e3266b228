//! Objects that a member tells apart, wherever it stands.

use std::fmt;
use std::marker::PhantomData;

use exact_schema_json::FreeForm;
#[cfg(feature = "as-written")]
use exact_schema_json::as_written as kept;
#[cfg(not(feature = "as-written"))]
use exact_schema_json::free_form as kept;
use serde::de::value::{MapAccessDeserializer, StrDeserializer};
use serde::de::{Deserialize, DeserializeSeed, Deserializer, Error, MapAccess, Visitor};

/// A union of objects with a tag.
pub trait Tagged<'de>: Sized {
    /// The member that tells the branches apart.
    const TAG: &'static str;

    /// Reads the branch that `value`, the tag's, names.
    ///
    /// # Errors
    ///
    /// The branch's, or that no branch has the name.
    fn branch<D: Deserializer<'de>>(value: &str, members: D) -> Result<Self, D::Error>;
}

/// Reads a union: members that stand before the tag are kept until it is known which branch they
/// belong to.
///
/// # Errors
///
/// The branch's, or that the tag is missing, no string, or unknown.
pub fn tagged<'de, D, T>(deserializer: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Tagged<'de>,
{
    struct TaggedVisitor<T>(PhantomData<T>);

    impl<'de, T: Tagged<'de>> Visitor<'de> for TaggedVisitor<T> {
        type Value = T;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            write!(f, "an object with the member `{}`", T::TAG)
        }

        fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<T, A::Error> {
            let mut kept = Vec::new();
            while let Some(name) = members.next_key::<String>()? {
                if name == T::TAG {
                    let value: String = members.next_value()?;
                    kept.push((name, Member::Tag(value.clone())));
                    let all = Replay { kept: kept.into_iter(), current: None, rest: members };
                    return T::branch(&value, MapAccessDeserializer::new(all));
                }
                kept.push((name, members.next_value()?));
            }
            Err(A::Error::missing_field(T::TAG))
        }
    }

    deserializer.deserialize_map(TaggedVisitor(PhantomData))
}

/// A member that was read before it was known what it is for.
enum Member<'de> {
    Tag(String),
    Other(FreeForm<'de>),
}

impl<'de> Deserialize<'de> for Member<'de> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        kept(deserializer).map(Self::Other)
    }
}

/// The members that were kept, then those that were not read yet.
struct Replay<'de, A> {
    kept: std::vec::IntoIter<(String, Member<'de>)>,
    current: Option<Member<'de>>,
    rest: A,
}

impl<'de, A: MapAccess<'de>> MapAccess<'de> for Replay<'de, A> {
    type Error = A::Error;

    fn next_key_seed<K: DeserializeSeed<'de>>(
        &mut self,
        seed: K,
    ) -> Result<Option<K::Value>, A::Error> {
        match self.kept.next() {
            Some((name, member)) => {
                self.current = Some(member);
                seed.deserialize(StrDeserializer::new(&name)).map(Some)
            }
            None => self.rest.next_key_seed(seed),
        }
    }

    fn next_value_seed<V: DeserializeSeed<'de>>(&mut self, seed: V) -> Result<V::Value, A::Error> {
        match self.current.take() {
            Some(Member::Tag(value)) => seed.deserialize(StrDeserializer::new(&value)),
            Some(Member::Other(text)) => text.read(seed),
            None => self.rest.next_value_seed(seed),
        }
    }
}
