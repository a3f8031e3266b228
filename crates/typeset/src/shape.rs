//! From texts to glyphs.

use std::{fmt::Write, ops::Range, rc::Rc};

use export_bundles_document::{Style, Text};
use unicode_bidi::{BidiInfo, Level};
use unicode_script::{Script, UnicodeScript};
use unicode_segmentation::UnicodeSegmentation;

use crate::{
    glyphs::{Glyph, Glyphs, Placed, Role, is_joiner},
    line,
    look::Look,
    setting::{Cluster, Drawn, Kind, Setting},
};

/// More marks on one letter are no language: each is written by itself. A PDF says of each glyph what it stands for,
/// and has little room for that.
const LONGEST_CLUSTER: usize = 64;
/// A longer stretch is shaped in parts, so that what is held of it stays small.
const LONGEST_STRETCH: usize = 4096;

impl Glyphs<'_> {
    /// A text in lines of that width.
    pub(crate) fn set(&mut self, text: &Text, look: Look, width: f32) -> Rc<Setting> {
        self.set_spans(text.spans().iter().map(|it| (it.text(), it.style())), look, width)
    }

    /// A text in one style in lines of that width.
    pub(crate) fn set_plain(&mut self, text: &str, look: Look, width: f32) -> Rc<Setting> {
        self.set_spans([(text, Style::Plain)].into_iter(), look, width)
    }

    fn set_spans<'t>(
        &mut self,
        spans: impl Iterator<Item = (&'t str, Style)> + Clone,
        look: Look,
        width: f32,
    ) -> Rc<Setting> {
        let bytes = spans.clone().map(|it| it.0.len()).sum();
        let mut composer = Composer {
            glyphs: self,
            setting: Setting {
                look,
                text: String::with_capacity(bytes),
                clusters: Vec::with_capacity(bytes),
                glyphs: Vec::with_capacity(bytes),
                levels: Vec::new(),
                lines: Vec::new(),
            },
        };
        if spans.clone().all(|it| it.0.chars().all(stands_alone)) {
            for (text, style) in spans {
                text.chars().for_each(|it| composer.character(it, style));
            }
        } else {
            composer.stretches(spans);
        }
        let mut setting = composer.setting;
        setting.lines = line::lines(&setting.clusters, width, look.keeps_spaces);
        Rc::new(setting)
    }
}

struct Composer<'g, 'f> {
    glyphs: &'g mut Glyphs<'f>,
    setting: Setting,
}

/// What is shaped together.
struct Stretch {
    range: Range<usize>,
    font: u16,
    script: Script,
    style: Style,
    level: Level,
    letters: usize,
}

