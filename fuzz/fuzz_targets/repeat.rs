//! No text of 1 MB makes `decode` think for long, whatever it repeats.
//!
//! An input is the title of a type, a beginning, a part and an end, with tabs between them; the text
//! is the beginning, the part as often as it fits, and the end.

#![no_main]

use std::time::Duration;

use cpu_time::ThreadTime;
use export_bundles_fuzz::Subject;
use libfuzzer_sys::{Corpus, fuzz_target};
use serde::de::IgnoredAny;

/// How long a text is.
const LENGTH: usize = 1_000_000;

/// How long `decode` may think about it before anybody looks closer. Instrumented, it is several times as slow as it
/// is.
const PATIENCE: Duration = Duration::from_millis(if cfg!(fuzzing) { 400 } else { 100 });

/// How many times as long as skipping a text of that length it may take: on a slow machine, both take longer.
const MOST: u32 = 20;

fuzz_target!(|input: &[u8]| -> Corpus {
    let Some((subject, text)) = text(input) else { return Corpus::Reject };
    let judge = || took(|| _ = subject.reads(&text));
    if judge() > PATIENCE {
        let again = judge().min(judge());
        let floor = skipped().min(skipped());
        assert!(again <= floor * MOST, "{} bytes take {again:?}, to skip {floor:?}", text.len());
    }
    Corpus::Keep
});

/// How long this thread works on something.
fn took(work: impl FnOnce()) -> Duration {
    let start = ThreadTime::now();
    work();
    start.elapsed()
}

/// How long it takes to skip a list of as many bytes.
fn skipped() -> Duration {
    let list = format!("[{}1]", "1,".repeat(LENGTH / 2 - 2));
    took(|| _ = serde_json::from_str::<IgnoredAny>(&list))
}

fn text(input: &[u8]) -> Option<(&'static Subject, Vec<u8>)> {
    let mut fields = input.splitn(4, |byte| *byte == b'\t');
    let subject = Subject::by_title(fields.next()?)?;
    let [start, part, end] = [fields.next()?, fields.next()?, fields.next()?];
    let times = LENGTH.saturating_sub(start.len() + end.len()).checked_div(part.len())?;
    Some((subject, [start, &part.repeat(times), end].concat()))
}
