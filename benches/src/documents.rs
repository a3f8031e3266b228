//! The texts that are decoded, as the producers of version 1 write them: no white space, the members
//! in the order of the contract, `null` for what is not set.

use export_bundles::{Document, EvidenceBundle, ExecutiveDebriefBundle, ExportBundleRequest};
use export_bundles_evidence::sealed;

use crate::Result;
use crate::random::Random;

const EVIDENCE: &str = include_str!("documents/evidence.json");
const DEBRIEF: &str = include_str!("documents/executive-debrief.json");
const REQUEST: &str = include_str!("documents/export-request.json");

/// One document.
pub struct Payload {
    /// What the tables call it.
    pub name: &'static str,
    /// Its type.
    pub kind: Kind,
    /// The document.
    pub text: String,
}

/// The type of a document.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// An evidence bundle.
    Evidence,
    /// An executive debrief.
    Debrief,
    /// A request for an export.
    Request,
}

impl Kind {
    /// The title of the type.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Evidence => EvidenceBundle::TITLE,
            Self::Debrief => ExecutiveDebriefBundle::TITLE,
            Self::Request => ExportBundleRequest::TITLE,
        }
    }

    /// The file of its schema.
    #[must_use]
    pub fn file(self) -> &'static str {
        match self {
            Self::Evidence => EvidenceBundle::FILE,
            Self::Debrief => ExecutiveDebriefBundle::FILE,
            Self::Request => ExportBundleRequest::FILE,
        }
    }

    /// Changes that make a document invalid: its last `from` becomes `to`.
    fn faults(self) -> &'static [(&'static str, &'static str)] {
        match self {
            Self::Evidence => &[
                ("\"timestamp\":\"2026-03-14", "\"timestamp\":\"2026-02-30"),
                ("\"timestamp\":\"2026-03-14T", "\"timestamp\":\"2026-03-14 "),
                ("\"step_type\":\"", "\"step_type\":\"\\u0007"),
                ("\"tokens\":", "\"tokens\":-"),
                ("\"duration_ms\":", "\"duration_ms\":-"),
                ("\"status\":\"violation\"", "\"status\":\"violated\""),
                ("\"is_inflection\":", "\"is_inflexion\":"),
                ("\"content_hash\":\"", "\"content_hash\":\"f"),
                ("\"bundle_type\":\"evidence\"", "\"bundle_type\":\"soc2\""),
            ],
            Self::Debrief => &[
                ("\"detection_time\":\"2026-03-14", "\"detection_time\":\"2026-02-30"),
                ("\"risk_level\":\"", "\"risk_level\":\"very "),
                ("\"cost_incurred_cents\":4", "\"cost_incurred_cents\":4.5"),
                ("\"bundle_id\":\"EXEC-", "\"bundle_id\":\"EVD-"),
                ("\"prepared_by\":", "\"prepared_buy\":"),
            ],
            Self::Request => &[
                ("\"incident_id\":\"inc_20260314_0017\"", "\"incident_id\":\"\""),
                ("\"bundle_type\":\"", "\"bundle_type\":\"un"),
                ("\"include_raw_steps\":false", "\"include_raw_steps\":0"),
                ("\"prepared_for\":", "\"prepared_four\":"),
            ],
        }
    }
}

impl Payload {
    /// Variants of the text that each break the contract in one place, and what stands there.
    ///
    /// # Errors
    ///
    /// A text that does not hold what is to be changed.
    pub fn faulty(&self) -> Result<Vec<(&'static str, String)>> {
        self.kind
            .faults()
            .iter()
            .map(|(from, to)| {
                let at = self.text.rfind(from).ok_or("a fault finds its place in the text")?;
                let (before, after) = (&self.text[..at], &self.text[at + from.len()..]);
                Ok((*to, format!("{before}{to}{after}")))
            })
            .collect()
    }
}

/// Every payload of the benchmark.
#[must_use]
pub fn all() -> Vec<Payload> {
    vec![
        Payload { name: "evidence, 100 steps", kind: Kind::Evidence, text: evidence(100) },
        Payload { name: "evidence, 10,000 steps", kind: Kind::Evidence, text: evidence(10_000) },
        Payload { name: "executive debrief", kind: Kind::Debrief, text: compact(DEBRIEF) },
        Payload { name: "export request", kind: Kind::Request, text: compact(REQUEST) },
    ]
}

