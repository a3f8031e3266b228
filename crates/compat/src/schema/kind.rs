//! The kinds of instances that keywords tell apart.

use serde_json::Value;

/// A JSON type, with numbers split into integers (`1` and `1.0`) and fractions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Kind {
    /// A string.
    String,
    /// A number without a fraction.
    Integer,
    /// `true` or `false`.
    Boolean,
    /// `null`.
    Null,
    /// A number with a fraction.
    Fraction,
    /// An array.
    Array,
    /// An object.
    Object,
}

impl Kind {
    /// Every kind, in the order in which a witness prefers them.
    pub(crate) const ALL: [Self; 7] = [
        Self::String,
        Self::Integer,
        Self::Boolean,
        Self::Null,
        Self::Fraction,
        Self::Array,
        Self::Object,
    ];

    /// The kind of `instance`.
    pub(crate) fn of(instance: &Value) -> Self {
        match instance {
            Value::Null => Self::Null,
            Value::Bool(_) => Self::Boolean,
            Value::String(_) => Self::String,
            Value::Array(_) => Self::Array,
            Value::Object(_) => Self::Object,
            Value::Number(number) => {
                let whole = number.as_f64().is_none_or(|float| float.fract() == 0.0);
                if whole { Self::Integer } else { Self::Fraction }
            }
        }
    }

    fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// A set of kinds, as the keyword `type` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct KindSet(u8);

impl KindSet {
    /// Reads the value of `type`; `None` where it is no type name nor an array of them.
    pub(crate) fn read(value: &Value) -> Option<Self> {
        match value {
            Value::String(name) => Self::named(name),
            Value::Array(names) => names
                .iter()
                .try_fold(Self(0), |set, name| Some(Self(set.0 | Self::named(name.as_str()?)?.0))),
            _ => None,
        }
    }

    pub(crate) fn contains(self, kind: Kind) -> bool {
        self.0 & kind.bit() != 0
    }

    /// The set of the one `kind`.
    pub(crate) fn only(kind: Kind) -> Self {
        Self(kind.bit())
    }

    fn named(name: &str) -> Option<Self> {
        Some(Self(match name {
            "string" => Kind::String.bit(),
            "integer" => Kind::Integer.bit(),
            "number" => Kind::Integer.bit() | Kind::Fraction.bit(),
            "boolean" => Kind::Boolean.bit(),
            "null" => Kind::Null.bit(),
            "array" => Kind::Array.bit(),
            "object" => Kind::Object.bit(),
            _ => return None,
        }))
    }
}
