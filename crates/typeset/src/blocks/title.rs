//! The title, at the top of the first page.

use export_bundles_document::{Document, Text};

use crate::{
    canvas::{Mark, Part},
    ink,
    look::Look,
    metadata,
    page::Flow,
};

pub(super) fn set(flow: &mut Flow<'_, '_>, document: &Document<'_>) {
    let name = metadata::title(document);
    let title = if document.title.to_string().trim().is_empty() {
        Text::plain(&name)
    } else {
        document.title.clone()
    };
    flow.y += 6.0;
    flow.canvas.bookmark(1, &name, flow.y);
    flow.canvas.open(Part::Heading { level: 1, title: name });
    let title = flow.glyphs.set(&title, Look::TITLE, flow.width);
    flow.lines(&title, flow.left, Mark::Inside, &mut |_, _| {});
    flow.canvas.close();
    if !document.subtitle.is_empty() {
        flow.leave(3.0);
        flow.canvas.open(Part::Paragraph);
        let subtitle = flow.glyphs.set(&document.subtitle, Look::SUBTITLE, flow.width);
        flow.lines(&subtitle, flow.left, Mark::Inside, &mut |_, _| {});
        flow.canvas.close();
    }
    flow.y += 10.0;
    flow.rule(flow.left, flow.y, flow.width, ink::STRONG_RULE);
    flow.leave(16.0);
}
