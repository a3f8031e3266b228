//! Who answers for an export bundle, since when, whether others are missing, and what of it is shown.
//!
//! A seal shows that a bundle was changed; a signature shows who made it. Here a bundle is the subject of an in-toto
//! statement, in a DSSE envelope, in a Sigstore bundle beside the document, so that anybody's tools verify it.
//! Everything is a function of its arguments: no network, no file, no clock. New keys, nonces and the signatures of
//! ECDSA take the system's random numbers.
//!
//! | to | see |
//! | --- | --- |
//! | make a key, and read one | [`SigningKey`], [`PublicKey`] |
//! | say what is known of a bundle | [`Statement`] |
//! | sign that | [`Receipt::sign`] |
//! | prove when it was signed | [`timestamp`] |
//! | tell whether a bundle is missing | [`log`] |
//! | show a bundle in part | [`redact`] |
//! | say whom to trust | [`Trust`] |
//! | tell who signed a document | [`verify`], [`Signed`] |
//! | tell which log a document is in | [`Logged`] |

#![forbid(unsafe_code)]

mod envelope;
mod fault;
mod key;
pub mod log;
mod logged;
mod merkle;
mod object;
mod receipt;
pub mod redact;
mod signed;
mod statement;
pub mod timestamp;
mod trust;
mod verify;

pub use envelope::pre_authentication_encoding;
pub use fault::{Fault, FaultKind};
pub use key::{Algorithm, KeyError, PublicKey, SigningKey};
pub use logged::Logged;
pub use receipt::{NotAReceipt, Receipt};
pub use signed::Signed;
pub use statement::{Digests, PREDICATE_TYPE, Statement, Subject, Unsignable};
pub use trust::{Trust, TrustError};
pub use verify::{Signature, verify};