/// The text without its line breaks and indentation, which is all the white space of the files.
fn compact(text: &str) -> String {
    text.lines().map(str::trim).collect()
}

/// A sound evidence bundle of so many steps: its totals agree with them, and its seal with all of it.
#[must_use]
pub fn evidence(count: usize) -> String {
    let mut random = Random(0x5eed);
    let mut moment = Moment::START;
    let mut steps = Vec::new();
    let (mut tokens, mut cost_cents, mut duration_ms) = (0, 0.0, 0.0);
    for index in 0..count {
        let step = Step::new(&mut random, &mut moment, index, index + 1 == count);
        tokens += step.tokens;
        cost_cents += step.cost_cents;
        duration_ms += step.duration_ms;
        steps.push(step.text());
    }
    let last = count - 1;
    let text = compact(EVIDENCE)
        .replace("\"violation_step_index\":null", &format!("\"violation_step_index\":{last}"))
        .replace("\"violation_timestamp\":null", &format!("\"violation_timestamp\":{moment}"))
        .replace("\"steps\":[]", &format!("\"steps\":[{}]", steps.join(",")))
        .replace("\"total_steps\":0", &format!("\"total_steps\":{count}"))
        .replace("\"total_duration_ms\":0.0", &format!("\"total_duration_ms\":{duration_ms:?}"))
        .replace("\"total_tokens\":0", &format!("\"total_tokens\":{tokens}"))
        .replace("\"total_cost_cents\":0.0", &format!("\"total_cost_cents\":{cost_cents:?}"));
    // It has no number that a double does not hold; the benchmark refuses what is not sound.
    sealed(text.as_bytes()).unwrap_or(text)
}

struct Step {
    index: usize,
    timestamp: String,
    step_type: &'static str,
    tokens: u64,
    cost_cents: f64,
    duration_ms: f64,
    status: &'static str,
    is_inflection: bool,
    content_hash: String,
}

impl Step {
    fn new(random: &mut Random, moment: &mut Moment, index: usize, is_last: bool) -> Self {
        const TYPES: [&str; 6] = [
            "read_ticket",
            "search_knowledge_base",
            "tool_call.http",
            "plan",
            "summarize_conversation_history",
            "draft_reply",
        ];
        // Odd, so that no moment falls on a whole second, which is written without a fraction.
        moment.microseconds += 2 * random.below(1_000_000);
        Self {
            index,
            timestamp: moment.to_string(),
            step_type: TYPES[random.below(TYPES.len() as u64) as usize],
            tokens: 1 + random.below(4_000),
            cost_cents: random.below(40_000) as f64 / 10_000.0,
            duration_ms: random.below(2_000_000) as f64 / 1_000.0,
            status: match (is_last, random.below(20)) {
                (true, _) => "violation",
                (false, 0) => "warning",
                (false, _) => "ok",
            },
            is_inflection: is_last,
            content_hash: (0..4).map(|_| format!("{:016x}", random.next())).collect(),
        }
    }

    fn text(&self) -> String {
        let Self { index, timestamp, step_type, tokens, cost_cents, duration_ms, .. } = self;
        let Self { status, is_inflection, content_hash, .. } = self;
        format!(
            "{{\"step_index\":{index},\"timestamp\":{timestamp},\"step_type\":\"{step_type}\",\
             \"tokens\":{tokens},\"cost_cents\":{cost_cents:?},\"duration_ms\":{duration_ms:?},\
             \"status\":\"{status}\",\"is_inflection\":{is_inflection},\
             \"content_hash\":\"{content_hash}\"}}"
        )
    }
}

/// A moment of 14 March 2026.
struct Moment {
    /// Since midnight.
    microseconds: u64,
}

impl Moment {
    const START: Self = Self { microseconds: 34_013_589_793 };
}

impl std::fmt::Display for Moment {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let (seconds, fraction) = (self.microseconds / 1_000_000, self.microseconds % 1_000_000);
        let (hour, minute, second) = (seconds / 3600 % 24, seconds / 60 % 60, seconds % 60);
        // A run of 100,000 steps goes on the next day.
        let day = 14 + seconds / 86_400;
        write!(f, "\"2026-03-{day:02}T{hour:02}:{minute:02}:{second:02}.{fraction:06}Z\"")
    }
}
