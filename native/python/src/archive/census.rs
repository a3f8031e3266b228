//! Counts what is known of documents, in memory that does not grow with them.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io;

use export_bundles::ContentHash;
use export_bundles_archive::{Partition, Rooted, Tree};
use serde::{Deserialize, Serialize};

use super::fact::Fact;
use super::sorted::Sorted;
use super::table::{TableError, read, texts};

/// So many of what is wrong are named, by each who counts and in all.
pub const NAMED: usize = 100;

/// So many there are of each.
pub type Counts = BTreeMap<String, u64>;

/// Why facts are not counted.
#[derive(Debug, thiserror::Error)]
pub enum NotCounted {
    /// The table is not what was expected.
    #[error(transparent)]
    Table(#[from] TableError),
    /// A line is none that tells of a document.
    #[error("expected the lines of facts: {0}")]
    Line(#[from] serde_json::Error),
    /// There is no room for what does not fit into memory.
    #[error("in the temporary folder: {0}")]
    Temporary(#[from] io::Error),
}

/// How many bundles there are of a type, and how many steps they have.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Count {
    pub bundles: u64,
    pub steps: u64,
}

/// A bundle that is there more than once.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct Double {
    pub source: String,
    pub seal: String,
}

/// A document that is not sound.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct Unsound {
    pub source: String,
    pub sha256: String,
    pub reasons: Vec<String>,
}

/// What is said of what was counted.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(tag = "of", rename_all = "snake_case")]
pub enum Line {
    /// The bundles of a tenant and a month.
    Partition {
        #[serde(flatten)]
        rooted: Rooted,
        types: BTreeMap<String, Count>,
        warnings: Counts,
        /// How many documents are bundles that are there already, and the first of them.
        doubles: u64,
        named: Vec<Double>,
    },
    /// The documents that are not sound.
    Aside {
        documents: u64,
        /// How many of them are there already.
        doubles: u64,
        reasons: Counts,
        named: Vec<Unsound>,
    },
}

/// Counts the lines of facts, those of a group one after the other.
pub struct Census {
    room: usize,
    open: Option<(String, Sorted)>,
}

/// The bundles of a tenant and a month.
struct Group {
    partition: Partition,
    tree: Tree,
    last: Option<ContentHash>,
    types: BTreeMap<String, Count>,
    warnings: Counts,
    doubles: u64,
    named: Vec<Double>,
}

/// Documents that are not sound.
#[derive(Default)]
struct Aside {
    last: Option<ContentHash>,
    documents: u64,
    doubles: u64,
    reasons: Counts,
    named: Vec<Unsound>,
}

impl Census {
    /// Has room for so many bytes of lines in memory; others are put into order in temporary files.
    pub fn new(room: usize) -> Self {
        Self { room, open: None }
    }

    /// Counts the rows of a table, which has the columns `group` and `lines`; gives the lines of the groups that have ended.
    pub fn add(&mut self, facts: &[u8]) -> Result<Vec<String>, NotCounted> {
        let mut ended = Vec::new();
        for batch in read(facts).map_err(TableError::from)? {
            let batch = batch.map_err(TableError::from)?;
            let (groups, facts) = (texts(&batch, "group")?, texts(&batch, "lines")?);
            for (group, facts) in groups.iter().zip(facts) {
                let (group, facts) = (group.unwrap_or_default(), facts.unwrap_or_default());
                if self.open.as_ref().is_none_or(|(open, _)| open != group) {
                    ended.extend(self.finish()?);
                    self.open = Some((group.to_owned(), Sorted::new(self.room)));
                }
                if let Some((_, sorted)) = &mut self.open {
                    facts.lines().try_for_each(|it| sorted.push(it))?;
                }
            }
        }
        Ok(ended)
    }

    /// The lines of what was not given yet.
    pub fn finish(&mut self) -> Result<Vec<String>, NotCounted> {
        let Some((_, facts)) = self.open.take() else { return Ok(Vec::new()) };
        let mut group: Option<Group> = None;
        let mut aside = Aside::default();
        for line in facts.into_lines()? {
            match serde_json::from_str(&line?)? {
                Fact::Unsound { sha256, source, reasons } => aside.add(sha256, &source, &reasons),
                Fact::Sound { month, tenant, seal, source, kind, steps, warnings } => group
                    .get_or_insert_with(|| {
                        Group::of(Partition { month, tenant: tenant.into_owned() })
                    })
                    .add(seal, &source, &kind, steps, &warnings),
            }
        }
        let aside = Some(aside).filter(|it| it.documents > 0);
        Ok(group.map(Group::line).into_iter().chain(aside.map(Aside::line)).map(text).collect())
    }
}

impl Group {
    fn of(partition: Partition) -> Self {
        Self {
            partition,
            tree: Tree::default(),
            last: None,
            types: BTreeMap::new(),
            warnings: Counts::new(),
            doubles: 0,
            named: Vec::new(),
        }
    }

    /// Counts a bundle; they come in the order of their seals.
    fn add(
        &mut self,
        seal: ContentHash,
        source: &str,
        kind: &str,
        steps: u64,
        warnings: &[Cow<'_, str>],
    ) {
        if self.last.replace(seal) == Some(seal) {
            self.doubles += 1;
            if self.named.len() < NAMED {
                self.named.push(Double { source: source.to_owned(), seal: seal.to_string() });
            }
            return;
        }
        self.tree.add(&seal);
        add_to(&mut self.types, kind, |count| {
            count.bundles += 1;
            count.steps += steps;
        });
        warnings.iter().for_each(|it| add_to(&mut self.warnings, it, |count| *count += 1));
    }

    fn line(self) -> Line {
        let Self { partition, tree, types, warnings, doubles, named, .. } = self;
        Line::Partition { rooted: Rooted::of(partition, &tree), types, warnings, doubles, named }
    }
}

impl Aside {
    fn add(&mut self, sha256: ContentHash, source: &str, reasons: &[Cow<'_, str>]) {
        self.documents += 1;
        if self.last.replace(sha256) == Some(sha256) {
            self.doubles += 1;
            return;
        }
        for reason in reasons {
            // Where it stands is told with those that are named.
            let kind = reason.split_once(" at \"").map_or(&reason[..], |(kind, _)| kind);
            add_to(&mut self.reasons, kind, |count| *count += 1);
        }
        let (source, sha256) = (source.to_owned(), sha256.to_string());
        let reasons = reasons.iter().map(|it| it.clone().into_owned()).collect();
        keep_first(&mut self.named, Unsound { source, sha256, reasons });
    }

    fn line(self) -> Line {
        let Self { documents, doubles, reasons, named, .. } = self;
        Line::Aside { documents, doubles, reasons, named }
    }
}

/// Adds to what is counted of that name. No text is made for a name that is there, as nearly every one is.
fn add_to<T: Default>(counts: &mut BTreeMap<String, T>, name: &str, add: impl FnOnce(&mut T)) {
    match counts.get_mut(name) {
        Some(count) => add(count),
        None => add(counts.entry(name.to_owned()).or_default()),
    }
}

/// Keeps the first so many in order.
pub fn keep_first<T: Ord>(named: &mut Vec<T>, next: T) {
    if named.len() == NAMED && named.last().is_some_and(|last| *last <= next) {
        return;
    }
    let at = named.partition_point(|it| *it < next);
    named.insert(at, next);
    named.truncate(NAMED);
}

fn text(line: Line) -> String {
    serde_json::to_string(&line).unwrap_or_default()
}
