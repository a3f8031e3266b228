//! Headings.

use export_bundles_document::{Block, Text};

use crate::{
    canvas::{Mark, Part},
    look::Look,
    metadata,
    page::Flow,
};

/// Sets a heading on the page of what follows it.
pub(super) fn set(flow: &mut Flow<'_, '_>, level: u8, text: &Text, next: &[Block<'_>]) {
    let level = level.clamp(1, 3);
    let name = metadata::short(&text.to_string());
    if name.trim().is_empty() {
        return;
    }
    let (before, after) = gaps(level);
    let setting = flow.glyphs.set(text, Look::heading(level), flow.width);
    flow.leave(before);
    flow.keep(setting.height() + after + super::beginning(flow, next));
    flow.settle();
    // The title is the first level, and no level is left out.
    flow.level = (level + 1).min(flow.level + 1);
    flow.canvas.bookmark(flow.level, &name, flow.y);
    flow.canvas.open(Part::Heading { level: flow.level, title: name });
    flow.lines(&setting, flow.left, Mark::Inside, &mut |_, _| {});
    flow.canvas.close();
    flow.leave(after);
}

/// The height of a heading of one line, with the room around it.
pub(super) fn height(level: u8) -> f32 {
    let (before, after) = gaps(level);
    before + Look::heading(level).leading + after
}

fn gaps(level: u8) -> (f32, f32) {
    match level {
        0 | 1 => (22.0, 7.0),
        2 => (16.0, 5.0),
        _ => (12.0, 3.0),
    }
}
