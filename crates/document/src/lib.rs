//! What a report is made of: headings, paragraphs, facts, tables, figures.
//!
//! A [`Document`] says what is to be read and in which order; how it looks is the business of whoever draws it. It
//! knows nothing of what it is about. Two drawings of one document can therefore not say different things.
//!
//! Every [`Text`] is harmless from the start: what cannot be seen, or would turn the text around it, is written as
//! what it is ([`visible`]).
//!
//! ```
//! use export_bundles_document::{Block, Document, Text};
//!
//! let mut document = Document::new("What happened");
//! document.blocks.push(Block::Paragraph(Text::plain("An \u{202e}ordinary\u{202c} day.")));
//! let Block::Paragraph(text) = &document.blocks[0] else { unreachable!() };
//! assert_eq!(text.to_string(), "An ⟨U+202E⟩ordinary⟨U+202C⟩ day.");
//! ```

#![forbid(unsafe_code)]

mod attachment;
mod block;
mod figure;
mod table;
mod text;
mod visible;

pub use attachment::{Attachment, Relationship};
pub use block::{Block, Callout, Fact, List, Marker, Tone};
pub use figure::{Anchor, Figure, Ink, Shape};
pub use table::{Align, Column, Row, Rows, Table};
pub use text::{Span, Style, Text};
pub use visible::{is_visible, visible};

/// Everything there is to read, and what goes with it.
#[derive(Debug)]
pub struct Document<'a> {
    /// The title, which stands at the top as the heading above all others.
    pub title: Text,
    /// What the title does not say: one line below it.
    pub subtitle: Text,
    /// What stands at the head of every page.
    pub head: Text,
    /// What stands at the foot of every page, beside its number.
    pub foot: Text,
    /// The language of the texts that are ours, as BCP 47 has it.
    pub language: &'static str,
    /// When what the document tells of was written down: seconds since 1970 in UTC. The clock is never asked.
    pub created: Option<i64>,
    /// Who made it.
    pub author: Option<String>,
    /// What is to be read, in this order.
    pub blocks: Vec<Block<'a>>,
    /// The files that go with it.
    pub attachments: Vec<Attachment<'a>>,
}

impl Document<'_> {
    /// A document of that title, with nothing in it.
    #[must_use]
    pub fn new(title: &str) -> Self {
        Self {
            title: Text::plain(title),
            subtitle: Text::default(),
            head: Text::default(),
            foot: Text::default(),
            language: "en",
            created: None,
            author: None,
            blocks: Vec::new(),
            attachments: Vec::new(),
        }
    }
}
