//! Sets a document as a tagged PDF: PDF/A-3a and PDF/UA-1.
//!
//! Who reads it sees a report on A4; who listens to it hears what is a heading, a table, a list; who keeps it can
//! open it in decades, and finds the files that it was made of in it. The same document gives the same bytes: no
//! clock, no random number.
//!
//! ```
//! use export_bundles_document::{Block, Document, Text};
//! use export_bundles_typeset::{Fonts, pdf};
//!
//! let mut document = Document::new("What happened");
//! document.blocks.push(Block::Paragraph(Text::plain("Nothing 中 much.")));
//! let set = pdf(&document, &Fonts::shipped())?;
//! assert!(set.bytes.starts_with(b"%PDF-1.7"));
//! assert_eq!(set.pages, 1);
//! assert!(set.uncovered.contains(&'中'), "shown as ⟨U+4E2D⟩");
//! # Ok::<(), export_bundles_typeset::TypesetError>(())
//! ```
//!
//! | to | see |
//! | --- | --- |
//! | set a document | [`pdf`] |
//! | write what the shipped fonts do not have | [`Fonts::with`] |

#![forbid(unsafe_code)]

mod blocks;
mod canvas;
mod count;
mod error;
mod fonts;
mod glyphs;
mod ink;
mod line;
mod look;
mod metadata;
mod outline;
mod page;
mod press;
mod setting;
mod shape;
mod tags;

use std::collections::BTreeSet;

use export_bundles_document::Document;

pub use error::{FontError, TypesetError};
pub use fonts::Fonts;

use crate::{count::Counter, glyphs::Glyphs, page::Flow, press::Press};

/// A PDF/A can have that many objects; some are fonts and the like.
const MOST_OBJECTS: usize = 8_388_607 - 10_000;
/// A page is made of a few.
const OBJECTS_OF_PAGE: usize = 5;

/// A document, set.
#[derive(Clone, Debug)]
pub struct Typeset {
    /// The PDF.
    pub bytes: Vec<u8>,
    /// How many pages it has.
    pub pages: usize,
    /// The characters that no font has. They are shown as their code points, `⟨U+4E2D⟩`.
    pub uncovered: BTreeSet<char>,
}

/// Sets a document.
///
/// # Errors
///
/// If the document is larger than a PDF/A can be.
pub fn pdf(document: &Document<'_>, fonts: &Fonts) -> Result<Typeset, TypesetError> {
    let mut glyphs = Glyphs::new(fonts)?;
    let mut counter = Counter::default();
    set(document, &mut glyphs, &mut counter, 0);
    let parts = counter.parts + counter.pages * OBJECTS_OF_PAGE;
    if parts > MOST_OBJECTS {
        return Err(TypesetError::TooLong { parts, limit: MOST_OBJECTS });
    }
    let mut press = Press::new(fonts)?;
    set(document, &mut glyphs, &mut press, counter.pages);
    let bytes = press.finish(document)?;
    Ok(Typeset { bytes, pages: counter.pages, uncovered: glyphs.uncovered })
}

fn set(
    document: &Document<'_>,
    glyphs: &mut Glyphs<'_>,
    canvas: &mut dyn canvas::Canvas,
    pages: usize,
) {
    let mut flow = Flow::new(document, glyphs, canvas, pages);
    blocks::document(&mut flow, document);
    flow.finish();
}
