//! A table of receipts, sound and tampered with, held against this library and against others that share no code with
//! it: `securesystemslib`, `in-toto-attestation` and `rfc3161-client` in Python, `@sigstore/verify` in Node.js.

use std::fs;

use exact_schema_testkit::authority::{Authority, Keys};
use exact_schema_testkit::tools;
use export_bundles::{ExportCase, decode, utc_now};
use export_bundles_attest::{
    Algorithm, Receipt, SigningKey, Statement, Trust, pre_authentication_encoding, timestamp,
    verify,
};
use export_bundles_evidence::{Options, RuleSet, assemble};
use serde::Deserialize;
use serde_json::{Value, json};

use crate::{answers, has_clients, root};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    #[serde(default)]
    algorithm: KeyKind,
    document: Option<DocumentChange>,
    /// Changes of the statement before it is signed.
    #[serde(default)]
    statement: Vec<Change>,
    /// A change of the statement after it was signed.
    payload: Option<Replacement>,
    #[serde(default)]
    signer: Signer,
    #[serde(default)]
    token: Token,
    /// Whether the signature stands there twice, the second time by nobody.
    #[serde(default)]
    double: bool,
    /// Changes of the receipt.
    #[serde(default)]
    receipt: Vec<Change>,
    /// The rules that are broken, and where.
    #[serde(default)]
    finds: Vec<[String; 2]>,
    /// Which peers do not see it.
    #[serde(default)]
    accepted_by: Vec<String>,
    #[serde(rename = "why")]
    _why: Option<String>,
}

#[derive(Default, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum KeyKind {
    #[default]
    Ed25519,
    P256,
}

