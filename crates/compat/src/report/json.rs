//! Reports as JSON.

use serde::{Serialize, Serializer, ser::SerializeMap};

use crate::document::Place;

use super::{Break, Change, Compared, Report, TypeReport, Verdict, Violation};

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("types", &self.types)?;
        if !self.compared.is_empty() {
            map.serialize_entry("compared", &self.compared)?;
        }
        map.serialize_entry("verdict", self.verdict())?;
        map.serialize_entry("required_bump", &self.required_bump())?;
        map.end()
    }
}

impl Serialize for Compared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("document", &self.document)?;
        map.serialize_entry("root", &self.root)?;
        map.serialize_entry("definitions", &self.definitions)?;
        map.end()
    }
}

impl Serialize for TypeReport {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("type", &self.name)?;
        for (name, verdict) in [("backward", &self.backward), ("forward", &self.forward)] {
            if let Some(verdict) = verdict {
                map.serialize_entry(name, verdict)?;
            }
        }
        map.serialize_entry("required_bump", &self.required_bump)?;
        map.end()
    }
}

/// The first break stands beside the verdict, where most readers look; `breaks` lists all of them
/// where there are several.
impl Serialize for Verdict {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("verdict", self.name())?;
        match self {
            Self::Compatible => map.serialize_entry("changes", &[(); 0])?,
            Self::Undetermined { reason } => {
                map.serialize_entry("reason", reason)?;
                map.serialize_entry("changes", &[(); 0])?;
            }
            Self::Breaking { breaks, unexamined } => {
                if let Some(first) = breaks.first() {
                    first.entries(&mut map)?;
                }
                if breaks.len() > 1 {
                    map.serialize_entry("breaks", breaks)?;
                }
                if *unexamined > 0 {
                    map.serialize_entry("unexamined", unexamined)?;
                }
            }
        }
        map.end()
    }
}

impl Break {
    fn entries<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        if let Some(witness) = &self.witness {
            map.serialize_entry("witness", witness)?;
        }
        map.serialize_entry("violations", &self.violations)?;
        map.serialize_entry("changes", &self.changes)?;
        let kinds: Vec<&str> = self.kinds.iter().map(|kind| kind.id()).collect();
        map.serialize_entry("kinds", &kinds)?;
        if self.accepted {
            map.serialize_entry("accepted", &true)?;
        }
        Ok(())
    }
}

impl Serialize for Break {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.entries(&mut map)?;
        map.end()
    }
}

impl Serialize for Violation {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(Some(3))?;
        map.serialize_entry("pointer", &self.pointer)?;
        map.serialize_entry("keyword", &self.keyword)?;
        map.serialize_entry("message", &self.message)?;
        map.end()
    }
}

impl Serialize for Change {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("old", &self.old)?;
        map.serialize_entry("new", &self.new)?;
        for (name, place) in [("old_place", &self.old_place), ("new_place", &self.new_place)] {
            if let Some(place) = place {
                map.serialize_entry(name, place)?;
            }
        }
        map.end()
    }
}

impl Serialize for Place {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        if let Some(revision) = &self.revision {
            map.serialize_entry("revision", revision)?;
        }
        map.serialize_entry("file", &self.file)?;
        map.serialize_entry("line", &self.line)?;
        map.serialize_entry("column", &self.column)?;
        map.end()
    }
}
