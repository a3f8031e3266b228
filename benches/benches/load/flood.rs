//! What large bundles on many connections do to the memory of a service.

use std::path::Path;
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use crate::entries::Entry;
use crate::generator::Load;
use crate::payloads::Sent;
use crate::report::Flood;
use crate::server::Server;
use export_bundles_benches::Result;

pub const SIDECAR: &str = "`export-bundles serve`";
pub const SERVICE: &str = "the service with `Payload<T>`, and the system's allocator";

/// How many connections send at a time.
const CONNECTIONS: usize = 16;

/// How long they send bundles that are valid, and then bundles that are not.
const EACH: Duration = Duration::from_secs(10);

/// How long the service has to give the memory back.
const PATIENCE: Duration = Duration::from_secs(15);

/// Floods the sidecar, which is built for it, and the service that is under load; both fresh, and on
/// all cores.
pub fn measure(target: &Path, sent: &Sent) -> Result<Vec<Flood>> {
    let sidecar = sidecar(target)?;
    let title = sent.payload.kind.title();
    let floods = [
        flood(SIDECAR, &sidecar, &format!("v1/validate/{title}"), sent)?,
        flood(SERVICE, &Entry::Payload.start(target, None)?, title, sent)?,
    ];
    Ok(floods.into())
}

/// `export-bundles serve`, as it is given away.
fn sidecar(target: &Path) -> Result<Server> {
    crate::build(target, &["--package", "export-bundles-cli"])?;
    let mut command = Command::new(target.join("release/export-bundles"));
    command.args(["serve", "--listen"]);
    Server::start(&command, |address| address.to_string(), None)
}

fn flood(who: &'static str, server: &Server, place: &str, sent: &Sent) -> Result<Flood> {
    let before = server.resident()?;
    let mut requests = 0.0;
    for (body, valid) in sent.files.iter().zip([true, false]) {
        let load = Load { body: body.clone(), connections: CONNECTIONS, valid };
        requests += load.send(&server.url(place), None, EACH)?.rate() * EACH.as_secs_f64();
    }
    let peak = server.peak()?;
    let end = Instant::now();
    while server.resident()? > before && end.elapsed() < PATIENCE {
        thread::sleep(Duration::from_millis(100));
    }
    let after = server.resident()?;
    let seconds = 2 * EACH.as_secs();
    Ok(Flood { who, connections: CONNECTIONS, seconds, requests, before, peak, after })
}
