//! How texts look: the scale of sizes, and what a style comes to at each of them.

use export_bundles_document::Style;

use crate::{
    glyphs::Role,
    ink::{self, Colour},
};

/// Letters of one width look larger than others of the same size.
const CODE_SIZE: f32 = 0.92;

/// How a text looks.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Look {
    /// The size of its letters.
    pub size: f32,
    /// From one line to the next.
    pub leading: f32,
    pub role: Role,
    pub colour: Colour,
    /// Whether a line may end in the middle of spaces, which then begin the next one.
    pub keeps_spaces: bool,
}

impl Look {
    const fn new(size: f32, leading: f32, role: Role, colour: Colour) -> Self {
        Self { size, leading, role, colour, keeps_spaces: false }
    }

    pub(crate) const TITLE: Self = Self::new(21.0, 27.0, Role::Strong, ink::TEXT);
    pub(crate) const SUBTITLE: Self = Self::new(10.5, 15.0, Role::Body, ink::QUIET);
    pub(crate) const BODY: Self = Self::new(9.5, 14.0, Role::Body, ink::TEXT);
    pub(crate) const CAPTION: Self = Self::new(8.5, 12.0, Role::Strong, ink::TEXT);
    pub(crate) const QUIET_CAPTION: Self = Self::new(8.0, 11.5, Role::Body, ink::QUIET);
    pub(crate) const FACT: Self = Self::new(9.0, 13.0, Role::Body, ink::TEXT);
    pub(crate) const FACT_NAME: Self = Self::new(9.0, 13.0, Role::Body, ink::QUIET);
    pub(crate) const CELL: Self = Self::new(8.0, 11.0, Role::Body, ink::TEXT);
    pub(crate) const MARKED_CELL: Self = Self::new(8.0, 11.0, Role::Strong, ink::TEXT);
    pub(crate) const COLUMN_HEAD: Self = Self::new(7.5, 11.0, Role::Strong, ink::QUIET);
    pub(crate) const FURNITURE: Self = Self::new(7.5, 10.0, Role::Body, ink::QUIET);
    pub(crate) const CODE: Self =
        Self { keeps_spaces: true, ..Self::new(8.5, 12.0, Role::Code, ink::TEXT) };

    /// A heading of that level, from 1 to 3.
    pub(crate) fn heading(level: u8) -> Self {
        match level {
            0 | 1 => Self::new(14.5, 20.0, Role::Strong, ink::ACCENT),
            2 => Self::new(11.5, 16.0, Role::Strong, ink::TEXT),
            _ => Self::new(9.5, 14.0, Role::Strong, ink::TEXT),
        }
    }

    /// The title of a callout.
    pub(crate) fn callout(colour: Colour) -> Self {
        Self::new(10.0, 14.0, Role::Strong, colour)
    }

    /// Whose letters a style is written with.
    pub(crate) fn role_of(&self, style: Style) -> Role {
        match style {
            Style::Plain | Style::Quiet => self.role,
            Style::Strong if self.role == Role::Code => Role::Code,
            Style::Strong => Role::Strong,
            Style::Code => Role::Code,
        }
    }

    pub(crate) fn colour_of(&self, style: Style) -> Colour {
        match style {
            Style::Quiet => ink::QUIET,
            Style::Plain | Style::Strong | Style::Code => self.colour,
        }
    }

    pub(crate) fn size_of(&self, style: Style) -> f32 {
        if style == Style::Code && self.role != Role::Code {
            self.size * CODE_SIZE
        } else {
            self.size
        }
    }

    /// How far below the top of a line its letters stand, so that capitals are in the middle of it.
    pub(crate) fn base_line(&self) -> f32 {
        self.leading / 2.0 + self.size * 0.35
    }
}
