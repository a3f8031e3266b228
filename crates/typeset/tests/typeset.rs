//! What is set, and that nothing keeps a document from being set.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

mod samples;

use std::collections::BTreeSet;

use export_bundles_document::{
    Align, Anchor, Attachment, Block, Callout, Column, Document, Fact, Figure, Ink, List, Marker,
    Relationship, Row, Shape, Style, Table, Text, Tone,
};
use export_bundles_typeset::{FontError, Fonts, Typeset, pdf};
use proptest::prelude::*;

fn set(blocks: Vec<Block<'_>>) -> Typeset {
    let mut document = Document::new("Title");
    document.blocks = blocks;
    pdf(&document, &Fonts::shipped()).unwrap()
}

fn has(bytes: &[u8], part: &str) -> bool {
    bytes.windows(part.len()).any(|it| it == part.as_bytes())
}

fn row(cells: &[&str]) -> Row {
    Row {
        cells: cells.iter().map(|it| Text::plain(it)).collect(),
        is_marked: false,
        is_noted: false,
    }
}

fn table(columns: Vec<Column>, rows: Vec<Row>) -> Block<'static> {
    Block::Table(Table { caption: Text::plain("Caption"), columns, rows: Box::new(rows) })
}

#[test]
fn everything_is_set_as_what_it_is() {
    let set = pdf(&samples::everything(), &Fonts::shipped()).unwrap();
    assert!(set.bytes.starts_with(b"%PDF-1.7"));
    assert!(set.pages > 3);
    for part in
        ["<pdfaid:part>3<", "<pdfaid:conformance>A<", "<pdfuaid:part>1<", "/DisplayDocTitle true"]
    {
        assert!(has(&set.bytes, part), "{part}");
    }
    for tag in [
        "H1", "H2", "H3", "P", "Table", "Caption", "THead", "TBody", "TR", "TH", "TD", "L", "LI",
        "Lbl",
    ] {
        assert!(
            has(&set.bytes, &format!("/S/{tag}")) || has(&set.bytes, &format!("/S /{tag}")),
            "{tag}"
        );
    }
    for part in
        ["/Scope/Column", "/Scope/Row", "/AFRelationship/Source", "/AFRelationship/Supplement"]
    {
        assert!(
            has(&set.bytes, part) || has(&set.bytes, &part.replacen('/', " /", 2)[1..]),
            "{part}"
        );
    }
    assert!(has(&set.bytes, "bundle.json") && has(&set.bytes, "bundle (2).json"));
}

#[test]
fn the_same_document_gives_the_same_bytes() {
    let bytes = || pdf(&samples::everything(), &Fonts::shipped()).unwrap().bytes;
    assert!(bytes() == bytes());
}

#[test]
fn what_no_font_has_is_named() {
    let set = set(vec![Block::Paragraph(Text::plain("中 \u{e000} ok ß Ж ש क ไ ☐"))]);
    assert_eq!(set.uncovered, BTreeSet::from(['中', '\u{e000}']));
}

#[test]
fn pages_are_counted() {
    let page = || [Block::Paragraph(Text::plain("one")), Block::PageBreak];
    assert_eq!(set(Vec::new()).pages, 1);
    assert_eq!(set(page().into_iter().chain(page()).collect()).pages, 3);
    let table = |rows| set(vec![Block::Table(samples::steps(rows))]).pages;
    assert!(table(500) > 4 * table(100) - 5);
}

#[test]
fn a_font_is_added_if_it_can_be_embedded() {
    let font = include_bytes!("../fonts/NotoSansThai_400Regular.ttf");
    assert!(Fonts::shipped().with(font.to_vec()).is_ok());
    assert!(matches!(Fonts::shipped().with(Vec::new()), Err(FontError::NoFont)));
    assert!(matches!(Fonts::shipped().with(b"%PDF-1.7".to_vec()), Err(FontError::NoFont)));
    // fsType is at byte 8 of the table OS/2.
    let mut restricted = font.to_vec();
    let tables = restricted[12..].chunks(16);
    let entry = tables.clone().find(|it| &it[..4] == b"OS/2").unwrap();
    let offset = u32::from_be_bytes(entry[8..12].try_into().unwrap()) as usize;
    restricted[offset + 8..offset + 10].copy_from_slice(&2u16.to_be_bytes());
    let error = Fonts::shipped().with(restricted).unwrap_err();
    assert!(matches!(error, FontError::Restricted { .. }), "{error}");
}

