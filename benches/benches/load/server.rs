//! A server under load, as a process.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use crate::cores::{Core, on};
use export_bundles_benches::Result;

/// How long a server may take until it listens.
const PATIENCE: Duration = Duration::from_secs(30);

/// A process that answers on a port of its own.
pub struct Server {
    process: Child,
    address: SocketAddr,
    versions: String,
}

impl Server {
    /// Starts a server, whose last argument is where it listens, and waits until it answers.
    pub fn start(
        command: &Command,
        listen: fn(SocketAddr) -> String,
        core: Option<Core>,
    ) -> Result<Self> {
        let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = free.local_addr()?;
        drop(free);
        let mut process = on(core, Path::new(command.get_program()))
            .args(command.get_args())
            .arg(listen(address))
            .stdout(Stdio::piped())
            .spawn()?;
        let output = process.stdout.take().ok_or("a server has an output")?;
        let mut server = Self { process, address, versions: String::new() };
        BufReader::new(output).read_line(&mut server.versions)?;
        let start = Instant::now();
        while TcpStream::connect(address).is_err() {
            if start.elapsed() > PATIENCE {
                return Err("it does not listen".into());
            }
            thread::sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    /// The versions of what it is made of.
    pub fn versions(&self) -> &str {
        self.versions.trim()
    }

    /// Where a document of a type is sent to.
    pub fn url(&self, title: &str) -> String {
        format!("http://{}/{title}", self.address)
    }

    /// Whether the server takes a document.
    pub fn takes(&self, title: &str, text: &str) -> Result<bool> {
        let mut connection = TcpStream::connect(self.address)?;
        connection.set_read_timeout(Some(PATIENCE))?;
        write!(
            connection,
            "POST /{title} HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n{text}",
            self.address,
            text.len()
        )?;
        let mut answer = String::new();
        connection.read_to_string(&mut answer)?;
        match answer.as_bytes() {
            [b'H', b'T', b'T', b'P', b'/', b'1', b'.', b'1', b' ', class, ..] => match class {
                b'2' => Ok(true),
                b'4' => Ok(false),
                _ => Err(format!("{title}: {}", answer.lines().next().unwrap_or_default()).into()),
            },
            _ => Err(format!("{title}: no answer").into()),
        }
    }

    /// For how long the process has had a core, all its threads together.
    pub fn cpu(&self) -> Result<Duration> {
        let mut nanoseconds = 0;
        for thread in fs::read_dir(format!("/proc/{}/task", self.process.id()))? {
            let times = fs::read_to_string(thread?.path().join("schedstat"))?;
            let running = times.split(' ').next().ok_or("Linux says it")?;
            nanoseconds += running.parse::<u64>()?;
        }
        Ok(Duration::from_nanos(nanoseconds))
    }

    /// How many bytes the process has in memory now.
    pub fn resident(&self) -> Result<u64> {
        self.status("VmRSS:")
    }

    /// How many bytes it had at the most since the last [`Self::forget_peak`].
    pub fn peak(&self) -> Result<u64> {
        self.status("VmHWM:")
    }

    /// Begins to count the peak anew.
    pub fn forget_peak(&self) -> Result<()> {
        Ok(fs::write(format!("/proc/{}/clear_refs", self.process.id()), "5")?)
    }

    fn status(&self, field: &str) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix(field));
        let kibibytes = line.and_then(|it| it.trim().strip_suffix(" kB")).ok_or("Linux says it")?;
        Ok(kibibytes.parse::<u64>()? * 1024)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        // It is idle, and there is nobody to tell if it has ended already.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
