//! A PostgreSQL server of its own, from the programs that the system has.

use std::fs;
use std::os::unix::fs::{PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

/// Waits for the end of whoever started it, and then ends the server and removes its folder.
const SUPERVISOR: &str =
    r#"read _; "$0" -D "$1/data" -m immediate stop >/dev/null 2>&1; rm -rf "$1""#;

/// A server, which listens on a socket in a folder of its own, and ends with the process of the test.
#[derive(Debug)]
pub struct Postgres {
    folder: PathBuf,
    programs: PathBuf,
    /// It ends when its standard input does, however this process ends.
    supervisor: Child,
}

impl Postgres {
    /// Starts a server with an empty cluster.
    ///
    /// # Panics
    ///
    /// If PostgreSQL is not installed, or does not start.
    #[must_use]
    pub fn start() -> Self {
        let folder = TempDir::new().unwrap().keep();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o755)).unwrap();
        let data = folder.join("data");
        fs::create_dir(&data).unwrap();
        if let Some((user, group)) = unprivileged() {
            chown(&data, Some(user), Some(group)).unwrap();
            chown(&folder, Some(user), Some(group)).unwrap();
        }
        let programs = programs().expect("PostgreSQL is installed: apt-get install postgresql");
        let end = programs.join("pg_ctl");
        let supervisor = command("sh".as_ref())
            .args(["-c", SUPERVISOR, end.to_str().unwrap(), folder.to_str().unwrap()])
            .current_dir("/")
            .stdin(Stdio::piped())
            .spawn()
            .unwrap();
        let server = Self { folder, programs, supervisor };
        let place = data.to_str().unwrap();
        let user =
            ["-U", "tests", "--auth=trust", "--no-sync", "--encoding=UTF8", "--locale=C.UTF-8"];
        server.run("initdb", &[&["-D", place][..], &user].concat());
        server.resume();
        server
    }

    /// Starts it again, with what it has.
    ///
    /// # Panics
    ///
    /// If it does not start.
    pub fn resume(&self) {
        let data = self.data();
        let socket = self.folder.display();
        let options = format!("-k {socket} -c listen_addresses='' -c max_connections=200");
        let log = self.folder.join("log");
        let arguments =
            ["-D", data.to_str().unwrap(), "-l", log.to_str().unwrap(), "-w", "-o", &options];
        self.run("pg_ctl", &[&arguments[..], &["start"]].concat());
    }

    /// Ends it at once, as if the machine had been switched off.
    ///
    /// # Panics
    ///
    /// If it does not end.
    pub fn crash(&self) {
        let data = self.data();
        self.run("pg_ctl", &["-D", data.to_str().unwrap(), "-m", "immediate", "-w", "stop"]);
    }

    /// Makes an empty database, and gives its URL.
    ///
    /// # Panics
    ///
    /// If there is one of that name.
    #[must_use]
    pub fn database(&self, name: &str) -> String {
        self.sql("postgres", &format!("CREATE DATABASE {name}")).unwrap();
        let socket = self.folder.display();
        format!("postgres:///{name}?host={socket}&user=tests")
    }

    /// Does what a line of SQL says, and gives what `psql` prints of it.
    ///
    /// # Errors
    ///
    /// What it says where the server refuses.
    pub fn sql(&self, database: &str, line: &str) -> Result<String, String> {
        let socket = self.folder.to_str().unwrap();
        let arguments = ["-h", socket, "-U", "tests", "-d", database, "-Atqc", line];
        let done = Command::new("psql").args(arguments).output().unwrap();
        let said = |it: Vec<u8>| String::from_utf8_lossy(&it).into_owned();
        if done.status.success() { Ok(said(done.stdout)) } else { Err(said(done.stderr)) }
    }

    fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    fn run(&self, program: &str, arguments: &[&str]) {
        // A server that is started in the background keeps what it is given.
        let status = command(&self.programs.join(program))
            .args(arguments)
            .current_dir(&self.folder)
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .unwrap();
        let log = fs::read_to_string(self.folder.join("log")).unwrap_or_default();
        assert!(status.success(), "{program} {arguments:?}: {status}\n{log}");
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(self.supervisor.stdin.take());
        let _ = self.supervisor.wait();
    }
}

/// A program, as a user that the server takes.
fn command(program: &Path) -> Command {
    let Some((user, group)) = unprivileged() else { return Command::new(program) };
    let mut command = Command::new("setpriv");
    command.args([format!("--reuid={user}"), format!("--regid={group}")]);
    command.arg("--clear-groups").arg(program);
    command
}

/// The folder of the server's programs, which Debian has in none that is searched.
pub(crate) fn programs() -> Option<PathBuf> {
    let versions = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut found: Vec<PathBuf> = versions.map(|it| it.path().join("bin")).collect();
    found.sort();
    found.retain(|it| it.join("initdb").exists());
    let searched = std::env::var_os("PATH").unwrap_or_default();
    let searched = std::env::split_paths(&searched).find(|it| it.join("initdb").exists());
    found.pop().or(searched)
}

/// The user and the group of the server, where the tests run as the one user that it refuses.
fn unprivileged() -> Option<(u32, u32)> {
    use std::os::unix::fs::MetadataExt;
    let own = fs::metadata("/proc/self").map_or(1, |it| it.uid());
    if own != 0 {
        return None;
    }
    let users = fs::read_to_string(Path::new("/etc/passwd")).unwrap_or_default();
    let line =
        users.lines().find(|it| it.starts_with("postgres:")).or_else(|| users.lines().last());
    let mut fields = line?.split(':').skip(2).map_while(|it| it.parse().ok());
    Some((fields.next()?, fields.next()?))
}