impl Composer<'_, '_> {
    fn stretches<'t>(&mut self, spans: impl Iterator<Item = (&'t str, Style)> + Clone) {
        let text: String = spans.clone().map(|it| it.0).collect();
        let levels = text.chars().any(is_leftwards).then(|| BidiInfo::new(&text, None).levels);
        if levels.is_some() {
            self.setting.levels.reserve(text.len());
        }
        let mut stretch: Option<Stretch> = None;
        let mut start = 0;
        for (span, style) in spans {
            for (at, letter) in span.grapheme_indices(true) {
                let range = start + at..start + at + letter.len();
                let level = levels.as_ref().map_or(Level::ltr(), |it| it[range.start]);
                let next = self.stretch_of(letter, range, style, level);
                let Some(next) = next else {
                    self.finish(stretch.take(), &text, levels.is_some());
                    letter.chars().for_each(|it| self.leveled(it, style, level, levels.is_some()));
                    continue;
                };
                match &mut stretch {
                    Some(stretch) if stretch.takes(&next) => stretch.take(&next),
                    _ => {
                        self.finish(stretch.take(), &text, levels.is_some());
                        stretch = Some(next);
                    }
                }
            }
            start += span.len();
        }
        self.finish(stretch, &text, levels.is_some());
    }

    /// A stretch of one letter, if it has to be shaped and a font has all of it.
    fn stretch_of(
        &self,
        letter: &str,
        range: Range<usize>,
        style: Style,
        level: Level,
    ) -> Option<Stretch> {
        let mut characters = letter.chars();
        let first = characters.next()?;
        let is_single = characters.next().is_none();
        if first == '\n' || is_single && stands_alone(first) && (level.is_ltr() || first == ' ') {
            return None;
        }
        if letter.chars().nth(LONGEST_CLUSTER).is_some() {
            return None;
        }
        let font = self.glyphs.font_of(self.setting.look.role_of(style), letter)?;
        let script = first.script();
        Some(Stretch { range, font, script, style, level, letters: 1 })
    }

    fn finish(&mut self, stretch: Option<Stretch>, text: &str, has_levels: bool) {
        let Some(Stretch { range, font, script, style, level, .. }) = stretch else { return };
        let text = &text[range];
        let mut placed = self.glyphs.shape(font, script, level.is_ltr(), text);
        // Leftwards, glyphs come in the order in which they are seen: the last letter first. Here letters are in the
        // order in which they are read, and only the glyphs of each are as they are seen.
        if level.is_rtl() {
            let mut rest = placed.as_slice();
            let mut read = Vec::with_capacity(placed.len());
            while let Some(last) = rest.last() {
                let count = rest.iter().rev().take_while(|it| it.at == last.at).count();
                let (before, letter) = rest.split_at(rest.len() - count);
                read.extend_from_slice(letter);
                rest = before;
            }
            placed = read;
        }
        let mut rest = placed.as_slice();
        let mut read_to = 0;
        while let Some(first) = rest.first() {
            let count = rest.iter().take_while(|it| it.at == first.at).count();
            let (letter, after) = rest.split_at(count);
            let end = after.first().map_or(text.len(), |it| it.at);
            // What came out in an order that is no order is written character by character.
            let Some(part) = text.get(read_to..end).filter(|it| !it.is_empty()) else { break };
            self.letter(part, letter, font, style, level, has_levels);
            (rest, read_to) = (after, end);
        }
        // A font may leave out everything that is to be shaped: that is shown all the same.
        for character in text[read_to..].chars() {
            self.leveled(character, style, level, has_levels);
        }
    }

    fn letter(
        &mut self,
        part: &str,
        placed: &[Placed],
        font: u16,
        style: Style,
        level: Level,
        has_levels: bool,
    ) {
        let is_whole = placed.iter().all(|it| it.id != 0);
        let is_short = part.chars().nth(LONGEST_CLUSTER).is_none();
        if !is_whole || !is_short || part.chars().all(is_joiner) {
            part.chars().for_each(|it| self.leveled(it, style, level, has_levels));
            return;
        }
        let drawn =
            placed.iter().map(|&Placed { id, advance, dx, dy, .. }| Drawn { id, advance, dx, dy });
        let kind = part.chars().next().map_or(Kind::Letter, kind_of);
        self.push(part, font, style, kind, drawn);
        if has_levels {
            self.setting.levels.push(level);
        }
    }

    fn leveled(&mut self, character: char, style: Style, level: Level, has_levels: bool) {
        let before = self.setting.clusters.len();
        self.character(character, style);
        if has_levels {
            let added = self.setting.clusters.len() - before;
            // Code points are read rightwards, whatever they stand for.
            let level = if added > 1 { rightwards(level) } else { level };
            self.setting.levels.extend(std::iter::repeat_n(level, added));
        }
    }

    /// Writes a character by itself, or its code point where no font has it.
    fn character(&mut self, character: char, style: Style) {
        if character == '\n' {
            self.push("\n", 0, style, Kind::Feed, std::iter::empty());
            return;
        }
        let role = self.setting.look.role_of(style);
        // By itself, a joiner shows nothing.
        let glyph = if is_joiner(character) { None } else { self.glyphs.glyph(role, character) };
        let mut buffer = [0; 4];
        if let Some(Glyph { font, id, advance }) = glyph {
            let drawn = Drawn { id, advance, dx: 0.0, dy: 0.0 };
            let text = character.encode_utf8(&mut buffer);
            self.push(text, font, style, kind_of(character), std::iter::once(drawn));
            return;
        }
        self.glyphs.uncovered.insert(character);
        let mut shown = String::with_capacity(12);
        // Writing to a text does not fail.
        let _ = write!(shown, "⟨U+{:04X}⟩", u32::from(character));
        for shown in shown.chars() {
            // The fonts that are shipped have these.
            if let Some(Glyph { font, id, advance }) = self.glyphs.glyph(Role::Body, shown) {
                let drawn = Drawn { id, advance, dx: 0.0, dy: 0.0 };
                let text = shown.encode_utf8(&mut buffer);
                self.push(text, font, style, Kind::Letter, std::iter::once(drawn));
            }
        }
    }

    fn push(
        &mut self,
        text: &str,
        font: u16,
        style: Style,
        kind: Kind,
        drawn: impl Iterator<Item = Drawn>,
    ) {
        let setting = &mut self.setting;
        let index = |it| u32::try_from(it).unwrap_or(u32::MAX);
        let (start, first) = (setting.text.len(), setting.glyphs.len());
        setting.text.push_str(text);
        setting.glyphs.extend(drawn);
        let advance: f32 = setting.glyphs[first..].iter().map(|it| it.advance).sum();
        setting.clusters.push(Cluster {
            start: index(start),
            end: index(setting.text.len()),
            first: index(first),
            count: u16::try_from(setting.glyphs.len() - first).unwrap_or(u16::MAX),
            font,
            advance: advance * setting.look.size_of(style),
            style,
            kind,
        });
    }
}

