//! Packs the small chunks that rooms share: two dozen requests of a kilobyte each would cost more than they carry.
//!
//! A chunk of three or more public rooms that are opened first goes into `shared.pack`, one of nearly all rooms for people who
//! have signed in into `own.pack`: whoever only reads does not pay for forms and the outbox. A chunk of fewer rides in each of
//! their files, so that nobody loads it for a room that does not need it; the loader takes it from whichever file is on its way.
//! The desk does not count, nor does the part that runs when the phone is idle: what they share with one or two rooms of
//! residents rides in their files too, and never moves into a pack that others load.

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

/// Rooms opened first from which a chunk is worth a file of its own kind.
const SHARED_BY: usize = 3;
/// The same for the rooms of one's own matters: with two, opening 我的 fetched the forms of 在线办理 and twice the bytes.
const OWN_BY: usize = 5;

/// Rooms that are opened first.
const DOORS: &[&str] = &["guide", "item", "community", "search", "about"];

/// Rooms that lie behind an item: what they share with it is there by then, and a cold link fetches the item's file too.
const BEHIND_ITEM: &[&str] = &["check", "report"];

/// Rooms that anybody opens without signing in.
const PUBLIC: &[&str] = &["guide", "item", "check", "report", "community", "search", "about"];

/// The part of the staff.
pub(crate) const DESK: &str = "desk";

/// Parts that never make a chunk a shared one.
const APART: &[&str] = &[DESK, BEHIND_DESK, "later"];

/// The staff's part that lies behind theirs: what the two share is in the first one's file alone.
const BEHIND_DESK: &str = "desk_counter";

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
        for file in homes(rooms) {
            packed.add(&name, &file, &bytes);
        }
    }
    Ok(packed)
}

/// The files that hold a chunk of these rooms; a pack comes first, because it serves whoever has none of the others.
fn homes(rooms: &[String]) -> Vec<String> {
    let (public, rest): (Vec<&String>, Vec<&String>) =
        rooms.iter().partition(|r| PUBLIC.contains(&r.as_str()));
    let (apart, own): (Vec<&String>, Vec<&String>) =
        rest.into_iter().partition(|r| APART.contains(&r.as_str()));
    if public.iter().filter(|r| DOORS.contains(&r.as_str())).count() >= SHARED_BY {
        return vec!["shared.pack".to_owned()];
    }
    let by_item = public.iter().any(|r| *r == "item");
    let public = public.into_iter().filter(|r| !(by_item && BEHIND_ITEM.contains(&r.as_str()))).collect();
    let by_desk = apart.iter().any(|r| *r == DESK);
    let apart = apart.into_iter().filter(|r| !(by_desk && *r == BEHIND_DESK)).collect();
    let rides =
        |rooms: Vec<&String>| -> Vec<String> { rooms.iter().map(|room| format!("{room}.wasm")).collect() };
    let packed = own.len() >= OWN_BY;
    let pack = packed.then(|| "own.pack".to_owned());
    let own = if packed { Vec::new() } else { own };
    pack.into_iter().chain(rides(public)).chain(rides(own)).chain(rides(apart)).collect()
}

/// In which order the files of a part are thought of when none is on its way: a pack first, the staff's last.
pub(crate) fn rank(file: &str) -> u8 {
    let room = file.trim_end_matches(".wasm");
    match room {
        _ if file.ends_with(".pack") => 0,
        _ if PUBLIC.contains(&room) => 1,
        _ if APART.contains(&room) => 3,
        _ => 2,
    }
}

impl Packed {
    /// The files that each room fetches on a phone that has nothing yet: its own first, then what of its chunks is not in it.
    pub(crate) fn fetched(&self, rooms_of: &BTreeMap<String, Vec<String>>) -> BTreeMap<String, Vec<String>> {
        let mut fetched: BTreeMap<String, Vec<String>> = BTreeMap::new();
        for room in self.places.keys().filter_map(|part| part.strip_prefix("split_")) {
            let room = room.trim_end_matches(".wasm");
            fetched.insert(room.to_owned(), vec![format!("{room}.wasm")]);
        }
        // As the loader does: what lies in one file alone is asked for first, so that the rest is found in files on their way.
        let mut chunks: Vec<_> = rooms_of.iter().collect();
        chunks.sort_by_key(|(chunk, _)| self.places.get(*chunk).map_or(0, Vec::len));
        for (chunk, rooms) in chunks {
            for room in rooms {
                let (Some(files), Some(places)) = (fetched.get_mut(room), self.places.get(chunk)) else {
                    continue;
                };
                if places.iter().any(|(file, ..)| files.contains(file)) {
                    continue;
                }
                files.extend(places.iter().map(|(file, ..)| file.clone()).min_by_key(|file| rank(file)));
            }
        }
        fetched
    }

    fn add(&mut self, part: &str, file: &str, bytes: &[u8]) {
        let whole = self.files.entry(file.to_owned()).or_default();
        self.places.entry(part.to_owned()).or_default().push((file.to_owned(), whole.len(), bytes.len()));
        whole.extend(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::homes;

    fn of(rooms: &[&str]) -> Vec<String> {
        homes(&rooms.iter().map(|r| (*r).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn what_public_rooms_share_is_apart_from_what_own_matters_share() {
        assert_eq!(of(&["guide", "item", "search", "apply"]), ["shared.pack"]);
        assert_eq!(of(&["account", "apply", "cases", "me", "outbox"]), ["own.pack"]);
        assert_eq!(of(&["apply", "me", "outbox"]), ["apply.wasm", "me.wasm", "outbox.wasm"]);
        assert_eq!(of(&["item", "check", "apply"]), ["item.wasm", "apply.wasm"]);
        assert_eq!(of(&["report", "apply", "me"]), ["report.wasm", "apply.wasm", "me.wasm"]);
        assert_eq!(of(&["apply", "desk"]), ["apply.wasm", "desk.wasm"]);
        assert_eq!(of(&["desk", "desk_counter"]), ["desk.wasm"]);
        assert_eq!(of(&["search", "desk_counter"]), ["search.wasm", "desk_counter.wasm"]);
        assert_eq!(of(&["item", "check", "report"]), ["item.wasm"]);
        assert_eq!(of(&["apply", "later"]), ["apply.wasm", "later.wasm"]);
    }
}