#[test]
fn a_damaged_font_is_refused_or_harmless() {
    let font = include_bytes!("../fonts/NotoSansThai_400Regular.ttf");
    for part in 1..12 {
        let mut damaged = font.to_vec();
        let at = damaged.len() * part / 12;
        damaged[at..at + 64].fill(0xff);
        if let Ok(fonts) = Fonts::shipped().with(damaged) {
            let mut document = Document::new("ภาษาไทย 中");
            document.blocks.push(Block::Paragraph(Text::plain("ภาษาไทย")));
            assert!(pdf(&document, &fonts).is_ok());
        }
    }
}

#[test]
fn odd_documents_are_set() {
    let mut document = Document::new("");
    document.language = "not a language";
    document.created = Some(i64::MAX);
    document.author = Some("\u{0}\u{feff}".to_owned());
    document.head = Text::plain(&"head ".repeat(500));
    document.foot = Text::plain(&"f".repeat(5000));
    document.attachments = ["", "", "a/b", "a_b", &"n".repeat(5000)]
        .map(|name| Attachment {
            name: name.to_owned(),
            media_type: "no media type",
            description: "",
            relationship: Relationship::Source,
            content: b"",
        })
        .to_vec();
    assert_eq!(pdf(&document, &Fonts::shipped()).unwrap().pages, 1);
    document.title = Text::plain(&"t".repeat(100_000));
    assert!(pdf(&document, &Fonts::shipped()).unwrap().pages > 5);
}

#[test]
fn very_long_words_are_set() {
    let word = "w".repeat(100_000);
    let marks = format!("a{}", "\u{301}".repeat(5_000));
    let joiners = "\u{200d}".repeat(3_000);
    let thai = "ภาษา".repeat(2_000);
    let arabic = "سلام".repeat(2_000);
    let spaces = " ".repeat(100_000);
    for text in [&word, &marks, &joiners, &thai, &arabic, &spaces] {
        let set = set(vec![
            Block::heading(1, text.as_str()),
            Block::Paragraph(Text::plain(text)),
            Block::Facts(vec![Fact::new(text.as_str(), text.as_str())]),
            Block::Code(text.clone()),
            table(vec![Column::new("a", 1.0), Column::number("b", 1.0)], vec![row(&[text, text])]),
            Block::Figure(Figure {
                alternative: text.clone(),
                caption: text.clone(),
                shapes: vec![Shape::Label {
                    x: 1.0,
                    y: 1.0,
                    anchor: Anchor::Start,
                    text: text.clone(),
                    ink: Ink::Text,
                    size: 9.0,
                }],
                ..samples::figure()
            }),
        ]);
        assert!(set.pages > 0);
    }
}

#[test]
fn odd_tables_are_set() {
    let columns = |widths: &[f32]| widths.iter().map(|it| Column::new("head", *it)).collect();
    let rows = || vec![row(&[]), row(&["", ""]), row(&["1", "2", "3", "4"])];
    for widths in [
        &[][..],
        &[1.0],
        &[0.0, 0.0],
        &[f32::NAN, f32::INFINITY, -1.0],
        &[1e38, 1e-38],
        &[1.0; 60],
        &[1.0; 300],
    ] {
        set(vec![table(columns(widths), rows()), table(columns(widths), Vec::new())]);
    }
    let high = Column::new(Box::leak("head ".repeat(3000).into_boxed_str()), 1.0);
    set(vec![table(vec![high, Column::new("b", 1.0)], rows())]);
}

#[test]
fn odd_figures_are_set() {
    let odd = [f32::NAN, f32::INFINITY, -1.0, 0.0, 1e38, 1e-38];
    let mut blocks = Vec::new();
    for number in odd {
        let shapes = vec![
            Shape::Box { x: number, y: 0.0, width: number, height: 5.0, ink: Ink::First },
            Shape::Line {
                points: vec![(number, 1.0)],
                ink: Ink::Grid,
                width: number,
                is_dashed: true,
            },
            Shape::Line {
                points: vec![(1.0, 1.0), (9.0, 9.0)],
                ink: Ink::Grid,
                width: number,
                is_dashed: true,
            },
            Shape::Corners { points: Vec::new(), ink: Ink::Bad },
            Shape::Label {
                x: 0.0,
                y: 0.0,
                anchor: Anchor::End,
                text: "l".to_owned(),
                ink: Ink::Text,
                size: number,
            },
        ];
        blocks.push(Block::Figure(Figure { shapes: shapes.clone(), ..samples::figure() }));
        blocks.push(Block::Figure(Figure {
            width: number,
            alternative: String::new(),
            caption: String::new(),
            shapes,
            ..samples::figure()
        }));
    }
    set(blocks);
}

