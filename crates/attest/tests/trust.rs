//! Whose signatures count, and when: keys that are rotated and revoked, and tokens that prove when they signed.

#![allow(clippy::unwrap_used, clippy::panic, reason = "a test says by a panic that it failed")]

use exact_schema_testkit::authority::{Authority, Keys};
use exact_schema_testkit::tools;
use export_bundles::{Timestamp, utc_now};
use export_bundles_attest::{
    Algorithm, FaultKind, Receipt, Signature, SigningKey, Statement, Trust, TrustError, timestamp,
    verify,
};
use export_bundles_evidence::RuleSet;
use serde_json::{Value, json};

const BUNDLE: &[u8] = include_bytes!(
    "../../../schemas/v1/examples/evidence-bundle/valid/full-personal-data-blocked.json"
);
/// Long after all keys of today.
const IN_SEVEN_YEARS: &str = "2033-11-28T00:00:00Z";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn signed(key: &SigningKey) -> Receipt {
    let statement =
        Statement::about(BUNDLE, "full.json", &[], RuleSet::Default, utc_now()).unwrap();
    Receipt::sign(&statement, key).unwrap()
}

fn stamped(receipt: Receipt, authority: &Authority) -> Receipt {
    let query = timestamp::request(&receipt.signature().unwrap());
    let reply = authority.reply(&query);
    timestamp::accept(&query, &reply).unwrap();
    receipt.stamped(&reply)
}

fn trust(key: &SigningKey, dates: Value, authorities: &[&Authority]) -> Trust {
    let mut entry = json!({ "public_key": key.public().to_pem(), "key_id": key.public().id() });
    entry.as_object_mut().unwrap().extend(dates.as_object().unwrap().clone());
    let authorities: Vec<Value> =
        authorities.iter().map(|it| json!({ "certificates": it.root() })).collect();
    let file = json!({ "keys": [entry], "time_stamping_authorities": authorities });
    Trust::parse(file.to_string().as_bytes()).unwrap()
}

fn kinds(signature: &Signature) -> Vec<FaultKind> {
    signature.faults.iter().map(|it| it.kind).collect()
}

/// The verdict on a receipt, in so many years.
fn verdict(receipt: &Receipt, trust: &Trust, now: Timestamp) -> Vec<FaultKind> {
    let signature = verify(BUNDLE, receipt, trust, now);
    assert_eq!(signature.is_trusted(), signature.faults.is_empty());
    kinds(&signature)
}

#[test]
fn a_bundle_stays_verifiable_after_its_key_was_rotated() {
    if !tools::OPENSSL.is_there() {
        return;
    }
    for keys in [Keys::Rsa, Keys::P256] {
        let authority = Authority::new(keys);
        let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
        let (bare, stamped) = (signed(&key), stamped(signed(&key), &authority));
        let until = trust(&key, json!({ "valid_until": "2027-12-31T00:00:00Z" }), &[&authority]);
        let then = at(IN_SEVEN_YEARS);
        assert_eq!(
            verdict(&stamped, &until, then),
            [],
            "{keys:?}: the token proves when it was signed"
        );
        assert_eq!(verdict(&bare, &until, then), [FaultKind::KeyNoLongerValid]);
        assert_eq!(verdict(&bare, &until, utc_now()), []);
    }
}

#[test]
fn a_revoked_key_counts_for_what_it_signed_before() {
    if !tools::OPENSSL.is_there() {
        return;
    }
    let authority = Authority::new(Keys::P256);
    let key = SigningKey::generate(Algorithm::P256).unwrap();
    let (bare, stamped) = (signed(&key), stamped(signed(&key), &authority));
    let then = at(IN_SEVEN_YEARS);
    let later = trust(&key, json!({ "revoked_since": "2027-12-31T00:00:00Z" }), &[&authority]);
    assert_eq!(verdict(&stamped, &later, then), []);
    // Nobody knows whether the signature is older than the revocation.
    assert_eq!(verdict(&bare, &later, then), [FaultKind::KeyRevoked]);
    assert_eq!(verdict(&bare, &later, utc_now()), [FaultKind::KeyRevoked]);
    let earlier = trust(&key, json!({ "revoked_since": "2026-01-01T00:00:00Z" }), &[&authority]);
    assert_eq!(verdict(&stamped, &earlier, then), [FaultKind::KeyRevoked]);
}

#[test]
fn a_key_does_not_count_before_it_is_valid() {
    let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
    let trust = trust(&key, json!({ "valid_from": "2030-01-01T00:00:00Z" }), &[]);
    assert_eq!(verdict(&signed(&key), &trust, utc_now()), [FaultKind::KeyNotYetValid]);
}

