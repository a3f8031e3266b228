//! Counts verdicts, and renders them.

use std::io;

use anstream::{AutoStream, ColorChoice};
use exact_schema_commands::documents::{self, Present};

use super::report::Report;
use super::sarif::Sarif;
use super::{Format, json, text};

/// Counts verdicts, and renders them.
pub struct Presenter {
    format: Format,
    colours: ColorChoice,
    sound: u64,
    unsound: u64,
    unreadable: u64,
    sarif: Sarif,
}

impl Presenter {
    pub fn new(format: Format) -> Self {
        let colours = AutoStream::choice(&io::stdout());
        Self { format, colours, sound: 0, unsound: 0, unreadable: 0, sarif: Sarif::default() }
    }
}

impl Present<Report> for Presenter {
    fn reports(&mut self, document: &str, reports: &[Report]) -> io::Result<Vec<u8>> {
        let mut said = Vec::new();
        for report in reports {
            match report.is_sound {
                true => self.sound += 1,
                false => self.unsound += 1,
            }
            match self.format {
                Format::Sarif => {}
                Format::Json => said.append(&mut json::report(document, report)?),
                // Of an archive, nobody wants to read of a million documents that they are sound.
                Format::Text if report.line.is_some() && report.is_sound => {}
                Format::Text => said.append(&mut text::report(document, report, self.colours)?),
            }
        }
        if matches!(self.format, Format::Sarif) {
            return self.sarif.reports(document, reports);
        }
        Ok(said)
    }

    fn unreadable(
        &mut self,
        document: &str,
        line: Option<u64>,
        reason: &str,
    ) -> io::Result<Vec<u8>> {
        self.unreadable += 1;
        match self.format {
            Format::Text => Ok(Vec::new()),
            Format::Json => documents::unreadable(document, line, reason),
            Format::Sarif => self.sarif.unreadable(document, line, reason),
        }
    }

    fn summary(&mut self) -> io::Result<Vec<u8>> {
        match self.format {
            Format::Sarif => self.sarif.end(),
            Format::Text => text::summary(self.sound, self.unsound, self.unreadable, self.colours),
            Format::Json => Ok(Vec::new()),
        }
    }

    fn is_good(&self) -> bool {
        self.unsound == 0
    }
}
