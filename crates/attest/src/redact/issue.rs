//! Making a bundle one that can be shown in part.

use std::collections::HashSet;

use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use export_bundles::{ExportBundle, Rejection, decode};
use export_bundles_evidence::{SealError, SealState, verify_seal};
use serde_json::Value;
use serde_json::value::RawValue;

use super::disclosure::{self, ALGORITHM, DIGESTS, PLACEHOLDER, SHA_256};
use super::presentation::{Head, Members, Presentation, TYPE, name_of};
use super::sensitive::Sensitive;
use crate::key::{KeyError, SigningKey};
use crate::object::object;

/// Why a document cannot be shown in part.
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Unredactable {
    /// It is no bundle.
    #[error(transparent)]
    NotABundle(#[from] Rejection),
    /// It cannot be sealed.
    #[error(transparent)]
    WithoutSeal(#[from] SealError),
    /// It was changed since it was sealed.
    #[error(
        "at /content_hash: the seal is broken, so that something was changed since it was sealed"
    )]
    BrokenSeal,
    /// A member has a name that means something else in an SD-JWT.
    #[error("a member is called `{name}`, which has a meaning of its own in an SD-JWT")]
    ReservedName {
        /// The name.
        name: &'static str,
    },
    /// That may not be withheld.
    #[error("{pointer} may not be withheld; what may be is {may_be}")]
    NotSensitive {
        /// What was to be withheld.
        pointer: String,
        /// What may be.
        may_be: String,
    },
    /// There is nothing of the kind.
    #[error("{pointer} is not there, or was withheld before")]
    NotThere {
        /// What was to be withheld.
        pointer: String,
    },
    /// The key cannot sign.
    #[error("the key cannot sign: {0}")]
    Powerless(#[from] KeyError),
}

impl Presentation {
    /// A bundle in which everything sensitive can be withheld, and nothing is yet.
    ///
    /// # Errors
    ///
    /// An [`Unredactable`] says why the document cannot be shown in part.
    ///
    /// # Examples
    ///
    /// ```
    /// use export_bundles::utc_now;
    /// use export_bundles_attest::redact::Presentation;
    /// use export_bundles_attest::{Algorithm, SigningKey, Trust};
    ///
    /// let bundle = include_bytes!("../../../../schemas/v1/examples/evidence-bundle/valid/full-personal-data-blocked.json");
    /// let key = SigningKey::generate(Algorithm::Ed25519)?;
    /// let mut shown = Presentation::issue(bundle, &key)?;
    /// shown.withhold(["/run_goal", "/steps/1"])?;
    ///
    /// let disclosed = shown.disclose(&Trust::in_key(key.public().clone()), utc_now())?;
    /// assert!(!disclosed.document.contains("run_goal"));
    /// assert_eq!(disclosed.withheld.items["steps"], [1]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn issue(document: &[u8], key: &SigningKey) -> Result<Self, Unredactable> {
        decode::<ExportBundle>(document)?;
        if verify_seal(document)? == SealState::Broken {
            return Err(Unredactable::BrokenSeal);
        }
        let sensitive = Sensitive::of(document);
        #[expect(clippy::expect_used, reason = "`decode` has read it")]
        let members: Members = object(document).expect("a bundle is an object");
        if let Some(name) = members.values().find_map(|value| reserved(value)) {
            return Err(Unredactable::ReservedName { name });
        }
        let mut disclosures = Vec::new();
        let mut digests = Vec::new();
        let mut payload = Vec::new();
        for (name, value) in &members {
            if sensitive.members.contains(name) {
                let disclosure = disclosure::of_member(name, value)?;
                digests.push(disclosure::digest(&disclosure));
                disclosures.push(disclosure);
                continue;
            }
            let value = match sensitive.lists.contains(name) {
                true => placeholders(value, &mut disclosures)?,
                false => value.get().to_owned(),
            };
            payload.push(format!("{}:{value}", Value::from(name.as_str())));
        }
        // In an order that says nothing of theirs.
        digests.sort_unstable();
        payload.push(format!("\"{DIGESTS}\":{}", Value::from(digests)));
        payload.push(format!("\"{ALGORITHM}\":\"{SHA_256}\""));
        let payload = format!("{{{}}}", payload.join(","));
        Ok(Self { jwt: signed(&payload, key)?, disclosures })
    }

    /// Withholds what stands at these JSON Pointers: members that are sensitive, and items of lists that are. All of it,
    /// or nothing.
    ///
    /// # Errors
    ///
    /// [`Unredactable::NotSensitive`] where something may not be withheld, [`Unredactable::NotThere`] where nothing is
    /// there.
    pub fn withhold(
        &mut self,
        pointers: impl IntoIterator<Item = impl AsRef<str>>,
    ) -> Result<(), Unredactable> {
        let payload = self.parts().map(|it| it.payload).unwrap_or_default();
        let sensitive = Sensitive::of(&payload);
        let mut places = self.places(&payload, &sensitive);
        let mut withheld = HashSet::new();
        for pointer in pointers {
            let pointer = pointer.as_ref();
            let Some(index) = places.remove(pointer) else {
                let pointer = pointer.to_owned();
                return Err(match sensitive.has(&pointer) {
                    true => Unredactable::NotThere { pointer },
                    false => Unredactable::NotSensitive { pointer, may_be: sensitive.places() },
                });
            };
            withheld.insert(index);
        }
        let mut index = 0..;
        self.disclosures.retain(|_| index.next().is_some_and(|it| !withheld.contains(&it)));
        Ok(())
    }
}

/// What stands in place of a list each of whose items can be withheld.
fn placeholders(list: &RawValue, disclosures: &mut Vec<String>) -> Result<String, KeyError> {
    #[expect(clippy::expect_used, reason = "`decode` has read it")]
    let items: Vec<&RawValue> =
        serde_json::from_str(list.get()).expect("a list in the schema is one");
    let mut places = Vec::with_capacity(items.len());
    for item in items {
        let disclosure = disclosure::of_item(item)?;
        places.push(format!("{{\"{PLACEHOLDER}\":\"{}\"}}", disclosure::digest(&disclosure)));
        disclosures.push(disclosure);
    }
    Ok(format!("[{}]", places.join(",")))
}

fn signed(payload: &str, key: &SigningKey) -> Result<String, KeyError> {
    let head = Head {
        alg: name_of(key.public().algorithm()).to_owned(),
        typ: TYPE.to_owned(),
        kid: key.public().id(),
    };
    #[expect(clippy::expect_used, reason = "a head is strings")]
    let head = serde_json::to_vec(&head).expect("a head is JSON");
    let signed = format!(
        "{}.{}",
        BASE64_URL_SAFE_NO_PAD.encode(head),
        BASE64_URL_SAFE_NO_PAD.encode(payload)
    );
    let signature = BASE64_URL_SAFE_NO_PAD.encode(key.sign_fixed(signed.as_bytes())?);
    Ok(format!("{signed}.{signature}"))
}

/// The name of a member within a value that means something else in an SD-JWT.
pub(super) fn reserved(value: &RawValue) -> Option<&'static str> {
    fn within(value: &Value) -> Option<&'static str> {
        match value {
            Value::Object(members) => {
                let own =
                    [DIGESTS, PLACEHOLDER].into_iter().find(|name| members.contains_key(*name));
                own.or_else(|| members.values().find_map(within))
            }
            Value::Array(items) => items.iter().find_map(within),
            _ => None,
        }
    }

    within(&serde_json::from_str(value.get()).ok()?)
}
