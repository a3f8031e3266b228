//! What an SD-JWT shows, and what it withholds.

use std::collections::{BTreeMap, HashMap};

use export_bundles::Timestamp;
use export_bundles_evidence::canonical;
use serde_json::Value;
use serde_json::value::RawValue;

use super::disclosure::{self, ALGORITHM, Content, DIGESTS, SHA_256};
use super::issue::reserved;
use super::presentation::{Members, Presentation, TYPE, name_of, placeholder};
use super::sensitive::Sensitive;
use crate::fault::FaultKind;
use crate::object::object;
use crate::trust::Trust;

/// A bundle that somebody who is trusted signed, as far as it is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disclosed {
    /// What is shown: with nothing withheld, the bundle.
    pub document: String,
    /// What is not.
    pub withheld: Withheld,
    /// The id of the key that signed it.
    pub key_id: String,
}

/// What is withheld of a bundle.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Withheld {
    /// How many members.
    pub members: usize,
    /// Which members these are among: as many, or more where some were never there.
    pub among: Vec<String>,
    /// The items of lists, by the name of the list, each by its place in the whole list.
    pub items: BTreeMap<String, Vec<usize>>,
}

impl Withheld {
    /// Whether nothing is.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.members == 0 && self.items.is_empty()
    }
}

impl Presentation {
    /// What it shows, if somebody who is trusted signed it. No token proves when, so that the key has to be valid
    /// `now`, and never revoked.
    ///
    /// # Errors
    ///
    /// A [`FaultKind`] says why it shows nothing that counts.
    pub fn disclose(&self, trust: &Trust, now: Timestamp) -> Result<Disclosed, FaultKind> {
        let parts = self.parts().ok_or(FaultKind::NoPresentation)?;
        let trusted = trust.key(&parts.head.kid).ok_or(FaultKind::UnknownKey)?;
        let is_meant = parts.head.alg == name_of(trusted.key.algorithm()) && parts.head.typ == TYPE;
        if !is_meant || !trusted.key.has_signed_fixed(parts.signed.as_bytes(), &parts.signature) {
            return Err(FaultKind::ForgedSignature);
        }
        trusted.validity_without_proof(now)?;
        // A member twice would be read by one as the first, by another as the second.
        canonical(&parts.payload).map_err(|_| FaultKind::NoPresentation)?;
        let sensitive = Sensitive::of(&parts.payload);
        let members: Members = object(&parts.payload).map_err(|_| FaultKind::NoPresentation)?;
        let mut disclosures = Disclosures::of(&self.disclosures)?;
        let (document, withheld) = restored(members, &sensitive, &mut disclosures)?;
        if !disclosures.0.is_empty() {
            return Err(FaultKind::OtherDisclosure);
        }
        canonical(document.as_bytes()).map_err(|_| FaultKind::NoPresentation)?;
        Ok(Disclosed { document, withheld, key_id: parts.head.kid })
    }
}

/// Disclosures, by the digests that stand in their places.
struct Disclosures(HashMap<String, Content>);

impl Disclosures {
    fn of(disclosures: &[String]) -> Result<Self, FaultKind> {
        let mut found = HashMap::new();
        for one in disclosures {
            let content = disclosure::content(one).ok_or(FaultKind::OtherDisclosure)?;
            if found.insert(disclosure::digest(one), content).is_some() {
                return Err(FaultKind::OtherDisclosure);
            }
        }
        Ok(Self(found))
    }
}

/// The document with what is disclosed in its places, and what is not.
fn restored(
    mut members: Members,
    sensitive: &Sensitive,
    disclosures: &mut Disclosures,
) -> Result<(String, Withheld), FaultKind> {
    let parsed =
        |value: Option<Box<RawValue>>| value.map(|it| serde_json::from_str::<Value>(it.get()));
    match parsed(members.remove(ALGORITHM)) {
        None => {}
        Some(Ok(algorithm)) if algorithm == SHA_256 => {}
        Some(_) => return Err(FaultKind::NoPresentation),
    }
    let digests: Vec<String> = match members.remove(DIGESTS) {
        None => Vec::new(),
        Some(digests) => {
            serde_json::from_str(digests.get()).map_err(|_| FaultKind::NoPresentation)?
        }
    };
    let mut withheld = Withheld::default();
    for digest in digests {
        match disclosures.0.remove(&digest) {
            None => withheld.members += 1,
            Some(Content::Member { name, value }) if sensitive.members.contains(&name) => {
                if members.insert(name, value).is_some() {
                    return Err(FaultKind::OtherDisclosure);
                }
            }
            Some(_) => return Err(FaultKind::OtherDisclosure),
        }
    }
    if withheld.members > 0 {
        let absent = sensitive.members.iter().filter(|it| !members.contains_key(*it));
        withheld.among = absent.cloned().collect();
    }
    let mut written = Vec::new();
    for (name, value) in &members {
        let value = match sensitive.lists.contains(name) {
            true => {
                let (list, items) = list(value, disclosures)?;
                if !items.is_empty() {
                    withheld.items.insert(name.clone(), items);
                }
                list
            }
            false => value.get().to_owned(),
        };
        written.push((name, value));
    }
    // What else the standard lets be withheld, no bundle has.
    let texts =
        written.iter().map(|(name, value)| format!("{}:{value}", Value::from(name.as_str())));
    let document = format!("{{{}}}", texts.collect::<Vec<_>>().join(","));
    let document_value: &RawValue =
        serde_json::from_str(&document).map_err(|_| FaultKind::NoPresentation)?;
    if reserved(document_value).is_some() {
        return Err(FaultKind::NoPresentation);
    }
    Ok((document, withheld))
}

/// A list with its items in their places, and the places of those that are withheld.
fn list(list: &RawValue, disclosures: &mut Disclosures) -> Result<(String, Vec<usize>), FaultKind> {
    let items: Vec<&RawValue> =
        serde_json::from_str(list.get()).map_err(|_| FaultKind::NoPresentation)?;
    let mut withheld = Vec::new();
    let mut shown = Vec::with_capacity(items.len());
    for (index, item) in items.into_iter().enumerate() {
        let Some(digest) = placeholder(item) else {
            shown.push(item.get().to_owned());
            continue;
        };
        match disclosures.0.remove(&digest) {
            None => withheld.push(index),
            Some(Content::Item { value }) => shown.push(value.get().to_owned()),
            Some(Content::Member { .. }) => return Err(FaultKind::OtherDisclosure),
        }
    }
    Ok((format!("[{}]", shown.join(",")), withheld))
}
