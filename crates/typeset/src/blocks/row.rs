//! Texts beside each other.

use std::rc::Rc;

use export_bundles_document::Align;

use crate::{canvas::Mark, page::Flow, setting::Setting};

/// A text beside others.
pub(super) struct Cell {
    pub setting: Rc<Setting>,
    pub x: f32,
    pub width: f32,
    pub align: Align,
}

/// What goes with a row.
pub(super) struct Manner<'m> {
    /// The room above and below its texts.
    pub padding: f32,
    /// What is drawn at the top of a page that the row begins or goes on at, and how high that is.
    pub turn: &'m mut dyn FnMut(&mut Flow<'_, '_>),
    pub turn_height: f32,
    /// What is drawn behind a part of the row of that height.
    pub behind: &'m mut dyn FnMut(&mut Flow<'_, '_>, f32),
    /// How the texts are marked, from the first to the last.
    pub mark: &'m dyn Fn(usize) -> Mark,
}

/// Sets a row of texts: on one page if one is high enough, else over as many as it takes.
pub(super) fn set(flow: &mut Flow<'_, '_>, cells: &[Cell], manner: Manner<'_>) {
    let Manner { padding, turn, turn_height, behind, mark } = manner;
    let leading = cells.iter().map(|it| it.setting.look.leading).fold(1.0, f32::max);
    let lines = cells.iter().map(|it| it.setting.lines.len()).max().unwrap_or(0).max(1);
    let height = |lines: usize| lines as f32 * leading + 2.0 * padding;
    let mut next = 0;
    while next < lines {
        let rest = lines - next;
        let fit = ((flow.rest() - 2.0 * padding) / leading).max(0.0) as usize;
        let fits_a_page = height(rest) <= flow.page_height() - turn_height;
        let is_scant = fit < rest && (fits_a_page || fit < 3);
        // On a page of its own, a line always has room.
        if is_scant && flow.y - turn_height > flow.page_height() / 4.0 {
            flow.new_page();
            turn(flow);
            continue;
        }
        let count = fit.clamp(1, rest);
        flow.settle();
        behind(flow, height(count));
        for (index, cell) in cells.iter().enumerate() {
            let lines = cell.setting.lines.iter().enumerate().skip(next).take(count);
            for (number, line) in lines {
                let x = match cell.align {
                    Align::Start => cell.x,
                    Align::End => cell.x + (cell.width - line.width).max(0.0),
                };
                let base_line = cell.setting.look.base_line();
                let y = flow.y + padding + (number - next) as f32 * leading + base_line;
                flow.canvas.text(mark(index), &cell.setting, number, x, y);
            }
        }
        flow.y += height(count);
        next += count;
        if next < lines {
            flow.new_page();
            turn(flow);
        }
    }
}
