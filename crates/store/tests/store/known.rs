//! What the platform knows is kept as it came.

use export_bundles::utc_now;
use export_bundles_store::{Added, Part, PartKind, Put, Span, Write, Written};

use crate::desk::{Desk, on_both};

fn part(kind: PartKind, id: &str, content: &str) -> Part {
    let digest = [content.len() as u8; 32];
    let run_id = Some("run_1".to_owned());
    Part { kind, id: id.to_owned(), run_id, digest, now: utc_now(), content: content.into() }
}

async fn put(desk: &Desk, tenant: &str, part: Part) -> Put {
    match desk.writer.write(tenant, Write::Part(part)).await.unwrap() {
        Written::Part(put) => put,
        other => panic!("{other:?}"),
    }
}

async fn add(desk: &Desk, spans: Vec<Span>) -> Added {
    match desk.writer.write("t", Write::Spans(spans, utc_now())).await.unwrap() {
        Written::Spans(added) => added,
        other => panic!("{other:?}"),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_part_is_put_once_and_stays() {
    on_both(async |desk| {
        let incident = PartKind::Incident;
        // Names with everything that a database could take for its own.
        let id = "inc'; DROP TABLE parts; -- \u{1F600} \"x\" %_ \\";
        assert_eq!(put(&desk, "t", part(incident, id, "one")).await, Put::New);
        assert_eq!(put(&desk, "t", part(incident, id, "one")).await, Put::Same);
        assert_eq!(put(&desk, "t", part(incident, id, "other")).await, Put::Other);
        assert_eq!(put(&desk, "t", part(PartKind::Run, id, "other")).await, Put::New);
        assert_eq!(put(&desk, "u", part(incident, id, "other")).await, Put::New);
        let content = desk.store.part("t", incident, id).await.unwrap();
        assert_eq!(content.as_deref(), Some(&b"one"[..]));
        assert_eq!(desk.store.part("t", PartKind::Trace, id).await.unwrap(), None);
        assert_eq!(desk.store.part("v", incident, id).await.unwrap(), None);
        let of_run = desk.store.parts_of_run("t", PartKind::Run, "run_1", 10).await.unwrap();
        assert_eq!(of_run, [b"other".to_vec()]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn spans_come_in_any_order_and_more_than_once() {
    on_both(async |desk| {
        let span = |id: &str, content: &str, run_id: Option<&str>| Span {
            trace_id: "5b8efff798038103d269b633813fc60c".to_owned(),
            span_id: id.to_owned(),
            run_id: run_id.map(str::to_owned),
            digest: [content.len() as u8; 32],
            content: content.into(),
        };
        let first = vec![span("b", "{}", None), span("a", "{ }", Some("run_1"))];
        assert_eq!(add(&desk, first.clone()).await, Added { new: 2, same: 0, other: 0 });
        let again =
            [first, vec![span("a", "another", None), span("c", "{}", Some("run_1"))]].concat();
        assert_eq!(add(&desk, again).await, Added { new: 1, same: 2, other: 1 });
        let trace = "5b8efff798038103d269b633813fc60c";
        assert_eq!(desk.store.traces_of_run("t", "run_1").await.unwrap(), [trace]);
        let spans = desk.store.spans("t", trace).await.unwrap();
        assert_eq!(spans, [b"{ }".to_vec(), b"{}".to_vec(), b"{}".to_vec()]);
        assert_eq!(desk.store.spans("u", trace).await.unwrap(), Vec::<Vec<u8>>::new());
    })
    .await;
}
