//! Nothing that a client was told of is ever lost, however the service or its store ends.

use std::collections::BTreeSet;
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

use exact_schema_testkit::postgres::Postgres;
use exact_schema_testkit::signal::Signal;
use exact_schema_testkit::tools;
use export_bundles::{ExportBundleResponse, decode};
use serde_json::json;

use crate::desk::{Desk, Service, is_problem, on_both};

/// Clients that ask for bundles until they are told to stop, or nobody answers; what they were told of.
struct Clients<'s> {
    service: &'s Service,
    told: &'s Mutex<BTreeSet<String>>,
    stop: AtomicBool,
    number: &'s AtomicUsize,
}

impl Clients<'_> {
    fn ask(&self) {
        while !self.stop.load(Ordering::Relaxed) {
            let number = self.number.fetch_add(1, Ordering::Relaxed);
            let body = json!({ "incident_id": "inc_1" }).to_string();
            let head = format!(
                "POST /v1/exports HTTP/1.1\r\nhost: x\r\nauthorization: Bearer {}\r\nidempotency-key: k{number}\r\n\
                 content-type: application/json\r\ncontent-length: {}\r\n\r\n",
                self.service.token,
                body.len()
            );
            let Ok(stream) = std::net::TcpStream::connect(self.service.address) else { return };
            drop(stream);
            let mut connection = exact_schema_testkit::http::Connection::to(self.service.address);
            connection.write(head.as_bytes());
            connection.write(body.as_bytes());
            let Some(answer) = connection.read() else { continue };
            if answer.status == 201 {
                let told: ExportBundleResponse = decode(&answer.body).unwrap();
                let is_new = self.told.lock().unwrap().insert(told.bundle_id.as_str().to_owned());
                assert!(is_new, "no id twice");
            }
        }
    }

    fn while_asking(&self, disturb: impl FnOnce()) {
        std::thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| self.ask());
            }
            // Whatever becomes of the disturbance: nobody would end otherwise.
            let _stopping = Stopping(&self.stop);
            disturb();
        });
    }
}

/// Tells clients to stop when it goes.
struct Stopping<'s>(&'s AtomicBool);

impl Drop for Stopping<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

/// Everything that was told of is there, and all of the store is sound.
fn all_is_there(desk: &Desk, service: &Service, told: &BTreeSet<String>) {
    for id in told {
        assert_eq!(service.get(&format!("/v1/bundles/{id}")).status, 200, "{id}");
    }
    let ended = desk.run(&["exports", "fsck", "--format", "json"]);
    assert_eq!(ended.code, 0, "{}{}", ended.stdout, ended.stderr);
    let checked = &ended.json()[0];
    assert_eq!(checked["bundles"], checked["entries"]);
    assert!(checked["bundles"].as_u64().unwrap() >= told.len() as u64);
}

#[test]
fn a_service_that_is_killed_in_the_middle_of_its_work_loses_nothing() {
    on_both(|desk| {
        let told = Mutex::new(BTreeSet::new());
        let number = AtomicUsize::new(0);
        let mut token = String::new();
        for round in 0..6 {
            let mut service = match token.as_str() {
                "" => desk.start_with_token(),
                known => desk.start().with(known),
            };
            token = service.token.clone();
            service.know("inc_1");
            let before = told.lock().unwrap().len();
            let clients =
                Clients { service: &service, told: &told, stop: false.into(), number: &number };
            clients.while_asking(|| {
                while told.lock().unwrap().len() < before + 20 + round {
                    std::thread::sleep(Duration::from_millis(1));
                }
                service.signal(Signal::KILL);
            });
            service.kill();
        }
        let service = desk.start().with(&token);
        let told = told.into_inner().unwrap();
        assert!(told.len() >= 6 * 20);
        all_is_there(&desk, &service, &told);
    });
}

#[test]
fn a_database_that_goes_away_and_comes_back_loses_nothing() {
    if !tools::POSTGRES.is_there() {
        return;
    }
    let server = Postgres::start();
    let desk = Desk::on(&server);
    let service = desk.start_with_token();
    service.know("inc_1");
    let (told, number) = (Mutex::new(BTreeSet::new()), AtomicUsize::new(0));
    for round in 1..=3 {
        let clients =
            Clients { service: &service, told: &told, stop: false.into(), number: &number };
        clients.while_asking(|| {
            while told.lock().unwrap().len() < 20 * round {
                std::thread::sleep(Duration::from_millis(1));
            }
            server.crash();
            let answer = service.post("/v1/exports", &json!({ "incident_id": "inc_1" }));
            is_problem(&answer, 503, "busy");
            assert!(answer.header("retry-after").is_some());
            assert_eq!(service.get("/readyz").status, 503);
            assert_eq!(service.get("/healthz").status, 200);
            server.resume();
        });
        assert_eq!(service.get("/readyz").status, 200);
        service.export("inc_1", "evidence");
    }
    all_is_there(&desk, &service, &told.into_inner().unwrap());
}

#[test]
fn a_full_disk_refuses_and_loses_nothing() {
    let desk = Desk::in_a_file();
    let mut service = desk.start_with_token();
    service.know("inc_1");
    let token = service.token.clone();
    service.end();
    // A file may not grow beyond this, as on a disk that is full.
    let mut limited = Command::new("sh");
    let script = "trap '' XFSZ; ulimit -f 3000; exec \"$0\" \"$@\"";
    limited.args(["-c", script, env!("CARGO_BIN_EXE_export-bundles")]);
    let mut service = desk.start_by(limited, &[]).with(&token);
    let mut told = BTreeSet::new();
    let refused = loop {
        let answer = service.post("/v1/exports", &json!({ "incident_id": "inc_1" }));
        if answer.status != 201 {
            break answer;
        }
        let answer: ExportBundleResponse = decode(&answer.body).unwrap();
        told.insert(answer.bundle_id.as_str().to_owned());
        assert!(told.len() < 10_000, "the disk is never full");
    };
    is_problem(&refused, 503, "busy");
    // What is there is still served.
    let first = told.first().unwrap();
    assert_eq!(service.get(&format!("/v1/bundles/{first}")).status, 200);
    service.kill();
    let service = desk.start().with(&token);
    all_is_there(&desk, &service, &told);
    service.export("inc_1", "evidence");
}

#[test]
fn two_services_share_a_database() {
    if !tools::POSTGRES.is_there() {
        return;
    }
    let server = Postgres::start();
    let desk = Desk::on(&server);
    let first = desk.start_with_token();
    let second = desk.start().with(&first.token);
    first.know("inc_1");
    let (told, number) = (Mutex::new(BTreeSet::new()), AtomicUsize::new(0));
    let clients = [&first, &second].map(|service| Clients {
        service,
        told: &told,
        stop: false.into(),
        number: &number,
    });
    std::thread::scope(|scope| {
        for clients in &clients {
            let told = &told;
            scope.spawn(move || {
                clients.while_asking(|| {
                    while told.lock().unwrap().len() < 200 {
                        std::thread::sleep(Duration::from_millis(1));
                    }
                });
            });
        }
    });
    all_is_there(&desk, &second, &told.into_inner().unwrap());
}
