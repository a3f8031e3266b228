//! What a client sees: a server on a socket, and what it says.

use std::io::{ErrorKind, Read, Write};
use std::net::{Shutdown, SocketAddr, TcpStream};
use std::sync::{LazyLock, mpsc};
use std::thread;
use std::time::Duration;

use exact_schema_serve::{Limits, Options, Server};
use export_bundles::{CONTRACT, Problem, decode};

/// The server, which runs as long as the process.
static SERVER: LazyLock<SocketAddr> = LazyLock::new(|| {
    let (sender, address) = mpsc::channel();
    thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let limits = Limits { body: 1 << 16, ..Limits::default() };
            let listen = "127.0.0.1:0".parse().unwrap();
            let options = Options { listen, limits, ..Options::new(&CONTRACT) };
            let server = Server::bind(&options).await.unwrap();
            sender.send(server.address().tcp().unwrap()).unwrap();
            server.run(std::future::pending()).await;
        });
    });
    address.recv().unwrap()
});

/// How long an answer may take. The sender has nothing more to say, so there is nothing to wait for.
const PATIENCE: Duration = Duration::from_secs(5);

/// Sends bytes to the server and hears it out.
///
/// # Panics
///
/// If it keeps the connection open, or says something that is no answer.
pub fn talk(request: &[u8]) {
    let mut connection = TcpStream::connect(*SERVER).unwrap();
    connection.set_read_timeout(Some(PATIENCE)).unwrap();
    // A server may refuse before everything is sent.
    let _ = connection.write_all(request).and_then(|()| connection.shutdown(Shutdown::Write));
    let mut answers = Vec::new();
    match connection.read_to_end(&mut answers) {
        Err(error) if error.kind() != ErrorKind::ConnectionReset => panic!("no end: {error}"),
        _ => {}
    }
    // What HEAD is answered looks as if a body followed.
    if !request.windows(4).any(|it| it == b"HEAD") {
        check(&answers);
    }
}

/// Every answer is one of HTTP, and every refusal a problem.
fn check(mut answers: &[u8]) {
    while !answers.is_empty() {
        let mut headers = [httparse::EMPTY_HEADER; 32];
        let mut answer = httparse::Response::new(&mut headers);
        let shown = || String::from_utf8_lossy(answers).into_owned();
        let Ok(httparse::Status::Complete(head)) = answer.parse(answers) else {
            panic!("no answer: {}", shown());
        };
        let header = |name: &str| {
            let found = answer.headers.iter().find(|it| it.name.eq_ignore_ascii_case(name));
            found.and_then(|it| std::str::from_utf8(it.value).ok())
        };
        let status = answer.code.unwrap_or_default();
        // That a transfer coding is not understood is the request's fault.
        assert!((100..500).contains(&status) || status == 501, "{}", shown());
        let length = header("content-length").map_or(0, |it| it.parse().unwrap());
        let body = answers.get(head..head + length);
        let body = body.unwrap_or_else(|| panic!("a body breaks off: {}", shown()));
        if status >= 400 {
            assert_eq!(header("content-type"), Some(Problem::MEDIA_TYPE), "{}", shown());
            let problem = decode::<Problem>(body).unwrap_or_else(|it| panic!("{it}: {}", shown()));
            assert_eq!(problem.status.get(), u64::from(status), "{}", shown());
            assert!(body.len() < 1 << 16, "{} bytes", body.len());
        }
        answers = &answers[head + length..];
    }
}
