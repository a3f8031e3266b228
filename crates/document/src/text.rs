//! Texts, of which some words stand out.

use std::fmt;

use crate::visible::visible;

/// A text, of which some words stand out. What is not to be seen of it is shown as what it is.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Text {
    spans: Vec<Span>,
}

/// A part of a text that looks alike.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Span {
    text: String,
    style: Style,
}

/// How a part of a text looks.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Style {
    /// As the rest.
    Plain,
    /// Stronger than the rest.
    Strong,
    /// Every character counts: an id, a digest, a member's name.
    Code,
    /// Less than the rest: what only adds to it.
    Quiet,
}

impl Text {
    /// A text of which nothing stands out.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self::default().and(text)
    }

    /// A text of ids, digests, names of members.
    #[must_use]
    pub fn code(text: &str) -> Self {
        Self::default().with(text, Style::Code)
    }

    /// A text that stands out.
    #[must_use]
    pub fn strong(text: &str) -> Self {
        Self::default().with(text, Style::Strong)
    }

    /// A text that only adds to others.
    #[must_use]
    pub fn quiet(text: &str) -> Self {
        Self::default().with(text, Style::Quiet)
    }

    /// This text and a plain one after it.
    #[must_use]
    pub fn and(self, text: &str) -> Self {
        self.with(text, Style::Plain)
    }

    /// This text and one of that look after it.
    #[must_use]
    pub fn with(mut self, text: &str, style: Style) -> Self {
        if !text.is_empty() {
            self.spans.push(Span { text: visible(text).into_owned(), style });
        }
        self
    }

    /// Its parts.
    #[must_use]
    pub fn spans(&self) -> &[Span] {
        &self.spans
    }

    /// Whether there is nothing to read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }
}

impl Span {
    /// What it says.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// How it looks.
    #[must_use]
    pub fn style(&self) -> Style {
        self.style
    }
}

impl From<&str> for Text {
    fn from(text: &str) -> Self {
        Self::plain(text)
    }
}

impl From<String> for Text {
    fn from(text: String) -> Self {
        Self::plain(&text)
    }
}

impl fmt::Display for Text {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spans.iter().try_for_each(|span| formatter.write_str(&span.text))
    }
}
