//! What stands below each other.

mod callout;
mod code;
mod facts;
mod figure;
mod heading;
mod list;
mod paragraph;
mod row;
mod table;
mod title;

use export_bundles_document::{Block, Document};

use crate::{look::Look, page::Flow};

/// Sets a document from its title to its end.
pub(crate) fn document(flow: &mut Flow<'_, '_>, document: &Document<'_>) {
    title::set(flow, document);
    blocks(flow, &document.blocks);
}

/// Sets blocks below each other.
fn blocks(flow: &mut Flow<'_, '_>, blocks: &[Block<'_>]) {
    for (index, block) in blocks.iter().enumerate() {
        match block {
            Block::Heading { level, text } => {
                heading::set(flow, *level, text, &blocks[index + 1..]);
            }
            Block::Paragraph(text) => paragraph::set(flow, text),
            Block::Callout(callout) => callout::set(flow, callout),
            Block::Facts(facts) => facts::set(flow, facts),
            Block::List(list) => list::set(flow, list),
            Block::Table(table) => table::set(flow, table),
            Block::Code(text) => code::set(flow, text),
            Block::Figure(figure) => figure::set(flow, figure),
            Block::PageBreak if !flow.is_at_top() => flow.new_page(),
            Block::PageBreak => {}
        }
    }
}

/// How much of what follows a heading is to be on its page.
fn beginning(flow: &Flow<'_, '_>, blocks: &[Block<'_>]) -> f32 {
    let two_lines = 2.0 * Look::BODY.leading;
    match blocks.first() {
        None | Some(Block::PageBreak) => 0.0,
        Some(Block::Heading { level, .. }) => {
            heading::height(*level) + beginning(flow, &blocks[1..])
        }
        Some(Block::Paragraph(_) | Block::Facts(_) | Block::List(_) | Block::Code(_)) => two_lines,
        Some(Block::Callout(_)) => 2.0 * two_lines,
        Some(Block::Table(_)) => 3.0 * two_lines,
        Some(Block::Figure(figure)) => figure::height(flow, figure),
    }
    .min(flow.page_height() / 2.0)
}
