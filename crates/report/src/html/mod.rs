//! One file of HTML: nothing is fetched, nothing runs but its own script, and nothing needs that to be read.

mod blocks;
mod figure;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use export_bundles_document::{Attachment, Block, Document, Relationship};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use sha2::{Digest, Sha256};

use blocks::text;

const STYLE: &str = include_str!("page.css");
/// Verifies the document with the code of the npm package, and helps to find steps.
pub const SCRIPT: &str = include_str!("../../browser/report.js");

/// A document as a page, about something of that name. A script makes it do more than be read.
pub fn page(document: &Document<'_>, name: &str, script: Option<&str>) -> String {
    let title = document.title.to_string();
    let body = html! {
        (DOCTYPE)
        html lang=(document.language) {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(policy(script));
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="color-scheme" content="light dark";
                meta name="referrer" content="no-referrer";
                title { (title) " · " (name) }
                link rel="icon" href="data:,";
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#report" { "To the report" }
                header.running { p { (text(&document.head)) } }
                main #report tabindex="-1" {
                    h1 { (text(&document.title)) }
                    @if !document.subtitle.is_empty() { p.subtitle { (text(&document.subtitle)) } }
                    (files(&document.attachments, script.is_some()))
                    (contents(&document.blocks))
                    (blocks::all(&document.blocks))
                }
                footer.running { p { (text(&document.foot)) } }
                @if let Some(script) = script { script { (PreEscaped(script)) } }
            }
        }
    };
    body.into_string()
}

/// Its own style and its own script, and nothing else from anywhere.
fn policy(script: Option<&str>) -> String {
    let digest = |text: &str| BASE64_STANDARD.encode(Sha256::digest(text));
    let scripts = script.map_or("'none'".to_owned(), |it| format!("'sha256-{}'", digest(it)));
    format!(
        "default-src 'none'; script-src {scripts}; style-src 'sha256-{}'; img-src data:; base-uri 'none'; \
         form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'",
        digest(STYLE)
    )
}

/// The files that go with the page, in it.
fn files(attachments: &[Attachment<'_>], can_be_checked: bool) -> Markup {
    html! {
        section.files aria-label="Files" {
            @for attachment in attachments {
                a.file data-source[attachment.relationship == Relationship::Source] download=(attachment.name)
                    href={ "data:" (attachment.media_type) ";base64," (BASE64_STANDARD.encode(attachment.content)) } {
                    strong { "Save " (attachment.name) }
                    " "
                    span.quiet { (attachment.description) }
                }
            }
            @if can_be_checked {
                // The script shows it, as it does nothing without.
                div #check hidden {
                    button type="button" { "Verify it here" }
                    p #checked role="status" {}
                }
            }
        }
    }
}

/// Where to go: the headings just below the title.
fn contents(blocks: &[Block<'_>]) -> Markup {
    let headings = blocks.iter().enumerate().filter_map(|(index, block)| match block {
        Block::Heading { level: 1, text } => Some((index, text)),
        _ => None,
    });
    html! {
        nav.contents aria-label="Contents" {
            ul { @for (index, heading) in headings { li { a href={ "#b" (index) } { (text(heading)) } } } }
        }
    }
}
