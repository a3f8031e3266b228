//! From spans to a trace.

use std::collections::{BTreeSet, HashSet};

use chrono::DateTime;
use export_bundles::{
    Amount, Count, Identifier, Incident, Run, StepStatus, Timestamp, Trace, TraceStep,
};

use super::error::OtlpError;
use super::export::{Id, Span, spans};
use super::prices::Prices;
use super::semantics::{Kind, Meaning, losses};
use super::tree::Tree;
use crate::assemble::Gap;
use crate::seal::seal;

/// Which spans are meant, and what is known beside them.
#[derive(Clone, Debug, Default)]
pub struct Selection {
    /// The id of the trace, in hexadecimal digits or base64. It need not be said where the text has one alone.
    pub trace_id: Option<String>,
    /// The id of the span that broke the policy. Where it is not said, it is the innermost that was under way when
    /// the incident was detected, if one was.
    pub violating_span: Option<String>,
    /// What tokens cost, where spans do not say it.
    pub prices: Prices,
}

/// What spans show.
#[derive(Clone, Debug, PartialEq)]
pub struct Imported {
    /// The steps.
    pub trace: Trace,
    /// What they show of the run.
    pub run: Run,
    /// What is known to be missing, by JSON Pointers (RFC 6901) into a bundle with all steps.
    pub gaps: Vec<Gap>,
}

/// Makes a trace of OTLP in JSON: one document, or one behind the other, as a collector's file exporter writes
/// them.
///
/// The spans of agents, models and tools become steps, in the order in which they began. An agent's span
/// repeats the tokens and the cost of the models that it calls, and counts only where none of them is there.
/// What went wrong makes a step a warning; the violation comes from the incident. The `content_hash` of a step is
/// the SHA-256 of the RFC 8785 form of its span.
///
/// # Errors
///
/// An [`OtlpError`] says why the spans make no trace.
///
/// # Examples
///
/// ```
/// use export_bundles::{Incident, decode};
/// use export_bundles_evidence::otlp::{Selection, import};
///
/// let incident: Incident = decode(
///     br#"{"id": "inc_1", "tenant_id": "t", "source_run_id": "run_1", "created_at": "2026-03-14T09:27:03Z"}"#,
/// )?;
/// let spans = br#"{"resourceSpans": [{"scopeSpans": [{"spans": [{
///     "traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174",
///     "startTimeUnixNano": "1773480413000000000", "endTimeUnixNano": "1773480414500000000",
///     "attributes": [
///         {"key": "gen_ai.operation.name", "value": {"stringValue": "chat"}},
///         {"key": "gen_ai.request.model", "value": {"stringValue": "small-model"}},
///         {"key": "gen_ai.usage.input_tokens", "value": {"intValue": "12"}},
///         {"key": "gen_ai.usage.output_tokens", "value": {"intValue": 3}}]}]}]}]}"#;
/// let trace = import(spans, &incident, &Selection::default())?.trace;
/// assert_eq!(trace.steps[0].step_type.as_str(), "chat small-model");
/// assert_eq!(trace.steps[0].tokens.map(|it| it.get()), Some(15));
/// assert_eq!(trace.steps[0].cost_cents, None, "nobody knows");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn import(
    text: &[u8],
    incident: &Incident,
    selection: &Selection,
) -> Result<Imported, OtlpError> {
    let text = std::str::from_utf8(text).map_err(|error| OtlpError::NotOtlp(error.to_string()))?;
    let run_id = incident.source_run_id.clone().ok_or(OtlpError::NoRun)?;
    let spans = spans(text)?;
    let trace_id = trace_id(&spans, selection)?;
    let mut known = HashSet::new();
    // What was exported twice is one span.
    let is_meant =
        |span: &Span<'_>| span.trace_id == trace_id && known.insert(span.span_id.clone());
    let spans = in_order(spans.into_iter().filter(is_meant).collect());
    Steps::of(&spans, incident, selection)?.imported(trace_id, run_id, incident)
}

