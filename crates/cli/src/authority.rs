//! Asking a time-stamping authority over HTTP (RFC 3161, section 3.4).

use std::time::Duration;

use export_bundles_attest::{Receipt, timestamp};
use ureq::Agent;

/// How long an authority may take.
const PATIENCE: Duration = Duration::from_secs(30);
/// The largest answer that is read. One with all certificates is a few kilobytes.
const LARGEST: u64 = 1 << 20;

/// Why there is no token.
#[derive(Debug, thiserror::Error)]
pub enum NoToken {
    #[error("cannot ask the time-stamping authority {url}: {cause}")]
    OutOfReach { url: String, cause: Box<ureq::Error> },
    #[error("the time-stamping authority {url} gave no token: {cause}")]
    Refused { url: String, cause: timestamp::Refused },
    #[error("there is no signature to be stamped")]
    Unsigned,
}

/// The receipt with a token over its signature.
///
/// # Errors
///
/// Says why the authority gave none.
pub fn stamped(receipt: Receipt, url: &str) -> Result<Receipt, NoToken> {
    let signature = receipt.signature().ok_or(NoToken::Unsigned)?;
    Ok(receipt.stamped(&stamp(&signature, url)?))
}

/// The answer of the authority about some bytes, with a token over them.
///
/// # Errors
///
/// Says why it gave none.
pub fn stamp(bytes: &[u8], url: &str) -> Result<Vec<u8>, NoToken> {
    let request = timestamp::request(bytes);
    let response = asked(url, &request)
        .map_err(|cause| NoToken::OutOfReach { url: url.to_owned(), cause: Box::new(cause) })?;
    timestamp::accept(&request, &response)
        .map_err(|cause| NoToken::Refused { url: url.to_owned(), cause })?;
    Ok(response)
}

fn asked(url: &str, request: &[u8]) -> Result<Vec<u8>, ureq::Error> {
    let agent: Agent = Agent::config_builder().timeout_global(Some(PATIENCE)).build().into();
    let mut response =
        agent.post(url).header("Content-Type", "application/timestamp-query").send(request)?;
    response.body_mut().with_config().limit(LARGEST).read_to_vec()
}