impl Stretch {
    fn takes(&self, next: &Self) -> bool {
        let is_open = |it| matches!(it, Script::Common | Script::Inherited);
        self.font == next.font
            && self.style == next.style
            && self.level == next.level
            && self.letters < LONGEST_STRETCH
            && self.range.end == next.range.start
            && (self.script == next.script || is_open(self.script) || is_open(next.script))
    }

    fn take(&mut self, next: &Self) {
        if matches!(self.script, Script::Common | Script::Inherited) {
            self.script = next.script;
        }
        self.range.end = next.range.end;
        self.letters += 1;
    }
}

fn rightwards(level: Level) -> Level {
    if level.is_rtl() { Level::new(level.number() + 1).unwrap_or(level) } else { level }
}

/// Whether a character is written rightwards and by one glyph of its own, whatever is beside it. Others may be, too:
/// shaping them shows the same.
fn stands_alone(character: char) -> bool {
    matches!(character,
        '\n' | ' '..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{58f}' | '\u{10a0}'..='\u{10ff}'
        | '\u{1c90}'..='\u{1cbf}' | '\u{1e00}'..='\u{1fff}' | '\u{2000}'..='\u{200b}' | '\u{2010}'..='\u{2027}'
        | '\u{202f}'..='\u{205f}' | '\u{2070}'..='\u{209f}' | '\u{20a0}'..='\u{20cf}' | '\u{2100}'..='\u{2bff}'
        | '\u{3000}'..='\u{3029}' | '\u{3030}'..='\u{3096}' | '\u{309b}'..='\u{30ff}' | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}' | '\u{ac00}'..='\u{d7a3}' | '\u{e000}'..='\u{faff}' | '\u{ff01}'..='\u{ff9f}'
        | '\u{f0000}'..)
}

fn is_leftwards(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

fn kind_of(character: char) -> Kind {
    match character {
        ' ' | '\u{2000}'..='\u{2006}' | '\u{2008}'..='\u{200a}' | '\u{205f}' | '\u{3000}' => {
            Kind::Space
        }
        '-' | '\u{2010}' | '\u{2012}'..='\u{2014}' | '/' => Kind::Hyphen,
        '\u{2e80}'..='\u{2fff}'
        | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' => Kind::Ideograph,
        _ => Kind::Letter,
    }
}
