//! Lists.

use export_bundles_document::{Align, List, Marker};

use super::row::{self, Cell, Manner};
use crate::{
    canvas::{Mark, Part},
    look::Look,
    page::Flow,
};

const GAP: f32 = 6.0;

pub(super) fn set(flow: &mut Flow<'_, '_>, list: &List) {
    if list.items.is_empty() {
        return;
    }
    let look = Look::BODY;
    flow.leave(5.0);
    flow.canvas.open(Part::List {
        is_numbered: list.marker == Marker::Number,
        has_bullets: list.marker == Marker::Bullet,
    });
    let widest = flow.glyphs.set_plain(&marker(list.marker, list.items.len()), look, flow.width);
    let markers = widest.lines.first().map_or(0.0, |it| it.width).max(8.0);
    let indent = 4.0;
    let text = (flow.left + indent + markers + GAP, flow.width - indent - markers - GAP);
    let align = if list.marker == Marker::Number { Align::End } else { Align::Start };
    for (index, item) in list.items.iter().enumerate() {
        let label = flow.glyphs.set_plain(&marker(list.marker, index + 1), look, flow.width);
        let cells = [
            Cell { setting: label, x: flow.left + indent, width: markers, align },
            Cell {
                setting: flow.glyphs.set(item, look, text.1),
                x: text.0,
                width: text.1,
                align: Align::Start,
            },
        ];
        flow.canvas.open(Part::Item);
        let manner = Manner {
            padding: 1.0,
            turn: &mut |_| {},
            turn_height: 0.0,
            behind: &mut |_, _| {},
            mark: &Mark::Beside,
        };
        row::set(flow, &cells, manner);
        flow.canvas.close_beside(&[Part::Label, Part::Body]);
        flow.canvas.close();
    }
    flow.canvas.close();
    flow.leave(8.0);
}

fn marker(marker: Marker, number: usize) -> String {
    match marker {
        Marker::Bullet => "•".to_owned(),
        Marker::Number => format!("{number}."),
        Marker::Box => "☐".to_owned(),
    }
}
