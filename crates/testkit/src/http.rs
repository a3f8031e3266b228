//! HTTP/1.1 on a socket, with nothing between the test and the bytes.

use std::io::{self, BufRead, BufReader, ErrorKind, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

use exact_schema_runtime::{Document, ProblemDetails, decode};
use serde_json::Value;

/// A response.
#[derive(Debug)]
pub struct Answer {
    /// The status code.
    pub status: u16,
    /// The headers, with names in lower case.
    pub headers: Vec<(String, String)>,
    /// The body.
    pub body: Vec<u8>,
}

impl Answer {
    /// The value of a header, called by its name in lower case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|it| it.0 == name).map(|it| it.1.as_str())
    }

    /// The problem that the answer is, as the contract describes it; it says its status itself.
    ///
    /// # Panics
    ///
    /// If it is none.
    pub fn problem<T: Document>(&self) -> T {
        assert_eq!(self.header("content-type"), Some(ProblemDetails::MEDIA_TYPE), "{self:?}");
        let problem: Value = serde_json::from_slice(&self.body).unwrap();
        assert_eq!(problem["status"], self.status);
        decode(&self.body).unwrap()
    }
}

/// After how long a server that neither answers nor closes is said to hang.
const PATIENCE: Duration = Duration::from_secs(60);

/// What the system made of it; nothing where the server has closed the connection.
fn unless_closed<T>(result: io::Result<T>) -> Option<T> {
    let hangs =
        |error: &io::Error| matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut);
    assert!(!result.as_ref().is_err_and(hangs), "the server hangs");
    result.ok()
}

/// A connection that a test may misuse.
#[derive(Debug)]
pub struct Connection {
    /// The socket.
    pub stream: TcpStream,
    reader: BufReader<TcpStream>,
}

impl Connection {
    /// Connects.
    ///
    /// # Panics
    ///
    /// If nothing listens there.
    pub fn to(address: SocketAddr) -> Self {
        let stream = TcpStream::connect(address).unwrap();
        stream.set_read_timeout(Some(PATIENCE)).unwrap();
        stream.set_write_timeout(Some(PATIENCE)).unwrap();
        let reader = BufReader::new(stream.try_clone().unwrap());
        Self { stream, reader }
    }

    /// Writes what it can: a server may refuse before it has read everything.
    pub fn write(&mut self, bytes: &[u8]) -> bool {
        unless_closed(self.stream.write_all(bytes)).is_some()
    }

    /// The next response; nothing where the server has closed the connection.
    pub fn read(&mut self) -> Option<Answer> {
        let first = self.line()?;
        let status = first.split(' ').nth(1)?.parse().ok()?;
        let mut headers = Vec::new();
        loop {
            let line = self.line()?;
            let Some((name, value)) = line.split_once(':') else { break };
            headers.push((name.to_ascii_lowercase(), value.trim().to_owned()));
        }
        let mut answer = Answer { status, headers, body: Vec::new() };
        if answer.header("transfer-encoding").is_some() {
            self.chunks(&mut answer.body)?;
        } else if let Some(length) = answer.header("content-length") {
            answer.body = vec![0; length.parse().ok()?];
            unless_closed(self.reader.read_exact(&mut answer.body))?;
        }
        Some(answer)
    }

    fn chunks(&mut self, body: &mut Vec<u8>) -> Option<()> {
        loop {
            let length = usize::from_str_radix(&self.line()?, 16).ok()?;
            let mut chunk = vec![0; length];
            unless_closed(self.reader.read_exact(&mut chunk))?;
            self.line()?;
            if length == 0 {
                return Some(());
            }
            body.extend(chunk);
        }
    }

    fn line(&mut self) -> Option<String> {
        let mut line = String::new();
        let read = unless_closed(self.reader.read_line(&mut line))?;
        (read > 0).then(|| line.trim_end().to_owned())
    }
}

/// Sends one request on a connection of its own, and gives back the response.
///
/// # Panics
///
/// If there is no response.
pub fn request(
    address: SocketAddr,
    method: &str,
    path: &str,
    headers: &[(&str, &str)],
    body: &[u8],
) -> Answer {
    let mut connection = Connection::to(address);
    let mut head = format!("{method} {path} HTTP/1.1\r\nhost: {address}\r\n");
    for (name, value) in headers {
        head += &format!("{name}: {value}\r\n");
    }
    if !headers.iter().any(|it| it.0 == "content-length" || it.0 == "transfer-encoding") {
        head += &format!("content-length: {}\r\n", body.len());
    }
    head += "\r\n";
    connection.write(head.as_bytes());
    connection.write(body);
    connection.read().unwrap_or_else(|| panic!("{method} {path}: closed without an answer"))
}

/// Sends a document as JSON.
///
/// # Panics
///
/// If there is no response.
pub fn post(address: SocketAddr, path: &str, body: &[u8]) -> Answer {
    request(address, "POST", path, &[("content-type", "application/json")], body)
}
