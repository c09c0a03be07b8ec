//! What goes by itself: entries that nobody touched for thirty days, and files that no entry holds.

use std::collections::HashSet;

use super::{DAY_MS, DAYS, Slot, store};
use crate::infra::{clock, http};

/// 1 January 2026: no phone kept anything of this app before.
const FIRST_MS: f64 = 1_767_225_600_000.0;

/// Entries of anybody that were not touched for [`DAYS`], by the phone's clock and by the server's: a wrong clock alone drops
/// nothing. A moment before the app existed, or after now, comes from a wrong clock: it counts from now on.
pub async fn aged() -> Vec<Slot> {
    let all = store::all(store::OUTBOX).await.unwrap_or_default();
    let phone = clock::now_ms();
    if all.iter().all(|(_, at_ms)| age(*at_ms, phone, phone) == Age::Young) {
        return Vec::new();
    }
    // Without a word of the server nothing goes: the next start with a signal asks again.
    let Some(server) = http::server_ms().await else { return Vec::new() };
    let mut aged = Vec::new();
    for (key, at_ms) in all {
        let Some(slot) = Slot::parse(&key) else { continue };
        match age(at_ms, phone, server) {
            Age::Young => {}
            Age::Old => aged.push(slot),
            Age::WrongClock => store::touch(store::OUTBOX, &key, server).await.unwrap_or_default(),
        }
    }
    aged
}

/// What a moment of writing says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Age {
    Young,
    Old,
    WrongClock,
}

fn age(at_ms: f64, phone: f64, server: f64) -> Age {
    if at_ms < FIRST_MS || at_ms > phone.max(server) + DAY_MS {
        return Age::WrongClock;
    }
    if phone.min(server) - at_ms > DAYS * DAY_MS { Age::Old } else { Age::Young }
}

/// Removes files that no entry holds: the tab was killed between the photo and the entry.
pub async fn sweep() {
    let Ok(entries) = store::all(store::OUTBOX).await else { return };
    let held: HashSet<String> = entries.into_iter().map(|(key, _)| key).collect();
    let yesterday = clock::now_ms().min(clock::true_ms()) - DAY_MS;
    for (key, at_ms) in store::all(store::BLOBS).await.unwrap_or_default() {
        let Some(slot) = Slot::parse(&key) else { continue };
        if at_ms < yesterday && !held.contains(&Slot::entry(slot.account, slot.entry).key()) {
            store::remove(store::BLOBS, &key).await.unwrap_or_default();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_old_by_one_clock_alone_stays() {
        let day = |n: f64| FIRST_MS + n * DAY_MS;
        assert_eq!(age(day(0.0), day(31.0), day(31.0)), Age::Old);
        assert_eq!(age(day(0.0), day(29.0), day(29.0)), Age::Young);
        assert_eq!(age(day(0.0), day(400.0), day(1.0)), Age::Young, "the phone runs a year ahead");
        assert_eq!(age(day(0.0), day(1.0), day(400.0)), Age::Young, "the phone was set back");
    }

    #[test]
    fn a_moment_that_cannot_be_counts_from_now_on() {
        let now = FIRST_MS + 40.0 * DAY_MS;
        for at in [0.0, FIRST_MS - 1.0, now + 2.0 * DAY_MS] {
            assert_eq!(age(at, now, now), Age::WrongClock, "{at}");
        }
        assert_eq!(age(now + 20.0 * DAY_MS, now, now + 20.0 * DAY_MS), Age::Young, "the phone is behind");
    }
}
