//! The canvas that draws: page by page, as PDF.

use std::{ops::Range, rc::Rc};

use export_bundles_document::Style;
use krilla::{
    SerializeSettings,
    color::rgb,
    configure::{Accessibility, Archival, ConfigurationBuilder, PdfVersion, ValidationError},
    error::KrillaError,
    geom::{PathBuilder, Point},
    num::NormalizedF32,
    page::PageSettings,
    paint::{Fill, LineCap, LineJoin, Stroke, StrokeDash},
    surface::{Location, Surface},
    tagging::{Artifact, ArtifactType, ContentTag},
    text::{Font, Glyph, GlyphId},
};

use crate::{
    canvas::{Area, Canvas, Mark, Part, Shape},
    error::TypesetError,
    fonts::Fonts,
    ink::{self, Colour},
    outline::Bookmark,
    page::{PAGE_HEIGHT, PAGE_WIDTH},
    setting::{Drawn, Setting},
    tags::{Tags, rect},
};

/// A PDF has little room for a string.
const LONGEST_STRING: usize = 4096;

/// Draws pages. A page is held until it is full: what is behind a text is only known after it.
pub(crate) struct Press {
    document: krilla::Document,
    fonts: Vec<Font>,
    drawing: Vec<Step>,
    rules: Vec<(Area, Colour)>,
    tags: Tags,
    bookmarks: Vec<Bookmark>,
    pages: usize,
}

enum Step {
    Open(Part),
    Close,
    CloseBeside(Vec<Part>),
    Text { mark: Mark, setting: Rc<Setting>, line: usize, x: f32, y: f32 },
    Area(Area, Colour),
    Shape(Shape),
}

impl Canvas for Press {
    fn open(&mut self, part: Part) {
        self.drawing.push(Step::Open(part));
    }

    fn close(&mut self) {
        self.drawing.push(Step::Close);
    }

    fn close_beside(&mut self, parts: &[Part]) {
        self.drawing.push(Step::CloseBeside(parts.to_vec()));
    }

    fn text(&mut self, mark: Mark, setting: &Rc<Setting>, line: usize, x: f32, y: f32) {
        self.drawing.push(Step::Text { mark, setting: Rc::clone(setting), line, x, y });
    }

    fn area(&mut self, area: Area, colour: Colour) {
        self.drawing.push(Step::Area(area, colour));
    }

    fn rule(&mut self, area: Area, colour: Colour) {
        self.rules.push((area, colour));
    }

    fn area_behind(&mut self) -> usize {
        self.drawing.push(Step::Area(Area::default(), Colour(0, 0, 0)));
        self.drawing.len() - 1
    }

    fn fill_behind(&mut self, place: usize, area: Area, colour: Colour) {
        if let Some(step) = self.drawing.get_mut(place) {
            *step = Step::Area(area, colour);
        }
    }

    fn shape(&mut self, shape: Shape) {
        self.drawing.push(Step::Shape(shape));
    }

    fn bookmark(&mut self, level: u8, title: &str, y: f32) {
        self.bookmarks.push(Bookmark { level, title: title.to_owned(), page: self.pages, y });
    }

    fn end_page(&mut self) {
        let Some(settings) = PageSettings::from_wh(PAGE_WIDTH, PAGE_HEIGHT) else { return };
        let mut page = self.document.start_page_with(settings);
        let mut sheet = Sheet {
            surface: page.surface(),
            fonts: &self.fonts,
            tags: &mut self.tags,
            page: self.pages,
            mark: None,
            order: Vec::new(),
            row: Vec::new(),
        };
        self.drawing.drain(..).for_each(|it| sheet.draw(it));
        sheet.rules(&self.rules);
        self.rules.clear();
        sheet.unmark();
        drop(sheet);
        page.finish();
        self.pages += 1;
    }
}

