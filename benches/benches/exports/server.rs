//! A service under load, as a process with its children.

use std::fs;
use std::io::{BufRead, BufReader, Read};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::{self, sleep};
use std::time::{Duration, Instant};

use exact_schema_testkit::http::{Answer, Connection};
use exact_schema_testkit::signal::{self, Signal};
use export_bundles_benches::{Result, setup};

use crate::incident::Incident;

/// How long a service may take until it listens.
const PATIENCE: Duration = Duration::from_secs(60);
/// After how long a service that has not answered is said to hang: many large exports wait for each other.
const ANSWERED: Duration = Duration::from_secs(600);

/// A process that answers, with its children.
pub struct Server {
    process: Child,
    pub address: SocketAddr,
    pub versions: String,
}

impl Server {
    /// Our service on a store in a folder, where everybody may ask as a tenant.
    pub fn ours(target: &Path, folder: &Path, tenant: &str) -> Result<Self> {
        let mut command = Command::new(target.join("release/export-bundles"));
        command.args(["exports", "--store", "sqlite:exports.db", "--listen", "127.0.0.1:0"]);
        command.args(["--open", tenant, "--tenant-rate", "1000000"]).current_dir(folder);
        let (process, line) = started(&mut command)?;
        let mut server = Self { process, address: nowhere(), versions: String::new() };
        let address = line.trim().strip_prefix("listening on http://");
        server.address = address.ok_or("it does not listen")?.parse()?;
        Ok(server)
    }

    /// The same in Python, which keeps its store there, too.
    pub fn peer(target: &Path, folder: &Path) -> Result<Self> {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = free.local_addr()?;
        drop(free);
        let mut command = setup::python(&target.join("peers"), "exports.py")?;
        command.arg(folder).arg(address.port().to_string());
        let (process, line) = started(&mut command)?;
        let server = Self { process, address, versions: line.trim().to_owned() };
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            if start.elapsed() > PATIENCE {
                return Err("the peer does not listen".into());
            }
            sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// Lets it know an incident.
    pub fn put(&self, incident: &Incident) -> Result<()> {
        for (path, document) in incident.parts()? {
            let answer = self.ask("PUT", &path, &document);
            if !matches!(answer.status, 200 | 201) {
                let said = String::from_utf8_lossy(&answer.body);
                return Err(format!("{path}: {} {said}", answer.status).into());
            }
        }
        Ok(())
    }

    /// Asks on a connection of its own.
    pub fn ask(&self, method: &str, path: &str, body: &[u8]) -> Answer {
        let kind = [("content-type", "application/json")];
        exact_schema_testkit::http::request(self.address, method, path, &kind, body)
    }

    /// A connection that stays.
    pub fn connection(&self) -> Result<Connection> {
        let connection = Connection::to(self.address);
        connection.stream.set_nodelay(true)?;
        connection.stream.set_read_timeout(Some(ANSWERED))?;
        Ok(connection)
    }

    /// Begins to count the peak of memory anew.
    pub fn forget_peak(&self) -> Result<()> {
        for process in self.family()? {
            fs::write(format!("/proc/{process}/clear_refs"), "5")?;
        }
        Ok(())
    }

    /// How many bytes the process and its children had in memory at the most.
    pub fn peak(&self) -> Result<u64> {
        let mut bytes = 0;
        for process in self.family()? {
            let status = fs::read_to_string(format!("/proc/{process}/status"))?;
            let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
            let kibibytes = line.and_then(|it| it.trim().strip_suffix(" kB"));
            bytes += kibibytes.ok_or("Linux says it")?.parse::<u64>()? * 1024;
        }
        Ok(bytes)
    }

    /// The process and its children.
    fn family(&self) -> Result<Vec<u32>> {
        let own = self.process.id();
        let children = fs::read_to_string(format!("/proc/{own}/task/{own}/children"))?;
        let children = children.split_whitespace().map(str::parse);
        Ok(std::iter::once(Ok(own)).chain(children).collect::<std::result::Result<_, _>>()?)
    }
}

fn nowhere() -> SocketAddr {
    (Ipv4Addr::UNSPECIFIED, 0).into()
}

/// A process, and the first line that it says.
fn started(command: &mut Command) -> Result<(Child, String)> {
    let mut process = command.stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?;
    let output = process.stdout.take().ok_or("a process has an output")?;
    let (mut output, mut line) = (BufReader::new(output), String::new());
    output.read_line(&mut line)?;
    // Nobody reads what it says later, and it is not held up by that.
    thread::spawn(move || output.read_to_end(&mut Vec::new()));
    Ok((process, line))
}

impl Drop for Server {
    fn drop(&mut self) {
        // Asked to end, it ends its children, too; there is nobody to tell if it has ended already.
        signal::send(&self.process, Signal::TERM);
        let _ = self.process.wait();
    }
}
