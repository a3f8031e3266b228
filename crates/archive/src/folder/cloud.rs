//! A prefix in an object store: S3, Google Cloud Storage, Azure, and what speaks as they do.

use std::fmt;
use std::io::Read;
use std::sync::Arc;

use bytes::{Buf, Bytes};
use futures_util::TryStreamExt;
use object_store::aws::AmazonS3Builder;
use object_store::azure::MicrosoftAzureBuilder;
use object_store::gcp::GoogleCloudStorageBuilder;
use object_store::path::Path;
use object_store::{Error, ObjectStore, ObjectStoreExt, PutMode, PutPayload};
use parquet::errors::{ParquetError, Result as ParquetResult};
use parquet::file::reader::{ChunkReader, Length};
use tokio::runtime::{Builder, Runtime};

use super::{FolderError, Opened};

/// As much as is fetched at once where nobody says how much is wanted.
const STRETCH: u64 = 1 << 16;

/// A prefix in an object store.
#[derive(Clone)]
pub struct Cloud {
    store: Arc<dyn ObjectStore>,
    prefix: String,
    address: String,
    runtime: Arc<Runtime>,
}

impl Cloud {
    /// The prefix at an address; the variables of the environment say who asks, and where.
    pub fn at(address: &str) -> Result<Self, FolderError> {
        let no_store = |cause: Error| FolderError::NoStore {
            address: address.to_owned(),
            cause: cause.into(),
        };
        let (scheme, rest) = address.split_once("://").unwrap_or_default();
        let (bucket, prefix) = rest.split_once('/').unwrap_or((rest, ""));
        // Nobody has chosen the provider yet, or somebody has chosen this one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let store: Arc<dyn ObjectStore> = match scheme {
            "s3" => {
                let builder = AmazonS3Builder::from_env().with_bucket_name(bucket);
                Arc::new(builder.build().map_err(no_store)?)
            }
            "gs" => {
                let builder = GoogleCloudStorageBuilder::from_env().with_bucket_name(bucket);
                Arc::new(builder.build().map_err(no_store)?)
            }
            "az" => {
                let builder = MicrosoftAzureBuilder::from_env().with_container_name(bucket);
                Arc::new(builder.build().map_err(no_store)?)
            }
            _ => {
                return Err(FolderError::NoStore {
                    address: address.to_owned(),
                    cause: "expected s3://, gs:// or az://".into(),
                });
            }
        };
        let runtime = Builder::new_multi_thread().worker_threads(1).enable_all().build();
        let runtime = runtime.map_err(|cause| FolderError::NoStore {
            address: address.to_owned(),
            cause: cause.into(),
        })?;
        Ok(Self {
            store,
            prefix: prefix.trim_matches('/').to_owned(),
            address: address.trim_end_matches('/').to_owned(),
            runtime: Arc::new(runtime),
        })
    }

    pub fn read(&self, path: &str) -> Result<Option<Vec<u8>>, FolderError> {
        let place = self.place(path)?;
        let read = self.runtime.block_on(async { self.store.get(&place).await?.bytes().await });
        Ok(self.found(read, path)?.map(|it| it.to_vec()))
    }

    pub fn open(&self, path: &str) -> Result<Option<Opened>, FolderError> {
        let place = self.place(path)?;
        let head = self.found(self.runtime.block_on(self.store.head(&place)), path)?;
        let object = |size| Object { cloud: self.clone(), place, size };
        Ok(head.map(|it| Opened::Object(object(it.size))))
    }

    pub fn size(&self, path: &str) -> u64 {
        let Ok(place) = self.place(path) else { return 0 };
        self.runtime.block_on(self.store.head(&place)).map_or(0, |it| it.size)
    }

    pub fn write(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        self.put_as(path, content, PutMode::Overwrite)
    }

    pub fn create(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        self.put_as(path, content, PutMode::Create)
    }

    pub fn put(&self, path: &str, content: &[u8]) -> Result<(), FolderError> {
        self.put_as(path, content, PutMode::Overwrite)
    }

    pub fn remove(&self, path: &str) -> Result<(), FolderError> {
        let mut paths = self.list(path)?;
        paths.push(path.to_owned());
        for path in paths {
            let place = self.place(&path)?;
            match self.runtime.block_on(self.store.delete(&place)) {
                Ok(()) | Err(Error::NotFound { .. }) => {}
                Err(cause) => return Err(self.unwritten(&path, cause)),
            }
        }
        Ok(())
    }

    pub fn list(&self, path: &str) -> Result<Vec<String>, FolderError> {
        let place = self.place(path)?;
        let listed = self.store.list(Some(&place));
        let found = self.runtime.block_on(listed.try_collect::<Vec<_>>());
        let found = found.map_err(|cause| self.unreadable(path, cause))?;
        let prefix = match &self.prefix[..] {
            "" => String::new(),
            prefix => format!("{prefix}/"),
        };
        let paths = found.iter().map(|it| it.location.as_ref());
        let mut paths: Vec<String> =
            paths.filter_map(|it| Some(it.strip_prefix(&prefix)?.to_owned())).collect();
        paths.sort_unstable();
        Ok(paths)
    }

    fn put_as(&self, path: &str, content: &[u8], mode: PutMode) -> Result<(), FolderError> {
        let place = self.place(path)?;
        let payload = PutPayload::from(content.to_vec());
        match self.runtime.block_on(self.store.put_opts(&place, payload, mode.into())) {
            Ok(_) => Ok(()),
            Err(Error::AlreadyExists { .. }) => {
                Err(FolderError::Taken { place: format!("{}/{path}", self.address) })
            }
            Err(cause) => Err(self.unwritten(path, cause)),
        }
    }

    fn place(&self, path: &str) -> Result<Path, FolderError> {
        Path::parse(format!("{}/{path}", self.prefix)).map_err(|cause| FolderError::Unreadable {
            place: format!("{}/{path}", self.address),
            cause: cause.into(),
        })
    }

    fn found<T>(&self, result: Result<T, Error>, path: &str) -> Result<Option<T>, FolderError> {
        match result {
            Ok(found) => Ok(Some(found)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(cause) => Err(self.unreadable(path, cause)),
        }
    }

    fn unreadable(&self, path: &str, cause: Error) -> FolderError {
        FolderError::Unreadable { place: format!("{}/{path}", self.address), cause: cause.into() }
    }

    fn unwritten(&self, path: &str, cause: Error) -> FolderError {
        FolderError::Unwritten { place: format!("{}/{path}", self.address), cause: cause.into() }
    }
}

impl fmt::Display for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.address)
    }
}

impl fmt::Debug for Cloud {
    /// Who asks is nobody's business.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Cloud").field(&self.address).finish()
    }
}

/// An object that is read in parts.
#[derive(Debug)]
pub struct Object {
    cloud: Cloud,
    place: Path,
    size: u64,
}

impl Length for Object {
    fn len(&self) -> u64 {
        self.size
    }
}

impl ChunkReader for Object {
    type T = Box<dyn Read>;

    fn get_read(&self, start: u64) -> ParquetResult<Box<dyn Read>> {
        let length = self.size.saturating_sub(start).min(STRETCH) as usize;
        Ok(Box::new(self.get_bytes(start, length)?.reader()))
    }

    fn get_bytes(&self, start: u64, length: usize) -> ParquetResult<Bytes> {
        let range = start..start + length as u64;
        let read = self.cloud.runtime.block_on(self.cloud.store.get_range(&self.place, range));
        read.map_err(|cause| ParquetError::External(cause.into()))
    }
}
