//! What becomes of every kind of request as the store grows.

use std::env;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use export_bundles::{ExportBundle, ExportCase, Identifier, Timestamp};
use export_bundles_attest::{Receipt, SigningKey, Statement};
use export_bundles_benches::Result;
use export_bundles_evidence::{Options, RuleSet, assemble};
use export_bundles_store::{Draft, LogKey, Migrations, Store, Write, Writer};
use futures_util::{StreamExt, TryStreamExt, stream};
use uuid::{Builder, Uuid};

use crate::clients::{at, message, timed};
use crate::incident::Incident;
use crate::load::folder;
use crate::server::Server;

/// How many bundles there are; the variable `BUNDLES` says up to how many.
const SIZES: [u64; 3] = [10_000, 100_000, 1_000_000];
const USUALLY: u64 = 100_000;
/// So many bundles are about the same incident.
const OF_AN_INCIDENT: u64 = 10;
/// So many are written at the same time.
const TOGETHER: usize = 512;
/// So many requests of each kind are timed, one after the other, and so many exports.
const REQUESTS: u64 = 301;
const EXPORTS: u64 = 101;
/// What the logs are called where nobody says.
const ORIGIN: &str = "localhost/exports";

/// What was measured of a store with so many bundles.
pub struct Column {
    pub bundles: u64,
    /// The name of each kind of request, its median, and its p99.
    pub requests: Vec<(&'static str, Duration, Duration)>,
    /// How long a check of everything took.
    pub check: Duration,
    /// How many bundles were written in a second.
    pub filled: f64,
    /// The length of the store, in bytes.
    pub length: u64,
}

pub fn measure(target: &Path) -> Result<Vec<Column>> {
    let most = match env::var("BUNDLES") {
        Ok(most) => most.parse()?,
        Err(_) => USUALLY,
    };
    let folder = folder()?;
    // The service makes the key and the tables, and ends.
    drop(Server::ours(target, folder.path(), Incident::of(100)?.tenant())?);
    let (mut columns, mut written) = (Vec::new(), 0);
    for bundles in SIZES.into_iter().filter(|it| *it <= most) {
        eprintln!("filling a store with {bundles} bundles");
        let start = Instant::now();
        fill(folder.path(), written..bundles)?;
        let filled = (bundles - written) as f64 / start.elapsed().as_secs_f64();
        written = bundles;
        eprintln!("measuring it");
        let requests = requests(target, folder.path(), bundles)?;
        let length = fs::metadata(folder.path().join("exports.db"))?.len();
        let check = check(target, folder.path())?;
        columns.push(Column { bundles, requests, check, filled, length });
    }
    Ok(columns)
}

/// Writes these bundles.
fn fill(folder: &Path, numbers: std::ops::Range<u64>) -> Result<()> {
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
    runtime.block_on(async {
        let url = format!("sqlite:{}", folder.join("exports.db").display());
        let store = Store::open(&url, Migrations::Expect).await?;
        let pem = fs::read_to_string(folder.join("exports.key"))?;
        let key = LogKey::new(ORIGIN, SigningKey::from_pem(&pem)?)?;
        let writer = Writer::spawn(store.clone(), key.clone());
        let case = Incident::of(1)?.case;
        let tenant = case.incident.tenant_id.to_string();
        let (case, key, writer, tenant) = (&case, &key, &writer, &tenant);
        stream::iter(numbers)
            .map(|number| async move {
                let (case, key) = (case.clone(), key.clone());
                let made = tokio::task::spawn_blocking(move || {
                    draft(case, key.key(), number).map_err(|error| error.to_string())
                });
                let write = Write::Bundle(Box::new(made.await??));
                writer.write(tenant, write).await?;
                Ok::<_, Box<dyn std::error::Error>>(())
            })
            .buffer_unordered(TOGETHER)
            .try_for_each(async |()| Ok(()))
            .await?;
        store.close().await;
        Ok(())
    })
}

/// A debrief, sealed and signed.
fn draft(mut case: ExportCase, key: &SigningKey, number: u64) -> Result<Draft> {
    case.incident.id = Identifier::try_from(incident_of(number).as_str())?;
    let (now, id) = (moment(number)?, id(number));
    let made = assemble::executive_debrief(&case, &Options::default(), now, id);
    let made = made.map_err(|refused| format!("{:?}", refused.reasons()))?;
    let bundle_id = made.bundle.bundle_id.to_string();
    let run_id = made.bundle.run_id.to_string();
    let bundle = ExportBundle::from(made.bundle);
    let content = serde_json::to_vec(&bundle)?;
    let name = format!("{bundle_id}.json");
    let statement = Statement::about(&content, &name, &made.gaps, RuleSet::Default, now)?;
    let seal = statement.subject.first().ok_or("a bundle has a seal")?.digest.sha256;
    Ok(Draft {
        bundle_type: export_bundles::BundleType::ExecutiveDebrief,
        incident_id: Some(case.incident.id.to_string()),
        run_id,
        created_at: now,
        seal,
        follows: None,
        receipt: Receipt::sign(&statement, key)?.to_json(),
        content,
        request: None,
        bundle_id,
    })
}

/// The same in every run, and in no order.
fn id(number: u64) -> Uuid {
    Builder::from_random_bytes(
        u128::from(number + 1)
            .wrapping_mul(0x9e37_79b9_7f4a_7c15_f39c_c060_5ced_c835)
            .to_be_bytes(),
    )
    .into_uuid()
}

fn incident_of(number: u64) -> String {
    format!("inc_{}", number / OF_AN_INCIDENT)
}

/// One every ten seconds.
fn moment(number: u64) -> Result<Timestamp> {
    const FIRST: i64 = 1_775_001_600;
    let seconds = FIRST + 10 * i64::try_from(number)?;
    let moment = chrono::DateTime::from_timestamp(seconds, 0).ok_or("a moment")?;
    Ok(moment
        .format("%Y-%m-%dT%H:%M:%SZ")
        .to_string()
        .parse::<Timestamp>()
        .map_err(|_| "a moment")?)
}

/// How long each kind of request takes, asked by one client.
fn requests(
    target: &Path,
    folder: &Path,
    bundles: u64,
) -> Result<Vec<(&'static str, Duration, Duration)>> {
    let incident = Incident::of(100)?;
    let server = Server::ours(target, folder, incident.tenant())?;
    server.put(&incident)?;
    let behind = |number: u64| {
        let micros = moment(number)?.to_string();
        let micros = chrono::DateTime::parse_from_rfc3339(&micros)?.timestamp_micros();
        Ok::<_, Box<dyn std::error::Error>>(format!("{micros}-{number}"))
    };
    let mut connection = server.connection()?;
    let mut time = |name, count: u64, status, ask: &dyn Fn(u64) -> Result<Vec<u8>>| {
        let mut times = Vec::new();
        for turn in 0..count {
            // All over the store, and in no order.
            let number = (turn + 1).wrapping_mul(0x9e37_79b9_7f4a_7c15) % bundles;
            times.push(timed(&mut connection, &ask(number)?, status)?);
        }
        Ok::<_, Box<dyn std::error::Error>>((name, at(0.5, &mut times), at(0.99, &mut times)))
    };
    let get = |path: String| Ok(message("GET", &path, b""));
    Ok(vec![
        time("a bundle", REQUESTS, 200, &|it| {
            get(format!("/v1/bundles/EXEC-{}", id(it).simple()))
        })?,
        time("the first page of the list", REQUESTS, 200, &|_| get("/v1/bundles".to_owned()))?,
        time("a page deep in the list", REQUESTS, 200, &|it| {
            get(format!("/v1/bundles?cursor={}", behind(it)?))
        })?,
        time("a page deep in the list of a kind", REQUESTS, 200, &|it| {
            get(format!("/v1/bundles?type=executive_debrief&cursor={}", behind(it)?))
        })?,
        time("the list of an incident", REQUESTS, 200, &|it| {
            get(format!("/v1/bundles?incident_id={}", incident_of(it)))
        })?,
        time("a proof of the log", REQUESTS, 200, &|it| {
            get(format!("/v1/log/proof/EXEC-{}", id(it).simple()))
        })?,
        time("an export of 100 steps", EXPORTS, 201, &|_| {
            Ok(message("POST", "/v1/exports", &incident.request()))
        })?,
    ])
}

/// How long it takes to check everything; nothing may be damaged.
fn check(target: &Path, folder: &Path) -> Result<Duration> {
    let start = Instant::now();
    let status = Command::new(target.join("release/export-bundles"))
        .args(["exports", "fsck", "--store", "sqlite:exports.db"])
        .current_dir(folder)
        .stdout(Stdio::null())
        .status()?;
    if status.success() { Ok(start.elapsed()) } else { Err("the store is damaged".into()) }
}
