//! What is wrong with an item of a list is what is wrong with it where it stands alone, whatever stands
//! around it: nothing is overlooked where a reader looks away from what is good.

use exact_schema_testkit::documents::{Generator, mutate};
use export_bundles::{CONTRACT, Document, EvidenceBundle, Rejection, TraceStepEvidence, decode};
use fastrand::Rng;

use crate::number;

#[test]
fn a_step_is_judged_in_its_bundle_as_it_is_alone() {
    let generator = Generator::new(&CONTRACT, EvidenceBundle::FILE);
    let steps = Generator::new(&CONTRACT, TraceStepEvidence::FILE);
    let mut rng = Rng::with_seed(number("SEED", 20_260_314));
    let (mut good, mut faulty) = (0, 0);
    for _ in 0..2_000 {
        let mut bundle = generator.document(&mut rng);
        let trace = (0..rng.usize(1..9)).map(|_| {
            let mut step = steps.document(&mut rng);
            for _ in 0..rng.usize(0..3) {
                mutate::value(&mut step, &steps, &mut rng);
            }
            step
        });
        bundle["steps"] = trace.collect();
        let within = listed(decode::<EvidenceBundle>(bundle.to_string().as_bytes()));
        for (index, step) in bundle["steps"].as_array().unwrap().iter().enumerate() {
            let place = format!("/steps/{index}");
            let here = within.iter().filter_map(|(pointer, keyword, message)| {
                let pointer = pointer.strip_prefix(&place)?;
                Some((pointer.to_owned(), keyword.clone(), message.clone()))
            });
            let alone = listed(decode::<TraceStepEvidence>(step.to_string().as_bytes()));
            assert_eq!(here.collect::<Vec<_>>(), alone, "step {index} of {bundle}");
            *(if alone.is_empty() { &mut good } else { &mut faulty }) += 1;
        }
    }
    println!("{good} good steps, {faulty} faulty ones");
    assert!(good > 1_000 && faulty > 1_000);
}

fn listed<T>(verdict: Result<T, Rejection>) -> Vec<(String, String, String)> {
    let Err(rejection) = verdict else { return Vec::new() };
    assert!(!rejection.is_truncated());
    let words = |it: &export_bundles::Violation| {
        (it.pointer().to_owned(), it.keyword().to_owned(), it.message().to_owned())
    };
    rejection.violations().iter().map(words).collect()
}