#[test]
fn boxes_in_boxes_are_set() {
    let mut block = Block::Paragraph(Text::plain(&"word ".repeat(2000)));
    for _ in 0..40 {
        block = Block::Callout(Callout {
            tone: Tone::Bad,
            title: Text::plain("in a box"),
            blocks: vec![block, table(vec![Column::new("a", 1.0)], vec![row(&["1"]); 3])],
        });
    }
    assert!(set(vec![block]).pages > 2);
}

fn a_text() -> impl Strategy<Value = Text> {
    let style =
        prop_oneof![Just(Style::Plain), Just(Style::Strong), Just(Style::Code), Just(Style::Quiet)];
    let words = prop_oneof![
        any::<String>(),
        "\\PC{0,40}",
        "[ -~\\n]{0,80}",
        "[\\u0590-\\u06ff ()0-9a-z]{0,40}"
    ];
    prop::collection::vec((words, style), 0..4).prop_map(|spans| {
        spans.into_iter().fold(Text::default(), |text, (it, style)| text.with(&it, style))
    })
}

fn a_table() -> impl Strategy<Value = Table<'static>> {
    let column =
        (any::<f32>(), any::<bool>(), any::<bool>()).prop_map(|(width, is_end, is_head_of_row)| {
            Column {
                head: "Head",
                width,
                align: if is_end { Align::End } else { Align::Start },
                is_head_of_row,
            }
        });
    let row = (prop::collection::vec(a_text(), 0..6), any::<bool>())
        .prop_map(|(cells, is_marked)| Row { cells, is_marked, is_noted: false });
    (a_text(), prop::collection::vec(column, 0..5), prop::collection::vec(row, 0..6))
        .prop_map(|(caption, columns, rows)| Table { caption, columns, rows: Box::new(rows) })
}

fn a_block() -> impl Strategy<Value = Block<'static>> {
    let marker = prop_oneof![Just(Marker::Bullet), Just(Marker::Number), Just(Marker::Box)];
    prop_oneof![
        (any::<u8>(), a_text()).prop_map(|(level, text)| Block::Heading { level, text }),
        a_text().prop_map(Block::Paragraph),
        (a_text(), a_text()).prop_map(|(title, text)| Block::Callout(Callout {
            tone: Tone::Warning,
            title,
            blocks: vec![Block::Paragraph(text)],
        })),
        prop::collection::vec((a_text(), a_text()), 0..4)
            .prop_map(|it| Block::Facts(it.into_iter().map(|it| Fact::new(it.0, it.1)).collect())),
        (marker, prop::collection::vec(a_text(), 0..4))
            .prop_map(|(marker, items)| Block::List(List { marker, items })),
        a_table().prop_map(Block::Table),
        any::<String>().prop_map(Block::Code),
        (any::<String>(), any::<String>(), any::<f32>()).prop_map(|(alternative, caption, x)| {
            let mut figure = Figure { alternative, caption, ..samples::figure() };
            let text = figure.alternative.clone();
            figure.shapes.push(Shape::Label {
                x,
                y: 9.0,
                anchor: Anchor::End,
                text,
                ink: Ink::Text,
                size: 9.0,
            });
            Block::Figure(figure)
        }),
        Just(()).prop_map(|()| Block::PageBreak),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn whatever_is_said_is_set(title in a_text(), blocks in prop::collection::vec(a_block(), 0..8)) {
        let mut document = Document::new("");
        document.title = title.clone();
        document.subtitle = title.clone();
        document.head = title.clone();
        document.foot = title;
        document.blocks = blocks;
        let set = pdf(&document, &Fonts::shipped());
        prop_assert!(set.is_ok(), "{:?}", set.map(|it| it.pages));
    }
}