/// The one trace that is meant.
fn trace_id(spans: &[Span<'_>], selection: &Selection) -> Result<Id, OtlpError> {
    if let Some(told) = &selection.trace_id {
        return Id::parse(told).filter(Id::is_some).ok_or(OtlpError::NoSteps);
    }
    let ids: BTreeSet<&Id> =
        spans.iter().filter(|it| Meaning::of(it).is_some()).map(|it| &it.trace_id).collect();
    let mut ids = ids.into_iter();
    match (ids.next(), ids.next()) {
        (None, _) => Err(OtlpError::NoSteps),
        (Some(id), None) => Ok(id.clone()),
        (Some(one), Some(two)) => Err(OtlpError::SeveralTraces(
            [one, two].into_iter().chain(ids).map(|it| it.0.clone()).collect(),
        )),
    }
}

/// Spans in the order in which they began, and of those that began at the same time, the outer ones first.
fn in_order(spans: Vec<Span<'_>>) -> Vec<Span<'_>> {
    let starts: Vec<_> = spans.iter().map(|it| it.start_time_unix_nano).collect();
    let depths = Tree::of(&spans).depths(|inner, outer| starts[inner] == starts[outer]);
    let mut ranked: Vec<(usize, Span<'_>)> = depths.into_iter().zip(spans).collect();
    ranked.sort_by_key(|(depth, span)| (span.start_time_unix_nano, *depth));
    ranked.into_iter().map(|(_, span)| span).collect()
}

/// The steps, as they are made.
struct Steps<'s> {
    spans: &'s [Span<'s>],
    /// The place of the span of each step.
    places: Vec<usize>,
    steps: Vec<TraceStep>,
    violation: Option<usize>,
    gaps: Vec<Gap>,
    agent_id: Option<Identifier>,
}

impl<'s> Steps<'s> {
    fn of(
        spans: &'s [Span<'s>],
        incident: &Incident,
        selection: &Selection,
    ) -> Result<Self, OtlpError> {
        let tree = Tree::of(spans);
        let meanings: Vec<Option<Meaning<'s>>> = spans.iter().map(Meaning::of).collect();
        let is_model = |place: &usize| matches!(&meanings[*place], Some(meaning) if meaning.kind == Kind::Model);
        let calls_models = tree.with_inner((0..spans.len()).filter(is_model));
        let mut made = Self {
            spans,
            places: Vec::new(),
            steps: Vec::new(),
            violation: None,
            gaps: Vec::new(),
            agent_id: None,
        };
        for (place, meaning) in meanings.iter().enumerate() {
            match meaning {
                Some(meaning) => {
                    made.step(place, meaning, calls_models[place], &selection.prices)?;
                }
                None => made.lost(place, "/steps".to_owned()),
            }
            if tree.is_orphan(place) {
                let pointer = match meaning {
                    Some(_) => format!("/steps/{}", made.steps.len() - 1),
                    None => "/steps".to_owned(),
                };
                made.gap(pointer, "the span around this one is missing".to_owned());
            }
        }
        if made.steps.is_empty() {
            return Err(OtlpError::NoSteps);
        }
        made.violation = made.violating(incident, selection)?;
        Ok(made)
    }

    fn step(
        &mut self,
        place: usize,
        meaning: &Meaning<'s>,
        calls_models: bool,
        prices: &Prices,
    ) -> Result<(), OtlpError> {
        let span = &self.spans[place];
        let index = self.steps.len();
        let bad =
            |message: &str| OtlpError::BadSpan { number: span.number, message: message.to_owned() };
        let start = moment(span.start_time_unix_nano.0);
        let hash = seal(span.text.as_bytes());
        if let Err(error) = &hash {
            let why =
                "the span has no hash, as it is no I-JSON or has a number that no double holds";
            self.gap(
                format!("/steps/{index}/content_hash"),
                format!("{why} at {}", error.pointer()),
            );
        }
        // An agent's span repeats what the models used that it calls.
        let repeats = meaning.kind == Kind::Agent && calls_models;
        let tokens = if repeats { Some(0) } else { meaning.tokens() };
        let cost = if repeats { Some(0.0) } else { meaning.cost_cents(prices) };
        self.steps.push(TraceStep {
            step_index: Count::try_from(index).map_err(|_| bad("expected fewer spans"))?,
            timestamp: start.ok_or_else(|| bad("expected a start in the years 1970 to 9999"))?,
            step_type: step_type(meaning).ok_or_else(|| bad("expected a shorter name"))?,
            tokens: tokens.and_then(|it| Count::try_from(it).ok()),
            cost_cents: cost.and_then(|it| Amount::try_from(it).ok()),
            duration_ms: duration(span),
            status: if meaning.is_error() { StepStatus::Warning } else { StepStatus::Ok },
            content_hash: hash.ok(),
        });
        self.places.push(place);
        self.lost(place, format!("/steps/{index}"));
        if self.agent_id.is_none() && meaning.kind == Kind::Agent {
            let id = span.text_of(&["gen_ai.agent.id"]);
            self.agent_id = id.and_then(|it| Identifier::try_from(it).ok());
        }
        Ok(())
    }

    fn gap(&mut self, pointer: String, message: String) {
        self.gaps.push(Gap { pointer, message });
    }

    /// Notes what is known to be missing of a span.
    fn lost(&mut self, place: usize, pointer: String) {
        for what in losses(&self.spans[place]) {
            self.gap(pointer.clone(), what.to_owned());
        }
    }

    /// The step that broke the policy, if that is known.
    fn violating(
        &self,
        incident: &Incident,
        selection: &Selection,
    ) -> Result<Option<usize>, OtlpError> {
        let span = |index: usize| &self.spans[self.places[index]];
        if let Some(told) = &selection.violating_span {
            let id = Id::parse(told).ok_or(OtlpError::NoSuchSpan)?;
            let found = (0..self.steps.len()).find(|index| span(*index).span_id == id);
            return found.map(Some).ok_or(OtlpError::NoSuchSpan);
        }
        let Some(detected) = incident.detected_at else { return Ok(None) };
        let is_under_way = |index: &usize| {
            let end = moment(span(*index).end_time_unix_nano.0);
            self.steps[*index].timestamp <= detected && end.is_some_and(|end| detected <= end)
        };
        // The one that began last is the innermost.
        Ok((0..self.steps.len()).rfind(is_under_way))
    }

    fn imported(
        self,
        trace_id: Id,
        run_id: Identifier,
        incident: &Incident,
    ) -> Result<Imported, OtlpError> {
        let trace_id = Identifier::try_from(trace_id.0).map_err(|_| OtlpError::NoSteps)?;
        let started = self.spans.iter().filter_map(|it| moment(it.start_time_unix_nano.0)).min();
        let ends: Option<Vec<Timestamp>> =
            self.spans.iter().map(|it| ended(it).and_then(up_to_the_microsecond)).collect();
        let violation = self.violation.and_then(|index| self.steps.get(index));
        let run = Run {
            run_id: run_id.clone(),
            tenant_id: incident.tenant_id.clone(),
            agent_id: self.agent_id,
            goal: None,
            policy_snapshot_id: None,
            started_at: started,
            completed_at: ends.and_then(|it| it.into_iter().max()),
            termination_reason: None,
            total_cost_cents: None,
        };
        let trace = Trace {
            trace_id,
            run_id,
            tenant_id: incident.tenant_id.clone(),
            violation_step_index: violation.map(|it| it.step_index),
            violation_timestamp: violation.map(|it| it.timestamp),
            steps: self.steps,
        };
        Ok(Imported { trace, run, gaps: self.gaps })
    }
}

