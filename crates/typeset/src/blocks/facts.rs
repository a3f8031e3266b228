//! Names and what belongs to them.

use export_bundles_document::{Align, Fact};

use super::row::{self, Cell, Manner};
use crate::{
    canvas::{Mark, Part},
    ink,
    look::Look,
    page::Flow,
};

const GAP: f32 = 12.0;
const PADDING: f32 = 2.5;

pub(super) fn set(flow: &mut Flow<'_, '_>, facts: &[Fact]) {
    if facts.is_empty() {
        return;
    }
    flow.leave(8.0);
    flow.canvas.open(Part::List { is_numbered: false, has_bullets: false });
    let names = (flow.width * 0.28).min(150.0);
    let values = flow.width - names - GAP;
    let left = flow.left;
    for (index, fact) in facts.iter().enumerate() {
        let cell = |setting, x, width| Cell { setting, x, width, align: Align::Start };
        let cells = [
            cell(flow.glyphs.set(&fact.name, Look::FACT_NAME, names), left, names),
            cell(flow.glyphs.set(&fact.value, Look::FACT, values), left + names + GAP, values),
        ];
        flow.canvas.open(Part::Item);
        let manner = Manner {
            padding: PADDING,
            turn: &mut |_| {},
            turn_height: 0.0,
            behind: &mut |flow, _| {
                if index > 0 && !flow.is_at_top() {
                    flow.rule(flow.left, flow.y, flow.width, ink::RULE);
                }
            },
            mark: &Mark::Beside,
        };
        row::set(flow, &cells, manner);
        flow.canvas.close_beside(&[Part::Label, Part::Body]);
        flow.canvas.close();
    }
    flow.canvas.close();
    flow.leave(10.0);
}
