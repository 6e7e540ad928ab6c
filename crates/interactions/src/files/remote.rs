//! An S3-compatible store.

use std::fmt;
use std::io::{self, Write as _};
use std::ops::Range;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;
use futures::TryStreamExt as _;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path as Key;
use object_store::{ObjectStore, ObjectStoreExt as _, RetryConfig, WriteMultipart};
use parcours_storage::StorageError;
use tokio::io::AsyncReadExt as _;
use tokio::runtime::Handle;

use super::{FileBytes, LogFile, remove_if_there, remove_with_draft, words};

/// Pieces of an upload; S3 takes 5 MiB or more.
const PIECE: usize = 8 << 20;

/// How to reach a store. What is left out comes from the usual `AWS_…` variables.
#[derive(Clone, Default)]
pub struct S3Options {
    /// `s3://bucket/prefix`.
    pub url: String,
    /// Of stores other than Amazon's, such as `https://s3.fr-par.scw.cloud`.
    pub endpoint: Option<String>,
    /// Such as `eu-west-3`.
    pub region: Option<String>,
    /// The key's id.
    pub access_key_id: Option<String>,
    /// The key's secret.
    pub secret_access_key: Option<String>,
}

impl fmt::Debug for S3Options {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Nothing of the key.
        f.debug_struct("S3Options")
            .field("url", &self.url)
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

#[derive(Debug)]
pub(super) struct Remote {
    store: Arc<AmazonS3>,
    prefix: Key,
    address: String,
    cache: PathBuf,
    runtime: Handle,
}

/// One object of the store.
#[derive(Debug)]
pub(super) struct Object {
    store: Arc<AmazonS3>,
    key: Key,
    runtime: Handle,
}

/// A few tries within seconds bridge a hiccup. A store that is down is said to be: whoever waits is
/// told, and upkeep comes back by itself.
fn retry() -> RetryConfig {
    RetryConfig { max_retries: 4, retry_timeout: Duration::from_secs(30), ..RetryConfig::default() }
}

impl Remote {
    /// Needs a running tokio, whose threads speak to the store while others wait.
    pub(super) fn connect(options: &S3Options, cache: PathBuf) -> Result<Self, StorageError> {
        let mut builder = AmazonS3Builder::from_env().with_url(&options.url).with_retry(retry());
        if let Some(endpoint) = &options.endpoint {
            builder =
                builder.with_endpoint(endpoint).with_allow_http(endpoint.starts_with("http://"));
        }
        if let Some(region) = &options.region {
            builder = builder.with_region(region);
        }
        if let Some(id) = &options.access_key_id {
            builder = builder.with_access_key_id(id);
        }
        if let Some(secret) = &options.secret_access_key {
            builder = builder.with_secret_access_key(secret);
        }
        let store = Arc::new(builder.build().map_err(|error| words::bad_place(&error))?);
        let rest = options.url.split_once("://").map_or("", |(_, rest)| rest);
        let prefix = rest.split_once('/').map_or("", |(_, prefix)| prefix);
        let address = options.url.trim_end_matches('/').to_owned();
        Ok(Self { store, prefix: Key::from(prefix), address, cache, runtime: Handle::current() })
    }

    pub(super) fn describe(&self) -> String {
        self.address.clone()
    }

    fn key(&self, name: &str) -> Key {
        name.split('/').fold(self.prefix.clone(), Key::join)
    }

    fn address(&self, name: &str) -> String {
        format!("{}/{name}", self.address)
    }

    /// Where a file is written before it is uploaded.
    pub(super) fn draft(&self, name: &str) -> PathBuf {
        self.cache.join("drafts").join(name)
    }

    pub(super) fn store(&self, name: &str, path: &Path) -> Result<(), StorageError> {
        let upload = async {
            let mut file = tokio::fs::File::open(path).await?;
            let parts = self.store.put_multipart(&self.key(name)).await?;
            let mut upload = WriteMultipart::new_with_chunk_size(parts, PIECE);
            let mut buffer = vec![0; PIECE];
            loop {
                let read = file.read(&mut buffer).await?;
                if read == 0 {
                    break;
                }
                // A few pieces on their way at once; more would only fill the memory.
                upload.wait_for_capacity(4).await?;
                upload.write(&buffer[..read]);
            }
            upload.finish().await?;
            Ok::<_, Box<dyn std::error::Error + Send + Sync>>(())
        };
        self.runtime
            .block_on(upload)
            .map_err(|error| words::not_stored(&self.address(name), &error))
    }

