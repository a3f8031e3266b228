//! What was issued is there, all of it, and proves itself.

use export_bundles_attest::log::{Checkpoint, Log, Tile};
use export_bundles_attest::{Receipt, verify};
use export_bundles_store::{Cursor, Filter, Found, Issued, Request};

use crate::desk::on_both;

#[tokio::test(flavor = "multi_thread")]
async fn an_issued_bundle_is_the_bundle_its_receipt_and_its_place_in_the_log() {
    on_both(async |desk| {
        let mut drafts = Vec::new();
        for number in 0..300 {
            drafts.push(desk.draft(&format!("inc_{}", number % 3), "2026-03-15T09:40:00Z"));
        }
        // All at once: what is written together is committed together.
        let issuing = drafts.iter().map(|draft| desk.issue("t", draft.clone()));
        for issued in futures_util::future::join_all(issuing).await {
            assert_eq!(issued, Issued::New);
        }
        let note = desk.store.checkpoint("t").await.unwrap().unwrap();
        let checkpoint = Checkpoint::verify(&note, desk.key.key().public()).unwrap();
        assert_eq!((checkpoint.origin.as_str(), checkpoint.size), ("example.org/seals/t", 300));
        let mut log = Log::default();
        let mut entries = desk.store.archive("t", &Filter::default(), None, 1000).await.unwrap();
        entries.sort_by_key(|it| it.position);
        for (position, entry) in (0..).zip(&entries) {
            assert_eq!(entry.position, position);
            log.append(&entry.seal);
        }
        assert_eq!(log.checkpoint("example.org/seals/t"), checkpoint);
        for file in log.files_since(0) {
            let tile = Tile::parse(&file.path).unwrap();
            assert_eq!(desk.store.tile("t", tile).await.unwrap(), Some(file.content));
        }
        let beyond = Tile::parse("tile/0/001.p/45").unwrap();
        assert_eq!(desk.store.tile("t", beyond).await.unwrap(), None);
        for draft in drafts.iter().step_by(29) {
            let found = desk.store.bundle("t", &draft.bundle_id).await.unwrap().here().unwrap();
            assert_eq!(found.content, draft.content);
            let receipt = Receipt::parse(&found.receipt).unwrap();
            assert!(verify(&found.content, &receipt, &desk.trust(), draft.created_at).is_trusted());
            let proof = desk.store.proof("t", found.entry.position).await.unwrap().unwrap();
            let proved = proof.verify(&draft.seal, desk.key.key().public());
            assert_eq!(proved.as_ref(), Ok(&checkpoint));
        }
        assert_eq!(desk.store.proof("t", 300).await.unwrap(), None);
        let checked = desk
            .store
            .check(
                &desk.trust(),
                desk.key.key().public(),
                "2026-03-15T09:40:00Z".parse().unwrap(),
                || {},
            )
            .await
            .unwrap();
        assert_eq!((checked.bundles, checked.entries, checked.damage), (300, 300, vec![]));
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_request_that_comes_again_is_answered_with_the_same_bundle() {
    on_both(async |desk| {
        let request =
            |key: &str, digest| Some(Request { key: key.to_owned(), digest: [digest; 32] });
        let draft = |request| {
            let draft = desk.draft("inc_1", "2026-03-15T09:40:00Z");
            export_bundles_store::Draft { request, ..draft }
        };
        let first = draft(request("one", 1));
        let id = first.bundle_id.clone();
        // Many at once with the same key: one is issued.
        let others = (0..20).map(|_| desk.issue("t", draft(request("one", 1))));
        assert_eq!(desk.issue("t", first).await, Issued::New);
        for again in futures_util::future::join_all(others).await {
            assert_eq!(again, Issued::Before(id.clone()));
        }
        assert_eq!(desk.issue("t", draft(request("one", 2))).await, Issued::KeyOfAnother);
        assert_eq!(desk.issue("t", draft(request("two", 1))).await, Issued::New);
        assert_eq!(desk.issue("other", draft(request("one", 2))).await, Issued::New);
        let known = desk.store.answered("t", &request("one", 1).unwrap()).await.unwrap();
        assert_eq!(known, Some(Issued::Before(id)));
        assert_eq!(desk.store.list("t", &Filter::default(), None, 10).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bundle_is_followed_by_one() {
    on_both(async |desk| {
        let first = desk.draft("inc_1", "2026-03-15T09:40:00Z");
        let id = first.bundle_id.clone();
        let following = || {
            let draft = desk.draft("inc_1", "2026-03-16T09:40:00Z");
            export_bundles_store::Draft { follows: Some(id.clone()), ..draft }
        };
        desk.issue("t", first.clone()).await;
        let second = following();
        assert_eq!(desk.issue("t", second.clone()).await, Issued::New);
        assert_eq!(desk.issue("t", following()).await, Issued::Followed);
        let follower = desk.store.follower("t", &id).await.unwrap().unwrap();
        assert_eq!(follower.bundle_id, second.bundle_id);
        assert_eq!(desk.store.follower("t", &second.bundle_id).await.unwrap(), None);
        // A write whose end nobody was told of is not done twice.
        assert_eq!(desk.issue("t", first).await, Issued::New);
        assert_eq!(desk.store.list("t", &Filter::default(), None, 10).await.unwrap().len(), 2);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_stay_where_they_are_when_something_is_issued_in_between() {
    on_both(async |desk| {
        for day in 1..=9 {
            let incident = format!("inc_{}", day % 2);
            desk.issue("t", desk.draft(&incident, &format!("2026-03-2{day}T00:00:00Z"))).await;
        }
        let mut seen = Vec::new();
        let mut behind: Option<Cursor> = None;
        loop {
            let page = desk.store.list("t", &Filter::default(), behind, 2).await.unwrap();
            let Some(last) = page.last() else { break };
            behind = Some(last.cursor().to_string().parse().unwrap());
            seen.extend(page.into_iter().map(|it| it.created_at.to_string()));
            desk.issue("t", desk.draft("inc_9", "2026-04-01T00:00:00Z")).await;
        }
        let expected: Vec<String> =
            (1..=9).rev().map(|it| format!("2026-03-2{it}T00:00:00Z")).collect();
        assert_eq!(seen, expected);
        let count =
            async |filter: Filter| desk.store.list("t", &filter, None, 100).await.unwrap().len();
        let moment = |text: &str| Some(text.parse().unwrap());
        let march = Filter { to: moment("2026-04-01T00:00:00Z"), ..Filter::default() };
        assert_eq!(count(march.clone()).await, 9);
        assert_eq!(
            count(Filter { from: moment("2026-03-28T00:00:00Z"), ..march.clone() }).await,
            2
        );
        assert_eq!(count(Filter { incident_id: Some("inc_1".into()), ..march.clone() }).await, 5);
        let kind = Some(export_bundles::BundleType::Soc2);
        assert_eq!(count(Filter { bundle_type: kind, ..march.clone() }).await, 0);
        let injected = Some("inc_1' OR '1'='1".to_owned());
        assert_eq!(count(Filter { incident_id: injected, ..march }).await, 0);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_never_issued_is_not_found() {
    on_both(async |desk| {
        let draft = desk.draft("inc_1", "2026-03-15T09:40:00Z");
        desk.issue("t", draft.clone()).await;
        for (tenant, id) in
            [("other", draft.bundle_id.as_str()), ("t", "EVD-000000000000"), ("t", "' OR 1=1 --")]
        {
            assert_eq!(desk.store.bundle(tenant, id).await.unwrap(), Found::Nothing);
            assert_eq!(desk.store.entry(tenant, id).await.unwrap(), Found::Nothing);
        }
        assert_eq!(desk.store.checkpoint("other").await.unwrap(), None);
        assert_eq!(desk.store.proof("other", 0).await.unwrap(), None);
    })
    .await;
}
