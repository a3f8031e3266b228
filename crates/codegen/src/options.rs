//! What a caller decides about a generation.

use exact_schema_manifest::Manifest;

/// What becomes of a schema that no Rust structure expresses exactly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fallback {
    /// A newtype over a JSON value that runs the compiled schema: exact, but without structure.
    Check,
    /// A refusal.
    Refuse,
}

/// What `format` means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Formats {
    /// A constraint. A format that is not enforced is refused.
    Assert,
    /// A note to the reader, as JSON Schema 2020-12 has it by default.
    Annotate,
}

/// What numbers without bounds are held as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Numbers {
    /// Doubles, as in I-JSON (RFC 7493), which knows no other numbers.
    Doubles,
    /// The numbers that are written, digit for digit.
    AsWritten,
}

/// How types are generated.
#[derive(Clone, Debug)]
pub struct Options {
    /// What becomes of a schema that no Rust structure expresses exactly.
    pub fallback: Fallback,
    /// What `format` means.
    pub formats: Formats,
    /// What numbers without bounds are held as.
    pub numbers: Numbers,
    /// The contract that the roots are documents of; without one they are types like any other.
    pub contract: Option<Manifest>,
    /// The command that makes the output, for its first line.
    pub command: String,
}

impl Options {
    /// Types for schemas of any origin: what has no structure is checked at run time.
    #[must_use]
    pub fn any_schema(command: &str) -> Self {
        Self {
            fallback: Fallback::Check,
            formats: Formats::Assert,
            numbers: Numbers::AsWritten,
            contract: None,
            command: command.to_owned(),
        }
    }

    /// The types of a contract: what has no structure is refused, as is a format that nothing enforces.
    #[must_use]
    pub fn contract(manifest: Manifest, command: &str) -> Self {
        Self {
            fallback: Fallback::Refuse,
            formats: Formats::Assert,
            numbers: Numbers::Doubles,
            contract: Some(manifest),
            command: command.to_owned(),
        }
    }
}
