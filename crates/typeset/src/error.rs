//! What can go wrong.

/// Why a document cannot be set.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum TypesetError {
    /// A PDF/A cannot have that many parts.
    #[error(
        "the document has {parts} parts (cells, rows, paragraphs, pages), and a PDF/A can have {limit}: \
         leave rows out of its tables"
    )]
    TooLong {
        /// How many parts there are.
        parts: usize,
        /// How many there can be.
        limit: usize,
    },
    /// An attachment is larger than what a PDF can say of a file.
    #[error(
        "the attachment {name:?} has {size} bytes, and a file in a PDF can have {}: leave it out",
        i32::MAX
    )]
    LargeAttachment {
        /// Its name.
        name: String,
        /// Its size.
        size: usize,
    },
    /// A font cannot be read.
    #[error("the font {name:?} cannot be read: leave it out")]
    Font {
        /// What it calls itself.
        name: String,
    },
    /// What was set is not a PDF/A-3a or a PDF/UA-1. That is a mistake in this crate.
    #[error("the PDF would break a rule of PDF/A-3a or PDF/UA-1: {0}; please report this")]
    Invalid(String),
}

/// Why a font cannot be added.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FontError {
    /// It is none.
    #[error("this is no font: a file of a TrueType or OpenType font (.ttf, .otf) is expected")]
    NoFont,
    /// Its letters are pictures, or in colours.
    #[error(
        "the letters of the font {name:?} are pictures or in colours, and a PDF/A wants outlines: add a font \
         without the tables COLR, CBDT, sbix and SVG"
    )]
    Coloured {
        /// What it calls itself.
        name: String,
    },
    /// There is nothing to draw.
    #[error("the font {name:?} has no outlines: add a font with a table glyf or CFF")]
    NoOutlines {
        /// What it calls itself.
        name: String,
    },
    /// Who made it does not allow it.
    #[error(
        "the licence of the font {name:?} does not let it be embedded (fsType in its table OS/2): add another font"
    )]
    Restricted {
        /// What it calls itself.
        name: String,
    },
    /// It is damaged.
    #[error("the font {name:?} cannot be embedded, it seems to be damaged: {problem}")]
    Damaged {
        /// What it calls itself.
        name: String,
        /// What is wrong with it.
        problem: String,
    },
}
