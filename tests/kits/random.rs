//! Random documents, beyond the corpus, through Rust, Python and Node.

use std::thread;

use exact_schema_kits::judge::{Answer, read_questions};
use exact_schema_kits::matrix::{Panel, Validator};
use exact_schema_publish::Publication;
use export_bundles::CONTRACT;

use crate::{has_clients, made, root, succeed};

/// How many documents the strategies make, unless `DOCUMENTS` says how many; as many mutations come with them.
const DOCUMENTS: usize = 5_000;

#[test]
fn every_client_judges_random_documents_alike() {
    if !has_clients() {
        return;
    }
    let workshop = &made().workshop;
    let seed = std::env::var("SEED").unwrap_or_else(|_| "1".to_owned());
    let documents = std::env::var("DOCUMENTS").map_or(DOCUMENTS, |count| count.parse().unwrap());
    let published = root().join("generated/schemas/v1");
    let file = workshop.scratch("random.ndjson");
    let mut maker = workshop.python.script("judge/documents.py");
    maker.args(["--count", &documents.to_string(), "--seed", &seed, "--schemas"]);
    succeed(maker.arg(&published).arg(&file));

    let questions = read_questions(&file).unwrap();
    assert!(questions.len() >= 2 * documents, "{} documents", questions.len());
    let publication = Publication::derive(&CONTRACT).unwrap();
    let panel = Panel::new(workshop, &publication, &root().join("schemas/v1"), &published).unwrap();
    let ask = |validator| panel.ask(validator, &questions, &file).unwrap();
    let (rust, python, core, node) = thread::scope(|scope| {
        let python = scope.spawn(|| (ask(Validator::Python), ask(Validator::Core)));
        let node = scope.spawn(|| ask(Validator::Node));
        let (rust, (python, core)) = (ask(Validator::Decode), python.join().unwrap());
        (rust, python, core, node.join().unwrap())
    });

    let valid = rust.iter().filter(|answer| answer.valid).count();
    assert!(valid > documents / 2 && valid < questions.len() - documents / 4, "{valid} are valid");
    for (name, answers) in [("Python", &python), ("Python with its core", &core), ("Node", &node)] {
        assert_eq!(answers.len(), questions.len(), "{name}");
        let differ = |pair: &(&Answer, &Answer)| pair.0 != pair.1;
        let pairs = rust.iter().zip(answers);
        if let Some(place) = pairs.clone().position(|pair| differ(&pair)) {
            panic!(
                "{name} disagrees on {} of {} documents, with SEED={seed}; first on {:?}\n  Rust: \
                 {:?}\n  {name}: {:?}",
                pairs.filter(differ).count(),
                questions.len(),
                questions[place],
                rust[place],
                answers[place],
            );
        }
    }
}
