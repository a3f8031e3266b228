//! Texts in which every character counts.

use export_bundles_document::visible;

use crate::{
    canvas::{Area, Mark, Part},
    ink,
    look::Look,
    page::Flow,
};

const PADDING: f32 = 7.0;

pub(super) fn set(flow: &mut Flow<'_, '_>, text: &str) {
    if text.is_empty() {
        return;
    }
    let shown = visible(text);
    let shown = shown.strip_suffix('\n').unwrap_or(&shown);
    let setting = flow.glyphs.set_plain(shown, Look::CODE, flow.width - 2.0 * PADDING);
    flow.leave(8.0 + PADDING);
    flow.canvas.open(Part::Paragraph);
    flow.canvas.open(Part::Code);
    let (left, width, is_boxed) = (flow.left, flow.width, flow.is_in_box());
    flow.lines(&setting, left + PADDING, Mark::Inside, &mut |flow, height| {
        let area = Area { x: left, y: flow.y - PADDING, width, height: height + 2.0 * PADDING };
        // In a box, the area around it has a colour.
        flow.canvas.area(area, if is_boxed { ink::PAPER } else { ink::AREA });
    });
    flow.canvas.close();
    flow.canvas.close();
    flow.y += PADDING;
    flow.leave(10.0);
}
