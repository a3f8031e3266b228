//! Drawings.

use export_bundles_document::{Anchor, Figure, Shape, visible};

use crate::{
    canvas::{self, Area, Mark, Part, Stroke},
    glyphs::Role,
    ink,
    look::Look,
    metadata,
    page::{Flow, PAGE_HEIGHT, PAGE_WIDTH},
};

/// Letters should not become larger than those around a drawing.
const LARGEST_SCALE: f32 = 1.25;
const CAPTION_GAP: f32 = 5.0;

pub(super) fn set(flow: &mut Flow<'_, '_>, figure: &Figure) {
    let alternative = metadata::short(&figure.alternative);
    let caption = visible(&figure.caption);
    let names = [alternative, metadata::short(&caption), "Figure".to_owned()];
    let alternative = names.into_iter().find(|it| !it.trim().is_empty()).unwrap_or_default();
    flow.leave(10.0);
    flow.keep(height(flow, figure));
    flow.settle();
    let drawn = scale(flow, figure).map(|scale| Drawn { x: flow.left, y: flow.y, scale });
    match drawn {
        Some(drawn) => {
            let (width, height) = (figure.width * drawn.scale, figure.height * drawn.scale);
            let area = Area { x: flow.left, y: flow.y, width, height };
            flow.canvas.open(Part::Figure { alternative, area });
            figure.shapes.iter().for_each(|it| drawn.shape(flow, it));
            flow.canvas.close();
            flow.y += height;
        }
        // What cannot be drawn can still be told.
        None => {
            let setting = flow.glyphs.set_plain(&alternative, Look::BODY, flow.width);
            flow.canvas.open(Part::Paragraph);
            flow.lines(&setting, flow.left, Mark::Inside, &mut |_, _| {});
            flow.canvas.close();
        }
    }
    if !caption.trim().is_empty() {
        flow.y += CAPTION_GAP;
        let setting = flow.glyphs.set_plain(&caption, Look::QUIET_CAPTION, flow.width);
        flow.canvas.open(Part::Paragraph);
        flow.lines(&setting, flow.left, Mark::Inside, &mut |_, _| {});
        flow.canvas.close();
    }
    flow.leave(14.0);
}

/// The height of a drawing with a caption of two lines.
pub(super) fn height(flow: &Flow<'_, '_>, figure: &Figure) -> f32 {
    let drawing = scale(flow, figure).map_or(Look::BODY.leading, |it| figure.height * it);
    drawing + CAPTION_GAP + 2.0 * Look::QUIET_CAPTION.leading
}

/// How much larger or smaller it is drawn, so that it is as wide as the texts and fits on a page.
fn scale(flow: &Flow<'_, '_>, figure: &Figure) -> Option<f32> {
    let is_size = |it: f32| (1.0..=100_000.0).contains(&it);
    if !is_size(figure.width) || !is_size(figure.height) || figure.shapes.is_empty() {
        return None;
    }
    let highest = flow.page_height() * 0.8;
    Some((flow.width / figure.width).min(highest / figure.height).min(LARGEST_SCALE))
}

/// Where a drawing is.
struct Drawn {
    x: f32,
    y: f32,
    scale: f32,
}

impl Drawn {
    fn shape(&self, flow: &mut Flow<'_, '_>, shape: &Shape) {
        match shape {
            Shape::Box { x, y, width, height, ink } => {
                let corners = [(0.0, 0.0), (*width, 0.0), (*width, *height), (0.0, *height)];
                let points = corners.map(|it| (x + it.0, y + it.1));
                self.draw(flow, &points, ink::drawn(*ink), None);
            }
            Shape::Corners { points, ink } => self.draw(flow, points, ink::drawn(*ink), None),
            Shape::Line { points, ink, width, is_dashed } => {
                let width = width * self.scale;
                if (0.0..=100.0).contains(&width) {
                    let stroke = Stroke { width: width.max(0.1), is_dashed: *is_dashed };
                    self.draw(flow, points, ink::drawn(*ink), Some(stroke));
                }
            }
            Shape::Label { x, y, anchor, text, ink, size } => {
                let size = size * self.scale;
                let Some((x, y)) = self.place((*x, *y)) else { return };
                if !(0.1..=200.0).contains(&size) || text.is_empty() {
                    return;
                }
                let look = Look {
                    size,
                    leading: size,
                    role: Role::Body,
                    colour: ink::drawn(*ink),
                    keeps_spaces: true,
                };
                let text = visible(text).replace('\n', " ");
                let setting = flow.glyphs.set_plain(&text, look, f32::INFINITY);
                let width = setting.lines.first().map_or(0.0, |it| it.width);
                let x = match anchor {
                    Anchor::Start => x,
                    Anchor::Middle => x - width / 2.0,
                    Anchor::End => x - width,
                };
                flow.canvas.text(Mark::Inside, &setting, 0, x, y);
            }
        }
    }

    fn draw(
        &self,
        flow: &mut Flow<'_, '_>,
        points: &[(f32, f32)],
        colour: ink::Colour,
        stroke: Option<Stroke>,
    ) {
        let Some(points) = points.iter().map(|it| self.place(*it)).collect() else { return };
        flow.canvas.shape(canvas::Shape { points, colour, stroke });
    }

    /// Where a point is on the page, if it is on it.
    fn place(&self, (x, y): (f32, f32)) -> Option<(f32, f32)> {
        let (x, y) = (self.x + x * self.scale, self.y + y * self.scale);
        let is_on_page = (0.0..=PAGE_WIDTH).contains(&x) && (0.0..=PAGE_HEIGHT).contains(&y);
        is_on_page.then_some((x, y))
    }
}