impl Press {
    pub(crate) fn new(fonts: &Fonts) -> Result<Self, TypesetError> {
        let font = |file: &crate::fonts::FontFile| {
            file.bytes.to_krilla().ok_or_else(|| TypesetError::Font { name: file.name.clone() })
        };
        let configuration = ConfigurationBuilder::new()
            .with_archival_validator(Archival::A3_A)
            .with_accessibility_validator(Accessibility::UA1)
            .with_version(PdfVersion::Pdf17)
            .finish()
            .map_err(|it| TypesetError::Invalid(format!("{it:?}")))?;
        let settings = SerializeSettings { configuration, ..SerializeSettings::default() };
        Ok(Self {
            document: krilla::Document::new_with(settings),
            fonts: fonts.files().iter().map(font).collect::<Result<_, _>>()?,
            drawing: Vec::new(),
            rules: Vec::new(),
            tags: Tags::default(),
            bookmarks: Vec::new(),
            pages: 0,
        })
    }

    /// The PDF of all pages.
    pub(crate) fn finish(
        self,
        source: &export_bundles_document::Document<'_>,
    ) -> Result<Vec<u8>, TypesetError> {
        let mut document = self.document;
        let language = crate::metadata::language(source);
        document.set_metadata(crate::metadata::metadata(source));
        document.set_outline(crate::outline::outline(self.bookmarks));
        document.set_tag_tree(self.tags.finish(language));
        crate::metadata::attach(&mut document, source)?;
        document.finish().map_err(|error| TypesetError::Invalid(reason(&error)))
    }
}

/// What krilla says of a rule that is broken.
fn reason(error: &KrillaError) -> String {
    match error {
        KrillaError::Validation(errors) => {
            let errors: Vec<_> =
                errors.iter().map(|(it, _): &(ValidationError, _)| format!("{it:?}")).collect();
            errors.join(", ")
        }
        other => other.to_string(),
    }
}

/// A page that is being drawn.
struct Sheet<'s> {
    surface: Surface<'s>,
    fonts: &'s [Font],
    tags: &'s mut Tags,
    page: usize,
    /// What is being drawn is all marked as this.
    mark: Option<Mark>,
    /// The order of the clusters of a line, and its glyphs: kept, as there are many lines.
    order: Vec<usize>,
    row: Vec<Inked>,
}