/// What is done, to what: as far as it makes a name.
fn step_type(meaning: &Meaning<'_>) -> Option<Identifier> {
    let named = meaning.name().map(|name| format!("{} {name}", meaning.operation));
    let named = named.and_then(|it| Identifier::try_from(it).ok());
    named.or_else(|| Identifier::try_from(meaning.operation).ok())
}

/// When a span ended, in nanoseconds since 1970; nothing where it had not.
fn ended(span: &Span<'_>) -> Option<i128> {
    let end = span.end_time_unix_nano;
    (end.0 > 0 && end >= span.start_time_unix_nano).then_some(end.0)
}

fn duration(span: &Span<'_>) -> Option<Amount> {
    let nanoseconds = ended(span)? - span.start_time_unix_nano.0;
    Amount::try_from(nanoseconds as f64 / 1e6).ok()
}

/// The microsecond in which a moment is, of nanoseconds since 1970.
fn moment(nanoseconds: i128) -> Option<Timestamp> {
    let micros = i64::try_from(nanoseconds / 1000).ok().filter(|_| nanoseconds > 0)?;
    DateTime::from_timestamp_micros(micros).and_then(|it| Timestamp::try_from(it).ok())
}

/// The first microsecond that is not before a moment, so that no step began after the run ended.
fn up_to_the_microsecond(nanoseconds: i128) -> Option<Timestamp> {
    moment(nanoseconds + 999)
}
