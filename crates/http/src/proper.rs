//! What HTTP/1.1 asks of a request, and hyper does not check.

use axum::http::header::{HOST, TRANSFER_ENCODING};
use axum::http::uri::Authority;
use axum::http::{HeaderMap, Request, Version};
use exact_schema_runtime::ProblemKind;

/// Why a request is not to be answered, in a word and in words.
pub(crate) fn check<B>(request: &Request<B>) -> Result<(), (ProblemKind, &'static str)> {
    // RFC 9112, section 3.2.
    if !has_a_host(request.headers(), request.version()) {
        let detail = "Send one header `Host`, with a host and perhaps a port.";
        return Err((ProblemKind::BadRequest, detail));
    }
    // RFC 9112, section 6.1: what is not understood must not be taken for something else.
    let mut codings = request.headers().get_all(TRANSFER_ENCODING).iter();
    if codings.any(|coding| !coding.as_bytes().eq_ignore_ascii_case(b"chunked")) {
        let detail =
            "Send the body as it is, or in chunks: no other transfer coding is understood.";
        return Err((ProblemKind::WrongTransferCoding, detail));
    }
    Ok(())
}

fn has_a_host(headers: &HeaderMap, version: Version) -> bool {
    let mut hosts = headers.get_all(HOST).iter();
    match (hosts.next(), hosts.next()) {
        (None, _) => version < Version::HTTP_11,
        (Some(host), None) => {
            let is_authority =
                |bytes: &[u8]| !bytes.contains(&b'@') && Authority::try_from(bytes).is_ok();
            host.is_empty() || is_authority(host.as_bytes())
        }
        _ => false,
    }
}
