//! What a PDF says of itself, and the files in it.

use std::{collections::BTreeSet, fmt::Write};

use chrono::{DateTime, Datelike, Timelike, Utc};
use export_bundles_document::{Document, Relationship, visible};
use krilla::{
    embed::{AssociationKind, EmbeddedFile, MimeType},
    metadata::Metadata,
};

use crate::error::TypesetError;

/// Who makes the PDF.
const TOOL: &str = "export-bundles";
/// The language of texts of which nobody knows the language.
const NO_LANGUAGE: &str = "und";
/// A string of a PDF/A has at most 32,767 bytes; a character takes up to four.
const LONGEST: usize = 2000;

pub(crate) fn metadata(document: &Document<'_>) -> Metadata {
    let authors = document.author.iter().map(|it| short(it)).filter(|it| !it.is_empty());
    Metadata::new()
        .title(title(document))
        .language(language(document).to_owned())
        .authors(authors.collect())
        .creator(TOOL.to_owned())
        .producer(TOOL.to_owned())
        .creation_date(date(document))
        .document_id(identity(document))
}

/// The title. A document without one has to be called something.
pub(crate) fn title(document: &Document<'_>) -> String {
    let title = short(&document.title.to_string());
    if title.trim().is_empty() { "Untitled".to_owned() } else { title }
}

/// The language, if it is one.
pub(crate) fn language<'d>(document: &'d Document<'_>) -> &'d str {
    let mut subtags = document.language.split('-');
    let is_primary =
        |it: &str| (2..=8).contains(&it.len()) && it.bytes().all(|byte| byte.is_ascii_alphabetic());
    let is_other = |it: &str| {
        (1..=8).contains(&it.len()) && it.bytes().all(|byte| byte.is_ascii_alphanumeric())
    };
    let is_language = document.language.len() <= 64
        && subtags.next().is_some_and(is_primary)
        && subtags.all(is_other);
    if is_language { document.language } else { NO_LANGUAGE }
}

/// A text that a string of a PDF has room for.
pub(crate) fn short(text: &str) -> String {
    let text = visible(text);
    match text.char_indices().nth(LONGEST) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.into_owned(),
    }
    .replace('\n', " ")
}

/// What tells versions of this document from other documents.
fn identity(document: &Document<'_>) -> String {
    let Document { title, subtitle, head, foot, created, author, .. } = document;
    let mut identity = format!("{title}\n{subtitle}\n{head}\n{foot}\n{created:?}\n{author:?}");
    for file in &document.attachments {
        // Writing to a text does not fail.
        let _ = write!(identity, "\n{} {}", file.name, file.content.len());
    }
    identity
}

/// When the document was made. PDF/A-3 wants a date; 1970 says of itself that it is none.
fn date(document: &Document<'_>) -> krilla::metadata::DateTime {
    let moment = document
        .created
        .and_then(|it| DateTime::from_timestamp(it, 0))
        .filter(|it| (0..=9999).contains(&it.year()))
        .unwrap_or(DateTime::<Utc>::UNIX_EPOCH);
    let small = |it: u32| u8::try_from(it).unwrap_or(0);
    krilla::metadata::DateTime::new(u16::try_from(moment.year()).unwrap_or(1970))
        .month(small(moment.month()))
        .day(small(moment.day()))
        .hour(small(moment.hour()))
        .minute(small(moment.minute()))
        .second(small(moment.second()))
        .utc_offset_hour(0)
}

/// Puts the attachments in.
pub(crate) fn attach(
    pdf: &mut krilla::Document,
    document: &Document<'_>,
) -> Result<(), TypesetError> {
    let mut names = BTreeSet::new();
    for attachment in &document.attachments {
        let size = attachment.content.len();
        if i32::try_from(size).is_err() {
            return Err(TypesetError::LargeAttachment { name: attachment.name.clone(), size });
        }
        let path = unlike(&names, &attachment.name);
        names.insert(path.clone());
        let description = short(attachment.description);
        let file = EmbeddedFile {
            mime_type: MimeType::new(attachment.media_type)
                .filter(|_| attachment.media_type.len() < 100)
                .or_else(|| MimeType::new("application/octet-stream")),
            description: Some(if description.is_empty() { path.clone() } else { description }),
            path,
            association_kind: match attachment.relationship {
                Relationship::Source => AssociationKind::Source,
                Relationship::Supplement => AssociationKind::Supplement,
            },
            data: attachment.content.to_vec().into(),
            modification_date: Some(date(document)),
            compress: None,
            location: None,
        };
        // The name is unlike the others.
        let _ = pdf.embed_file(file);
    }
    Ok(())
}

/// A name that is unlike those: files in a PDF are found by their names.
fn unlike(names: &BTreeSet<String>, name: &str) -> String {
    let name: String = visible(name).replace(['/', '\\', '\n'], "_").chars().take(200).collect();
    let name = if name.is_empty() { "file".to_owned() } else { name };
    let numbered = |number| match name.rsplit_once('.') {
        Some((stem, ending)) if !stem.is_empty() => format!("{stem} ({number}).{ending}"),
        _ => format!("{name} ({number})"),
    };
    std::iter::once(name.clone())
        .chain((2..).map(numbered))
        .find(|it| !names.contains(it))
        .unwrap_or_default()
}
