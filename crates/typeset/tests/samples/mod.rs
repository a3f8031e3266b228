//! Documents to set.

use export_bundles_document::{
    Anchor, Attachment, Block, Callout, Column, Document, Fact, Figure, Ink, List, Marker,
    Relationship, Row, Rows, Shape, Style, Table, Text, Tone,
};

/// A document with everything in it.
pub fn everything() -> Document<'static> {
    let mut document = Document::new("Incident 2026-0417: evidence of an export");
    document.subtitle = Text::plain("SOC 2 CC7.3 · exported on 17 April 2026, 09:30 UTC");
    document.head = Text::plain("Evidence report · ").with("case-7f3a", Style::Code);
    document.foot =
        Text::plain("export-bundles 1.2.0 · sha-256 ").with("9f86d081884c7d65…", Style::Code);
    document.created = Some(1_776_418_200);
    document.author = Some("ops@example.com".to_owned());
    document.attachments = vec![
        attachment("bundle.json", Relationship::Source),
        attachment("bundle.json", Relationship::Supplement),
    ];
    document.blocks = vec![
        Block::Callout(Callout {
            tone: Tone::Good,
            title: Text::plain("The bundle is what was sealed"),
            blocks: vec![Block::Paragraph(
                Text::plain("The seal matches, the receipt is signed by ")
                    .with("ops@example.com", Style::Code)
                    .and(", and ")
                    .with("no rule is broken", Style::Strong)
                    .and(". The two gaps below are named by whoever made the bundle."),
            )],
        }),
        Block::heading(1, "What this is about"),
        Block::Paragraph(prose()),
        Block::Facts(vec![
            Fact::new("Bundle", Text::code("urn:uuid:0191d6c4-7a3e-7c1b-9d2a-5d5f3c0b7a11")),
            Fact::new("Severity", Text::strong("SEV-2").with(" (of four)", Style::Quiet)),
            Fact::new("Digest of the bundle", Text::code("sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")),
            Fact::new("Names", "Łukasz Żółć, Ελένη Παπαδοπούλου, Юлия, أحمد, שלום, हिन्दी, ภาษาไทย, 中文"),
        ]),
        Block::heading(2, "How it went"),
        Block::Figure(figure()),
        Block::List(List {
            marker: Marker::Number,
            items: vec![Text::plain("The alert fired, and nobody was called."), prose(), Text::plain("It was closed.")],
        }),
        Block::List(List {
            marker: Marker::Bullet,
            items: vec![Text::plain("A short one."), Text::plain("Another — with dashes, “quotes” and € 12.50.")],
        }),
        Block::List(List {
            marker: Marker::Box,
            items: vec![Text::plain("Read by the owner"), Text::plain("Filed with the auditor")],
        }),
        Block::heading(1, "Steps"),
        Block::Table(steps(60)),
        Block::heading(3, "As it came"),
        Block::Code("$ export-bundles verify bundle.json\n{\n  \"verdict\": \"sound\",\n  \"rules\": 31,\n  \"a_very_long_member\": \"0123456789012345678901234567890123456789012345678901234567890123456789\"\n}\n".to_owned()),
        Block::Callout(Callout {
            tone: Tone::Warning,
            title: Text::plain("Two steps have no time"),
            blocks: vec![
                Block::Paragraph(Text::plain("They are shown where they stand in the bundle.")),
                Block::List(List { marker: Marker::Bullet, items: vec![Text::code("/steps/7"), Text::code("/steps/12")] }),
            ],
        }),
        Block::Callout(Callout {
            tone: Tone::Bad,
            title: Text::plain("A figure does not add up"),
            blocks: vec![Block::Paragraph(Text::plain("820 tokens are said, 802 are counted."))],
        }),
        Block::Callout(Callout {
            tone: Tone::Neutral,
            title: Text::plain("How to check this yourself"),
            blocks: vec![Block::Code("export-bundles verify bundle.json --receipt bundle.json.sigstore.json".to_owned())],
        }),
        Block::PageBreak,
        Block::heading(2, "عربي and others"),
        Block::Paragraph(Text::plain("العدد 42 في النص (مهم) و ABC هنا.\nשלום עולם, version 3.5 (beta).\nक्षत्रिय हिन्दी में। ที่นี่มีภาษาไทย e\u{301}a\u{308} 👨\u{200d}👩\u{200d}👧 ❤\u{fe0f} ⚠ → ✓")),
    ];
    document
}

