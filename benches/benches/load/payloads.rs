//! What is sent: three sizes of document, each as it should be and with one fault.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use export_bundles_benches::Result;
use export_bundles_benches::documents::{self, Payload};

/// A document, on how many connections it is sent, and how long a round of it lasts.
pub struct Sent {
    pub name: &'static str,
    pub payload: Payload,
    pub connections: usize,
    pub round: Duration,
    /// The file of the document, and that of its faulty variant.
    pub files: [PathBuf; 2],
}

/// The names of the documents here and of the same ones in `decode`, connections, and seconds.
const NAMES: [(&str, &str, usize, u64); 3] = [
    (REQUEST, "export request", 16, 2),
    (BUNDLE, "evidence, 100 steps", 16, 2),
    (LARGE_BUNDLE, "evidence, 10,000 steps", 4, 5),
];

pub const REQUEST: &str = "a request";
pub const BUNDLE: &str = "a bundle of 100 steps";
pub const LARGE_BUNDLE: &str = "a bundle of 10,000 steps";

/// Writes every document into a folder, for the generator to read.
pub fn write(folder: &Path) -> Result<Vec<Sent>> {
    fs::create_dir_all(folder)?;
    let mut documents = documents::all();
    let mut all = Vec::new();
    for (number, (name, document, connections, seconds)) in NAMES.into_iter().enumerate() {
        let at =
            documents.iter().position(|it| it.name == document).ok_or("the document is there")?;
        let mut payload = documents.swap_remove(at);
        if name == REQUEST {
            lengthen(&mut payload.text);
        }
        let (_, faulty) = payload.faulty()?.into_iter().next().ok_or("a document has a fault")?;
        let files = ["valid", "faulty"].map(|kind| folder.join(format!("{number}-{kind}.json")));
        for (file, text) in files.iter().zip([&payload.text, &faulty]) {
            fs::write(file, text)?;
        }
        let round = Duration::from_secs(seconds);
        all.push(Sent { name, payload, connections, round, files });
    }
    Ok(all)
}

/// Gives a request a reason of usual length, as a person writes it.
fn lengthen(text: &mut String) {
    let reason = "Monthly report on incidents: the auditor asked for every run of the quarter that \
                  a spending limit has ended, with the steps that led to it and who was told.";
    *text = text.replace("Monthly report on incidents.", reason);
}
