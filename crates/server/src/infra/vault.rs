//! Where sealed files lie: a folder of this machine, or an S3-compatible store. What comes in here is sealed already.

use std::sync::Arc;

use axum::body::Bytes;
use object_store::aws::AmazonS3Builder;
use object_store::local::LocalFileSystem;
use object_store::path::Path;
use object_store::{ObjectStore, ObjectStoreExt, PutPayload};
use tokio::sync::Semaphore;

use super::config::Config;
use super::scan::{self, Scan};

/// Photos that are decoded at once: each may take a quarter of a gigabyte for a moment.
const PRESSES: usize = 2;

/// Why there is no place for files.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The folder cannot be made.
    #[error("cannot make the folder for files: {0}")]
    Folder(#[from] std::io::Error),
    /// The store refuses.
    #[error("files: {0}")]
    Store(#[from] object_store::Error),
}

impl VaultError {
    /// There is no file of that name.
    pub fn is_missing(&self) -> bool {
        matches!(self, Self::Store(object_store::Error::NotFound { .. }))
    }
}

/// Cheap to clone.
#[derive(Clone, Debug)]
pub struct Vault {
    store: Arc<dyn ObjectStore>,
    scan: Arc<dyn Scan>,
    presses: Arc<Semaphore>,
}

impl Vault {
    /// As configured.
    pub fn open(config: &Config) -> Result<Self, VaultError> {
        let store: Arc<dyn ObjectStore> =
            if config.files_s3_bucket.is_empty() { Arc::new(local(config)?) } else { Arc::new(s3(config)?) };
        let scan = scan::of(&config.files_scan);
        Ok(Self { store, scan, presses: Arc::new(Semaphore::new(PRESSES)) })
    }

    /// Writes a file; it is on disk when this returns. Written again under the same name, it is replaced whole.
    pub async fn put(&self, name: &str, sealed: Vec<u8>) -> Result<(), VaultError> {
        self.store.put(&Path::from(name), PutPayload::from(sealed)).await?;
        Ok(())
    }

    /// Reads a file.
    pub async fn get(&self, name: &str) -> Result<Bytes, VaultError> {
        Ok(self.store.get(&Path::from(name)).await?.bytes().await?)
    }

    /// Deletes a file; one that is gone already is fine.
    pub async fn delete(&self, name: &str) -> Result<(), VaultError> {
        match self.store.delete(&Path::from(name)).await {
            Ok(()) | Err(object_store::Error::NotFound { .. }) => Ok(()),
            Err(e) => Err(e.into()),
        }
    }

    /// Looks for viruses.
    pub fn scan(&self) -> &dyn Scan {
        &*self.scan
    }

    /// Places for work on photos.
    pub fn presses(&self) -> Arc<Semaphore> {
        Arc::clone(&self.presses)
    }
}

/// A folder that only the server reads.
fn local(config: &Config) -> Result<LocalFileSystem, VaultError> {
    std::fs::create_dir_all(&config.files_dir)?;
    Ok(LocalFileSystem::new_with_prefix(&config.files_dir)?.with_fsync(true).with_automatic_cleanup(false))
}

/// A bucket, addressed by path as most compatible stores want it. It needs no public access: files are served by us.
fn s3(config: &Config) -> Result<object_store::aws::AmazonS3, VaultError> {
    // One library for TLS in the whole program. It may have been set before: that is the same one.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let endpoint = &config.files_s3_endpoint;
    let builder = AmazonS3Builder::new()
        .with_bucket_name(&config.files_s3_bucket)
        .with_region(&config.files_s3_region)
        .with_access_key_id(&config.files_s3_key)
        .with_secret_access_key(&config.files_s3_secret)
        .with_allow_http(endpoint.starts_with("http://"));
    let builder = if endpoint.is_empty() { builder } else { builder.with_endpoint(endpoint) };
    Ok(builder.build()?)
}
