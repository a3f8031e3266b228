//! What a token proves.

use std::time::Duration;

use chrono::DateTime;
use cms::cert::CertificateChoices;
use cms::cert::x509::Certificate;
use cms::cert::x509::ext::pkix::SubjectKeyIdentifier;
use cms::content_info::ContentInfo;
use cms::signed_data::{SignedAttributes, SignedData, SignerIdentifier, SignerInfo};
use der::asn1::{ObjectIdentifier, OctetString};
use der::{Decode, Encode};
use export_bundles::Timestamp;
use rustls_pki_types::{CertificateDer, UnixTime};
use webpki::{ALL_VERIFICATION_ALGS, EndEntityCert, KeyUsage, anchor_from_trusted_cert};
use x509_tsp::{TimeStampResp, TstInfo};

use super::algorithm::{digest, verifiers};
use super::certificate;
use super::request::imprint;
use crate::fault::FaultKind;
use crate::trust::Authority;

const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
const TST_INFO: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.16.1.4");
const CONTENT_TYPE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.3");
const MESSAGE_DIGEST: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.4");
/// `id-kp-timeStamping`, without tag and length.
const TIME_STAMPING: KeyUsage = KeyUsage::required(&[0x2b, 6, 1, 5, 5, 7, 3, 8]);

/// A token, read and not yet believed.
pub(super) struct Token {
    signed: SignedData,
    content: Vec<u8>,
    pub(super) info: TstInfo,
}

impl Token {
    /// Of the answer of an authority.
    pub(super) fn of(response: &[u8]) -> Option<Self> {
        let ContentInfo { content_type, content } =
            TimeStampResp::from_der(response).ok()?.time_stamp_token?;
        if content_type != SIGNED_DATA {
            return None;
        }
        let signed: SignedData = content.decode_as().ok()?;
        if signed.encap_content_info.econtent_type != TST_INFO {
            return None;
        }
        let content: OctetString = signed.encap_content_info.econtent.as_ref()?.decode_as().ok()?;
        let content = content.into_bytes();
        let info = TstInfo::from_der(&content).ok()?;
        Some(Self { signed, content, info })
    }

    fn certificates(&self) -> impl Iterator<Item = &Certificate> {
        self.signed.certificates.iter().flat_map(|it| it.0.iter()).filter_map(|it| match it {
            CertificateChoices::Certificate(certificate) => Some(certificate),
            CertificateChoices::Other(_) => None,
        })
    }
}

/// When a signature existed at the latest, as an authority that is trusted says.
pub(crate) fn proved(
    response: &[u8],
    signature: &[u8],
    authorities: &[Authority],
) -> Result<Timestamp, FaultKind> {
    let token = Token::of(response).ok_or(FaultKind::NoToken)?;
    let asked = imprint(signature);
    let stamped = &token.info.message_imprint;
    // The parameters of a hash are absent or null, whichever an authority likes.
    if stamped.hash_algorithm.oid != asked.hash_algorithm.oid
        || stamped.hashed_message != asked.hashed_message
    {
        return Err(FaultKind::OtherSignature);
    }
    let [signer] = token.signed.signer_infos.0.as_slice() else { return Err(FaultKind::NoToken) };
    let time = token.info.gen_time.to_unix_duration();
    let certificates: Vec<CertificateDer<'static>> = token
        .certificates()
        .filter_map(|it| it.to_der().ok())
        .chain(authorities.iter().flat_map(|it| &it.certificates).map(|it| it.to_vec()))
        .map(CertificateDer::from)
        .collect();
    let own = certificates.iter().filter(|it| is_of(it, &signer.sid));
    let mut fault = FaultKind::UnknownAuthority;
    for own in own {
        if !leads_to_trust(own, &certificates, authorities, time) {
            continue;
        }
        match has_signed(&token, signer, own) {
            Some(true) => return moment(time).ok_or(FaultKind::NoToken),
            _ => fault = FaultKind::ForgedToken,
        }
    }
    Err(fault)
}

fn moment(time: Duration) -> Option<Timestamp> {
    let seconds = i64::try_from(time.as_secs()).ok()?;
    Timestamp::try_from(DateTime::from_timestamp(seconds, 0)?).ok()
}

fn is_of(certificate: &CertificateDer<'_>, signer: &SignerIdentifier) -> bool {
    let Ok(certificate) = Certificate::from_der(certificate) else { return false };
    match signer {
        SignerIdentifier::IssuerAndSerialNumber(it) => {
            certificate.tbs_certificate.issuer == it.issuer
                && certificate.tbs_certificate.serial_number == it.serial_number
        }
        SignerIdentifier::SubjectKeyIdentifier(it) => {
            let own = certificate.tbs_certificate.get::<SubjectKeyIdentifier>();
            own.is_ok_and(|own| own.is_some_and(|(_, own)| own == *it))
        }
    }
}

/// Whether a certificate for time-stamping led to one that is trusted when it was used.
fn leads_to_trust(
    certificate: &CertificateDer<'_>,
    others: &[CertificateDer<'_>],
    authorities: &[Authority],
    time: Duration,
) -> bool {
    let trusted = || authorities.iter().flat_map(|it| &it.certificates);
    let time = UnixTime::since_unix_epoch(time);
    let anchors: Vec<_> = trusted().filter_map(|it| anchor_from_trusted_cert(it).ok()).collect();
    let Ok(own) = EndEntityCert::try_from(certificate) else { return false };
    own.verify_for_usage(ALL_VERIFICATION_ALGS, &anchors, others, time, TIME_STAMPING, None, None)
        .is_ok()
}

/// Whether the holder of a certificate signed the token, and means that certificate.
fn has_signed(
    token: &Token,
    signer: &SignerInfo,
    certificate: &CertificateDer<'_>,
) -> Option<bool> {
    let attributes = signer.signed_attrs.as_ref()?;
    let hash = signer.digest_alg.oid;
    let content_type: ObjectIdentifier = single(attributes, CONTENT_TYPE)?.decode_as().ok()?;
    let message: OctetString = single(attributes, MESSAGE_DIGEST)?.decode_as().ok()?;
    let is_meant = content_type == TST_INFO
        && digest(hash, &token.content)? == message.as_bytes()
        && certificate::is_named(attributes, certificate);
    let signed = attributes.to_der().ok()?;
    let own = EndEntityCert::try_from(certificate).ok()?;
    let verifies = verifiers(&signer.signature_algorithm, hash)
        .into_iter()
        .any(|it| own.verify_signature(it, &signed, signer.signature.as_bytes()).is_ok());
    Some(is_meant && verifies)
}

/// The one value of an attribute.
fn single(attributes: &SignedAttributes, oid: ObjectIdentifier) -> Option<&der::Any> {
    let mut found = attributes.iter().filter(|it| it.oid == oid);
    let attribute = found.next().filter(|_| found.next().is_none())?;
    attribute.values.get(0).filter(|_| attribute.values.len() == 1)
}
