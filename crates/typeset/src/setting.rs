//! A text, made of glyphs and broken into lines.

use export_bundles_document::Style;
use unicode_bidi::{BidiInfo, Level};

use crate::look::Look;

/// A text, made of glyphs and broken into lines.
#[derive(Debug)]
pub(crate) struct Setting {
    pub look: Look,
    /// What is shown, with the code points of what no font has.
    pub text: String,
    pub clusters: Vec<Cluster>,
    pub glyphs: Vec<Drawn>,
    /// How deep each cluster is in texts of other directions; empty where all is written rightwards.
    pub levels: Vec<Level>,
    pub lines: Vec<Line>,
}

/// The least that a line can be broken into: a letter and its accents, or letters that are written as one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Cluster {
    /// Where it is in the text.
    pub start: u32,
    pub end: u32,
    /// Where its glyphs are.
    pub first: u32,
    pub count: u16,
    pub font: u16,
    /// The room it takes at its size.
    pub advance: f32,
    pub style: Style,
    pub kind: Kind,
}

/// What a cluster is to whoever breaks lines.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Kind {
    Letter,
    /// A line may end after it, and it need not fit.
    Space,
    /// A line may end after it.
    Hyphen,
    /// A line may end before it and after it.
    Ideograph,
    /// The line ends here. There is nothing to draw.
    Feed,
}

/// A glyph, at a size of 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Drawn {
    pub id: u16,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
}

/// A line: a range of clusters.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Line {
    pub start: u32,
    pub end: u32,
    /// Without the spaces at its end.
    pub width: f32,
}

impl Setting {
    /// The height of so many of its lines.
    pub(crate) fn height(&self) -> f32 {
        self.lines.len() as f32 * self.look.leading
    }

    /// Puts the clusters of a line into `order`, as they are seen from left to right.
    pub(crate) fn in_sight(&self, line: Line, order: &mut Vec<usize>) {
        let (start, end) = (line.start as usize, line.end as usize);
        order.clear();
        let Some(levels) = self.levels.get(start..end) else {
            order.extend(start..end);
            return;
        };
        let mut levels = levels.to_vec();
        // Spaces at the end of a line stay there: at its beginning they would move what is read.
        let is_space = |at: &usize| self.clusters[start + at].kind == Kind::Space;
        for at in (0..levels.len()).rev().take_while(is_space) {
            levels[at] = Level::ltr();
        }
        order.extend(BidiInfo::reorder_visual(&levels).into_iter().map(|it| start + it));
    }

    /// Whether a cluster is written rightwards.
    pub(crate) fn is_rightwards(&self, cluster: usize) -> bool {
        self.levels.get(cluster).is_none_or(|it| it.is_ltr())
    }
}
