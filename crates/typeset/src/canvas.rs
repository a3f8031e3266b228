//! What pages are drawn on, and what their parts are called.

use std::rc::Rc;

use crate::{ink::Colour, setting::Setting};

/// What pages are drawn on. One draws, another only counts: where things are is decided before.
pub(crate) trait Canvas {
    /// What follows is in that part, until it is closed.
    fn open(&mut self, part: Part);

    fn close(&mut self);

    /// What was drawn for [`Mark::Beside`] since the last time stands beside each other: a part for each.
    fn close_beside(&mut self, parts: &[Part]);

    /// A line of a text, from there on its base line.
    fn text(&mut self, mark: Mark, setting: &Rc<Setting>, line: usize, x: f32, y: f32);

    fn area(&mut self, area: Area, colour: Colour);

    /// An area that is over all others of its page.
    fn rule(&mut self, area: Area, colour: Colour);

    /// Keeps a place for an area that is behind what follows, and as large as that gets.
    fn area_behind(&mut self) -> usize;

    fn fill_behind(&mut self, place: usize, area: Area, colour: Colour);

    fn shape(&mut self, shape: Shape);

    /// A part begins here that can be looked up.
    fn bookmark(&mut self, level: u8, title: &str, y: f32);

    fn end_page(&mut self);
}

/// What something drawn is to whoever reads a document aloud.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Mark {
    /// It is in the part that is open.
    Inside,
    /// It is in one of the parts beside each other.
    Beside(usize),
    /// It stands on every page.
    PageHead,
    PageFoot,
    /// It repeats what was read, or only helps the eye.
    Repeated,
}

/// An area, measured from the top left of the page.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Area {
    pub x: f32,
    pub y: f32,
    pub width: f32,
    pub height: f32,
}

/// A shape of a drawing.
#[derive(Debug)]
pub(crate) struct Shape {
    pub points: Vec<(f32, f32)>,
    pub colour: Colour,
    pub stroke: Option<Stroke>,
}

/// How a line is drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stroke {
    pub width: f32,
    pub is_dashed: bool,
}

/// What a part of a document is.
#[derive(Clone, Debug)]
pub(crate) enum Part {
    /// From 1, which is the title.
    Heading {
        level: u8,
        title: String,
    },
    Paragraph,
    Code,
    Group,
    List {
        is_numbered: bool,
        has_bullets: bool,
    },
    Item,
    Label,
    Body,
    Table,
    Caption,
    TableHead,
    TableBody,
    Row,
    ColumnHead,
    RowHead,
    Cell,
    Figure {
        alternative: String,
        area: Area,
    },
}
