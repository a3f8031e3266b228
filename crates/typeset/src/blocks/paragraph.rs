//! Paragraphs.

use export_bundles_document::Text;

use crate::{
    canvas::{Mark, Part},
    look::Look,
    page::Flow,
};

pub(super) fn set(flow: &mut Flow<'_, '_>, text: &Text) {
    if text.is_empty() {
        return;
    }
    let setting = flow.glyphs.set(text, Look::BODY, flow.width);
    flow.leave(7.0);
    flow.canvas.open(Part::Paragraph);
    flow.lines(&setting, flow.left, Mark::Inside, &mut |_, _| {});
    flow.canvas.close();
    flow.leave(7.0);
}
