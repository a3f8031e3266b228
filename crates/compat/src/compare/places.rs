//! Where in files the changes are that a report tells of.

use std::collections::{BTreeMap, BTreeSet};

use crate::{
    document::{Document, Place},
    report::{Change, TypeReport, Verdict},
};

/// The report with the places of its changes.
pub(super) fn placed(mut report: TypeReport, old: &Document, new: &Document) -> TypeReport {
    let [old, new] = [old, new].map(|document| places(&report, document));
    let verdicts = report.backward.iter_mut().chain(&mut report.forward);
    for verdict in verdicts {
        let Verdict::Breaking { breaks, .. } = verdict else { continue };
        for change in breaks.iter_mut().flat_map(|found| &mut found.changes) {
            let [before, after] = pointers(change);
            change.old_place = old.get(&before).cloned();
            change.new_place = new.get(&after).cloned();
        }
    }
    report
}

fn places(report: &TypeReport, document: &Document) -> BTreeMap<String, Place> {
    let changes = report.verdicts().flat_map(Verdict::breaks).flat_map(|it| &it.changes);
    let asked: BTreeSet<String> = changes.flat_map(pointers).collect();
    document.places(&asked)
}

/// The pointers into the old and into the new schema. What is not in one of them would be where it is in
/// the other.
fn pointers(change: &Change) -> [String; 2] {
    let old = change.old.as_ref().or(change.new.as_ref());
    let new = change.new.as_ref().or(change.old.as_ref());
    [old, new].map(|it| it.cloned().unwrap_or_default())
}
