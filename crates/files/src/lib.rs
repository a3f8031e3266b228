//! Files and folders that are whole or not there, written by one process at a time.
//!
//! ```
//! use exact_schema_files::{FolderLock, Prepared};
//!
//! let home = tempfile::tempdir()?;
//! let lock = FolderLock::take(home.path())?;
//! assert!(FolderLock::take(home.path()).is_err(), "one at a time");
//!
//! let mut prepared = Prepared::default();
//! prepared.write(&home.path().join("a.json"), b"{}\n")?;
//! assert!(!home.path().join("a.json").exists());
//! prepared.put_in_place()?;
//! assert_eq!(std::fs::read(home.path().join("a.json"))?, b"{}\n");
//! drop(lock);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod error;
mod leftover;
mod lock;
mod new_folder;
mod prepared;
mod temporary;

pub use error::Error;
pub use leftover::{leftovers, remove_leftovers};
pub use lock::FolderLock;
pub use new_folder::NewFolder;
pub use prepared::Prepared;
