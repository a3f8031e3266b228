//! Is an archive complete, and is everything in it what it was?

mod aside;
mod fault;
mod files;
mod head;
mod log;
mod manifests;
mod notes;
mod part;
mod records;

use std::collections::{BTreeMap, BTreeSet};
use std::num::NonZeroUsize;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use export_bundles::{ContentHash, Timestamp};
use export_bundles_attest::Trust;
use export_bundles_attest::log::Checkpoint;
use export_bundles_evidence::RuleSet;

use crate::archive::Archive;
use crate::commit::Commit;
use crate::error::ArchiveError;
use crate::folder::Folder;
use crate::manifest::{Manifest, Population};
use crate::period::{Month, Period};
use crate::root::{Rooted, period_root};

pub use fault::{Fault, FaultKind, Faults};

/// What an archive is held against.
pub struct Verification<'v> {
    /// Which months are looked at; all where nobody says.
    pub period: Option<Period>,
    /// Which rules bundles are held against.
    pub rules: RuleSet,
    /// Whom to trust, if anybody says so: the key of the log, and those who sign bundles.
    pub trust: Option<&'v Trust>,
    /// Notes with checkpoints that were kept, each under its name: the log has to begin with what they commit to.
    pub since: Vec<(String, String)>,
    /// When it is, for keys that are valid for some time only.
    pub now: Timestamp,
    /// How many parts are looked at at a time.
    pub jobs: NonZeroUsize,
    /// Hears of every file that was read how many bytes it has.
    pub progress: &'v (dyn Fn(u64) + Sync),
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Verified {
    /// Which months were looked at.
    pub months: Vec<Month>,
    /// How many bundles there are of each month, tenant and type.
    pub population: Vec<(Month, Population)>,
    /// What commits to the bundles of each partition.
    pub partitions: Vec<Rooted>,
    /// What commits to all of them.
    pub root: ContentHash,
    /// How many bundles were looked at.
    pub bundles: u64,
    /// How many of them each rule says to be worth a look.
    pub warnings: BTreeMap<String, u64>,
    /// How many of them have a receipt.
    pub signed: u64,
    /// How many documents are set aside, in the whole archive.
    pub aside: u64,
    /// The log.
    pub log: Option<Checkpoint>,
    /// What is wrong.
    pub faults: Faults,
}

impl Verified {
    /// Whether everything is what it has to be.
    #[must_use]
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }
}

/// Verifies the archive of a folder.
///
/// # Errors
///
/// Where there is none, or a file is there and cannot be read. What is wrong with an archive is no error: it is told.
pub fn verify(folder: &Folder, asked: &Verification<'_>) -> Result<Verified, ArchiveError> {
    let mut faults = Faults::default();
    let archive = records::read(folder, &mut faults)?;
    let months: Vec<Month> = archive
        .months()
        .into_iter()
        .filter(|it| asked.period.is_none_or(|period| period.contains(*it)))
        .collect();
    files::check(&archive, &mut faults)?;
    let checked_log = log::check(&archive, asked, &mut faults)?;
    let parts: Vec<&Commit> = archive
        .commits
        .iter()
        .filter(|it| it.partition().is_some_and(|it| months.contains(&it.month)))
        .collect();
    let mut found = part::Found::default();
    for part in in_turn(&parts, asked.jobs, |commit| part::check(&archive, commit, asked)) {
        found.extend(part?);
    }
    faults.extend(std::mem::take(&mut found.faults));
    let mut partitions = Vec::new();
    let mut population = Vec::new();
    for month in &months {
        let manifest = manifests::check(&archive, *month, &checked_log, asked, &mut faults)?;
        partitions.extend(manifest.partitions);
        population.extend(manifest.population.into_iter().map(|it| (*month, it)));
    }
    let aside = aside::check(&archive, asked, &mut faults)?;
    head::check(&archive, &checked_log, asked, &mut faults)?;
    Ok(Verified {
        months,
        population,
        root: period_root(&partitions),
        partitions,
        bundles: found.bundles,
        warnings: found.warnings,
        signed: found.signed,
        aside,
        log: checked_log.checkpoint,
        faults,
    })
}

/// What `work` makes of each item, in their order, with several at a time.
fn in_turn<I: Sync, O: Send>(
    items: &[I],
    jobs: NonZeroUsize,
    work: impl Fn(&I) -> O + Sync,
) -> Vec<O> {
    let next = AtomicUsize::new(0);
    let done = Mutex::new(Vec::new());
    std::thread::scope(|scope| {
        for _ in 0..jobs.get().min(items.len()) {
            scope.spawn(|| {
                while let Some((at, item)) = {
                    let at = next.fetch_add(1, Ordering::Relaxed);
                    items.get(at).map(|item| (at, item))
                } {
                    let outcome = work(item);
                    done.lock()
                        .unwrap_or_else(std::sync::PoisonError::into_inner)
                        .push((at, outcome));
                }
            });
        }
    });
    let mut done = done.into_inner().unwrap_or_else(std::sync::PoisonError::into_inner);
    done.sort_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, outcome)| outcome).collect()
}

/// The months that a manifest has to be there for.
fn expected_manifests(archive: &Archive) -> BTreeSet<String> {
    archive.months().into_iter().map(Manifest::path).collect()
}
