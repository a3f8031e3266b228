//! What is timed: the same bundle, made into a report by each.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Instant;

use export_bundles_benches::{Result, documents, setup};
use serde::Deserialize;

/// How many steps, and how many rounds of ours and of the others: what takes long is steady.
const SIZES: [(&str, usize, [usize; 2]); 3] = [
    ("100 steps", 100, [21, 5]),
    ("10,000 steps", 10_000, [5, 2]),
    ("100,000 steps", 100_000, [3, 1]),
];
/// The others are not asked for more: reportlab takes more than six minutes for 100,000 steps.
const MOST_FOR_OTHERS: usize = 10_000;
const BROWSERS: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What was measured of a bundle of one size.
pub struct Column {
    pub name: &'static str,
    /// Seconds, medians.
    pub pdf: f64,
    pub html: f64,
    pub reportlab: Option<f64>,
    pub browser: Option<f64>,
    /// The most memory that making the PDF took, in bytes.
    pub peak: Option<f64>,
    /// The lengths of both reports, in bytes.
    pub lengths: [u64; 2],
}

#[derive(Deserialize)]
struct Said {
    seconds: Vec<f64>,
    peak: Option<u64>,
}

pub fn measure() -> Result<Vec<Column>> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().ok_or("a target directory")?;
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("reports");
    fs::create_dir_all(&folder)?;
    SIZES
        .iter()
        .map(|(name, steps, rounds)| {
            eprintln!("measuring {name}");
            column(name, *steps, *rounds, target, &folder)
        })
        .collect()
}

fn column(
    name: &'static str,
    steps: usize,
    [rounds, of_others]: [usize; 2],
    target: &Path,
    folder: &Path,
) -> Result<Column> {
    let bundle = folder.join("bundle.json");
    fs::write(&bundle, documents::evidence(steps))?;
    let (pdf, html) = (folder.join("report.pdf"), folder.join("report.html"));
    let made = |form: &str, out: &Path| said(ours(target).arg(form), &bundle, out, rounds);
    let of_pdf = made("pdf", &pdf)?;
    let of_html = made("html", &html)?;
    let peer = || {
        let mut python = setup::python(&target.join("peers"), "report.py")?;
        said(&mut python, &bundle, &folder.join("peer.pdf"), of_others)
    };
    let reportlab = (steps <= MOST_FOR_OTHERS).then(peer).transpose();
    let browser = (steps <= MOST_FOR_OTHERS).then(|| printed(&html, of_others)).transpose();
    let length = |path: &Path| fs::metadata(path).map(|it| it.len());
    Ok(Column {
        name,
        pdf: median(of_pdf.seconds),
        html: median(of_html.seconds),
        reportlab: told(reportlab).flatten().map(|it| median(it.seconds)),
        browser: told(browser).flatten(),
        #[expect(clippy::cast_precision_loss, reason = "megabytes are shown")]
        peak: of_pdf.peak.map(|it| it as f64),
        lengths: [length(&pdf)?, length(&html)?],
    })
}

/// What a peer gave; what it cannot do is said, and its row is empty.
fn told<T>(result: Result<T>) -> Option<T> {
    result.map_err(|error| eprintln!("not measured: {error}")).ok()
}

fn ours(target: &Path) -> Command {
    let mut command = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    command.args(["run", "--quiet", "--release", "--example", "report", "--target-dir"]);
    command.arg(target).arg("--").current_dir(env!("CARGO_MANIFEST_DIR"));
    command
}

fn said(command: &mut Command, bundle: &Path, out: &Path, rounds: usize) -> Result<Said> {
    let command = command.arg(bundle).arg(out).arg(rounds.to_string());
    Ok(serde_json::from_str(&setup::output(command)?)?)
}

/// The seconds that a browser takes from its start to a PDF of our page.
fn printed(page: &Path, rounds: usize) -> Result<f64> {
    let browser = browser().ok_or("no browser: set CHROMIUM")?;
    let mut seconds = Vec::new();
    for _ in 0..rounds {
        let start = Instant::now();
        let status = Command::new(&browser)
            .args(["--headless", "--disable-gpu", "--no-sandbox", "--no-pdf-header-footer"])
            .arg(format!("--print-to-pdf={}", page.with_extension("printed.pdf").display()))
            .arg(page)
            .stderr(Stdio::null())
            .status()?;
        if !status.success() {
            return Err(format!("{}: {status}", browser.display()).into());
        }
        seconds.push(start.elapsed().as_secs_f64());
    }
    Ok(median(seconds))
}

fn browser() -> Option<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM") {
        return Some(named.into());
    }
    let path = env::var_os("PATH")?;
    let places = env::split_paths(&path).flat_map(|folder| BROWSERS.map(|it| folder.join(it)));
    places.into_iter().find(|it| it.is_file())
}

fn median(mut seconds: Vec<f64>) -> f64 {
    seconds.sort_by(f64::total_cmp);
    seconds.get(seconds.len() / 2).copied().unwrap_or(f64::NAN)
}