impl Sheet<'_> {
    fn draw(&mut self, step: Step) {
        match step {
            Step::Open(part) => {
                self.unmark();
                self.tags.open(part, self.page);
            }
            Step::Close => {
                self.unmark();
                self.tags.close();
            }
            Step::CloseBeside(parts) => {
                self.unmark();
                self.tags.close_beside(parts, self.page);
            }
            Step::Text { mark, setting, line, x, y } => {
                self.mark(mark);
                self.text(&setting, line, x, y);
            }
            Step::Area(area, colour) => {
                self.mark(Mark::Repeated);
                self.areas(std::iter::once(area), colour);
            }
            Step::Shape(shape) => {
                self.mark(Mark::Inside);
                self.shape(shape);
            }
        }
    }

    fn mark(&mut self, mark: Mark) {
        if self.mark == Some(mark) {
            return;
        }
        self.unmark();
        let artifact = |kind| ContentTag::Artifact(Artifact::with_kind(kind));
        let tag = match mark {
            Mark::Inside | Mark::Beside(_) => ContentTag::Other,
            Mark::PageHead => artifact(ArtifactType::Header),
            Mark::PageFoot => artifact(ArtifactType::Footer),
            Mark::Repeated => artifact(ArtifactType::Layout),
        };
        let identifier = self.surface.start_tagged(tag);
        match mark {
            Mark::Inside => self.tags.push(identifier),
            Mark::Beside(index) => self.tags.push_beside(index, identifier),
            Mark::PageHead | Mark::PageFoot | Mark::Repeated => {}
        }
        self.mark = Some(mark);
    }

    fn unmark(&mut self) {
        if self.mark.take().is_some() {
            self.surface.end_tagged();
        }
    }

    fn fill(&mut self, colour: Colour) {
        self.surface.set_stroke(None);
        self.surface.set_fill(Some(Fill {
            paint: rgb::Color::new(colour.0, colour.1, colour.2).into(),
            opacity: NormalizedF32::ONE,
            rule: Default::default(),
        }));
    }

    fn text(&mut self, setting: &Setting, line: usize, x: f32, y: f32) {
        let Some(line) = setting.lines.get(line) else { return };
        let mut x = x;
        let mut row = std::mem::take(&mut self.row);
        row.clear();
        let mut width = 0.0;
        let mut before = None;
        let mut order = std::mem::take(&mut self.order);
        setting.in_sight(*line, &mut order);
        for &index in &order {
            let cluster = setting.clusters[index];
            let now = (cluster.font, cluster.style, setting.is_rightwards(index));
            if before.is_some_and(|before| before != now) || row.len() >= LONGEST_STRING {
                self.inked(setting, &row, before, x, y);
                row.clear();
                x += width;
                width = 0.0;
            }
            before = Some(now);
            width += cluster.advance;
            let first = cluster.first as usize;
            let drawn = &setting.glyphs[first..first + usize::from(cluster.count)];
            let text = cluster.start as usize..cluster.end as usize;
            row.extend(drawn.iter().map(|&drawn| Inked { drawn, text: text.clone() }));
        }
        self.inked(setting, &row, before, x, y);
        self.row = row;
        self.order = order;
    }

    fn inked(
        &mut self,
        setting: &Setting,
        row: &[Inked],
        how: Option<(u16, Style, bool)>,
        x: f32,
        y: f32,
    ) {
        let Some((font, style, _)) = how else { return };
        let Some(font) = self.fonts.get(usize::from(font)) else { return };
        if row.is_empty() {
            return;
        }
        self.fill(setting.look.colour_of(style));
        let size = setting.look.size_of(style);
        self.surface.draw_glyphs(
            Point::from_xy(x, y),
            row,
            font.clone(),
            &setting.text,
            size,
            false,
        );
    }

    /// Draws all rules of a colour at once: a page of a table has one below each row.
    fn rules(&mut self, rules: &[(Area, Colour)]) {
        for colour in [ink::RULE, ink::STRONG_RULE] {
            let areas = rules.iter().filter(|it| it.1 == colour).map(|it| it.0);
            if areas.clone().next().is_some() {
                self.mark(Mark::Repeated);
                self.areas(areas, colour);
            }
        }
    }

    fn areas(&mut self, areas: impl Iterator<Item = Area>, colour: Colour) {
        let mut path = PathBuilder::new();
        let areas = areas.filter_map(rect).filter(|it| it.width() > 0.0 && it.height() > 0.0);
        areas.for_each(|it| path.push_rect(it));
        if let Some(path) = path.finish() {
            self.fill(colour);
            self.surface.draw_path(&path);
        }
    }

    fn shape(&mut self, shape: Shape) {
        let mut path = PathBuilder::new();
        let mut points = shape.points.iter();
        let Some(&(x, y)) = points.next() else { return };
        path.move_to(x, y);
        points.for_each(|&(x, y)| path.line_to(x, y));
        if shape.stroke.is_none() {
            path.close();
        }
        let Some(path) = path.finish() else { return };
        self.fill(shape.colour);
        if let Some(stroke) = shape.stroke {
            let dash =
                StrokeDash { array: vec![stroke.width * 3.0, stroke.width * 2.0], offset: 0.0 };
            self.surface.set_fill(None);
            self.surface.set_stroke(Some(Stroke {
                paint: rgb::Color::new(shape.colour.0, shape.colour.1, shape.colour.2).into(),
                width: stroke.width,
                line_cap: LineCap::Butt,
                line_join: LineJoin::Round,
                dash: stroke.is_dashed.then_some(dash),
                ..Stroke::default()
            }));
        }
        self.surface.draw_path(&path);
        self.surface.set_stroke(None);
    }
}

/// A glyph, and what it stands for.
struct Inked {
    drawn: Drawn,
    text: Range<usize>,
}

impl Glyph for Inked {
    fn glyph_id(&self) -> GlyphId {
        GlyphId::new(self.drawn.id.into())
    }

    fn text_range(&self) -> Range<usize> {
        self.text.clone()
    }

    fn x_advance(&self, size: f32) -> f32 {
        self.drawn.advance * size
    }

    fn x_offset(&self, size: f32) -> f32 {
        self.drawn.dx * size
    }

    fn y_offset(&self, size: f32) -> f32 {
        self.drawn.dy * size
    }

    fn y_advance(&self, _: f32) -> f32 {
        0.0
    }

    fn location(&self) -> Option<Location> {
        None
    }
}
