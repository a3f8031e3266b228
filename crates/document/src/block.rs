//! What stands below each other.

use crate::{Figure, Table, Text};

/// One thing that stands below another.
#[derive(Debug)]
pub enum Block<'a> {
    /// A heading; level 1 is just below the title, 3 is the deepest.
    Heading {
        /// From 1 to 3.
        level: u8,
        /// What it says.
        text: Text,
    },
    /// A paragraph. A line feed in it begins a new line.
    Paragraph(Text),
    /// What is to be seen first: a verdict, a warning.
    Callout(Callout<'a>),
    /// Names and what belongs to them.
    Facts(Vec<Fact>),
    /// A list.
    List(List),
    /// A table.
    Table(Table<'a>),
    /// A text in which every character counts: a command, a digest, JSON. Its lines are kept.
    Code(String),
    /// A drawing.
    Figure(Figure),
    /// What follows begins on a new page, where there are pages.
    PageBreak,
}

impl Block<'_> {
    /// A heading.
    #[must_use]
    pub fn heading(level: u8, text: impl Into<Text>) -> Self {
        Self::Heading { level, text: text.into() }
    }
}

/// What is to be seen first.
#[derive(Debug)]
pub struct Callout<'a> {
    /// How it is meant.
    pub tone: Tone,
    /// What it comes to, in a few words: no colour has to be seen to know it.
    pub title: Text,
    /// The rest of it.
    pub blocks: Vec<Block<'a>>,
}

/// How something is meant.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Tone {
    /// It is as it should be.
    Good,
    /// It is worth a look.
    Warning,
    /// It is not as it should be.
    Bad,
    /// Neither.
    Neutral,
}

/// A name and what belongs to it.
#[derive(Clone, Debug)]
pub struct Fact {
    /// The name.
    pub name: Text,
    /// What belongs to it.
    pub value: Text,
}

impl Fact {
    /// A fact.
    #[must_use]
    pub fn new(name: impl Into<Text>, value: impl Into<Text>) -> Self {
        Self { name: name.into(), value: value.into() }
    }
}

/// A list.
#[derive(Clone, Debug)]
pub struct List {
    /// What stands before each item.
    pub marker: Marker,
    /// The items.
    pub items: Vec<Text>,
}

/// What stands before an item.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Marker {
    /// A bullet.
    Bullet,
    /// A number, from 1.
    Number,
    /// A box to tick.
    Box,
}
