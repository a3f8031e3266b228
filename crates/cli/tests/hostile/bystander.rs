//! Somebody else, who has done nothing.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;

use exact_schema_testkit::http;

/// A client that asks again and again, until it is let go.
pub struct Bystander {
    done: Arc<AtomicBool>,
    thread: JoinHandle<()>,
}

impl Bystander {
    pub fn of(address: SocketAddr) -> Self {
        let done = Arc::new(AtomicBool::new(false));
        let is_done = Arc::clone(&done);
        let thread = std::thread::spawn(move || {
            loop {
                let is_last = is_done.load(Ordering::Relaxed);
                let body = br#"{"incident_id": "inc_17"}"#;
                let place = "/v1/validate/ExportBundleRequest";
                assert_eq!(http::post(address, place, body).status, 204);
                assert_eq!(http::request(address, "GET", "/healthz", &[], b"").status, 200);
                if is_last {
                    break;
                }
            }
        });
        Self { done, thread }
    }

    /// Lets it go, if it has been served all the time, and is once more.
    pub fn leave(self) {
        self.done.store(true, Ordering::Relaxed);
        self.thread.join().unwrap();
    }
}
