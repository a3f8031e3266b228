//! A store, in a file and on a real server: both behave alike.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

mod backup;
mod damage;
mod desk;
mod immutable;
mod issued;
mod known;
mod retention;
mod tenancy;
