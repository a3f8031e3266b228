//! A copy of a store is a store.

use exact_schema_testkit::tools;
use export_bundles_store::{Filter, Migrations, NoBackup, Store};

use crate::desk::Desk;

#[tokio::test(flavor = "multi_thread")]
async fn a_copy_that_is_made_while_others_write_is_whole() {
    let desk = Desk::in_a_file().await;
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    let draft = desk.draft("inc_1", "2026-03-15T09:40:00Z");
    let issue = async |number: usize| {
        let draft = export_bundles_store::Draft {
            bundle_id: format!("EVD-{number:012x}"),
            ..draft.clone()
        };
        desk.issue("t", draft).await;
    };
    for number in 0..50 {
        issue(number).await;
    }
    let writing = async {
        for number in 50..100 {
            issue(number).await;
        }
    };
    let (copied, ()) = tokio::join!(desk.store.backup(&copy), writing);
    copied.unwrap();
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1);
    let url = format!("sqlite:{}", copy.display());
    let restored = Store::open(&url, Migrations::Expect).await.unwrap();
    let entries = restored.list("t", &Filter::default(), None, 1000).await.unwrap();
    assert!(entries.len() >= 50);
    let note = restored.checkpoint("t").await.unwrap().unwrap();
    assert!(note.contains(&format!("\n{}\n", entries.len())), "{note}");
    assert!(matches!(desk.store.backup(&copy).await, Err(NoBackup::Unwritable { .. })));
    let nowhere = folder.path().join("nowhere/copy.db");
    assert!(matches!(desk.store.backup(&nowhere).await, Err(NoBackup::Unwritable { .. })));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_server_has_tools_of_its_own() {
    if !tools::POSTGRES.is_there() {
        return;
    }
    let desk = Desk::on_a_server().await;
    let refused = desk.store.backup("copy.db".as_ref()).await;
    assert!(matches!(refused, Err(NoBackup::ByItsOwnTools)));
}
