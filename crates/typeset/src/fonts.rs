//! The fonts: those that are shipped, and those that are added.

use std::sync::Arc;

use krilla::{
    Data,
    geom::Point,
    text::{Font, GlyphId, KrillaGlyph},
};
use rustybuzz::{
    Direction, Face, ShapePlan,
    ttf_parser::{Permissions, Tag},
};

use crate::error::FontError;

/// In the order in which they are asked for a character, after the one that a text is written with.
const SHIPPED: [(&str, &[u8]); 6] = [
    ("IBM Plex Sans", include_bytes!("../fonts/IBMPlexSans_400Regular.ttf")),
    ("IBM Plex Sans SemiBold", include_bytes!("../fonts/IBMPlexSans_600SemiBold.ttf")),
    ("IBM Plex Mono", include_bytes!("../fonts/IBMPlexMono_400Regular.ttf")),
    ("DejaVu Sans", include_bytes!("../fonts/DejaVuSans.ttf")),
    ("Noto Sans Devanagari", include_bytes!("../fonts/NotoSansDevanagari_400Regular.ttf")),
    ("Noto Sans Thai", include_bytes!("../fonts/NotoSansThai_400Regular.ttf")),
];

/// A font need not call itself anything.
const NAMELESS: &str = "without a name";

/// Which fonts a document is set with: those that are shipped, and any that are added. A character is written with
/// the first one that has it.
#[derive(Clone)]
pub struct Fonts {
    files: Vec<FontFile>,
}

/// A font as it is in its file.
#[derive(Clone)]
pub(crate) struct FontFile {
    pub name: String,
    pub bytes: Bytes,
}

/// The bytes of a font, which krilla keeps until a PDF is written.
#[derive(Clone)]
pub(crate) enum Bytes {
    Shipped(&'static [u8]),
    Added(Arc<Vec<u8>>),
}

impl Bytes {
    pub(crate) fn as_slice(&self) -> &[u8] {
        match self {
            Self::Shipped(bytes) => bytes,
            Self::Added(bytes) => bytes,
        }
    }

    pub(crate) fn to_krilla(&self) -> Option<Font> {
        let data = match self {
            Self::Shipped(bytes) => Data::from(*bytes),
            Self::Added(bytes) => Data::from(Arc::clone(bytes)),
        };
        Font::new(data, 0)
    }
}

impl Fonts {
    /// The fonts that are shipped: Latin, Greek, Cyrillic, Arabic, Hebrew, Armenian, Georgian, Devanagari, Thai and
    /// many symbols.
    #[must_use]
    pub fn shipped() -> Self {
        let file = |(name, bytes): (&str, _)| FontFile {
            name: name.to_owned(),
            bytes: Bytes::Shipped(bytes),
        };
        Self { files: SHIPPED.into_iter().map(file).collect() }
    }

    /// These fonts, and one more that is asked for what none of them has.
    ///
    /// # Errors
    ///
    /// If the bytes are no font, or one that cannot be embedded.
    pub fn with(mut self, bytes: Vec<u8>) -> Result<Self, FontError> {
        let bytes = Bytes::Added(Arc::new(bytes));
        // Who reads fonts may give up on one that is damaged.
        let checked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| check(&bytes)));
        let name = checked.unwrap_or_else(|_| {
            let problem = "its tables contradict each other".to_owned();
            Err(FontError::Damaged { name: NAMELESS.to_owned(), problem })
        })?;
        self.files.push(FontFile { name, bytes });
        Ok(self)
    }

    pub(crate) fn files(&self) -> &[FontFile] {
        &self.files
    }
}

impl Default for Fonts {
    fn default() -> Self {
        Self::shipped()
    }
}

impl std::fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_list().entries(self.files.iter().map(|it| &it.name)).finish()
    }
}

/// Tells what a font calls itself, if it can be embedded.
fn check(bytes: &Bytes) -> Result<String, FontError> {
    let face = Face::from_slice(bytes.as_slice(), 0).ok_or(FontError::NoFont)?;
    let name = name_of(&face);
    let has = |tag| face.raw_face().table(Tag::from_bytes(tag)).is_some();
    if [b"COLR", b"CBDT", b"EBDT", b"sbix", b"SVG "].into_iter().any(has) {
        return Err(FontError::Coloured { name });
    }
    if !has(b"glyf") && !has(b"CFF ") {
        return Err(FontError::NoOutlines { name });
    }
    if face.permissions() == Some(Permissions::Restricted) {
        return Err(FontError::Restricted { name });
    }
    for direction in [Direction::LeftToRight, Direction::RightToLeft] {
        drop(ShapePlan::new(&face, direction, None, None, &[]));
    }
    match embed_all(bytes, face.number_of_glyphs()) {
        Ok(()) => Ok(name),
        Err(problem) => Err(FontError::Damaged { name, problem }),
    }
}

/// Embeds every glyph of a font: a document that only uses some of them then cannot fail for it.
fn embed_all(bytes: &Bytes, glyphs: u16) -> Result<(), String> {
    let font = bytes.to_krilla().ok_or("its tables cannot be read")?;
    let mut document = krilla::Document::new();
    let glyph = |id| KrillaGlyph::new(GlyphId::new(id), 1.0, 0.0, 0.0, 0.0, 0..1, None);
    let all: Vec<_> = (1..u32::from(glyphs)).map(glyph).collect();
    document.start_page().surface().draw_glyphs(Point::default(), &all, font, "x", 1.0, false);
    document.finish().map(drop).map_err(|it| it.to_string())
}

/// What a font calls itself.
fn name_of(face: &Face<'_>) -> String {
    const FULL_NAME: u16 = 4;
    let mut names = face.names().into_iter().filter(|it| it.name_id == FULL_NAME);
    names.find_map(|it| it.to_string()).unwrap_or_else(|| NAMELESS.to_owned())
}
