//! What is to be seen first.

use export_bundles_document::Callout;

use crate::{
    canvas::{Mark, Part},
    ink,
    look::Look,
    page::Flow,
};

pub(super) fn set(flow: &mut Flow<'_, '_>, callout: &Callout<'_>) {
    let (colour, _) = ink::toned(callout.tone);
    flow.leave(10.0);
    flow.keep(4.0 * Look::BODY.leading + 18.0);
    flow.canvas.open(Part::Group);
    flow.open_box(callout.tone);
    if !callout.title.is_empty() {
        let title = flow.glyphs.set(&callout.title, Look::callout(colour), flow.width);
        flow.canvas.open(Part::Paragraph);
        flow.lines(&title, flow.left, Mark::Inside, &mut |_, _| {});
        flow.canvas.close();
        flow.leave(3.0);
    }
    super::blocks(flow, &callout.blocks);
    flow.close_box();
    flow.canvas.close();
    flow.leave(12.0);
}
