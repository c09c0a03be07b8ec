//! Packs the small chunks that rooms share into one file: two dozen requests of a kilobyte each would cost more than they carry.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::Result;

/// Where a part lies: file, first byte, length.
pub(crate) type Place = (String, usize, usize);

/// Files to publish and where each part is in them.
pub(crate) struct Packed {
    /// File name and bytes.
    pub(crate) files: Vec<(String, Vec<u8>)>,
    /// Part name (as the loader knows it) to its place.
    pub(crate) places: BTreeMap<String, Place>,
}

/// One file for all shared chunks, and one file per room.
pub(crate) fn pack(parts: &[PathBuf]) -> Result<Packed> {
    let mut shared = Vec::new();
    let mut packed = Packed { files: Vec::new(), places: BTreeMap::new() };
    for part in parts {
        let name = part.file_name().map(|n| n.to_string_lossy().into_owned()).unwrap_or_default();
        let bytes = std::fs::read(part)?;
        if let Some(room) = name.strip_prefix("split_") {
            packed.places.insert(name.clone(), (room.to_owned(), 0, bytes.len()));
            packed.files.push((room.to_owned(), bytes));
        } else {
            packed.places.insert(name, ("shared.pack".to_owned(), shared.len(), bytes.len()));
            shared.extend(bytes);
        }
    }
    if !shared.is_empty() {
        packed.files.push(("shared.pack".to_owned(), shared));
    }
    Ok(packed)
}
