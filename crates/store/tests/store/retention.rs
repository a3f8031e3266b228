//! What is old goes, unless it is held, and leaves a tombstone that the log has.

use export_bundles::Timestamp;
use export_bundles_attest::log::Tombstone;
use export_bundles_store::{Expired, Found, Hold, Part, PartKind, Span, Write};

use crate::desk::{Desk, on_both};

fn moment(text: &str) -> Timestamp {
    text.parse().unwrap()
}

/// An incident with its run, its spans and a bundle.
async fn record(desk: &Desk, incident_id: &str, at: &str) -> String {
    let run_id = format!("run_of_{incident_id}");
    let part = |kind, id: &str| Part {
        kind,
        id: id.to_owned(),
        run_id: Some(run_id.clone()),
        digest: [0; 32],
        now: moment(at),
        content: b"{}".to_vec(),
    };
    let span = Span {
        trace_id: format!("trace_of_{incident_id}"),
        span_id: "1".to_owned(),
        run_id: Some(run_id.clone()),
        digest: [0; 32],
        content: b"{}".to_vec(),
    };
    for write in [
        Write::Part(part(PartKind::Incident, incident_id)),
        Write::Part(part(PartKind::Run, &run_id)),
        Write::Part(part(PartKind::PolicySnapshot, "policies")),
        Write::Spans(vec![span], moment(at)),
    ] {
        desk.writer.write("t", write).await.unwrap();
    }
    let draft = desk.draft(incident_id, at);
    let id = draft.bundle_id.clone();
    desk.issue("t", draft).await;
    id
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_old_goes_and_what_is_held_stays() {
    on_both(async |desk| {
        let old = record(&desk, "inc_old", "2026-03-15T00:00:00Z").await;
        let held = record(&desk, "inc_held", "2026-03-15T00:00:00Z").await;
        let new = record(&desk, "inc_new", "2030-03-15T00:00:00Z").await;
        let hold = Hold {
            tenant: "t".to_owned(),
            incident_id: "inc_held".to_owned(),
            reason: "a lawsuit".to_owned(),
            since: moment("2027-01-01T00:00:00Z"),
        };
        assert!(desk.store.hold(&hold).await.unwrap());
        assert!(!desk.store.hold(&hold).await.unwrap(), "there is one already");
        assert_eq!(desk.store.holds().await.unwrap(), [hold]);

        let (before, now) = (moment("2028-01-01T00:00:00Z"), moment("2033-03-16T00:00:00Z"));
        let expected = Expired { bundles: 1, held: 1, parts: 2, spans: 1 };
        assert_eq!(desk.store.expiring(before).await.unwrap(), expected);
        let expired = desk.store.expire(&desk.key, before, now, "kept for\n7y").await.unwrap();
        assert_eq!(expired, expected);

        let Found::Removed(note) = desk.store.bundle("t", &old).await.unwrap() else { panic!() };
        let tombstone = Tombstone::verify(&note, "example.org/seals/t", desk.key.key().public());
        let tombstone = tombstone.unwrap();
        assert_eq!((tombstone.bundle_id, tombstone.position), (old, 0));
        assert_eq!((tombstone.removed_at, tombstone.reason.as_str()), (now, "kept for 7y"));
        // Whoever has the bundle still proves it, and the log has the tombstone, too.
        for (position, seal) in [(0, tombstone.seal), (3, Tombstone::entry(&note))] {
            let proof = desk.store.proof("t", position).await.unwrap().unwrap();
            proof.verify(&seal, desk.key.key().public()).unwrap();
        }
        for id in [&held, &new] {
            assert!(matches!(desk.store.bundle("t", id).await.unwrap(), Found::Here(_)));
        }
        let part = async |kind, id| desk.store.part("t", kind, id).await.unwrap().is_some();
        assert!(!part(PartKind::Incident, "inc_old").await);
        assert!(!part(PartKind::Run, "run_of_inc_old").await);
        assert!(part(PartKind::Run, "run_of_inc_held").await);
        assert!(part(PartKind::PolicySnapshot, "policies").await);
        assert_eq!(desk.store.spans("t", "trace_of_inc_old").await.unwrap().len(), 0);
        assert_eq!(desk.store.spans("t", "trace_of_inc_held").await.unwrap().len(), 1);
        let checked =
            desk.store.check(&desk.trust(), desk.key.key().public(), now, || {}).await.unwrap();
        assert_eq!((checked.bundles, checked.tombstones, checked.damage), (2, 1, vec![]));
        assert!(desk.sql("DELETE FROM tombstones").await.is_err());

        let again = desk.store.expire(&desk.key, before, now, "again").await.unwrap();
        assert_eq!(again, Expired { held: 1, ..Expired::default() });
        assert!(desk.store.lift("t", "inc_held").await.unwrap());
        assert!(!desk.store.lift("t", "inc_held").await.unwrap());
        let lifted = desk.store.expire(&desk.key, before, now, "again").await.unwrap();
        assert_eq!(lifted, Expired { bundles: 1, held: 0, parts: 2, spans: 1 });
    })
    .await;
}
