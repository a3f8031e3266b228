//! Changes a document as somebody who knows JSON and the contract would; bytes alone seldom come
//! past the reader.

use fastrand::Rng;
use libfuzzer_sys::fuzzer_mutate;

use exact_schema_testkit::documents::{mutate, respell};

use crate::subject::Subject;

/// Changes an input of `decode`, which is the title of a type, a line break and a text; says how
/// long it is now.
#[must_use]
pub fn change(input: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut rng = Rng::with_seed(seed.into());
    let (subject, text) = match split(&input[..size]) {
        Some((subject, text)) if rng.u8(0..32) > 0 => (subject, text),
        parts => (rng.choice(Subject::all()).unwrap(), parts.map_or(&[][..], |it| it.1)),
    };
    if let Some(text) = changed(subject, text, &mut rng) {
        let changed = [subject.title().as_bytes(), b"\n", &text].concat();
        if let Some(size) = replace(input, &changed, max_size) {
            return size;
        }
    }
    // Bytes behind the title, in libFuzzer's own ways.
    let head = split(&input[..size]).map_or(0, |(_, text)| size - text.len());
    head + fuzzer_mutate(&mut input[head..], size - head, max_size - head)
}

/// Changes an input of `http`: the body of its last request, whose length is then told anew, or any
/// of its bytes.
#[must_use]
pub fn change_request(input: &mut [u8], size: usize, max_size: usize, seed: u32) -> usize {
    let mut rng = Rng::with_seed(seed.into());
    if rng.bool()
        && let Some(changed) = with_body_changed(&input[..size], &mut rng)
        && let Some(size) = replace(input, &changed, max_size)
    {
        return size;
    }
    fuzzer_mutate(input, size, max_size)
}

/// The type and the text of an input of `decode`.
#[must_use]
pub fn split(input: &[u8]) -> Option<(&'static Subject, &[u8])> {
    let end = input.iter().position(|byte| *byte == b'\n')?;
    Some((Subject::by_title(&input[..end])?, &input[end + 1..]))
}

/// The text with a change that leaves it a document, or hardly one; or none.
fn changed(subject: &Subject, text: &[u8], rng: &mut Rng) -> Option<Vec<u8>> {
    match rng.u8(0..4) {
        0 => {
            let mut document = match rng.u8(0..64) {
                0 => subject.generator.document(rng),
                _ => exact_schema_json::read(text).ok()?,
            };
            for _ in 0..rng.u8(0..4) {
                mutate::value(&mut document, &subject.generator, rng);
            }
            Some(respell::text(&document, rng).into_bytes())
        }
        1 => {
            let mut text = text.to_vec();
            mutate::text(&mut text, rng);
            Some(text)
        }
        _ => None,
    }
}

fn with_body_changed(input: &[u8], rng: &mut Rng) -> Option<Vec<u8>> {
    const PATH: &str = "/v1/validate/";
    const LENGTH: &str = "Content-Length: ";

    let blank = input.windows(4).rposition(|it| it == b"\r\n\r\n")?;
    let (head, body) = input.split_at(blank + 4);
    let head = std::str::from_utf8(head).ok()?;
    let title = head.rsplit_once(PATH).and_then(|(_, rest)| rest.split(' ').next());
    let subject = title.and_then(|it| Subject::by_title(it.as_bytes()));
    let body = changed(subject.unwrap_or(rng.choice(Subject::all())?), body, rng)?;
    let (before, rest) = head.rsplit_once(LENGTH)?;
    let (_, after) = rest.split_once("\r\n")?;
    let head = format!("{before}{LENGTH}{}\r\n{after}", body.len());
    Some([head.as_bytes(), &body].concat())
}

fn replace(input: &mut [u8], changed: &[u8], max_size: usize) -> Option<usize> {
    input[..max_size].get_mut(..changed.len())?.copy_from_slice(changed);
    Some(changed.len())
}
