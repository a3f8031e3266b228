//! Whatever is changed past the store is found.

use export_bundles_store::Damage;

use crate::desk::{Desk, messages, on_both};

async fn check(desk: &Desk) -> Vec<Damage> {
    let now = "2026-03-15T10:00:00Z".parse().unwrap();
    desk.store.check(&desk.trust(), desk.key.key().public(), now, || {}).await.unwrap().damage
}

/// Takes away what refuses changes, as somebody would who owns the database.
async fn change(desk: &Desk, table: &str, line: &str) {
    let lift = match desk.place {
        crate::desk::Place::Server(_) => format!("ALTER TABLE {table} DISABLE TRIGGER USER"),
        crate::desk::Place::File(_) => {
            format!(
                "DROP TRIGGER IF EXISTS {table}_never_change; DROP TRIGGER IF EXISTS {table}_never_go; DROP TRIGGER IF EXISTS {table}_only_grow"
            )
        }
    };
    desk.sql(&lift).await.unwrap();
    desk.sql(line).await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn whatever_was_changed_is_found() {
    let cases = [
        (
            "bundles",
            "UPDATE bundles SET content = receipt WHERE position = 1",
            "expected a valid bundle",
        ),
        ("bundles", "UPDATE bundles SET receipt = content WHERE position = 1", "Sigstore bundle"),
        (
            "bundles",
            "UPDATE bundles SET receipt = (SELECT receipt FROM bundles AS b WHERE b.position = 2) WHERE position = 1",
            "the receipt: ",
        ),
        (
            "bundles",
            "UPDATE bundles SET run_id = 'other' WHERE position = 1",
            "what the bundle says of itself",
        ),
        (
            "bundles",
            "UPDATE bundles SET created_at = 0 WHERE position = 1",
            "what the bundle says of itself",
        ),
        (
            "bundles",
            "UPDATE bundles SET follows = 'SOC2-000000000000' WHERE position = 1",
            "that this one follows",
        ),
        (
            "bundles",
            "DELETE FROM bundles WHERE position = 1",
            "expected the seal of a bundle, or a tombstone",
        ),
        (
            "log_entries",
            "UPDATE log_entries SET seal = (SELECT seal FROM log_entries AS e WHERE e.position = 2) WHERE position = 1",
            "expected the hashes that follow from it",
        ),
        (
            "log_entries",
            "DELETE FROM log_entries WHERE position = 4",
            "expected the seals of all bundles",
        ),
        (
            "log_nodes",
            "UPDATE log_nodes SET hash = (SELECT seal FROM log_entries WHERE position = 0) WHERE node = 72057594037927936",
            "expected the hashes that follow from it",
        ),
        (
            "log_nodes",
            "INSERT INTO log_nodes SELECT tenant, 1, hash FROM log_nodes LIMIT 1",
            "follows from nothing",
        ),
        ("logs", "UPDATE logs SET size = 4", "expected the seals of all bundles"),
        ("logs", "UPDATE logs SET checkpoint = 'x'", "expected a checkpoint"),
        (
            "requests",
            "INSERT INTO requests SELECT tenant, 'x', seal, 'EVD-0' FROM log_entries LIMIT 1",
            "answered a request",
        ),
    ];
    on_both(async |desk| {
        for number in 0..5 {
            desk.issue("t", desk.draft(&format!("inc_{number}"), "2026-03-15T09:40:00Z")).await;
        }
        assert_eq!(check(&desk).await, []);
    })
    .await;
    for (table, line, expected) in cases {
        on_both(async |desk| {
            for number in 0..5 {
                desk.issue("t", desk.draft(&format!("inc_{number}"), "2026-03-15T09:40:00Z")).await;
            }
            change(&desk, table, line).await;
            let found = check(&desk).await;
            let is_found = messages(&found).iter().any(|it| it.contains(expected));
            assert!(is_found, "{line}: {found:#?}");
        })
        .await;
    }
}
