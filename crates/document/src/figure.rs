//! Drawings of a few shapes.

/// A drawing. Its shapes stand in a box of its size, whose origin is at the top left; whoever draws it may scale it,
/// and draws the shapes in their order.
#[derive(Clone, Debug)]
pub struct Figure {
    /// What the drawing shows, for whoever does not see it.
    pub alternative: String,
    /// The line below it.
    pub caption: String,
    /// Its width in points.
    pub width: f32,
    /// Its height in points.
    pub height: f32,
    /// What is drawn.
    pub shapes: Vec<Shape>,
}

/// A shape of a drawing.
#[derive(Clone, Debug)]
pub enum Shape {
    /// A filled rectangle.
    Box {
        /// Its left.
        x: f32,
        /// Its top.
        y: f32,
        /// Its width.
        width: f32,
        /// Its height.
        height: f32,
        /// What it is filled with.
        ink: Ink,
    },
    /// A line through at least two points.
    Line {
        /// Its points.
        points: Vec<(f32, f32)>,
        /// What it is drawn with.
        ink: Ink,
        /// Its width.
        width: f32,
        /// Whether it is dashed.
        is_dashed: bool,
    },
    /// A filled shape with corners.
    Corners {
        /// Its corners, at least three.
        points: Vec<(f32, f32)>,
        /// What it is filled with.
        ink: Ink,
    },
    /// A short text on one line.
    Label {
        /// Where it is anchored.
        x: f32,
        /// Its base line.
        y: f32,
        /// How it is anchored.
        anchor: Anchor,
        /// What it says.
        text: String,
        /// What it is written with.
        ink: Ink,
        /// Its size in points.
        size: f32,
    },
}

/// What part of a label stands where it is anchored.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Anchor {
    /// Its beginning.
    Start,
    /// Its middle.
    Middle,
    /// Its end.
    End,
}

/// What something is drawn with, by what it is for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Ink {
    /// Texts.
    Text,
    /// Texts that add to others.
    Quiet,
    /// Lines that help to read a drawing.
    Grid,
    /// The first thing that is shown.
    First,
    /// The second thing that is shown.
    Second,
    /// What is worth a look.
    Warning,
    /// What is not as it should be.
    Bad,
    /// An area behind others.
    Area,
}
