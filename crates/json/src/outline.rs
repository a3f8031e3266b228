//! Which lists a document has, and what a good item of each is.

use std::fmt;

use serde::de::DeserializeOwned;

use crate::reader::Reader;

/// What is known of the lists in a value, as far as [`reduce`](crate::reduce) is to look at them.
///
/// ```
/// use exact_schema_json::{NamedOutline, Outline};
///
/// // An object whose member `scores` is a list of numbers.
/// const MEMBERS: &[NamedOutline] = &[("scores", || Outline::list::<f64>(|| Outline::PLAIN))];
/// let outline = Outline::object(MEMBERS);
/// ```
#[derive(Clone, Copy)]
pub struct Outline(pub(crate) Shape);

/// A name, and the outline of what has it.
pub type NamedOutline = (&'static str, fn() -> Outline);

#[derive(Clone, Copy)]
pub(crate) enum Shape {
    Plain,
    Leaf,
    Object { members: &'static [NamedOutline], others: &'static Outline },
    List(Items),
}

/// The items of a list.
#[derive(Clone, Copy)]
pub(crate) struct Items {
    /// Reads an item; whether it is one.
    pub(crate) is_good: fn(&mut Reader<'_>) -> bool,
    /// What an item is that is not good.
    pub(crate) outline: fn() -> Outline,
}

impl Outline {
    /// A value of whose lists nothing is known.
    pub const PLAIN: Self = Self(Shape::Plain);

    /// A value of which only its kind tells whether it is good: a scalar, or one of any shape. What is in an
    /// array or object that stands in its place is not looked at.
    pub const LEAF: Self = Self(Shape::Leaf);

    /// An object, with the outline of each member that has lists. Other members may stand beside them.
    #[must_use]
    pub const fn object(members: &'static [NamedOutline]) -> Self {
        Self(Shape::Object { members, others: &Self::PLAIN })
    }

    /// An object of whose other members nothing is to be said but that they are there, or what kind of
    /// value they are: each is a [leaf](Self::LEAF).
    #[must_use]
    pub const fn known(members: &'static [NamedOutline]) -> Self {
        Self(Shape::Object { members, others: &Self::LEAF })
    }

    /// A list of any length, whose items are good where a `T` reads them: `outline` is for the others.
    #[must_use]
    pub const fn list<T: DeserializeOwned>(outline: fn() -> Self) -> Self {
        Self(Shape::List(Items { is_good: |reader| T::deserialize(reader).is_ok(), outline }))
    }
}

impl fmt::Debug for Outline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0 {
            Shape::Plain => f.write_str("a value"),
            Shape::Leaf => f.write_str("a leaf"),
            Shape::Object { members, .. } => {
                f.debug_map().entries(members.iter().map(|(name, it)| (name, it()))).finish()
            }
            Shape::List(_) => f.write_str("a list"),
        }
    }
}
