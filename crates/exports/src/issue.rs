//! How a bundle is issued: sealed, signed, and written with its place in the log.

use std::sync::Arc;

use axum::http::header::LOCATION;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use exact_schema_runtime::ProblemKind;
use export_bundles::axum::Payload;
use export_bundles::{
    BundleType, DownloadUrl, ExportBundle, ExportBundleResponse, Identifier, Soundness, Timestamp,
};
use export_bundles_attest::{Receipt, SigningKey, Statement};
use export_bundles_evidence::{Gap, RuleSet};
use export_bundles_store::{Draft, Entry, Found, Issued, Request, Write, Written};
use sha2::{Digest, Sha256};

use crate::access::Caller;
use crate::answer::{Answer, problem, unprocessable};
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
    // Two spellings of a document are one request.
    let form = export_bundles_evidence::canonical(body);
    let form = form.as_deref().unwrap_or(body);
    let digest = Sha256::new().chain_update(what).chain_update([0]).chain_update(form).finalize();
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
        Found::Here(entry) => answer(StatusCode::OK, &entry),
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
    let entry = entry(&draft);
    let write = Write::Bundle(Box::new(draft));
    let Written::Bundle(issued) = service.writer.write(caller.tenant(), write).await? else {
        return Err(problem(ProblemKind::Failed, "The service has failed."));
    };
    match issued {
        Issued::New => {
            service.metrics.issued(entry.bundle_type);
            answer(StatusCode::CREATED, &entry)
        }
        Issued::Before(id) => again(service, caller, &id).await,
        Issued::KeyOfAnother => Err(key_of_another()),
        Issued::Followed => Err(problem(
            ProblemKind::Conflict,
            "The bundle was reviewed already, and another one follows it.",
        )),
    }
}

fn entry(draft: &Draft) -> Entry {
    Entry {
        bundle_id: draft.bundle_id.clone(),
        bundle_type: draft.bundle_type,
        incident_id: draft.incident_id.clone(),
        run_id: draft.run_id.clone(),
        created_at: draft.created_at,
        seal: draft.seal,
        follows: draft.follows.clone(),
        position: 0,
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
    let (bundle_id, bundle_type, incident_id, run_id) = facts(&bundle);
    let name = format!("{bundle_id}.json");
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
        bundle_id,
        bundle_type,
        incident_id,
        run_id,
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

fn facts(bundle: &ExportBundle) -> (String, BundleType, Option<String>, String) {
    match bundle {
        ExportBundle::Evidence(it) => (
            it.bundle_id.to_string(),
            BundleType::Evidence,
            it.incident_id.as_ref().map(ToString::to_string),
            it.run_id.to_string(),
        ),
        ExportBundle::Soc2(it) => (
            it.bundle_id.to_string(),
            BundleType::Soc2,
            it.incident_id.as_ref().map(ToString::to_string),
            it.run_id.to_string(),
        ),
        ExportBundle::ExecutiveDebrief(it) => (
            it.bundle_id.to_string(),
            BundleType::ExecutiveDebrief,
            Some(it.incident_id.to_string()),
            it.run_id.to_string(),
        ),
    }
}

/// Where a bundle is.
pub(crate) fn place(id: &str) -> String {
    format!("/v1/bundles/{id}")
}

/// What a client is told of a bundle.
pub(crate) fn told(entry: &Entry) -> Result<ExportBundleResponse, Answer> {
    let told = || -> Result<ExportBundleResponse, export_bundles::exact::InvalidValue> {
        let told = ExportBundleResponse::builder()
            .bundle_id(export_bundles::BundleId::try_from(entry.bundle_id.as_str())?)
            .bundle_type(entry.bundle_type)
            .created_at(entry.created_at)
            .run_id(entry.run_id.as_str())
            .download_url(place(&entry.bundle_id).parse::<DownloadUrl>()?)
            .build()?;
        let incident_id = entry.incident_id.as_deref().map(Identifier::try_from).transpose()?;
        Ok(ExportBundleResponse { incident_id, ..told })
    };
    told().map_err(|error| {
        tracing::error!(%error, "the store holds a bundle that cannot be told of");
        problem(ProblemKind::Failed, "The store does not answer as it should.")
    })
}

fn answer(status: StatusCode, entry: &Entry) -> Result<Response, Answer> {
    let location = [(LOCATION, place(&entry.bundle_id))];
    Ok((status, location, Payload(told(entry)?)).into_response())
}
