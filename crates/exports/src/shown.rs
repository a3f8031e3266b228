//! A bundle as people read it.

use std::sync::Arc;

use exact_schema_runtime::ProblemKind;
use export_bundles::utc_now;
use export_bundles_attest::{Logged, Signed, Trust};
use export_bundles_evidence::{Verified, verify};
use export_bundles_report::{Subject, render};
use export_bundles_store::Bundle;

use crate::access::Caller;
use crate::answer::{Answer, problem};
use crate::service::Service;

/// A bundle, and what is known of it.
pub(crate) struct Shown {
    name: String,
    bundle: Bundle,
    proof: Option<Vec<u8>>,
    verified: Verified,
    signed: Signed,
    logged: Logged,
}

impl Shown {
    fn of(bundle: Bundle, proof: Option<Vec<u8>>, trust: &Trust) -> Result<Self, Answer> {
        let failed = |_| problem(ProblemKind::Failed, "The store does not answer as it should.");
        let verified = verify(&bundle.content).map_err(failed)?;
        let signed = Signed::of(&bundle.receipt, &bundle.content, Some(trust), utc_now());
        let logged = match &proof {
            Some(proof) => Logged::of(proof, &bundle.content, Some(trust)),
            None => Logged::Absent,
        };
        let name = format!("{}.json", bundle.entry.bundle_id);
        Ok(Self { name, bundle, proof, verified, signed, logged })
    }

    /// Whether the rules hold, whoever is trusted signed it, and the log has it.
    pub(crate) fn is_sound(&self) -> bool {
        let is_logged = matches!(self.logged, Logged::Proved { .. });
        self.verified.is_sound() && self.signed.is_trusted() && is_logged
    }

    fn subject(&self) -> Subject<'_> {
        Subject {
            name: &self.name,
            text: &self.bundle.content,
            verified: &self.verified,
            signed: &self.signed,
            logged: &self.logged,
            receipt: Some(&self.bundle.receipt),
            proof: self.proof.as_deref(),
            is_sound: self.is_sound(),
        }
    }
}

/// What is known of a bundle, and what is to be made of that.
async fn shown<T: Send + 'static>(
    service: &Arc<Service>,
    caller: &Caller,
    bundle: Bundle,
    make: impl FnOnce(&Service, &Shown) -> Result<T, Answer> + Send + 'static,
) -> Result<T, Answer> {
    let proof = service.store.proof(caller.tenant(), bundle.entry.position).await?;
    let proof = proof.map(|it| it.to_text().into_bytes());
    let (own, tenant) = (Arc::clone(service), caller.tenant().to_owned());
    let work = move || {
        let trust = trusting(&own, &tenant);
        make(&own, &Shown::of(bundle, proof, &trust)?)
    };
    service.workers.run(work).await?
}

/// Whom the service trusts: the keys that it was told of, and its own logs.
fn trusting(service: &Service, tenant: &str) -> Trust {
    service.trust.clone().with_log(service.key.origin(tenant), service.log_key().clone())
}

/// The report as a page.
pub(crate) async fn page(
    service: &Arc<Service>,
    caller: &Caller,
    bundle: Bundle,
) -> Result<String, Answer> {
    shown(service, caller, bundle, |_, shown| Ok(render::html(&shown.subject()))).await
}

/// The report as a PDF.
pub(crate) async fn pdf(
    service: &Arc<Service>,
    caller: &Caller,
    bundle: Bundle,
) -> Result<Vec<u8>, Answer> {
    shown(service, caller, bundle, |service, shown| {
        let set = render::pdf(&shown.subject(), &service.fonts);
        set.map(|it| it.bytes)
            .map_err(|_| problem(ProblemKind::Failed, "The report cannot be set."))
    })
    .await
}

/// Whether a bundle is sound.
pub(crate) async fn is_sound(
    service: &Arc<Service>,
    caller: &Caller,
    bundle: Bundle,
) -> Result<bool, Answer> {
    shown(service, caller, bundle, |_, shown| Ok(shown.is_sound())).await
}
