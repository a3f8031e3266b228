//! No text of 1 MB makes `decode` think for long, whatever it repeats.
//!
//! An input is the title of a type, a beginning, a part and an end, with tabs between them; the text
//! is the beginning, the part as often as it fits, and the end.

#![no_main]

use std::time::Duration;

use cpu_time::ThreadTime;
use export_bundles_fuzz::Subject;
use libfuzzer_sys::{Corpus, fuzz_target};

/// How long a text is.
const LENGTH: usize = 1_000_000;

/// How long `decode` may think about it. Instrumented, it is several times as slow as it is.
const LIMIT: Duration = Duration::from_millis(if cfg!(fuzzing) { 400 } else { 100 });

fuzz_target!(|input: &[u8]| -> Corpus {
    let Some((subject, text)) = text(input) else { return Corpus::Reject };
    let start = ThreadTime::now();
    let _ = subject.reads(&text);
    let elapsed = start.elapsed();
    assert!(elapsed <= LIMIT, "{} bytes take {elapsed:?}", text.len());
    Corpus::Keep
});

fn text(input: &[u8]) -> Option<(&'static Subject, Vec<u8>)> {
    let mut fields = input.splitn(4, |byte| *byte == b'\t');
    let subject = Subject::by_title(fields.next()?)?;
    let [start, part, end] = [fields.next()?, fields.next()?, fields.next()?];
    let times = LENGTH.saturating_sub(start.len() + end.len()).checked_div(part.len())?;
    Some((subject, [start, &part.repeat(times), end].concat()))
}
