//! Who asks, and whose clock counts.

use std::collections::BTreeSet;

use exact_schema_testkit::tools;
use export_bundles::Timestamp;
use export_bundles_attest::{Algorithm, SigningKey};
use export_bundles_store::{Access, Clock, LogKey, Migrations, NewToken, Scope, Store, StoreError};

use crate::desk::{Desk, on_both};

fn wanted(tenant: &str, scope: Scope) -> NewToken {
    NewToken {
        tenant: tenant.to_owned(),
        scope,
        period_start: None,
        period_end: None,
        expires_at: None,
        comment: Some("for a test".to_owned()),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_token_is_good_for_what_it_says_until_it_is_not() {
    on_both(async |desk| {
        let moment = |text: &str| text.parse::<Timestamp>().unwrap();
        let (start, end) = (moment("2026-01-01T00:00:00Z"), moment("2026-04-01T00:00:00Z"));
        let audit = NewToken {
            period_start: Some(start),
            period_end: Some(end),
            expires_at: Some(end),
            ..wanted("t", Scope::Audit)
        };
        let token = desk.store.new_token(&audit, start).await.unwrap().to_string();
        let access = async |token: &str, now| desk.store.authenticate(token, now).await.unwrap();
        let expected = Access {
            tenant: "t".to_owned(),
            scope: Scope::Audit,
            period_start: Some(start),
            period_end: Some(end),
        };
        assert_eq!(access(&token, start).await, Some(expected.clone()));
        assert!(expected.shows(start) && !expected.shows(end));
        assert_eq!(access(&token, end).await, None, "it has expired");
        let other =
            desk.store.new_token(&wanted("u", Scope::Read), start).await.unwrap().to_string();
        let (own_id, secret_of_other) = (&token[..36], &other[36..]);
        for guess in [
            "",
            "ebt_",
            &token[..token.len() - 1],
            &format!("{token}0"),
            &format!("{own_id}{secret_of_other}"),
            "ebt_' OR 1=1 --_x",
        ] {
            assert_eq!(access(guess, start).await, None, "{guess}");
        }
        let entries = desk.store.tokens(Some("t")).await.unwrap();
        assert_eq!(entries.len(), 1);
        assert!(token.contains(&entries[0].id) && entries[0].is_good(start));
        assert!(desk.store.revoke(&entries[0].id, start).await.unwrap());
        assert!(!desk.store.revoke(&entries[0].id, start).await.unwrap());
        assert_eq!(access(&token, start).await, None, "it is revoked");
        assert!(access(&other, start).await.is_some());
        // Whoever has the database has no token.
        if let crate::desk::Place::File(folder) = &desk.place {
            let secret = &token[37..];
            for file in std::fs::read_dir(folder.path()).unwrap() {
                let bytes = std::fs::read(file.unwrap().path()).unwrap();
                assert!(!bytes.windows(secret.len()).any(|it| it == secret.as_bytes()));
            }
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_clock_that_is_set_back_goes_on() {
    on_both(async |desk| {
        desk.issue("t", desk.draft("inc_1", "2040-01-01T00:00:00Z")).await;
        let clock = Clock::of(&desk.store).await.unwrap();
        let mut before: Timestamp = "2040-01-01T00:00:00Z".parse().unwrap();
        for set in ["2026-01-01T00:00:00Z", "1999-01-01T00:00:00Z", "2040-01-01T00:00:00Z"] {
            let now = clock.after(set.parse().unwrap());
            assert!(now > before, "{now} after {before}");
            before = now;
        }
        let later = "2041-01-01T00:00:00Z".parse().unwrap();
        assert_eq!(clock.after(later), later);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_start_at_once_and_one_makes_the_tables() {
    if !tools::POSTGRES.is_there() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let file = format!("sqlite:{}", folder.path().join("a %23 ? b.db").display());
    let server = Desk::on_a_server().await;
    server.sql("DROP SCHEMA public CASCADE; CREATE SCHEMA public").await.unwrap();
    for url in [file.clone(), server.url.clone()] {
        match Store::open(&url, Migrations::Expect).await {
            Err(StoreError::Version { found: 0, expected: 1 }) => assert_eq!(url, server.url),
            Err(StoreError::Unavailable(_)) => assert_eq!(url, file, "nobody makes it"),
            opened => panic!("{opened:?}"),
        }
        let opening = (0..6).map(|_| {
            let url = url.clone();
            tokio::spawn(async move { Store::open(&url, Migrations::Run).await.map(|_| ()) })
        });
        for opened in futures_util::future::join_all(opening).await {
            opened.unwrap().unwrap();
        }
        Store::open(&url, Migrations::Expect).await.unwrap();
    }
    assert!(folder.path().join("a %23 ? b.db").exists());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_keeps_its_name_and_its_key() {
    on_both(async |desk| {
        desk.store.expect_key(&desk.key).await.unwrap();
        desk.issue("t", desk.draft("inc_1", "2026-03-15T09:40:00Z")).await;
        desk.store.expect_key(&desk.key).await.unwrap();
        let other = SigningKey::generate(Algorithm::Ed25519).unwrap();
        let other = LogKey::new("example.org/seals", other).unwrap();
        let refused = desk.store.expect_key(&other).await.unwrap_err().to_string();
        assert!(refused.contains("is signed with another key"), "{refused}");
        let pem = desk.key.key().to_pem();
        let renamed = LogKey::new("example.org/others", SigningKey::from_pem(&pem).unwrap());
        let refused = desk.store.expect_key(&renamed.unwrap()).await.unwrap_err().to_string();
        assert!(refused.contains("is called example.org/seals/t"), "{refused}");
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_store_that_is_none_is_called_so() {
    for url in ["", "exports.db", "mysql://localhost/x", "sqlite:"] {
        let opened = Store::open(url, Migrations::Run).await;
        assert!(matches!(opened, Err(StoreError::Name(_))), "{url}: {opened:?}");
    }
    let opened = Store::open("sqlite:/nowhere/exports.db", Migrations::Run).await;
    assert!(opened.is_err_and(|it| it.is_temporary()));
}

#[tokio::test(flavor = "multi_thread")]
async fn ten_thousand_tenants_have_a_log_each() {
    let desk = Desk::in_a_file().await;
    let draft = desk.draft("inc_1", "2026-03-15T09:40:00Z");
    let issuing = (0..10_000).map(|number| {
        let bundle_id = format!("EVD-{number:012x}");
        let draft = export_bundles_store::Draft { bundle_id, ..draft.clone() };
        let (desk, tenant) = (&desk, format!("tenant-{number}"));
        async move { desk.issue(&tenant, draft).await }
    });
    futures_util::future::join_all(issuing).await;
    let tenants: BTreeSet<String> = desk.store.tenants().await.unwrap().into_iter().collect();
    assert_eq!(tenants.len(), 10_000);
    for tenant in tenants.iter().step_by(997) {
        let note = desk.store.checkpoint(tenant).await.unwrap().unwrap();
        assert!(note.starts_with(&format!("example.org/seals/{tenant}\n1\n")), "{note}");
    }
}
