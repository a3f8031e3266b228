//! What is done with a store beside the service.

use std::fs;

use export_bundles_attest::PublicKey;
use export_bundles_attest::log::Tombstone;
use serde_json::Value;

use crate::desk::{Desk, TENANT, is_problem, on_both};

#[test]
fn a_copy_that_is_made_while_the_service_runs_takes_its_place() {
    let desk = Desk::in_a_file();
    let mut service = desk.start_with_token();
    service.know("inc_1");
    let told = service.export("inc_1", "evidence");
    let ended = desk.run(&["exports", "backup", "backup.db"]);
    assert_eq!((ended.code, ended.stderr.as_str()), (0, ""));
    let ended = desk.run(&["exports", "backup", "backup.db"]);
    assert_eq!(ended.code, 2, "it is there already");
    let token = service.token.clone();
    let later = service.export("inc_1", "evidence");
    service.end();
    for file in ["exports.db-wal", "exports.db-shm"] {
        let _ = fs::remove_file(desk.path().join(file));
    }
    fs::copy(desk.path().join("backup.db"), desk.path().join("exports.db")).unwrap();
    let service = desk.start().with(&token);
    assert_eq!(service.get(&format!("/v1/bundles/{}", told.bundle_id.as_str())).status, 200);
    assert_eq!(service.get(&format!("/v1/bundles/{}", later.bundle_id.as_str())).status, 404);
    assert_eq!(desk.run(&["exports", "fsck"]).code, 0);
}

#[test]
fn what_is_past_its_time_goes_unless_it_is_held() {
    on_both(|desk| {
        let service = desk.start_with_token();
        service.know("inc_1");
        service.know("inc_2");
        let (gone, held) =
            (service.export("inc_1", "evidence"), service.export("inc_2", "evidence"));
        let hold = ["exports", "hold", "add", "--tenant", TENANT, "--reason", "a lawsuit", "inc_2"];
        assert_eq!(desk.run(&hold).code, 0);
        assert!(desk.run(&["exports", "hold", "list"]).stdout.contains("\tinc_2\t"));
        let nothing = desk.run(&["exports", "expire"]);
        assert!(nothing.stdout.contains(": 0 bundles, 0 incidents"), "{}", nothing.stdout);
        let would = desk.run(&["exports", "expire", "--retain", "1ms", "--dry-run"]);
        assert!(would.stdout.starts_with("would be removed"), "{}", would.stdout);
        assert!(
            would
                .stdout
                .contains("1 bundles, 3 incidents, runs and traces, 0 spans; 1 bundles are held")
        );
        assert_eq!(service.get(&format!("/v1/bundles/{}", gone.bundle_id.as_str())).status, 200);
        // The service runs on, meanwhile.
        let removed = desk.run(&["exports", "expire", "--retain", "1ms"]);
        assert_eq!((removed.code, removed.stderr.as_str()), (0, ""));
        for place in ["bundles", "receipts"] {
            let answer = service.get(&format!("/v1/{place}/{}", gone.bundle_id.as_str()));
            is_problem(&answer, 410, "gone");
        }
        assert_eq!(service.get(&format!("/v1/bundles/{}", held.bundle_id.as_str())).status, 200);
        // The log has the seal and the tombstone, and both are signed.
        let note = service.get(&format!("/v1/log/tombstone/{}", gone.bundle_id.as_str()));
        let note = String::from_utf8(note.body).unwrap();
        let trust: Value = serde_json::from_slice(&service.get("/trust.json").body).unwrap();
        let origin = trust["logs"][0]["origin"].as_str().unwrap();
        let key = PublicKey::from_pem(trust["logs"][0]["public_key"].as_str().unwrap()).unwrap();
        let tombstone = Tombstone::verify(&note, origin, &key).unwrap();
        assert_eq!(tombstone.bundle_id, gone.bundle_id.as_str());
        let proof = service.get(&format!("/v1/log/proof/{}", gone.bundle_id.as_str()));
        assert_eq!(proof.status, 200, "whoever has the bundle still proves it");
        let checked = desk.run(&["exports", "fsck"]);
        assert_eq!(checked.code, 0, "{}", checked.stderr);
        assert!(checked.stdout.starts_with("checked: 1 bundles, 1 tombstones and 3 entries"));
        let lift = ["exports", "hold", "lift", "--tenant", TENANT, "inc_2"];
        assert_eq!(desk.run(&lift).code, 0);
        assert_eq!(desk.run(&lift).code, 1, "it is not held");
        // What was exported is exported no more, and can be again.
        assert_eq!(
            service.post("/v1/exports", &serde_json::json!({ "incident_id": "inc_1" })).status,
            404
        );
        service.know("inc_1");
        service.export("inc_1", "evidence");
    });
}

