//! Every step, as rows.

use export_bundles::{StepStatus, TraceStepEvidence};
use export_bundles_document::{Block, Column, Row, Rows, Style, Table, Text};

use super::run::Run;
use crate::format;

/// The steps: all of them, or why there are none.
pub fn of<'a>(run: &Run<'a>) -> Vec<Block<'a>> {
    let total = run.total_steps.get();
    let heading = Block::heading(1, "The steps");
    if run.steps.is_empty() {
        let said = match total {
            0 => "The run has no steps.".to_owned(),
            _ => format!(
                "This export leaves the steps out. The run had {}; the totals are of all of them.",
                format::counted(total, "step")
            ),
        };
        return vec![heading, Block::Paragraph(said.into())];
    }
    let columns = vec![
        Column::number("Step", 5.0).naming_rows(),
        Column::new("Began (UTC)", 21.5),
        Column::new("Action", 18.0),
        Column::new("Status", 11.5),
        Column::number("Tokens", 7.0),
        Column::number("Cost (US$)", 9.0),
        Column::number("Took (ms)", 9.5),
        Column::new("Content (SHA-256)", 18.5),
    ];
    let caption = match run.steps.len() {
        1 => "The one step of the run.".to_owned(),
        many => format!("All {}, in order.", format::counted(many as u64, "step")),
    };
    let table = Table { caption: caption.into(), columns, rows: Box::new(Steps(run.steps)) };
    vec![heading, Block::Table(table)]
}

/// Steps as rows, made when they are asked for.
struct Steps<'a>(&'a [TraceStepEvidence]);

impl Rows for Steps<'_> {
    fn len(&self) -> usize {
        self.0.len()
    }

    fn row(&self, index: usize) -> Row {
        let step = &self.0[index];
        let hash = step.content_hash.as_ref().map(ToString::to_string);
        let hash = hash.as_deref().map(format::short_digest);
        Row {
            cells: vec![
                Text::plain(&step.step_index.get().to_string()),
                Text::plain(&format::exact_moment(step.timestamp)),
                Text::plain(step.step_type.as_str()),
                status(step),
                Text::plain(&format::count(step.tokens.get())),
                Text::plain(&format::dollars(step.cost_cents.get())),
                Text::plain(&format::milliseconds(step.duration_ms.get())),
                hash.map_or(Text::quiet("not recorded"), Text::code),
            ],
            is_marked: step.is_inflection,
            is_noted: step.is_inflection || step.status != StepStatus::Ok,
        }
    }
}

fn status(step: &TraceStepEvidence) -> Text {
    let status = match step.status {
        StepStatus::Ok => Text::plain("ok"),
        StepStatus::Warning => Text::plain("warning"),
        StepStatus::Violation => Text::strong("violation"),
    };
    match step.is_inflection {
        true => status.with(", broke the policy", Style::Strong),
        false => status,
    }
}
