//! Counts what is known of documents, in memory that does not grow with them.

use std::collections::BTreeMap;

use arrow_array::types::Int64Type;
use arrow_array::{Array, RecordBatch};
use export_bundles::ContentHash;
use export_bundles_archive::{Month, Partition, Rooted, Tree};
use serde::{Deserialize, Serialize};

use super::table::{Lists, TableError, flags, lists, numbers, read, texts};

/// So many of what is wrong are named, by each who counts and in all.
pub const NAMED: usize = 100;

/// So many there are of each.
pub type Counts = BTreeMap<String, u64>;

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

/// Counts rows that are in the order of month, tenant, seal, hash and source. Those of documents that are not sound,
/// which have no month, come first.
#[derive(Default)]
pub struct Census {
    group: Option<Group>,
    aside: Aside,
}

struct Group {
    partition: Partition,
    tree: Tree,
    last: Option<ContentHash>,
    types: BTreeMap<String, Count>,
    warnings: Counts,
    doubles: u64,
    named: Vec<Double>,
}

#[derive(Default)]
struct Aside {
    last: Option<String>,
    documents: u64,
    doubles: u64,
    reasons: Counts,
    named: Vec<Unsound>,
}

impl Census {
    /// Counts the rows of a table; gives the lines of the groups that have ended.
    pub fn add(&mut self, facts: &[u8]) -> Result<Vec<String>, TableError> {
        let mut lines = Vec::new();
        for batch in read(facts)? {
            self.add_batch(&batch?, &mut lines)?;
        }
        Ok(lines)
    }

    /// The lines of what was not given yet.
    pub fn finish(self) -> Vec<String> {
        let mut lines: Vec<_> = self.group.into_iter().map(|it| text(&it.line())).collect();
        if self.aside.documents > 0 {
            lines.push(text(&self.aside.line()));
        }
        lines
    }

    fn add_batch(
        &mut self,
        batch: &RecordBatch,
        lines: &mut Vec<String>,
    ) -> Result<(), TableError> {
        let sound = flags(batch, "sound")?;
        let [months, tenants, kinds, seals, sha256, sources] =
            ["month", "tenant", "type", "seal", "sha256", "source"].map(|it| texts(batch, it));
        let (months, tenants, kinds, seals) = (months?, tenants?, kinds?, seals?);
        let (sha256, sources, steps) = (sha256?, sources?, numbers::<Int64Type>(batch, "steps")?);
        let (reasons, warnings) = (lists(batch, "reasons")?, lists(batch, "warnings")?);
        let wrong = |name, what| TableError::Column { name, what };
        for row in 0..batch.num_rows() {
            let source = sources.value(row);
            if sound.is_null(row) || !sound.value(row) {
                self.aside.add(sha256.value(row), source, &reasons, row)?;
                continue;
            }
            let month = months.value(row);
            let tenant = tenants.value(row);
            let seal: ContentHash =
                seals.value(row).parse().map_err(|_| wrong("seal", "64 hexadecimal digits"))?;
            let month = Month::try_from(month.to_owned()).map_err(|_| wrong("month", "months"))?;
            let is_same = |it: &Group| it.partition.month == month && it.partition.tenant == tenant;
            if !self.group.as_ref().is_some_and(is_same) {
                let next = Group::of(Partition { month, tenant: tenant.to_owned() });
                lines.extend(self.group.replace(next).map(|it| text(&it.line())));
            }
            let Some(group) = &mut self.group else { continue };
            if group.last == Some(seal) {
                group.add_double(source, seals.value(row));
                continue;
            }
            // A root of seals in another order would be another root.
            if group.last.is_some_and(|last| last > seal) {
                return Err(TableError::Order);
            }
            let steps = u64::try_from(steps.value(row)).unwrap_or_default();
            group.add(seal, kinds.value(row), steps, warnings.of(row)?);
        }
        Ok(())
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

    fn add(&mut self, seal: ContentHash, kind: &str, steps: u64, warnings: Vec<String>) {
        self.tree.add(&seal);
        self.last = Some(seal);
        if !self.types.contains_key(kind) {
            self.types.insert(kind.to_owned(), Count::default());
        }
        if let Some(count) = self.types.get_mut(kind) {
            count.bundles += 1;
            count.steps += steps;
        }
        warnings.into_iter().for_each(|it| *self.warnings.entry(it).or_default() += 1);
    }

    fn add_double(&mut self, source: &str, seal: &str) {
        self.doubles += 1;
        if self.named.len() < NAMED {
            self.named.push(Double { source: source.to_owned(), seal: seal.to_owned() });
        }
    }

    fn line(self) -> Line {
        let Self { partition, tree, types, warnings, doubles, named, .. } = self;
        Line::Partition { rooted: Rooted::of(partition, &tree), types, warnings, doubles, named }
    }
}

impl Aside {
    fn add(
        &mut self,
        sha256: &str,
        source: &str,
        reasons: &Lists<'_>,
        row: usize,
    ) -> Result<(), TableError> {
        self.documents += 1;
        if self.last.as_deref() == Some(sha256) {
            self.doubles += 1;
            return Ok(());
        }
        self.last = Some(sha256.to_owned());
        let reasons = reasons.of(row)?;
        for reason in &reasons {
            // Where it stands is told with those that are named.
            let kind = reason.split_once(" at \"").map_or(&reason[..], |(kind, _)| kind);
            *self.reasons.entry(kind.to_owned()).or_default() += 1;
        }
        keep_first(
            &mut self.named,
            Unsound { source: source.to_owned(), sha256: sha256.to_owned(), reasons },
        );
        Ok(())
    }

    fn line(self) -> Line {
        let Self { documents, doubles, reasons, named, .. } = self;
        Line::Aside { documents, doubles, reasons, named }
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

fn text(line: &Line) -> String {
    serde_json::to_string(line).unwrap_or_default()
}
