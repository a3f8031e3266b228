//! Which glyph of which font a character is written with.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use rustybuzz::{Direction, Face, Feature, Script, ShapePlan, UnicodeBuffer, ttf_parser::Tag};

use crate::{error::TypesetError, fonts::Fonts};

/// Characters below are looked up by their number: they are most of what there is to write.
const NEAR: usize = 0x530;

/// Whose letters a text is written with.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub(crate) enum Role {
    Body,
    Strong,
    Code,
}

/// A glyph of a font, and the room it takes at a size of 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Glyph {
    pub font: u16,
    pub id: u16,
    pub advance: f32,
}

/// A glyph that was placed by the rules of its script, at a size of 1.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Placed {
    pub id: u16,
    pub advance: f32,
    pub dx: f32,
    pub dy: f32,
    /// Where what it is written for begins, in bytes of the text that was shaped.
    pub at: usize,
}

/// The glyphs of all fonts. What was looked up once is known.
pub(crate) struct Glyphs<'f> {
    faces: Vec<Face<'f>>,
    near: [Vec<Known>; 3],
    far: HashMap<(Role, char), Option<Glyph>>,
    plans: BTreeMap<(u16, bool, [u8; 4]), ShapePlan>,
    buffer: Option<UnicodeBuffer>,
    /// The characters that no font has.
    pub uncovered: BTreeSet<char>,
}

#[derive(Clone, Copy)]
enum Known {
    NotYet,
    As(Option<Glyph>),
}

impl<'f> Glyphs<'f> {
    pub(crate) fn new(fonts: &'f Fonts) -> Result<Self, TypesetError> {
        let face = |file: &'f crate::fonts::FontFile| {
            Face::from_slice(file.bytes.as_slice(), 0)
                .ok_or_else(|| TypesetError::Font { name: file.name.clone() })
        };
        Ok(Self {
            faces: fonts.files().iter().map(face).collect::<Result<_, _>>()?,
            near: [(); 3].map(|()| vec![Known::NotYet; NEAR]),
            far: HashMap::new(),
            plans: BTreeMap::new(),
            buffer: None,
            uncovered: BTreeSet::new(),
        })
    }

    /// The glyph that a character is written with, where it stands by itself.
    pub(crate) fn glyph(&mut self, role: Role, character: char) -> Option<Glyph> {
        if let Some(known) = self.near[role as usize].get(character as usize) {
            if let Known::As(glyph) = *known {
                return glyph;
            }
            let glyph = self.look_up(role, character);
            self.near[role as usize][character as usize] = Known::As(glyph);
            return glyph;
        }
        if let Some(known) = self.far.get(&(role, character)) {
            return *known;
        }
        let glyph = self.look_up(role, character);
        self.far.insert((role, character), glyph);
        glyph
    }

    fn look_up(&self, role: Role, character: char) -> Option<Glyph> {
        let font = self.chain(role).find(|font| self.has(*font, character))?;
        let face = &self.faces[usize::from(font)];
        let id = face.glyph_index(character)?;
        let advance = f32::from(face.glyph_hor_advance(id).unwrap_or(0)) / units(face);
        Some(Glyph { font, id: id.0, advance })
    }

    /// The first font that has all of these characters.
    pub(crate) fn font_of(&self, role: Role, text: &str) -> Option<u16> {
        self.chain(role).find(|font| {
            text.chars().all(|it| is_joiner(it) || self.has(*font, it))
                && !text.chars().all(is_joiner)
        })
    }

    /// The fonts in the order in which they are asked. There are always those that are shipped.
    fn chain(&self, role: Role) -> impl Iterator<Item = u16> + use<> {
        const FIRST_OTHER: u16 = 3;
        let (first, second) = match role {
            Role::Body => (0, None),
            Role::Strong => (1, Some(0)),
            Role::Code => (2, Some(0)),
        };
        let count = u16::try_from(self.faces.len()).unwrap_or(u16::MAX);
        [Some(first), second].into_iter().flatten().chain(FIRST_OTHER..count)
    }

    fn has(&self, font: u16, character: char) -> bool {
        // PDF/A does not let a glyph stand for what everybody reads as something else, or for nothing.
        let is_anybodys = matches!(character, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..);
        let is_none = matches!(character, '\0' | '\u{feff}' | '\u{fffe}');
        !is_anybodys
            && !is_none
            && self.faces[usize::from(font)].glyph_index(character).is_some_and(|it| it.0 != 0)
    }

    /// Places the glyphs of a text by the rules of its script, from left to right. Rightwards, letters are not drawn
    /// together: they would be where a text is shaped, and not where it is not.
    pub(crate) fn shape(
        &mut self,
        font: u16,
        script: unicode_script::Script,
        is_rightwards: bool,
        text: &str,
    ) -> Vec<Placed> {
        let face = &self.faces[usize::from(font)];
        let tag: [u8; 4] = script.short_name().as_bytes().try_into().unwrap_or(*b"Zyyy");
        let script = Script::from_iso15924_tag(Tag::from_bytes(&tag));
        let direction = if is_rightwards { Direction::LeftToRight } else { Direction::RightToLeft };
        let plan = self.plans.entry((font, is_rightwards, tag)).or_insert_with(|| {
            let unkerned = [Feature::new(Tag::from_bytes(b"kern"), 0, ..)];
            // Leftwards, where all is shaped, rustybuzz 0.20 turns texts around that are not to be drawn together.
            let features: &[Feature] = if is_rightwards { &unkerned } else { &[] };
            ShapePlan::new(face, direction, script, None, features)
        });
        let mut buffer = self.buffer.take().unwrap_or_default();
        buffer.push_str(text);
        buffer.set_direction(direction);
        if let Some(script) = script {
            buffer.set_script(script);
        }
        let shaped = rustybuzz::shape_with_plan(face, plan, buffer);
        let em = units(face);
        let places = shaped.glyph_infos().iter().zip(shaped.glyph_positions());
        let placed = places.map(|(info, place)| Placed {
            id: u16::try_from(info.glyph_id).unwrap_or(0),
            advance: place.x_advance as f32 / em,
            dx: place.x_offset as f32 / em,
            dy: place.y_offset as f32 / em,
            at: info.cluster as usize,
        });
        let placed: Vec<Placed> = placed.collect();
        self.buffer = Some(shaped.clear());
        placed
    }
}

fn units(face: &Face<'_>) -> f32 {
    (face.units_per_em() as f32).max(1.0)
}

/// Whether a character is only seen in what it does to those beside it, so that a font need not have it.
pub(crate) fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
}
