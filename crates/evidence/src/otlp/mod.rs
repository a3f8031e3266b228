//! Traces, from what OpenTelemetry recorded: OTLP in JSON, with the semantic conventions for generative AI.
//!
//! Of one trace, the spans of agents, models and tools become steps, in the order in which they began. What the
//! spans do not show is not known, and what is known to be missing is a [gap](crate::Gap): attributes and events that were
//! dropped, spans that were not sampled or whose parent is not there.
//!
//! Where spans are kept before they are needed, [`split`] takes an export apart, and [`joined`] makes one of what was kept.
//!
//! Read are the names of the OpenTelemetry conventions of both generations (`gen_ai.provider.name`, before that
//! `gen_ai.system`; `gen_ai.usage.input_tokens`, before that `prompt_tokens`), and those of OpenInference,
//! OpenLLMetry and Langfuse where they say more.

mod attributes;
mod error;
mod export;
mod import;
mod prices;
mod semantics;
mod single;
mod tree;

pub use error::OtlpError;
pub use import::{Imported, Selection, import};
pub use prices::{Price, Prices, PricesError};
pub use single::{RUN_ID, Single, joined, split};
