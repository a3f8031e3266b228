//! Pages: what is on each of them, and how far the current one is filled.

use std::rc::Rc;

use export_bundles_document::{Document, Text, Tone};

use crate::{
    canvas::{Area, Canvas, Mark},
    glyphs::Glyphs,
    ink,
    look::Look,
    setting::Setting,
};

/// A4, in points.
pub(crate) const PAGE_WIDTH: f32 = 595.28;
pub(crate) const PAGE_HEIGHT: f32 = 841.89;
const LEFT: f32 = 56.0;
const TEXT_WIDTH: f32 = PAGE_WIDTH - 2.0 * LEFT;
const HEAD: f32 = 34.0;
const TOP: f32 = 68.0;
const BOTTOM: f32 = PAGE_HEIGHT - 66.0;
const FOOT: f32 = PAGE_HEIGHT - 46.0;

/// Where texts in a box begin.
pub(crate) const BOX_INDENT: f32 = 13.0;
const BOX_PADDING: f32 = 9.0;
const BOX_BAR: f32 = 3.0;
/// A text has to have some room, however deep it is in boxes.
const NARROWEST: f32 = 120.0;
/// Adding up leadings is not exact.
const SLACK: f32 = 0.01;

/// The pages as they fill.
pub(crate) struct Flow<'a, 'f> {
    pub canvas: &'a mut dyn Canvas,
    pub glyphs: &'a mut Glyphs<'f>,
    document: &'a Document<'a>,
    /// How many pages there are, if that is known.
    total: usize,
    page: usize,
    /// Where the next thing goes.
    pub y: f32,
    /// The room before it, which is left out at the top of a page.
    gap: f32,
    pub left: f32,
    pub width: f32,
    boxes: Vec<OpenBox>,
    /// The level of the last heading, where the title is 1.
    pub level: u8,
}

/// A box whose end is not known yet.
struct OpenBox {
    tone: Tone,
    place: usize,
    bar: usize,
    top: f32,
    left: f32,
    width: f32,
}

impl<'a, 'f> Flow<'a, 'f> {
    pub(crate) fn new(
        document: &'a Document<'a>,
        glyphs: &'a mut Glyphs<'f>,
        canvas: &'a mut dyn Canvas,
        total: usize,
    ) -> Self {
        let mut flow = Self {
            canvas,
            glyphs,
            document,
            total,
            page: 1,
            y: TOP,
            gap: 0.0,
            left: LEFT,
            width: TEXT_WIDTH,
            boxes: Vec::new(),
            level: 1,
        };
        flow.head();
        flow
    }

    /// Ends the last page.
    pub(crate) fn finish(mut self) {
        self.foot();
        self.canvas.end_page();
    }

    pub(crate) fn new_page(&mut self) {
        for index in 0..self.boxes.len() {
            self.draw_box(index);
        }
        self.foot();
        self.canvas.end_page();
        self.page += 1;
        self.y = TOP;
        self.gap = 0.0;
        self.head();
        for index in 0..self.boxes.len() {
            let (place, bar) = (self.canvas.area_behind(), self.canvas.area_behind());
            let it = &mut self.boxes[index];
            (it.place, it.bar, it.top) = (place, bar, TOP);
        }
        if !self.boxes.is_empty() {
            self.y += BOX_PADDING;
        }
    }

    /// Whether nothing is on this page yet.
    pub(crate) fn is_at_top(&self) -> bool {
        self.y <= self.top()
    }

    fn top(&self) -> f32 {
        if self.boxes.is_empty() { TOP } else { TOP + BOX_PADDING }
    }

    fn bottom(&self) -> f32 {
        if self.boxes.is_empty() { BOTTOM } else { BOTTOM - BOX_PADDING }
    }

    /// The height of an empty page.
    pub(crate) fn page_height(&self) -> f32 {
        self.bottom() - self.top()
    }

    /// How much room there is on this page.
    pub(crate) fn rest(&self) -> f32 {
        let gap = if self.is_at_top() { 0.0 } else { self.gap };
        self.bottom() - self.y - gap + SLACK
    }

    /// Leaves at least that much room before what follows.
    pub(crate) fn leave(&mut self, gap: f32) {
        self.gap = self.gap.max(gap);
    }

    /// Begins a page, unless something of that height still fits on this one.
    pub(crate) fn keep(&mut self, height: f32) {
        if height > self.rest() && !self.is_at_top() {
            self.new_page();
        }
    }

    /// Goes to where the next thing is drawn.
    pub(crate) fn settle(&mut self) {
        if !self.is_at_top() {
            self.y += self.gap;
        }
        self.gap = 0.0;
    }

