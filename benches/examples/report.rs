//! `report FORM FILE OUT ROUNDS`: verifies the bundle of a file and makes a report of it, `html` or `pdf`, so many times;
//! prints the seconds that each took, and the most memory that the process had, in bytes, where the system says so.

use std::error::Error;
use std::fs;
use std::time::Instant;

use export_bundles_attest::{Logged, Signed};
use export_bundles_evidence::verify;
use export_bundles_report::{Subject, render};
use export_bundles_typeset::Fonts;

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [form, file, out, rounds] = &arguments[..] else {
        return Err("expected FORM FILE OUT ROUNDS".into());
    };
    let text = fs::read(file)?;
    let mut seconds = Vec::new();
    for _ in 0..rounds.parse()? {
        let start = Instant::now();
        let report = report(form, &text)?;
        seconds.push(start.elapsed().as_secs_f64());
        fs::write(out, report)?;
    }
    println!("{}", serde_json::json!({ "seconds": seconds, "peak": peak() }));
    Ok(())
}

fn report(form: &str, text: &[u8]) -> Result<Vec<u8>, Box<dyn Error>> {
    let verified = verify(text)?;
    let subject = Subject {
        name: "bundle.json",
        text,
        verified: &verified,
        signed: &Signed::Absent,
        logged: &Logged::Absent,
        receipt: None,
        proof: None,
        is_sound: verified.is_sound(),
    };
    match form {
        "html" => Ok(render::html(&subject).into_bytes()),
        _ => Ok(render::pdf(&subject, &Fonts::shipped())?.bytes),
    }
}

/// The most memory that this process had, as Linux counts it.
fn peak() -> Option<u64> {
    let status = fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    let kilobytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kilobytes * 1024)
}
