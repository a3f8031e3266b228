//! The files of a bundle, for browsers, which cannot say in which form they want it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{
    CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, X_CONTENT_TYPE_OPTIONS,
};
use axum::response::{IntoResponse, Response};
use export_bundles_attest::Receipt;
use export_bundles_attest::log::Proof;

use super::frame::trouble;
use super::visit::Visit;
use crate::access::Caller;
use crate::answer::{Answer, not_found};
use crate::api::Named;
use crate::api::bundles::found;
use crate::service::Service;
use crate::shown;

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    Proof,
    Receipt,
    Bundle,
    Page,
    Pdf,
}

impl Kind {
    /// The endings of names, of which an ending of another one comes later.
    fn endings() -> [(String, Self); 5] {
        [
            (format!(".json{}", Proof::ENDING), Self::Proof),
            (format!(".json{}", Receipt::ENDING), Self::Receipt),
            (".json".to_owned(), Self::Bundle),
            (".html".to_owned(), Self::Page),
            (".pdf".to_owned(), Self::Pdf),
        ]
    }

    /// What a name names: the id of a bundle, and which of its files.
    fn named(name: &str) -> Option<(&str, Self)> {
        let endings = Self::endings();
        endings.iter().find_map(|(ending, kind)| Some((name.strip_suffix(ending.as_str())?, *kind)))
    }

    fn media_type(self) -> &'static str {
        match self {
            Self::Proof => "text/plain; charset=utf-8",
            Self::Receipt => Receipt::MEDIA_TYPE,
            Self::Bundle => "application/json",
            Self::Page => "text/html; charset=utf-8",
            Self::Pdf => "application/pdf",
        }
    }
}

/// A file of a bundle, to be saved.
pub(super) async fn get(
    State(service): State<Arc<Service>>,
    visit: Visit,
    Named(name): Named,
) -> Response {
    let Some((id, kind)) = Kind::named(&name) else {
        return trouble(StatusCode::NOT_FOUND, "There is no such file.", Some(&visit.visitor()));
    };
    match content(&service, &visit.caller, id, kind).await {
        Ok(content) => {
            let headers = [
                (CACHE_CONTROL, "private, no-store".to_owned()),
                (CONTENT_TYPE, kind.media_type().to_owned()),
                (CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
                (X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
            ];
            (headers, content).into_response()
        }
        Err(answer) => visit.refused(&answer),
    }
}

async fn content(
    service: &Arc<Service>,
    caller: &Caller,
    id: &str,
    kind: Kind,
) -> Result<Vec<u8>, Answer> {
    let bundle = found(service, caller, id).await?;
    Ok(match kind {
        Kind::Bundle => bundle.content,
        Kind::Receipt => bundle.receipt,
        Kind::Page => shown::page(service, caller, bundle).await?.into_bytes(),
        Kind::Pdf => shown::pdf(service, caller, bundle).await?,
        Kind::Proof => {
            let proof = service.store.proof(caller.tenant(), bundle.entry.position).await?;
            proof.ok_or_else(|| not_found("proof"))?.to_text().into_bytes()
        }
    })
}

#[cfg(test)]
mod tests {
    use super::Kind;

    #[test]
    fn every_name_names_one_file() {
        for (ending, kind) in Kind::endings() {
            assert_eq!(Kind::named(&format!("EVD-0{ending}")), Some(("EVD-0", kind)));
        }
        assert_eq!(Kind::named("EVD-0"), None);
    }
}
