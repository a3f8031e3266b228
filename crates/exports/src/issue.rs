//! How a bundle is issued: sealed, signed, and written with its place in the log.

use std::sync::Arc;

use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use exact_schema_runtime::ProblemKind;
use export_bundles::axum::Payload;
use export_bundles::exact::InvalidValue;
use export_bundles::{
    BundleId, BundleType, DownloadUrl, ExportBundle, ExportBundleResponse, Identifier, Soundness,
    Timestamp,
};
use export_bundles_attest::{Receipt, SigningKey, Statement};
use export_bundles_evidence::{Gap, RuleSet};
use export_bundles_store::{Draft, Entry, Found, Issued, Request, Write, Written};
use sha2::{Digest, Sha256};

use crate::access::Caller;
use crate::answer::{Answer, problem, unprocessable};
use crate::digest::digest;
use crate::service::Service;

/// The header by which a client calls a request that it may send again.
const KEY: &str = "idempotency-key";
/// How long such a name may be.
const LONGEST_KEY: usize = 255;

/// What a client calls its request, and what tells whether it is the same again.
pub(crate) fn request(
    headers: &HeaderMap,
    what: &str,
    body: &[u8],
) -> Result<Option<Request>, Answer> {
    let mut keys = headers.get_all(KEY).iter();
    let Some(key) = keys.next() else { return Ok(None) };
    let text = key.to_str().ok().filter(|it| it.bytes().all(|byte| byte.is_ascii_graphic()));
    let text = text.filter(|it| (1..=LONGEST_KEY).contains(&it.len()) && keys.next().is_none());
    let text = text.ok_or_else(|| {
        let expected = "Expected one `Idempotency-Key` of 1 to 255 visible ASCII characters.";
        problem(ProblemKind::BadRequest, expected)
    })?;
    let digest = Sha256::new().chain_update(what).chain_update(digest(body)).finalize();
    Ok(Some(Request { key: text.to_owned(), digest: digest.into() }))
}

/// What the request was answered with before, if it came before.
pub(crate) async fn answered(
    service: &Service,
    caller: &Caller,
    request: Option<&Request>,
) -> Result<Option<Response>, Answer> {
    let Some(request) = request else { return Ok(None) };
    match service.store.answered(caller.tenant(), request).await? {
        None | Some(Issued::New | Issued::Followed) => Ok(None),
        Some(Issued::Before(id)) => again(service, caller, &id).await.map(Some),
        Some(Issued::KeyOfAnother) => Err(key_of_another()),
    }
}

fn key_of_another() -> Answer {
    problem(ProblemKind::Conflict, "The `Idempotency-Key` was given to another request before.")
}

async fn again(service: &Service, caller: &Caller, id: &str) -> Result<Response, Answer> {
    match service.store.entry(caller.tenant(), id).await? {
        Found::Here(entry) => Ok(answer(StatusCode::OK, told(&entry)?)),
        Found::Removed(_) => Err(gone()),
        Found::Nothing => {
            Err(problem(ProblemKind::Failed, "The bundle of this request is not there."))
        }
    }
}

pub(crate) fn gone() -> Answer {
    problem(
        ProblemKind::Gone,
        "The time for which this bundle is kept is over; the log says when it was removed.",
    )
}

/// A bundle that was made, and is not signed yet.
pub(crate) struct Made {
    pub(crate) bundle: ExportBundle,
    pub(crate) gaps: Vec<Gap>,
    pub(crate) follows: Option<String>,
    pub(crate) now: Timestamp,
}

/// Makes, signs and writes a bundle, and answers with where it is.
pub(crate) async fn issue(
    service: &Arc<Service>,
    caller: &Caller,
    request: Option<Request>,
    make: impl FnOnce() -> Result<Made, Answer> + Send + 'static,
) -> Result<Response, Answer> {
    let own = Arc::clone(service);
    let draft = service.workers.run(move || draft(make()?, own.signer())).await??;
    let draft = Draft { request, ..draft };
    let (kind, told) = (draft.bundle_type, Told::from(&draft).response()?);
    let write = Write::Bundle(Box::new(draft));
    let Written::Bundle(issued) = service.writer.write(caller.tenant(), write).await? else {
        return Err(problem(ProblemKind::Failed, "The service has failed."));
    };
    match issued {
        Issued::New => {
            service.metrics.issued(kind);
            Ok(answer(StatusCode::CREATED, told))
        }
        Issued::Before(id) => again(service, caller, &id).await,
        Issued::KeyOfAnother => Err(key_of_another()),
        Issued::Followed => Err(problem(
            ProblemKind::Conflict,
            "The bundle was reviewed already, and another one follows it.",
        )),
    }
}

