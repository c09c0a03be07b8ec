//! Packs the small chunks that rooms share: two dozen requests of a kilobyte each would cost more than they carry.
//!
//! A chunk of three or more rooms goes into `shared.pack`. A chunk of one or two rooms rides in each of their files, so that
//! nobody loads it for a room that does not need it; the loader takes it from whichever file is on its way.
//! The desk does not count: what it shares with one or two rooms of residents rides in its file too, and never moves
//! into the pack that every resident loads.

use std::collections::BTreeMap;
use std::path::PathBuf;

use crate::Result;

/// Where a part lies: file, first byte, length.
pub(crate) type Place = (String, usize, usize);

/// Files to publish and where each part is in them.
#[derive(Default)]
pub(crate) struct Packed {
    /// File name to bytes.
    pub(crate) files: BTreeMap<String, Vec<u8>>,
    /// Part name (as the loader knows it) to its places.
    pub(crate) places: BTreeMap<String, Vec<Place>>,
}

/// Rooms of residents from which a chunk is worth a file of its own kind.
const SHARED_BY: usize = 3;

/// The part of the staff.
pub(crate) const DESK: &str = "desk";

/// `rooms_of` names the rooms that need a chunk.
pub(crate) fn pack(parts: &[PathBuf], rooms_of: &BTreeMap<String, Vec<String>>) -> Result<Packed> {
    let mut packed = Packed::default();
    for part in parts {
        let name = part.file_name().ok_or("a part without a file name")?.to_string_lossy().into_owned();
        let bytes = std::fs::read(part)?;
        if let Some(room) = name.strip_prefix("split_") {
            packed.add(&name, room, &bytes);
            continue;
        }
        // A chunk that no room names is loaded by nothing.
        let rooms = rooms_of.get(&name).map(Vec::as_slice).unwrap_or_default();
        if rooms.iter().filter(|room| *room != DESK).count() >= SHARED_BY {
            packed.add(&name, "shared.pack", &bytes);
        } else {
            rooms.iter().for_each(|room| packed.add(&name, &format!("{room}.wasm"), &bytes));
        }
    }
    Ok(packed)
}

impl Packed {
    fn add(&mut self, part: &str, file: &str, bytes: &[u8]) {
        let whole = self.files.entry(file.to_owned()).or_default();
        self.places.entry(part.to_owned()).or_default().push((file.to_owned(), whole.len(), bytes.len()));
        whole.extend(bytes);
    }
}
