//! What was issued never changes, whoever asks the database for it.

use exact_schema_testkit::tools;
use export_bundles_store::{Filter, Part, PartKind, Write};

use crate::desk::on_both;

#[tokio::test(flavor = "multi_thread")]
async fn the_database_refuses_to_change_what_was_issued() {
    on_both(async |desk| {
        let request = export_bundles_store::Request { key: "one".to_owned(), digest: [1; 32] };
        let draft = desk.draft("inc_1", "2026-03-15T09:40:00Z");
        desk.issue("t", export_bundles_store::Draft { request: Some(request), ..draft }).await;
        desk.issue("t", desk.draft("inc_1", "2026-03-15T09:40:00Z")).await;
        let part = Part {
            kind: PartKind::Run,
            id: "run_1".to_owned(),
            run_id: None,
            digest: [0; 32],
            now: "2026-03-15T09:40:00Z".parse().unwrap(),
            content: b"{}".to_vec(),
        };
        desk.writer.write("t", Write::Part(part)).await.unwrap();
        let before = desk.store.list("t", &Filter::default(), None, 10).await.unwrap();
        for line in [
            "UPDATE bundles SET tenant = 'other'",
            "UPDATE bundles SET content = receipt",
            "DELETE FROM bundles",
            "UPDATE log_entries SET position = position + 1",
            "DELETE FROM log_entries",
            "UPDATE log_nodes SET hash = hash",
            "DELETE FROM log_nodes",
            "UPDATE logs SET size = size",
            "UPDATE logs SET size = size - 1",
            "UPDATE logs SET size = size + 1, origin = 'other'",
            "DELETE FROM logs",
            "UPDATE requests SET key = 'other'",
            "DELETE FROM requests",
            "UPDATE parts SET content = digest",
        ] {
            let refused = desk.sql(line).await;
            assert!(
                refused.as_ref().is_err_and(|it| it.contains(" never ") || it.contains(" only ")),
                "{line}: {refused:?}"
            );
        }
        assert_eq!(desk.store.list("t", &Filter::default(), None, 10).await.unwrap(), before);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_refuses_to_empty_what_was_issued() {
    if !tools::POSTGRES.is_there() {
        return;
    }
    let desk = crate::desk::Desk::on_a_server().await;
    desk.issue("t", desk.draft("inc_1", "2026-03-15T09:40:00Z")).await;
    for table in ["bundles", "log_entries", "log_nodes", "logs", "requests", "tombstones"] {
        let refused = desk.sql(&format!("TRUNCATE {table}")).await;
        assert!(refused.is_err(), "{table}");
    }
}
