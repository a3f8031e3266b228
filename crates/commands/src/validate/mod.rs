//! `validate`: from documents to reports.

pub mod command;
mod excerpt;
mod judge;
mod presenter;
pub mod report;
