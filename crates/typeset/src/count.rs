//! A canvas that only counts.

use std::rc::Rc;

use crate::{
    canvas::{Area, Canvas, Mark, Part, Shape},
    ink::Colour,
    setting::Setting,
};

/// A canvas that only counts: how many pages there are has to be known before the first is drawn.
#[derive(Debug, Default)]
pub(crate) struct Counter {
    pub pages: usize,
    pub parts: usize,
}

impl Canvas for Counter {
    fn open(&mut self, _: Part) {
        self.parts += 1;
    }

    fn close(&mut self) {}

    fn close_beside(&mut self, parts: &[Part]) {
        self.parts += parts.len();
    }

    fn text(&mut self, _: Mark, _: &Rc<Setting>, _: usize, _: f32, _: f32) {}

    fn area(&mut self, _: Area, _: Colour) {}

    fn rule(&mut self, _: Area, _: Colour) {}

    fn area_behind(&mut self) -> usize {
        0
    }

    fn fill_behind(&mut self, _: usize, _: Area, _: Colour) {}

    fn shape(&mut self, _: Shape) {}

    fn bookmark(&mut self, _: u8, _: &str, _: f32) {
        self.parts += 2;
    }

    fn end_page(&mut self) {
        self.pages += 1;
    }
}
