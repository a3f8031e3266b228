//! Pairs the schemas of two sets and compares each pair.

use super::{compare, places::placed, sample, subject::subjects};
use crate::{
    document::Document,
    kind::{Direction, Kind},
    options::Options,
    report::{Break, Bump, Change, Report, TypeReport, Verdict, Violation},
};

/// Compares two sets of schemas, such as two folders: schemas are paired by `$id`, else by name.
///
/// A removed type is a backward break, an added one a forward break: one side has no schema that
/// could accept its documents. So it is with definitions, where they are compared each as a type of its
/// own.
#[must_use]
pub fn compare_all(old: &[Document], new: &[Document], options: &Options) -> Report {
    let mut report = Report::new(Vec::new());
    if let ([old], [new]) = (old, new) {
        // Two files that somebody names are meant to be compared, whatever they are called.
        compare_pair(old, new, options, &mut report);
        return report.sorted();
    }
    let mut added: Vec<&Document> = new.iter().collect();
    let mut unpaired = Vec::new();
    for old in old {
        let same_id = |new: &&Document| old.id().is_some() && new.id() == old.id();
        match added.iter().position(same_id) {
            Some(found) => compare_pair(old, added.remove(found), options, &mut report),
            None => unpaired.push(old),
        }
    }
    for old in unpaired {
        match added.iter().position(|new| new.name() == old.name()) {
            Some(found) => compare_pair(old, added.remove(found), options, &mut report),
            None => report.types.push(one_sided(old, Presence::Removed, options)),
        }
    }
    let added = added.into_iter().map(|new| one_sided(new, Presence::Added, options));
    report.types.extend(added);
    report.sorted()
}

/// Compares what is to be compared of a pair.
fn compare_pair(old: &Document, new: &Document, options: &Options, report: &mut Report) {
    let (subjects, compared) = subjects(old, new, options);
    report.compared.extend(compared);
    for subject in subjects {
        report.types.extend(match (&subject.old, &subject.new) {
            (Some(old), Some(new)) => Some(compare(old, new, options)),
            (Some(before), None) => {
                Some(placed(one_sided(before, Presence::Removed, options), before, new))
            }
            (None, Some(after)) => {
                Some(placed(one_sided(after, Presence::Added, options), old, after))
            }
            (None, None) => None,
        });
    }
}

/// Which side lacks the type.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Presence {
    Removed,
    Added,
}

fn one_sided(document: &Document, presence: Presence, options: &Options) -> TypeReport {
    let root = Some(String::new());
    let (message, change, breaks_backward) = match presence {
        Presence::Removed => ("the type was removed", Change::at(root, None), true),
        Presence::Added => ("the type was added", Change::at(None, root), false),
    };
    let direction = if breaks_backward { Direction::Backward } else { Direction::Forward };
    let broken = || Verdict::Breaking {
        breaks: vec![Break {
            witness: sample(document.schema(), options),
            violations: vec![Violation {
                pointer: String::new(),
                keyword: String::new(),
                message: message.to_owned(),
            }],
            kinds: Kind::of(std::slice::from_ref(&change), direction),
            changes: vec![change.clone()],
            accepted: false,
        }],
        unexamined: 0,
    };
    let verdict = |breaks: bool| if breaks { broken() } else { Verdict::Compatible };
    let backward = options.mode.asks_backward().then(|| verdict(breaks_backward));
    let forward = options.mode.asks_forward().then(|| verdict(!breaks_backward));
    let required_bump = if presence == Presence::Removed { Bump::Major } else { Bump::Minor };
    TypeReport { name: document.name().to_owned(), backward, forward, required_bump }
}