#[test]
fn a_store_that_is_not_there_is_not_made_by_those_who_look_at_it() {
    let desk = Desk::in_a_file();
    assert_eq!(desk.run(&["keygen", "exports"]).code, 0);
    let asked: [&[&str]; 6] = [
        &["exports", "fsck"],
        &["exports", "backup", "copy.db"],
        &["exports", "expire"],
        &["exports", "hold", "list"],
        &["token", "list"],
        &["exports", "--no-migrate"],
    ];
    for arguments in asked {
        let ended = desk.run(arguments);
        assert_eq!((ended.code, ended.stdout.as_str()), (2, ""), "{arguments:?}");
        assert!(ended.stderr.contains("unable to open database file"), "{}", ended.stderr);
    }
    assert!(!desk.path().join("exports.db").exists() && !desk.path().join("copy.db").exists());
}

#[test]
fn whatever_is_damaged_is_named() {
    let desk = Desk::in_a_file();
    let mut service = desk.start_with_token();
    service.know("inc_1");
    service.export("inc_1", "evidence");
    service.end();
    let other = desk.run(&["keygen", "other"]);
    assert_eq!(other.code, 0);
    let ended = desk.run(&["exports", "fsck", "--key", "other.key"]);
    assert_eq!(ended.code, 1);
    assert!(
        ended.stderr.contains("the checkpoint: expected the signature of the log's own key"),
        "{}",
        ended.stderr
    );
    let ended = desk.run(&["exports", "--key", "other.key"]);
    assert_eq!(ended.code, 2);
    assert!(ended.stderr.contains("is signed with another key"), "{}", ended.stderr);
    let ended = desk.run(&["exports", "--origin", "example.org/x"]);
    assert!(ended.stderr.contains("is called localhost/exports/"), "{}", ended.stderr);
}

#[test]
fn the_key_of_bundles_is_replaced_while_the_logs_keep_theirs() {
    let desk = Desk::in_a_file();
    let mut service = desk.start_with(&["--log-key", "log.key"]);
    service.token = desk.token(TENANT, "write", &[]);
    service.know("inc_1");
    service.export("inc_1", "evidence");
    let token = service.token.clone();
    let before = service.get("/trust.json").body;
    service.end();
    fs::write(desk.path().join("before.json"), before).unwrap();
    fs::rename(desk.path().join("exports.key"), desk.path().join("old.key")).unwrap();
    let service = desk.start_with(&["--log-key", "log.key", "--trust", "before.json"]);
    let service = service.with(&token);
    service.export("inc_1", "evidence");
    let fsck = ["exports", "fsck", "--log-key", "log.key"];
    assert_eq!(desk.run(&fsck).code, 1, "nobody says that the old key counts");
    let ended = desk.run(&[&fsck[..], &["--trust", "before.json"]].concat());
    assert_eq!(ended.code, 0, "{}", ended.stderr);
}

#[test]
fn what_is_kept_is_for_its_owner_alone() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::in_a_file();
    let service = desk.start_with_token();
    service.know("inc_1");
    assert_eq!(desk.run(&["exports", "backup", "backup.db"]).code, 0);
    for file in ["exports.db", "exports.db-wal", "exports.key", "backup.db"] {
        let mode = fs::metadata(desk.path().join(file)).unwrap().permissions().mode();
        assert_eq!(mode & 0o077, 0, "{file}: {mode:o}");
    }
}

#[test]
fn tokens_are_listed_without_their_secrets() {
    let desk = Desk::in_a_file();
    let token = desk.token(TENANT, "audit", &["--comment", "first quarter", "--expires", "90d"]);
    let mut parts = token.split('_');
    let (id, secret) = (parts.nth(1).unwrap(), parts.next().unwrap());
    let listed = desk.run(&["token", "list", "--tenant", TENANT]).stdout;
    assert!(
        listed.starts_with(id)
            && listed.contains("\taudit\tgood\t")
            && listed.contains("first quarter")
    );
    assert!(!listed.contains(secret));
    assert_eq!(desk.run(&["token", "list", "--tenant", "other"]).stdout, "");
    assert_eq!(desk.run(&["token", "revoke", id]).code, 0);
    assert_eq!(desk.run(&["token", "revoke", id]).code, 1);
    let wrong = desk.run(&[
        "token",
        "new",
        "--tenant",
        TENANT,
        "--scope",
        "read",
        "--from",
        "2026-01-01T00:00:00Z",
    ]);
    assert_eq!((wrong.code, wrong.stdout.as_str()), (2, ""));
}
