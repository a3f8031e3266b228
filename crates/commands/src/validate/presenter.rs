//! Counts verdicts, and renders them.

use std::io;

use anstream::{AutoStream, ColorChoice};

use super::report::{Report, Tally};
use crate::arguments::Format;
use crate::documents::Present;
use crate::render::wording::Wording;
use crate::render::{json, text};

/// Counts verdicts, and renders them.
pub struct Presenter {
    format: Format,
    wording: Wording,
    colours: ColorChoice,
    tally: Tally,
}

impl Presenter {
    pub fn new(format: Format, wording: Wording) -> Self {
        let colours = AutoStream::choice(&io::stdout());
        Self { format, wording, colours, tally: Tally::default() }
    }
}

impl Present<Report> for Presenter {
    fn reports(&mut self, document: &str, reports: &[Report]) -> io::Result<Vec<u8>> {
        reports.iter().for_each(|report| self.tally.count(report));
        match self.format {
            Format::Text => text::reports(document, reports, &self.wording, self.colours),
            Format::Json => json::reports(document, reports),
        }
    }

    fn unreadable(
        &mut self,
        document: &str,
        line: Option<u64>,
        reason: &str,
    ) -> io::Result<Vec<u8>> {
        self.tally.unreadable += 1;
        match self.format {
            Format::Text => Ok(Vec::new()),
            Format::Json => json::unreadable(document, line, reason),
        }
    }

    fn summary(&mut self) -> io::Result<Vec<u8>> {
        match self.format {
            Format::Text => text::summary(&self.tally, self.colours),
            Format::Json => Ok(Vec::new()),
        }
    }

    fn is_good(&self) -> bool {
        self.tally.invalid == 0
    }
}