fn attachment(name: &str, relationship: Relationship) -> Attachment<'static> {
    Attachment {
        name: name.to_owned(),
        media_type: "application/json",
        description: "The bundle",
        relationship,
        content: b"{\"schema\":\"evidence\"}",
    }
}

fn prose() -> Text {
    Text::plain(
        "On 12 April the payments service answered one request in nine with an error for forty minutes. The export \
         below tells what the automation did about it: which steps it took, what each of them cost, and which \
         decisions were left to people. Everything in it can be traced to a step of the run.",
    )
}

/// A table of that many rows of nine cells.
pub fn steps(rows: usize) -> Table<'static> {
    Table {
        caption: Text::plain("The steps of the run, in their order"),
        columns: vec![
            Column::number("No.", 0.6).naming_rows(),
            Column::new("Began (UTC)", 1.5),
            Column::new("Kind", 1.0),
            Column::new("What", 2.6),
            Column::new("Actor", 1.3),
            Column::number("Tokens", 0.9),
            Column::number("Cost", 0.9),
            Column::new("Verdict", 1.0),
            Column::new("Digest", 1.5),
        ],
        rows: Box::new(Steps(rows)),
    }
}

struct Steps(usize);

impl Rows for Steps {
    fn len(&self) -> usize {
        self.0
    }

    fn row(&self, index: usize) -> Row {
        let is_marked = index % 17 == 5;
        let what = if index % 5 == 3 {
            "Asked the on-call person whether to roll back"
        } else {
            "Read the logs"
        };
        Row {
            cells: vec![
                Text::plain(&(index + 1).to_string()),
                Text::plain(&format!(
                    "2026-04-12 {:02}:{:02}:{:02}",
                    index / 3600 % 24,
                    index / 60 % 60,
                    index % 60
                )),
                Text::plain(["tool", "model", "human"][index % 3]),
                Text::plain(what),
                Text::plain("agent-").with("7f3a", Style::Code),
                Text::plain(&(index * 37 % 9000).to_string()),
                Text::plain(&format!("0.{:04}", index * 91 % 10_000)),
                if is_marked { Text::plain("Not as it should be") } else { Text::quiet("sound") },
                Text::code(&format!("{:016x}", (index as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15))),
            ],
            is_marked,
            is_noted: false,
        }
    }
}

/// A drawing with every kind of shape.
pub fn figure() -> Figure {
    let mut shapes =
        vec![Shape::Box { x: 0.0, y: 0.0, width: 480.0, height: 150.0, ink: Ink::Area }];
    for step in 0..5u8 {
        let y = 20.0 + f32::from(step) * 25.0;
        shapes.push(Shape::Line {
            points: vec![(40.0, y), (470.0, y)],
            ink: Ink::Grid,
            width: 0.5,
            is_dashed: false,
        });
        shapes.push(label(36.0, y + 2.5, Anchor::End, &(100 - step * 20).to_string(), Ink::Quiet));
    }
    for bar in 0..12u16 {
        let height = 20.0 + f32::from(bar * 37 % 80);
        let ink = if bar == 7 { Ink::Bad } else { Ink::First };
        shapes.push(Shape::Box {
            x: 52.0 + f32::from(bar) * 34.0,
            y: 120.0 - height,
            width: 18.0,
            height,
            ink,
        });
    }
    shapes.push(Shape::Line {
        points: vec![(40.0, 60.0), (470.0, 60.0)],
        ink: Ink::Warning,
        width: 1.0,
        is_dashed: true,
    });
    shapes.push(Shape::Corners {
        points: vec![(299.0, 20.0), (305.0, 10.0), (293.0, 10.0)],
        ink: Ink::Bad,
    });
    shapes.push(label(255.0, 142.0, Anchor::Middle, "minutes since the alert", Ink::Text));
    shapes.push(label(470.0, 57.0, Anchor::End, "threshold", Ink::Warning));
    Figure {
        alternative:
            "Bars of errors per minute: most in the eighth minute, far above the threshold."
                .to_owned(),
        caption: "Errors per minute. The threshold is that of the alert.".to_owned(),
        width: 480.0,
        height: 150.0,
        shapes,
    }
}

fn label(x: f32, y: f32, anchor: Anchor, text: &str, ink: Ink) -> Shape {
    Shape::Label { x, y, anchor, text: text.to_owned(), ink, size: 7.5 }
}
