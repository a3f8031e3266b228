//! What stands below each other, as HTML.

use std::ops::Range;

use export_bundles_document::{
    Align, Block, Callout, Column, Fact, List, Marker, Row, Style, Table, Text, Tone,
};
use maud::{Markup, html};

use super::figure::figure;

/// Blocks, one below the other. Headings can be led to by their place.
pub fn all(blocks: &[Block<'_>]) -> Markup {
    html! { @for (index, block) in blocks.iter().enumerate() { (one(block, Some(index))) } }
}

fn one(block: &Block<'_>, index: Option<usize>) -> Markup {
    let id = index.map(|index| format!("b{index}"));
    match block {
        Block::Heading { level: 1, text: words } => html! { h2 id=[id] { (text(words)) } },
        Block::Heading { level: 2, text: words } => html! { h3 id=[id] { (text(words)) } },
        Block::Heading { text: words, .. } => html! { h4 id=[id] { (text(words)) } },
        Block::Paragraph(words) => html! { p { (text(words)) } },
        Block::Callout(it) => callout(it),
        Block::Facts(it) => facts(it),
        Block::List(it) => list(it),
        Block::Table(it) => table(it),
        Block::Code(code) => html! { pre tabindex="0" { code { (code) } } },
        Block::Figure(it) => figure(it),
        Block::PageBreak => html! { div.break {} },
    }
}

/// A text, with what stands out of it.
pub fn text(text: &Text) -> Markup {
    html! {
        @for span in text.spans() {
            @match span.style() {
                Style::Plain => (span.text()),
                Style::Strong => strong { (span.text()) },
                Style::Code => code { (span.text()) },
                Style::Quiet => span.quiet { (span.text()) },
            }
        }
    }
}

fn callout(callout: &Callout<'_>) -> Markup {
    let tone = match callout.tone {
        Tone::Good => "good",
        Tone::Warning => "warning",
        Tone::Bad => "bad",
        Tone::Neutral => "neutral",
    };
    html! {
        section.callout.(tone) aria-label=(callout.title) {
            p.title { (text(&callout.title)) }
            @for block in &callout.blocks { (one(block, None)) }
        }
    }
}

fn facts(facts: &[Fact]) -> Markup {
    html! {
        dl {
            @for fact in facts { div { dt { (text(&fact.name)) } dd { (text(&fact.value)) } } }
        }
    }
}

fn list(list: &List) -> Markup {
    html! {
        @match list.marker {
            Marker::Bullet => ul { @for item in &list.items { li { (text(item)) } } },
            Marker::Number => ol { @for item in &list.items { li { (text(item)) } } },
            // To be ticked on paper: a page keeps nothing.
            Marker::Box => ul.boxes { @for item in &list.items { li { (text(item)) } } },
        }
    }
}

/// So many rows stand in one table. A browser lays out those that are looked at, and the head is never far.
const ROWS: usize = 250;

fn table(table: &Table<'_>) -> Markup {
    let count = table.rows.len();
    let parts = (0..count.max(1)).step_by(ROWS);
    html! {
        div.rows {
            @for start in parts { (part(table, start..count.min(start + ROWS))) }
        }
    }
}

fn part(table: &Table<'_>, range: Range<usize>) -> Markup {
    let total: f32 = table.columns.iter().map(|column| column.width).sum();
    let caption = match range.len() == table.rows.len() {
        true => table.caption.clone(),
        false => table.caption.clone().and(&format!(" Rows {} to {}.", range.start + 1, range.end)),
    };
    html! {
        div.scroll tabindex="0" role="region" aria-label=(caption) {
            table {
                caption { (text(&caption)) }
                thead { tr { @for column in &table.columns { (head(column, total)) } } }
                tbody { @for index in range { (row(&table.rows.row(index), &table.columns)) } }
            }
        }
    }
}

/// A policy that forbids the attribute `style` leaves the widths of columns to an attribute of old.
fn head(column: &Column, total: f32) -> Markup {
    let width = format!("{:.1}%", 100.0 * column.width / total);
    html! { th scope="col" class=[class(column)] width=(width) { (column.head) } }
}

fn row(row: &Row, columns: &[Column]) -> Markup {
    let cells = row.cells.iter().zip(columns);
    html! {
        tr.marked[row.is_marked].noted[row.is_noted] {
            @for (cell, column) in cells {
                @if column.is_head_of_row { th scope="row" class=[class(column)] { (text(cell)) } }
                @else { td class=[class(column)] { (text(cell)) } }
            }
        }
    }
}

fn class(column: &Column) -> Option<&'static str> {
    (column.align == Align::End).then_some("number")
}