    /// What becomes of a draft once it is stored: the small files that are asked for with every batch
    /// stay at hand, also while the store is out of reach.
    pub(super) fn settle(&self, name: &str, draft: &Path) -> io::Result<()> {
        if !name.starts_with("keys/") {
            return std::fs::remove_file(draft);
        }
        let kept = self.cache.join(name);
        std::fs::create_dir_all(kept.parent().expect("a file lies in a folder"))?;
        std::fs::rename(draft, kept)
    }

    pub(super) fn open(&self, file: &LogFile) -> Result<FileBytes, StorageError> {
        let LogFile { name, bytes, .. } = file;
        let object = Object {
            store: Arc::clone(&self.store),
            key: self.key(name),
            runtime: self.runtime.clone(),
        };
        let found = self.runtime.block_on(self.store.head(&object.key));
        match found {
            Ok(found) if found.size == *bytes => Ok(FileBytes::remote(object, file)),
            Ok(found) => Err(words::wrong_size(&self.address(name), found.size, *bytes)),
            Err(object_store::Error::NotFound { .. }) => Err(words::missing(&self.address(name))),
            Err(error) => Err(words::unreachable(&self.address(name), &error)),
        }
    }

    /// The path of a copy in the cache, fetched when it is not there.
    pub(super) fn nearby(&self, file: &LogFile) -> Result<PathBuf, StorageError> {
        let path = self.cache.join(&file.name);
        if path.metadata().is_ok_and(|found| found.len() == file.bytes) {
            return Ok(path);
        }
        let whole = self.open(file)?;
        let folder = path.parent().expect("a file lies in a folder");
        // Renamed when it is whole: another process may look at the same moment.
        let draft = path.with_extension(format!("{}.draft", std::process::id()));
        let fetched = std::fs::create_dir_all(folder)
            .and_then(|()| std::fs::File::create(&draft))
            .and_then(|mut draft| fetch(&whole, file.bytes, &mut draft))
            .and_then(|()| std::fs::rename(&draft, &path));
        match fetched {
            Ok(()) => Ok(path),
            Err(error) => {
                remove_if_there(&draft)?;
                Err(words::not_fetched(&self.address(&file.name), &path, &error))
            }
        }
    }

    pub(super) fn list(&self) -> Result<Vec<String>, StorageError> {
        let listed = self.runtime.block_on(async {
            self.store
                .list(Some(&self.prefix))
                .try_fold(Vec::new(), async |mut names, object| {
                    let parts = object.location.prefix_match(&self.prefix).into_iter().flatten();
                    let parts: Vec<_> = parts.map(|part| part.as_ref().to_owned()).collect();
                    names.push(parts.join("/"));
                    Ok(names)
                })
                .await
        });
        let mut names = listed.map_err(|error| words::unreachable(&self.address, &error))?;
        names.retain(|name| super::list::could_be_ours(name));
        Ok(names)
    }

    pub(super) fn remove(&self, name: &str) -> Result<(), StorageError> {
        match self.runtime.block_on(self.store.delete(&self.key(name))) {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => {
                remove_with_draft(&self.draft(name))?;
                remove_if_there(&self.cache.join(name))
            }
            Err(error) => Err(words::not_stored(&self.address(name), &error)),
        }
    }
}

/// Copies a file piece by piece: it may be larger than the memory.
fn fetch(from: &FileBytes, bytes: u64, to: &mut std::fs::File) -> io::Result<()> {
    let mut at = 0;
    while at < bytes {
        let length = (bytes - at).min(PIECE as u64);
        to.write_all(&from.range(at, usize::try_from(length).expect("a piece"))?)?;
        at += length;
    }
    Ok(())
}

impl Object {
    pub(super) fn range(&self, from: u64, length: usize) -> io::Result<Bytes> {
        let range = from..from + length as u64;
        self.runtime.block_on(self.store.get_range(&self.key, range)).map_err(io::Error::other)
    }

    pub(super) fn ranges(&self, ranges: &[Range<u64>]) -> io::Result<Vec<(u64, Bytes)>> {
        let parts = self
            .runtime
            .block_on(self.store.get_ranges(&self.key, ranges))
            .map_err(io::Error::other)?;
        Ok(ranges.iter().map(|range| range.start).zip(parts).collect())
    }
}
