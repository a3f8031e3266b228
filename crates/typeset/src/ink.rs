//! The palette: a few quiet colours, each dark enough to be read where it carries text.

use export_bundles_document::{Ink, Tone};

/// A colour of sRGB.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) struct Colour(pub u8, pub u8, pub u8);

pub(crate) const TEXT: Colour = Colour(0x1c, 0x23, 0x2b);
pub(crate) const QUIET: Colour = Colour(0x5b, 0x66, 0x73);
pub(crate) const RULE: Colour = Colour(0xd5, 0xda, 0xe0);
pub(crate) const STRONG_RULE: Colour = Colour(0x8a, 0x94, 0xa0);
pub(crate) const AREA: Colour = Colour(0xf3, 0xf5, 0xf7);
pub(crate) const PAPER: Colour = Colour(0xff, 0xff, 0xff);
pub(crate) const ACCENT: Colour = Colour(0x1f, 0x4e, 0x79);
const SECOND: Colour = Colour(0x6b, 0x3f, 0xa0);
const GOOD: Colour = Colour(0x1f, 0x6f, 0x43);
const WARNING: Colour = Colour(0x96, 0x5a, 0x00);
const BAD: Colour = Colour(0xa3, 0x22, 0x1c);

/// What marks a row of a table.
pub(crate) const MARK: Colour = BAD;
pub(crate) const MARKED_AREA: Colour = Colour(0xfb, 0xf1, 0xef);

/// The colour of a part of a drawing.
pub(crate) fn drawn(ink: Ink) -> Colour {
    match ink {
        Ink::Text => TEXT,
        Ink::Quiet => QUIET,
        Ink::Grid => RULE,
        Ink::First => ACCENT,
        Ink::Second => SECOND,
        Ink::Warning => WARNING,
        Ink::Bad => BAD,
        Ink::Area => AREA,
    }
}

/// The colour of a tone, and a tint of it for the area behind its texts.
pub(crate) fn toned(tone: Tone) -> (Colour, Colour) {
    match tone {
        Tone::Good => (GOOD, Colour(0xee, 0xf6, 0xf1)),
        Tone::Warning => (WARNING, Colour(0xfd, 0xf5, 0xe6)),
        Tone::Bad => (BAD, Colour(0xfb, 0xf0, 0xee)),
        Tone::Neutral => (QUIET, Colour(0xf0, 0xf2, 0xf5)),
    }
}
