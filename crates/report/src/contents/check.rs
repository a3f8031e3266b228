//! How to check a report without whoever made it.

use export_bundles_document::{Block, Text, visible};

use crate::subject::Subject;

/// What computes a seal: the SHA-256 of the RFC 8785 form of the document without its own seal.
const SEAL: &str = "import hashlib, json, rfc8785, sys\n\
                    document = json.load(open(sys.argv[1], encoding=\"utf-8\"))\n\
                    document.pop(\"content_hash\")\n\
                    print(hashlib.sha256(rfc8785.dumps(document)).hexdigest())";

/// The commands, and what they have to say.
pub fn of<'a>(subject: &Subject<'a>) -> Vec<Block<'a>> {
    let name = word(subject.name);
    let mut blocks = vec![
        Block::heading(1, "How to check this without us"),
        Block::Paragraph(
            Text::plain("The bundle itself, ")
                .and(subject.name)
                .and(match subject.receipt.is_some() || subject.proof.is_some() {
                    true => ", goes with this report as an attached file, and so do its receipts. ",
                    false => ", goes with this report as an attached file. ",
                })
                .and("Take it out, and this is the digest of the file (SHA-256):"),
        ),
        code(&format!("sha256sum {name}\n{}", subject.digest())),
    ];
    if let Some(seal) = subject.seal() {
        blocks.push(Block::Paragraph(Text::plain(
            "The seal covers what the bundle says, however it is spelled: the SHA-256 of its RFC 8785 (JCS) form \
             without the member content_hash. Python computes it with the package rfc8785:",
        )));
        blocks.push(code(&format!("pip install rfc8785\npython3 -c '{SEAL}' {name}\n{seal}")));
    }
    blocks.push(Block::Paragraph(Text::plain(
        "Schema, rules, seal, signature and log in one look, offline:",
    )));
    blocks.push(code(&format!("export-bundles verify --trust trust.json {name}")));
    if subject.receipt.is_some() {
        blocks.push(Block::Paragraph(Text::plain(
            "The signature is an in-toto statement in a DSSE envelope in a Sigstore bundle, a time stamp is a token of \
             RFC 3161, a proof of the log is a C2SP tlog-proof: libraries for each exist in many languages.",
        )));
    }
    blocks
}

fn code<'a>(text: &str) -> Block<'a> {
    Block::Code(visible(text).into_owned())
}

/// A name as one word of a shell.
fn word(name: &str) -> String {
    let is_plain = |it: char| it.is_ascii_alphanumeric() || "._-/".contains(it);
    match !name.is_empty() && !name.starts_with('-') && name.chars().all(is_plain) {
        true => name.to_owned(),
        false => format!("'./{}'", name.replace('\'', "'\\''")),
    }
}
