//! Documents rendered once and served many times: JSON bytes, their gzip and Brotli forms, and an ETag.

use std::collections::HashMap;
use std::io::Write as _;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::digest;

/// Bits of the Brotli window: the largest that every browser accepts.
const BROTLI_WINDOW: u32 = 22;

/// One rendered document.
#[derive(Debug)]
pub struct Document {
    /// The bytes as they are.
    pub plain: Vec<u8>,
    /// Gzip form.
    pub gzip: Vec<u8>,
    /// Hash of the content, without quotes.
    pub hash: String,
    brotli: OnceLock<Vec<u8>>,
}

impl Document {
    /// Renders the quick forms.
    pub fn new(plain: Vec<u8>) -> std::io::Result<Self> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(6));
        encoder.write_all(&plain)?;
        let gzip = encoder.finish()?;
        let mut hash = digest::hex(&[&plain]);
        hash.truncate(32);
        Ok(Self { plain, gzip, hash, brotli: OnceLock::new() })
    }

    /// The Brotli form, once it is ready.
    pub fn brotli(&self) -> Option<&[u8]> {
        self.brotli.get().map(Vec::as_slice)
    }

    /// Makes the Brotli form.
    fn press(&self, quality: u32) {
        let mut pressed = Vec::new();
        let mut writer = brotli::CompressorWriter::new(&mut pressed, 65_536, quality, BROTLI_WINDOW);
        let written = writer.write_all(&self.plain).and_then(|()| writer.flush());
        drop(writer);
        // Writing to a Vec cannot fail; without the Brotli form gzip is served.
        if written.is_ok() {
            // A second press of the same document gives the same bytes.
            let _ = self.brotli.set(pressed);
        }
    }
}

/// Documents by name, each with the version that it shows.
type Documents = HashMap<&'static str, (i64, Arc<Document>)>;

/// Keeps the newest document of each name.
#[derive(Clone, Debug)]
pub struct Shelf {
    brotli_quality: u32,
    documents: Arc<Mutex<Documents>>,
}

impl Shelf {
    /// An empty shelf that presses with this Brotli quality, 0 to 11.
    pub fn new(brotli_quality: u32) -> Self {
        Self { brotli_quality, documents: Arc::default() }
    }

    /// The document of that name, if it shows that version.
    pub fn get(&self, name: &'static str, version: i64) -> Option<Arc<Document>> {
        let documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        documents.get(name).filter(|(v, _)| *v == version).map(|(_, d)| Arc::clone(d))
    }

    /// Renders a document and keeps it; its Brotli form follows from a background thread.
    pub async fn put(
        &self,
        name: &'static str,
        version: i64,
        plain: Vec<u8>,
    ) -> std::io::Result<Arc<Document>> {
        let rendered = tokio::task::spawn_blocking(move || Document::new(plain)).await;
        let document = Arc::new(rendered.map_err(std::io::Error::other)??);
        self.keep(name, version, &document);
        let (press, quality) = (Arc::clone(&document), self.brotli_quality);
        // Nobody waits for it: until it is there, gzip is served.
        drop(tokio::task::spawn_blocking(move || press.press(quality)));
        Ok(document)
    }

    fn keep(&self, name: &'static str, version: i64, document: &Arc<Document>) {
        let mut documents = self.documents.lock().unwrap_or_else(PoisonError::into_inner);
        documents.insert(name, (version, Arc::clone(document)));
    }
}
