//! The outline, which readers of a PDF show beside it.

use krilla::{
    destination::XyzDestination,
    geom::Point,
    outline::{Outline, OutlineNode},
};

/// A heading and where it is.
pub(crate) struct Bookmark {
    /// From 1, which is the title.
    pub level: u8,
    pub title: String,
    pub page: usize,
    pub y: f32,
}

/// Headings below those that they belong to.
pub(crate) fn outline(bookmarks: Vec<Bookmark>) -> Outline {
    let mut outline = Outline::new();
    let mut open: Vec<(u8, OutlineNode)> = Vec::new();
    for Bookmark { level, title, page, y } in bookmarks {
        close(&mut open, level, &mut outline);
        let place = XyzDestination::new(page, Point::from_xy(0.0, y));
        open.push((level, OutlineNode::new(title, place).with_open(level < 3)));
    }
    close(&mut open, 0, &mut outline);
    outline
}

/// Ends every heading that one of this level ends.
fn close(open: &mut Vec<(u8, OutlineNode)>, level: u8, outline: &mut Outline) {
    while open.last().is_some_and(|it| it.0 >= level) {
        let Some((_, node)) = open.pop() else { return };
        match open.last_mut() {
            Some((_, above)) => above.push_child(node),
            None => outline.push_child(node),
        }
    }
}