/// The bundle with everything that belongs to it.
fn draft(made: Made, key: &SigningKey) -> Result<Draft, Answer> {
    let Made { bundle, gaps, follows, now } = made;
    let failed = |what: &str| {
        tracing::error!(what, "a bundle was not made");
        problem(ProblemKind::Failed, "The service has failed.")
    };
    let content = serde_json::to_vec(&bundle).map_err(|_| failed("it cannot be written"))?;
    let name = format!("{}.json", bundle.bundle_id());
    let statement = Statement::about(&content, &name, &gaps, RuleSet::Default, now);
    let statement = statement.map_err(|error| failed(&error.to_string()))?;
    let said = &statement.predicate.rules;
    if said.verdict == Soundness::Unsound {
        // What breaks a rule would be signed as if it did not.
        let broken = said.findings.iter();
        let broken = broken.map(|it| {
            let rule = it.rule.as_str();
            (String::new(), format!("expected what makes a bundle that keeps the rule {rule}"))
        });
        return Err(unprocessable(broken));
    }
    let receipt = sign(&statement, key).ok_or_else(|| failed("the key cannot sign"))?;
    let seal = statement.subject.first().map(|it| it.digest.sha256);
    Ok(Draft {
        bundle_id: bundle.bundle_id().to_owned(),
        bundle_type: bundle.kind(),
        incident_id: bundle.incident_id().map(ToString::to_string),
        run_id: bundle.run_id().to_string(),
        created_at: now,
        seal: seal.ok_or_else(|| failed("it has no seal"))?,
        follows,
        receipt,
        content,
        request: None,
    })
}

fn sign(statement: &Statement, key: &SigningKey) -> Option<Vec<u8>> {
    Receipt::sign(statement, key).ok().map(|it| it.to_json())
}

/// Where a bundle is.
pub(crate) fn place(id: &str) -> String {
    format!("/v1/bundles/{id}")
}

/// What a client is told of an issued bundle.
pub(crate) fn told(entry: &Entry) -> Result<ExportBundleResponse, Answer> {
    Told::from(entry).response()
}

/// What of a bundle a client is told.
struct Told<'a> {
    bundle_id: &'a str,
    bundle_type: BundleType,
    incident_id: Option<&'a str>,
    run_id: &'a str,
    created_at: Timestamp,
}

impl<'a> From<&'a Entry> for Told<'a> {
    fn from(entry: &'a Entry) -> Self {
        Self {
            bundle_id: &entry.bundle_id,
            bundle_type: entry.bundle_type,
            incident_id: entry.incident_id.as_deref(),
            run_id: &entry.run_id,
            created_at: entry.created_at,
        }
    }
}

impl<'a> From<&'a Draft> for Told<'a> {
    fn from(draft: &'a Draft) -> Self {
        Self {
            bundle_id: &draft.bundle_id,
            bundle_type: draft.bundle_type,
            incident_id: draft.incident_id.as_deref(),
            run_id: &draft.run_id,
            created_at: draft.created_at,
        }
    }
}

impl Told<'_> {
    fn response(&self) -> Result<ExportBundleResponse, Answer> {
        self.built().map_err(|error| {
            tracing::error!(%error, "there is a bundle that cannot be told of");
            problem(ProblemKind::Failed, "The store does not answer as it should.")
        })
    }

    fn built(&self) -> Result<ExportBundleResponse, InvalidValue> {
        let told = ExportBundleResponse::builder()
            .bundle_id(BundleId::try_from(self.bundle_id)?)
            .bundle_type(self.bundle_type)
            .created_at(self.created_at)
            .run_id(self.run_id)
            .download_url(place(self.bundle_id).parse::<DownloadUrl>()?)
            .build()?;
        let incident_id = self.incident_id.map(Identifier::try_from).transpose()?;
        Ok(ExportBundleResponse { incident_id, ..told })
    }
}

fn answer(status: StatusCode, told: ExportBundleResponse) -> Response {
    let location = [(LOCATION, place(told.bundle_id.as_str()))];
    (status, location, Payload(told)).into_response()
}