    /// Draws lines below each other, over as many pages as it takes. `behind` draws what is behind those on a page.
    pub(crate) fn lines(
        &mut self,
        setting: &Rc<Setting>,
        x: f32,
        mark: Mark,
        behind: &mut dyn FnMut(&mut Self, f32),
    ) {
        let leading = setting.look.leading;
        let mut next = 0;
        while next < setting.lines.len() {
            let rest = setting.lines.len() - next;
            let fit = (self.rest() / leading).max(0.0) as usize;
            let mut count = fit.min(rest);
            if count < rest {
                // No line of a paragraph stands alone on a page.
                let is_scant = count < 2 || rest < 4;
                if is_scant && !self.is_at_top() {
                    self.new_page();
                    continue;
                }
                if rest - count == 1 && count > 2 {
                    count -= 1;
                }
                count = count.max(1);
            }
            self.settle();
            behind(self, count as f32 * leading);
            for line in next..next + count {
                self.canvas.text(mark, setting, line, x, self.y + setting.look.base_line());
                self.y += leading;
            }
            next += count;
            if next < setting.lines.len() {
                self.new_page();
            }
        }
    }

    /// Begins a box, which may go on over many pages.
    pub(crate) fn open_box(&mut self, tone: Tone) {
        self.settle();
        let (place, bar) = (self.canvas.area_behind(), self.canvas.area_behind());
        let Self { left, width, y: top, .. } = *self;
        self.boxes.push(OpenBox { tone, place, bar, top, left, width });
        self.y += BOX_PADDING;
        if width - BOX_INDENT - BOX_PADDING >= NARROWEST {
            self.left += BOX_INDENT;
            self.width -= BOX_INDENT + BOX_PADDING;
        }
    }

    pub(crate) fn close_box(&mut self) {
        self.gap = 0.0;
        self.y += BOX_PADDING;
        self.draw_box(self.boxes.len().saturating_sub(1));
        if let Some(it) = self.boxes.pop() {
            (self.left, self.width) = (it.left, it.width);
        }
    }

    pub(crate) fn is_in_box(&self) -> bool {
        !self.boxes.is_empty()
    }

    fn draw_box(&mut self, index: usize) {
        let Some(it) = self.boxes.get(index) else { return };
        let (colour, tint) = ink::toned(it.tone);
        let bottom = if index + 1 < self.boxes.len() { self.y + BOX_PADDING } else { self.y };
        let height = (bottom - it.top).min(BOTTOM + BOX_PADDING - it.top);
        let area = Area { x: it.left, y: it.top, width: it.width, height };
        self.canvas.fill_behind(it.place, area, tint);
        self.canvas.fill_behind(it.bar, Area { width: BOX_BAR, ..area }, colour);
    }

    /// A thin line, which is nothing to read.
    pub(crate) fn rule(&mut self, x: f32, y: f32, width: f32, colour: ink::Colour) {
        let thickness = if colour == ink::RULE { 0.4 } else { 0.7 };
        self.canvas.rule(Area { x, y: y - thickness / 2.0, width, height: thickness }, colour);
    }

    fn head(&mut self) {
        if self.document.head.is_empty() {
            return;
        }
        let head = self.document.head.clone();
        self.furniture(&head, TEXT_WIDTH, HEAD, Mark::PageHead);
        self.rule(LEFT, HEAD + 14.0, TEXT_WIDTH, ink::RULE);
    }

    fn foot(&mut self) {
        let look = Look::FURNITURE;
        self.rule(LEFT, FOOT - 4.0, TEXT_WIDTH, ink::RULE);
        let number = format!("Page {} of {}", self.page, self.total);
        let number = self.glyphs.set_plain(&number, look, TEXT_WIDTH);
        let width = number.lines.first().map_or(0.0, |it| it.width);
        let x = LEFT + TEXT_WIDTH - width;
        let foot = self.document.foot.clone();
        self.furniture(&foot, TEXT_WIDTH - width - 16.0, FOOT, Mark::PageFoot);
        self.canvas.text(Mark::PageFoot, &number, 0, x, FOOT + look.base_line());
    }

    /// As much of a text as one line has room for.
    fn furniture(&mut self, text: &Text, width: f32, y: f32, mark: Mark) {
        if text.is_empty() {
            return;
        }
        const ELLIPSIS: f32 = 10.0;
        let look = Look::FURNITURE;
        let mut setting = self.glyphs.set(text, look, width);
        let is_long = setting.lines.len() > 1;
        if is_long {
            setting = self.glyphs.set(text, look, width - ELLIPSIS);
        }
        self.canvas.text(mark, &setting, 0, LEFT, y + look.base_line());
        if is_long {
            let end = setting.lines.first().map_or(0.0, |it| it.width);
            let ellipsis = self.glyphs.set_plain("…", look, ELLIPSIS);
            self.canvas.text(mark, &ellipsis, 0, LEFT + end, y + look.base_line());
        }
    }
}
