//! `export-bundles validate`, seen from outside: real processes and real files.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod command_line;
mod compressed;
mod examples;
mod json;
mod lines;
mod process;
mod safety;
mod surroundings;
mod text;
mod unreadable;