#[derive(Deserialize)]
#[serde(untagged, deny_unknown_fields)]
enum DocumentChange {
    Replace(Replacement),
    Drop { drop: String },
    Spell { spell: Spelling },
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Replacement {
    from: String,
    to: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Spelling {
    Pretty,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Change {
    path: String,
    value: Option<Value>,
    /// Whether a bit of what is written in Base64 there changes, at its end.
    #[serde(default)]
    flip: bool,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Signer {
    #[default]
    Trusted,
    /// A key that nobody trusts.
    Stranger,
    /// A key that nobody trusts, under the id of one that is.
    Impostor,
}

#[derive(Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Token {
    #[default]
    Own,
    None,
    OtherSignature,
    OtherAuthority,
    Garbled,
}

/// What all cases share.
struct Scene {
    document: String,
    authority: Authority,
    other_authority: Authority,
}

#[test]
fn whoever_verifies_a_receipt_comes_to_the_same_verdict() {
    if !has_clients() || !tools::OPENSSL.is_there() {
        return;
    }
    let table = fs::read(root().join("crates/attest/tests/receipts.json")).unwrap();
    let cases: Vec<Case> = serde_json::from_slice(&table).unwrap();
    let scene = Scene {
        document: bundle(),
        authority: Authority::new(Keys::Rsa),
        other_authority: Authority::new(Keys::Rsa),
    };
    let staged: Vec<Value> = cases.iter().map(|case| staged(case, &scene)).collect();
    for (case, staged) in cases.iter().zip(&staged) {
        assert_eq!(found(staged), case.finds, "{}", case.name);
    }
    let texts: Vec<String> = staged.iter().map(Value::to_string).collect();
    for (peer, said) in ["node", "python"].into_iter().zip(answers("signatures", &texts)) {
        assert_eq!(said.len(), cases.len());
        for (case, said) in cases.iter().zip(&said) {
            let accepts = case.finds.is_empty() || case.accepted_by.iter().any(|it| it == peer);
            assert_eq!(said == "accepts", accepts, "{peer}, {}: {said}", case.name);
        }
    }
    let tampered = cases.iter().filter(|case| !case.finds.is_empty()).count();
    assert!(tampered >= 25, "{tampered}");
}

fn bundle() -> String {
    let case = fs::read(root().join("schemas/v1/examples/export-case/valid/full.json")).unwrap();
    let case: ExportCase = decode(&case).unwrap();
    let assembled = assemble::evidence(&case, &Options::default(), utc_now(), uuid::Uuid::new_v4());
    serde_json::to_string(&assembled.unwrap().bundle).unwrap()
}

/// A document, its receipt, and whom its reader trusts.
fn staged(case: &Case, scene: &Scene) -> Value {
    let algorithm = match case.algorithm {
        KeyKind::Ed25519 => Algorithm::Ed25519,
        KeyKind::P256 => Algorithm::P256,
    };
    let key = SigningKey::generate(algorithm).unwrap();
    let stranger = SigningKey::generate(algorithm).unwrap();
    let document = scene.document.as_bytes();
    let statement =
        Statement::about(document, "bundle.json", &[], RuleSet::Default, utc_now()).unwrap();
    let signer = match case.signer {
        Signer::Trusted => &key,
        Signer::Stranger | Signer::Impostor => &stranger,
    };
    let mut receipt = json(&Receipt::sign(&statement, signer).unwrap());
    if !case.statement.is_empty() {
        let mut statement = payload(&receipt);
        case.statement.iter().for_each(|it| change(&mut statement, it));
        let text = statement.to_string();
        let signed = pre_authentication_encoding("application/vnd.in-toto+json", text.as_bytes());
        receipt["dsseEnvelope"]["payload"] = base64::encode(text).into();
        receipt["dsseEnvelope"]["signatures"][0]["sig"] =
            base64::encode(key.sign(&signed).unwrap()).into();
    }
    if let Signer::Impostor = case.signer {
        receipt["dsseEnvelope"]["signatures"][0]["keyid"] = key.public().id().into();
        receipt["verificationMaterial"]["publicKey"]["hint"] = key.public().id().into();
    }
    let mut receipt = json(&stamped(&receipt, &case.token, scene));
    if let Some(Replacement { from, to }) = &case.payload {
        let text = payload_text(&receipt);
        assert!(text.contains(from), "{}", case.name);
        receipt["dsseEnvelope"]["payload"] = base64::encode(text.replace(from, to)).into();
    }
    if case.double {
        let second = json!({ "sig": "AAAA", "keyid": "nobody" });
        receipt["dsseEnvelope"]["signatures"].as_array_mut().unwrap().push(second);
    }
    case.receipt.iter().for_each(|it| change(&mut receipt, it));
    json!({
        "document": changed(&scene.document, case),
        "receipt": receipt.to_string(),
        "key": key.public().to_pem(),
        "key_id": key.public().id(),
        "authority": scene.authority.certificate(),
        "root": scene.authority.root(),
    })
}

fn stamped(receipt: &Value, token: &Token, scene: &Scene) -> Receipt {
    let receipt = Receipt::parse(receipt.to_string().as_bytes()).unwrap();
    let signature = receipt.signature().unwrap();
    let reply = match token {
        Token::None => return receipt,
        Token::Own => scene.authority.reply(&timestamp::request(&signature)),
        Token::OtherSignature => scene.authority.reply(&timestamp::request(b"another signature")),
        Token::OtherAuthority => scene.other_authority.reply(&timestamp::request(&signature)),
        Token::Garbled => b"no token".to_vec(),
    };
    receipt.stamped(&reply)
}

fn changed(document: &str, case: &Case) -> String {
    match &case.document {
        None => document.to_owned(),
        Some(DocumentChange::Replace(Replacement { from, to })) => {
            assert!(document.contains(from), "{}", case.name);
            document.replace(from, to)
        }
        Some(DocumentChange::Drop { drop }) => {
            let mut value: Value = serde_json::from_str(document).unwrap();
            let (parent, last) = drop.rsplit_once('/').unwrap();
            match value.pointer_mut(parent).unwrap() {
                Value::Array(items) => drop_item(items, last),
                Value::Object(members) => assert!(members.remove(last).is_some()),
                _ => panic!("{drop} is in nothing"),
            }
            value.to_string()
        }
        Some(DocumentChange::Spell { spell: Spelling::Pretty }) => {
            let value: Value = serde_json::from_str(document).unwrap();
            format!("{value:#}\n")
        }
    }
}

fn drop_item(items: &mut Vec<Value>, index: &str) {
    items.remove(index.parse().unwrap());
}

fn change(value: &mut Value, change: &Change) {
    let place = value.pointer_mut(&change.path).unwrap();
    if let Some(value) = &change.value {
        *place = value.clone();
    }
    if change.flip {
        let mut bytes = base64::decode(place.as_str().unwrap());
        *bytes.last_mut().unwrap() ^= 1;
        *place = base64::encode(bytes).into();
    }
}

/// The rules that this library finds broken, and where.
fn found(staged: &Value) -> Vec<[String; 2]> {
    let text = |name: &str| staged[name].as_str().unwrap();
    let trust = json!({
        "keys": [{ "public_key": text("key") }],
        "time_stamping_authorities": [{ "certificates": text("root") }],
    });
    let trust = Trust::parse(trust.to_string().as_bytes()).unwrap();
    let Ok(receipt) = Receipt::parse(text("receipt").as_bytes()) else {
        return vec![["receipt-readable".to_owned(), String::new()]];
    };
    let signature = verify(text("document").as_bytes(), &receipt, &trust, utc_now());
    let faults = signature.faults.iter();
    faults.map(|it| [it.kind.rule().to_owned(), it.pointer.clone()]).collect()
}

fn json(receipt: &Receipt) -> Value {
    serde_json::from_slice(&receipt.to_json()).unwrap()
}

fn payload_text(receipt: &Value) -> String {
    let payload = receipt["dsseEnvelope"]["payload"].as_str().unwrap();
    String::from_utf8(base64::decode(payload)).unwrap()
}

fn payload(receipt: &Value) -> Value {
    serde_json::from_str(&payload_text(receipt)).unwrap()
}

/// The one alphabet that is needed here.
mod base64 {
    use ::base64::Engine;
    use ::base64::prelude::BASE64_STANDARD;

    pub fn encode(bytes: impl AsRef<[u8]>) -> String {
        BASE64_STANDARD.encode(bytes)
    }

    pub fn decode(text: &str) -> Vec<u8> {
        BASE64_STANDARD.decode(text).unwrap()
    }
}
