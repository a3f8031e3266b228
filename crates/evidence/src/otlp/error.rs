//! Why spans make no trace.

/// Why spans make no trace.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum OtlpError {
    /// The text is no OTLP in JSON.
    #[error("expected OTLP in JSON, a document or one a line: {0}")]
    NotOtlp(String),
    /// A span is not what OTLP has.
    #[error("span {number}: {message}")]
    BadSpan {
        /// Which of all spans in the text, counted from 1.
        number: usize,
        /// What was expected.
        message: String,
    },
    /// There is no span of an agent, a model or a tool in the trace, or in any.
    #[error(
        "expected a span of an agent, a model or a tool: one with `gen_ai.operation.name` or the like"
    )]
    NoSteps,
    /// Which of several traces is meant is not said.
    #[error("there are spans of {} traces, of which one has to be named: {}", .0.len(), .0.join(", "))]
    SeveralTraces(Vec<String>),
    /// The span that is said to be the violation is not one of the steps.
    #[error("the span that broke the policy is not one of the steps")]
    NoSuchSpan,
    /// The incident does not say which run it was.
    #[error("expected the id of the run, in the incident or in the run")]
    NoRun,
}
