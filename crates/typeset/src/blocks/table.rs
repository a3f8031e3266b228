//! Tables.

use std::rc::Rc;

use export_bundles_document::{Align, Row, Table, Text, visible};

use super::row::{self, Cell, Manner};
use crate::{
    canvas::{Area, Mark, Part},
    ink,
    look::Look,
    page::Flow,
    setting::Setting,
};

const PADDING: f32 = 3.0;
const BAR: f32 = 2.5;
/// Every column has room for a letter or two.
const NARROWEST: f32 = 14.0;

/// A column as it is drawn.
struct Place {
    head: Rc<Setting>,
    /// Where its texts begin, and the room they have.
    x: f32,
    width: f32,
    align: Align,
    part: Part,
}

pub(super) fn set(flow: &mut Flow<'_, '_>, table: &Table<'_>) {
    let places = places(flow, table);
    let caption = flow.glyphs.set(&table.caption, Look::CAPTION, flow.width);
    flow.leave(10.0);
    let head = head_height(&places);
    flow.keep(caption.height() + 4.0 + head + 3.0 * Look::CELL.leading + 2.0 * PADDING);
    flow.canvas.open(Part::Table);
    if !table.caption.is_empty() {
        flow.canvas.open(Part::Caption);
        flow.lines(&caption, flow.left, Mark::Inside, &mut |_, _| {});
        flow.canvas.close();
        flow.leave(4.0);
    }
    if !places.is_empty() {
        flow.canvas.open(Part::TableHead);
        flow.canvas.open(Part::Row);
        draw_head(flow, &places, &Mark::Beside);
        flow.canvas.close_beside(&vec![Part::ColumnHead; places.len()]);
        flow.canvas.close();
        flow.canvas.close();
        if !table.rows.is_empty() {
            flow.canvas.open(Part::TableBody);
            let parts: Vec<_> = places.iter().map(|it| it.part.clone()).collect();
            for index in 0..table.rows.len() {
                draw_row(flow, &places, head, table.rows.row(index), &parts);
            }
            flow.canvas.close();
        }
        flow.rule(flow.left, flow.y, flow.width, ink::STRONG_RULE);
    }
    flow.canvas.close();
    flow.leave(14.0);
}

/// The columns by their shares of the width.
fn places(flow: &mut Flow<'_, '_>, table: &Table<'_>) -> Vec<Place> {
    let share = |width: f32| if width.is_finite() && width > 0.0 { width.min(1e6) } else { 0.0 };
    let sum: f32 = table.columns.iter().map(|it| share(it.width)).sum();
    let count = table.columns.len() as f32;
    let least = NARROWEST.min(flow.width / count);
    // What is left when every column has the least goes by the shares.
    let spare = flow.width - least * count;
    let mut x = flow.left;
    let place = |column: &export_bundles_document::Column| {
        let part = if sum > 0.0 { share(column.width) / sum } else { 1.0 / count };
        let width = least + spare * part;
        let inset = (width * 0.2).min(4.0);
        let head = visible(column.head);
        let place = Place {
            head: flow.glyphs.set_plain(&head, Look::COLUMN_HEAD, width - 2.0 * inset),
            x: x + inset,
            width: width - 2.0 * inset,
            align: column.align,
            part: if column.is_head_of_row { Part::RowHead } else { Part::Cell },
        };
        x += width;
        place
    };
    table.columns.iter().map(place).collect()
}

fn head_height(places: &[Place]) -> f32 {
    places.iter().map(|it| it.head.height()).fold(0.0, f32::max) + 2.0 * PADDING
}

fn draw_head(flow: &mut Flow<'_, '_>, places: &[Place], mark: &dyn Fn(usize) -> Mark) {
    let cell = |place: &Place| Cell {
        setting: Rc::clone(&place.head),
        x: place.x,
        width: place.width,
        align: place.align,
    };
    let cells: Vec<_> = places.iter().map(cell).collect();
    flow.settle();
    flow.rule(flow.left, flow.y, flow.width, ink::STRONG_RULE);
    let manner = Manner {
        padding: PADDING,
        turn: &mut |_| {},
        turn_height: 0.0,
        behind: &mut |flow, height| {
            let area = Area { x: flow.left, y: flow.y, width: flow.width, height };
            flow.canvas.area(area, ink::AREA);
        },
        mark,
    };
    row::set(flow, &cells, manner);
    flow.rule(flow.left, flow.y, flow.width, ink::STRONG_RULE);
}

fn draw_row(flow: &mut Flow<'_, '_>, places: &[Place], head: f32, row: Row, parts: &[Part]) {
    let look = if row.is_marked { Look::MARKED_CELL } else { Look::CELL };
    let nothing = Text::default();
    let texts = row.cells.iter().chain(std::iter::repeat(&nothing));
    let cell = |(place, text): (&Place, &Text)| Cell {
        setting: flow.glyphs.set(text, look, place.width),
        x: place.x,
        width: place.width,
        align: place.align,
    };
    let cells: Vec<_> = places.iter().zip(texts).map(cell).collect();
    // A head that takes most of a page is only read once.
    let repeats = head < flow.page_height() / 3.0;
    flow.canvas.open(Part::Row);
    let manner = Manner {
        padding: PADDING,
        turn: &mut |flow| {
            if repeats {
                draw_head(flow, places, &|_| Mark::Repeated);
            }
        },
        turn_height: if repeats { head } else { 0.0 },
        behind: &mut |flow, height| {
            if row.is_marked {
                let area = Area { x: flow.left, y: flow.y, width: flow.width, height };
                flow.canvas.area(area, ink::MARKED_AREA);
                flow.canvas.area(Area { width: BAR, ..area }, ink::MARK);
            }
            flow.rule(flow.left, flow.y + height, flow.width, ink::RULE);
        },
        mark: &Mark::Beside,
    };
    row::set(flow, &cells, manner);
    flow.canvas.close_beside(parts);
    flow.canvas.close();
}
