//! `decode` and the `jsonschema` crate agree on every document: on generated ones, on mutations of
//! them, and on texts that are hardly JSON any more.
//!
//! `SEED=…` repeats a run, `DOCUMENTS=…` sets its length.

#![allow(clippy::unwrap_used, reason = "a test says by a panic that it failed")]

mod parts;

use exact_schema_testkit::documents::{Generator, Oracle, mutate, respell};
use export_bundles::{CONTRACT, Document, decode};
use fastrand::Rng;

/// How many documents a run judges at least, over all types.
const DOCUMENTS: u64 = 100_000;

/// Every type of the contract, whatever they are.
macro_rules! agree_on {
    ($($document:ty),*) => { [$((<$document>::TITLE, agree::<$document> as fn())),*] };
}

#[test]
fn decode_and_the_schema_agree_about_every_type() {
    let mut types = export_bundles::for_each_type!(agree_on).to_vec();
    assert_eq!(types.len(), CONTRACT.types().len());
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let queue = std::sync::Mutex::new(&mut types);
    std::thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                loop {
                    let next = queue.lock().unwrap().pop();
                    match next {
                        Some((_, agree)) => agree(),
                        None => break,
                    }
                }
            });
        }
    });
}

fn number(variable: &str, default: u64) -> u64 {
    std::env::var(variable).ok().and_then(|value| value.parse().ok()).unwrap_or(default)
}

fn agree<T: Document>() {
    let seed = number("SEED", 20_260_314);
    let documents = number("DOCUMENTS", DOCUMENTS).div_ceil(CONTRACT.types().len() as u64);
    let oracle = Oracle::new(&CONTRACT, T::FILE);
    let generator = Generator::new(&CONTRACT, T::FILE);
    let mut rng = Rng::with_seed(seed);
    let (mut accepted, mut rejected) = (0, 0);
    for index in 0..documents {
        let mut value = generator.document(&mut rng);
        for _ in 0..rng.usize(0..3) {
            mutate::value(&mut value, &generator, &mut rng);
        }
        let mut text = respell::text(&value, &mut rng).into_bytes();
        if rng.u8(0..4) == 0 {
            mutate::text(&mut text, &mut rng);
        }
        let context = || format!("{} {index} of seed {seed}: {}", T::TITLE, show(&text));
        let verdict = decode::<T>(&text);
        assert_eq!(verdict.is_ok(), oracle.accepts(&text), "{}: {verdict:?}", context());
        match verdict {
            Ok(value) => {
                accepted += 1;
                survives(&value, &oracle, &mut rng, &context);
            }
            Err(rejection) => {
                rejected += 1;
                assert!(!rejection.violations().is_empty(), "{}", context());
                assert!(!rejection.is_defect(), "{}: {rejection}", context());
            }
        }
    }
    println!("{}: {accepted} documents accepted, {rejected} rejected by both", T::TITLE);
    // A run in which nearly all documents fare alike would prove little.
    assert!(accepted * 5 > documents && rejected * 5 > documents);
}

/// What is encoded is accepted, means the same, and does so in any order of members and with any
/// white space.
fn survives<T: Document>(value: &T, oracle: &Oracle, rng: &mut Rng, context: &dyn Fn() -> String) {
    let encoded = serde_json::to_vec(value).unwrap();
    assert!(oracle.accepts(&encoded), "encoded from {}: {}", context(), show(&encoded));
    assert_eq!(decode::<T>(&encoded).as_ref(), Ok(value), "{}", context());
    let reordered = respell::reordered(&serde_json::from_slice(&encoded).unwrap(), rng);
    assert_eq!(decode::<T>(reordered.as_bytes()).as_ref(), Ok(value), "{}", context());
}

fn show(text: &[u8]) -> String {
    String::from_utf8_lossy(text).into_owned()
}
