//! Which store it is.

use clap::Args;
use export_bundles_store::{Migrations, Store, StoreError};
use tokio::runtime::Builder;

use super::Failure;

/// Which store it is.
#[derive(Debug, Args)]
pub struct StoreArguments {
    /// The store: sqlite:FILE, or postgres://USER:PASSWORD@HOST/DATABASE (version 14 or newer)
    #[arg(long, value_name = "URL", default_value = "sqlite:exports.db")]
    pub store: String,
}

impl StoreArguments {
    /// The store, which has to be there.
    pub async fn open(&self) -> Result<Store, StoreError> {
        Store::open(&self.store, Migrations::Expect).await
    }

    /// The store, which is made where there is none.
    pub async fn open_or_make(&self) -> Result<Store, StoreError> {
        Store::open(&self.store, Migrations::Run).await
    }
}

/// Does something that waits for a store.
pub fn in_time<T>(work: impl Future<Output = Result<T, Failure>>) -> Result<T, Failure> {
    let runtime = Builder::new_current_thread().enable_all().build().map_err(Failure::Runtime)?;
    runtime.block_on(work)
}
