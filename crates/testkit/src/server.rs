//! A server on a thread of its own, which ends with the test.

use std::net::SocketAddr;
use std::thread::JoinHandle;

use exact_schema_serve::{End, Options, Server};
use tokio::sync::oneshot;

/// A server that runs.
#[derive(Debug)]
pub struct Running {
    /// Where it listens.
    pub address: SocketAddr,
    end: oneshot::Sender<()>,
    thread: JoinHandle<End>,
}

impl Running {
    /// Serves on a port that is free.
    ///
    /// # Panics
    ///
    /// If the server does not start.
    pub fn start(mut options: Options) -> Self {
        options.listen = "127.0.0.1:0".parse().unwrap();
        let (end, ended) = oneshot::channel();
        let (started, address) = std::sync::mpsc::channel();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().unwrap();
            runtime.block_on(async {
                let server = Server::bind(&options).await.unwrap();
                started.send(server.address().tcp().unwrap()).unwrap();
                server
                    .run(async {
                        let _ = ended.await;
                    })
                    .await
            })
        });
        Self { address: address.recv().unwrap(), end, thread }
    }

    /// Asks it to end, without waiting.
    pub fn ask_to_end(self) -> JoinHandle<End> {
        let _ = self.end.send(());
        self.thread
    }

    /// Asks it to end, and waits.
    ///
    /// # Panics
    ///
    /// If the server has panicked.
    pub fn end(self) -> End {
        self.ask_to_end().join().unwrap()
    }
}
