//! What the tests work with: both kinds of stores, and bundles to be issued.

use std::sync::OnceLock;

use exact_schema_testkit::postgres::Postgres;
use exact_schema_testkit::tools;
use export_bundles::{BundleType, ExportBundle, Timestamp, decode};
use export_bundles_attest::{Algorithm, Receipt, SigningKey, Statement, Trust};
use export_bundles_evidence::{Options, RuleSet, assemble, seal};
use export_bundles_store::{Draft, Issued, LogKey, Migrations, Store, Write, Writer, Written};
use tempfile::TempDir;
use uuid::Uuid;

/// A store, and what was given to it.
pub struct Desk {
    pub store: Store,
    pub writer: Writer,
    pub key: LogKey,
    pub url: String,
    pub place: Place,
}

/// Where a store is.
pub enum Place {
    /// In a file of this folder.
    File(TempDir),
    /// On the server, under this name.
    Server(String),
}

/// One server for all tests, each of which has a database of its own.
fn server() -> &'static Postgres {
    static SERVER: OnceLock<Postgres> = OnceLock::new();
    SERVER.get_or_init(Postgres::start)
}

/// Does the same on both kinds of stores.
pub async fn on_both(test: impl AsyncFn(Desk)) {
    test(Desk::in_a_file().await).await;
    if tools::POSTGRES.is_there() {
        test(Desk::on_a_server().await).await;
    }
}

impl Desk {
    pub async fn in_a_file() -> Self {
        let folder = TempDir::new().unwrap();
        let url = format!("sqlite:{}", folder.path().join("exports.db").display());
        Self::at(url, Place::File(folder)).await
    }

    pub async fn on_a_server() -> Self {
        let name = format!("t{}", Uuid::new_v4().simple());
        Self::at(server().database(&name), Place::Server(name)).await
    }

    async fn at(url: String, place: Place) -> Self {
        let store = Store::open(&url, Migrations::Run).await.unwrap();
        let key =
            LogKey::new("example.org/seals", SigningKey::generate(Algorithm::Ed25519).unwrap());
        let key = key.unwrap();
        let writer = Writer::spawn(store.clone(), key.clone());
        Self { store, writer, key, url, place }
    }

    /// Does what SQL says, past the store, as somebody would who has the database.
    pub async fn sql(&self, line: &str) -> Result<(), String> {
        match &self.place {
            Place::Server(name) => server().sql(name, line).map(|_| ()),
            Place::File(_) => {
                let pool = sqlx::AnyPool::connect(&self.url).await.unwrap();
                let done = sqlx::raw_sql(sqlx::AssertSqlSafe(line.to_owned())).execute(&pool).await;
                pool.close().await;
                done.map(|_| ()).map_err(|error| error.to_string())
            }
        }
    }

    pub fn trust(&self) -> Trust {
        Trust::in_key(self.key.key().public().clone())
    }

    pub async fn issue(&self, tenant: &str, draft: Draft) -> Issued {
        match self.writer.write(tenant, Write::Bundle(Box::new(draft))).await.unwrap() {
            Written::Bundle(issued) => issued,
            other => panic!("{other:?}"),
        }
    }

    /// A bundle about an incident, made and signed then.
    pub fn draft(&self, incident_id: &str, created_at: &str) -> Draft {
        let case = include_bytes!("../../../../schemas/v1/examples/export-case/valid/full.json");
        let mut case: serde_json::Value = serde_json::from_slice(case).unwrap();
        case["incident"]["id"] = incident_id.into();
        let case = decode(&serde_json::to_vec(&case).unwrap()).unwrap();
        let now: Timestamp = created_at.parse().unwrap();
        let assembled = assemble::evidence(&case, &Options::default(), now, Uuid::new_v4());
        let bundle = assembled.unwrap().bundle;
        let (bundle_id, run_id) = (bundle.bundle_id.to_string(), bundle.run_id.to_string());
        let content = serde_json::to_vec(&ExportBundle::from(bundle)).unwrap();
        let statement = Statement::about(&content, "bundle.json", &[], RuleSet::Default, now);
        let receipt = Receipt::sign(&statement.unwrap(), self.key.key()).unwrap();
        Draft {
            bundle_id,
            bundle_type: BundleType::Evidence,
            incident_id: Some(incident_id.to_owned()),
            run_id,
            created_at: now,
            seal: seal(&content).unwrap(),
            follows: None,
            receipt: receipt.to_json(),
            content,
            request: None,
        }
    }
}

/// What is expected to be found, and is not.
pub fn messages(damage: &[export_bundles_store::Damage]) -> Vec<&str> {
    damage.iter().map(|it| it.message.as_str()).collect()
}
