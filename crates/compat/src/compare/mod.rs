//! Compares schemas: one pair, or two sets of them.

mod breaks;
mod direction;
mod inclusion;
mod pairing;
mod places;
mod subject;
mod violation;
mod wording;

use serde_json::Value;

use crate::{
    document::Document,
    kind::Direction,
    options::Options,
    report::{Bump, TypeReport, Verdict},
    solve::Budget,
};

pub use inclusion::{Inclusion, inclusion};
pub use pairing::compare_all;

/// Schemas nest, and the search follows them; this much stack holds any nesting it allows.
const STACK_BYTES: usize = 512 << 20;

/// Steps in which a direction is to be decided.
const STEPS_TO_DECIDE: u64 = 3_000_000;
/// Steps in which one that is not decided is tried with documents that are made up.
const STEPS_TO_GUESS: u64 = 1_000_000;
/// Steps in which its breaks are told apart.
const STEPS_TO_LIST: u64 = 3_000_000;

/// Compares two versions of one schema.
///
/// # Example
///
/// ```
/// use exact_schema_compat::{Document, Options, Verdict, compare};
/// use serde_json::json;
///
/// let old = Document::new("count", json!({"type": "integer", "minimum": 0}))?;
/// let new = Document::new("count", json!({"type": "integer", "minimum": 1}))?;
/// let report = compare(&old, &new, &Options::default());
///
/// let Some(Verdict::Breaking { breaks, .. }) = report.backward else { panic!("0 is lost") };
/// assert_eq!(breaks[0].witness, Some(json!(0)));
/// assert_eq!(report.forward, Some(Verdict::Compatible));
/// # Ok::<(), exact_schema_compat::LoadError>(())
/// ```
#[must_use]
pub fn compare(old: &Document, new: &Document, options: &Options) -> TypeReport {
    let undecidable = old.undecidable(new);
    let decide = |direction: Direction| match &undecidable {
        Some(reason) => Verdict::Undetermined { reason: reason.clone() },
        None if old.schema() == new.schema() => Verdict::Compatible,
        None => on_large_stack(|| direction.decide(old.schema(), new.schema(), options)),
    };
    let backward = options.mode.asks_backward().then(|| decide(Direction::Backward));
    let forward = options.mode.asks_forward().then(|| decide(Direction::Forward));
    let identical = undecidable.is_none() && wording::is_the_same(old.schema(), new.schema());
    let report = TypeReport {
        name: new.name().to_owned(),
        required_bump: Bump::for_change(identical, backward.as_ref(), forward.as_ref()),
        backward,
        forward,
    };
    places::placed(report, old, new)
}

/// Runs `decide` where deep recursion cannot overflow the stack.
fn on_large_stack(decide: impl FnOnce() -> Verdict + Send) -> Verdict {
    let undetermined = |reason: &str| Verdict::Undetermined { reason: reason.to_owned() };
    std::thread::scope(|scope| {
        match std::thread::Builder::new().stack_size(STACK_BYTES).spawn_scoped(scope, decide) {
            Ok(thread) => thread
                .join()
                .unwrap_or_else(|_| undetermined("the comparison failed inside a schema library")),
            Err(_) => undetermined("no thread could be started for the comparison"),
        }
    })
}

/// A document that `schema` accepts, if one is found.
fn sample(schema: &Value, options: &Options) -> Option<Value> {
    let budget = Budget::new(STEPS_TO_DECIDE);
    crate::witness::sample(schema, !options.annotate_formats, &budget)
}