#[test]
fn a_token_counts_where_its_authority_is_trusted_and_it_is_of_this_signature() {
    if !tools::OPENSSL.is_there() {
        return;
    }
    let (own, other) = (Authority::new(Keys::P256), Authority::new(Keys::P256));
    let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
    let dates = json!({});
    let now = utc_now();
    let receipt = stamped(signed(&key), &own);
    assert_eq!(verdict(&receipt, &trust(&key, dates.clone(), &[&other, &own]), now), []);
    let strange = trust(&key, dates.clone(), &[&other]);
    assert_eq!(verdict(&receipt, &strange, now), [FaultKind::UnknownAuthority]);
    // Whoever names no authority asks for no proof.
    assert_eq!(verdict(&receipt, &trust(&key, dates.clone(), &[]), now), []);

    let query = timestamp::request(b"another signature");
    let moved = signed(&key).stamped(&own.reply(&query));
    assert_eq!(
        verdict(&moved, &trust(&key, dates.clone(), &[&own]), now),
        [FaultKind::OtherSignature]
    );
    let garbled = signed(&key).stamped(b"no token");
    assert_eq!(verdict(&garbled, &trust(&key, dates, &[&own]), now), [FaultKind::NoToken]);
}

/// Whatever byte of an authority's answer is changed, it proves nothing else than before, and nothing panics.
#[test]
fn no_changed_token_proves_another_moment() {
    if !tools::OPENSSL.is_there() {
        return;
    }
    let authority = Authority::new(Keys::P256);
    let key = SigningKey::generate(Algorithm::Ed25519).unwrap();
    let receipt = signed(&key);
    let query = timestamp::request(&receipt.signature().unwrap());
    let reply = authority.reply(&query);
    let trust = trust(&key, json!({}), &[&authority]);
    let now = utc_now();
    let proved = |reply: &[u8]| verify(BUNDLE, &receipt.clone().stamped(reply), &trust, now);
    let expected = proved(&reply).proved_at;
    assert!(expected.is_some());
    let mut refused = 0;
    for place in 0..reply.len() {
        for bit in [0x01, 0x80] {
            let mut changed = reply.clone();
            changed[place] ^= bit;
            let signature = proved(&changed);
            assert!(
                signature.proved_at.is_none() || signature.proved_at == expected,
                "byte {place}"
            );
            refused += usize::from(signature.proved_at.is_none());
        }
        assert!(proved(&reply[..place]).proved_at.is_none(), "cut at {place}");
    }
    // What is not signed of an answer: its status, and the certificates beside the one that signs.
    assert!(refused > reply.len() * 3 / 2, "{refused} of {}", reply.len() * 2);
}

#[test]
fn an_answer_to_another_query_is_not_taken() {
    if !tools::OPENSSL.is_there() {
        return;
    }
    let authority = Authority::new(Keys::P256);
    let (first, second) = (timestamp::request(b"one"), timestamp::request(b"one"));
    let reply = authority.reply(&first);
    assert_eq!(timestamp::accept(&first, &reply), Ok(()));
    assert_eq!(timestamp::accept(&second, &reply), Err(timestamp::Refused::OtherRequest));
    assert_eq!(timestamp::accept(&first, b"<html>"), Err(timestamp::Refused::Unreadable));
    let denied = authority.reply(b"no query");
    assert!(matches!(timestamp::accept(&first, &denied), Err(timestamp::Refused::Denied(_))));
}

#[test]
fn a_trust_file_says_where_it_is_wrong() {
    let pem = SigningKey::generate(Algorithm::Ed25519).unwrap().public().to_pem();
    let other = SigningKey::generate(Algorithm::Ed25519).unwrap().public().id();
    let read = |file: Value| Trust::parse(file.to_string().as_bytes()).unwrap_err();
    assert!(matches!(read(json!({ "kees": [] })), TrustError::Malformed(_)));
    assert!(matches!(
        read(json!({ "keys": [{ "public_key": pem, "valid_until": "soon" }] })),
        TrustError::Malformed(_)
    ));
    let twice = json!({ "keys": [{ "public_key": pem }, { "public_key": pem }] });
    assert_eq!(read(twice), TrustError::Twice { index: 1 });
    let mixed = json!({ "keys": [{ "public_key": pem, "key_id": other }] });
    assert_eq!(read(mixed), TrustError::OtherKey { index: 0 });
    let empty = json!({ "time_stamping_authorities": [{ "certificates": "" }] });
    assert_eq!(read(empty), TrustError::Certificate { index: 0 });
    let broken = read(json!({ "keys": [{ "public_key": "nonsense" }] })).to_string();
    assert!(broken.starts_with("at /keys/0/public_key: expected PEM"), "{broken}");
}
