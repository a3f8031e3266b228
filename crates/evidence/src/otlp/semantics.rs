//! What a span is, in the words of those who made it.

use serde::Deserialize;

use super::export::{Span, StatusCode};
use super::prices::Prices;

/// What a span is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An agent at work: what it does is in the spans below.
    Agent,
    /// A call of a model.
    Model,
    /// A call of a tool.
    Tool,
}

/// The operations of the conventions that are steps.
const OPERATIONS: [(&str, Kind); 7] = [
    ("invoke_agent", Kind::Agent),
    ("chat", Kind::Model),
    ("generate_content", Kind::Model),
    ("text_completion", Kind::Model),
    ("completion", Kind::Model),
    ("embeddings", Kind::Model),
    ("execute_tool", Kind::Tool),
];

/// How others call them: an attribute, its value in lower case, and the operation.
const OTHER_NAMES: [(&str, &str, &str); 9] = [
    ("openinference.span.kind", "agent", "invoke_agent"),
    ("openinference.span.kind", "llm", "chat"),
    ("openinference.span.kind", "embedding", "embeddings"),
    ("openinference.span.kind", "tool", "execute_tool"),
    ("llm.request.type", "chat", "chat"),
    ("llm.request.type", "completion", "text_completion"),
    ("llm.request.type", "embedding", "embeddings"),
    ("traceloop.span.kind", "agent", "invoke_agent"),
    ("traceloop.span.kind", "tool", "execute_tool"),
];

const MODEL: [&str; 5] = [
    "gen_ai.response.model",
    "gen_ai.request.model",
    "llm.model_name",
    "embedding.model_name",
    "llm.request.model",
];
const AGENT: [&str; 3] = ["gen_ai.agent.name", "agent.name", "traceloop.entity.name"];
const TOOL: [&str; 3] = ["gen_ai.tool.name", "tool.name", "traceloop.entity.name"];
const INPUT: [&str; 4] = [
    "gen_ai.usage.input_tokens",
    "gen_ai.usage.prompt_tokens",
    "llm.token_count.prompt",
    "llm.usage.prompt_tokens",
];
const OUTPUT: [&str; 4] = [
    "gen_ai.usage.output_tokens",
    "gen_ai.usage.completion_tokens",
    "llm.token_count.completion",
    "llm.usage.completion_tokens",
];
const TOTAL: [&str; 3] =
    ["gen_ai.usage.total_tokens", "llm.token_count.total", "llm.usage.total_tokens"];
/// In US dollars.
const COST: [&str; 2] = ["llm.cost.total", "gen_ai.usage.cost"];
/// A JSON object, in US dollars.
const COST_DETAILS: [&str; 2] = ["langfuse.observation.cost_details", "gen_ai.usage.cost_details"];

/// What a span says of a step.
pub struct Meaning<'s> {
    pub kind: Kind,
    pub operation: &'static str,
    span: &'s Span<'s>,
}

impl<'s> Meaning<'s> {
    /// Of a span that is a step.
    pub fn of(span: &'s Span<'s>) -> Option<Self> {
        let named = |name: &str| OPERATIONS.iter().find(|(operation, _)| *operation == name);
        let told = span.text_of(&["gen_ai.operation.name"]).and_then(named);
        let other = || {
            OTHER_NAMES.iter().find_map(|(attribute, value, operation)| {
                let is_it = span.text_of(&[attribute])?.eq_ignore_ascii_case(value);
                is_it.then(|| named(operation))?
            })
        };
        let (operation, kind) = told.or_else(other)?;
        Some(Self { kind: *kind, operation, span })
    }

    /// The name of what was called.
    pub fn name(&self) -> Option<&'s str> {
        self.span.text_of(match self.kind {
            Kind::Agent => &AGENT,
            Kind::Model => &MODEL,
            Kind::Tool => &TOOL,
        })
    }

    /// How many tokens were read and written. Embeddings are no tokens, and tools use none.
    fn usage(&self) -> Option<(u64, u64)> {
        let (input, output) = (self.span.count_of(&INPUT), self.span.count_of(&OUTPUT));
        match (input, output) {
            (Some(input), None) if self.operation == "embeddings" => Some((input, 0)),
            (Some(input), Some(output)) => Some((input, output)),
            _ => None,
        }
    }

    /// How many tokens were used.
    pub fn tokens(&self) -> Option<u64> {
        if self.kind == Kind::Tool {
            return Some(0);
        }
        let usage = self.usage().and_then(|(input, output)| input.checked_add(output));
        usage.or_else(|| self.span.count_of(&TOTAL))
    }

    /// What it cost, in US cents.
    pub fn cost_cents(&self, prices: &Prices) -> Option<f64> {
        #[derive(Deserialize)]
        struct Details {
            total: f64,
        }

        let details = || {
            let text = self.span.text_of(&COST_DETAILS)?;
            serde_json::from_str::<Details>(text).ok().map(|it| it.total)
        };
        let dollars = self.span.amount_of(&COST).or_else(details).filter(|it| *it >= 0.0);
        let listed = || {
            let (input, output) = self.usage()?;
            let mut models = MODEL.iter().filter_map(|name| self.span.text_of(&[name]));
            models.find_map(|model| prices.of(model, input, output))
        };
        dollars.map(|it| it * 100.0).or_else(listed)
    }

    /// Whether something went wrong in it.
    pub fn is_error(&self) -> bool {
        self.span.status.code == StatusCode::Error
            || self.span.events.iter().any(|event| event.name == "exception")
    }
}

/// What is known to be missing of a span.
pub fn losses(span: &Span<'_>) -> Vec<&'static str> {
    let dropped_of_events = span.events.iter().any(|it| it.dropped_attributes_count > 0);
    // The threshold of consistent probability sampling: `th:0` keeps everything.
    let is_sampled = span.trace_state.split(',').any(|member| {
        let state = member.trim().strip_prefix("ot=");
        state.is_some_and(|it| {
            it.split(';').any(|part| part.strip_prefix("th:").is_some_and(|th| th != "0"))
        })
    });
    [
        (span.dropped_attributes_count > 0, "attributes of the span were dropped"),
        (span.dropped_events_count > 0, "events of the span were dropped"),
        (dropped_of_events, "attributes of an event of the span were dropped"),
        (is_sampled, "the trace was sampled, so that other spans may be missing"),
    ]
    .into_iter()
    .filter_map(|(is_lost, what)| is_lost.then_some(what))
    .collect()
}
