//! What the inbox holds: rows, counts, the row that has the focus. Reading it again moves neither rows nor focus.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::desk::{DeskInbox, GetInbox, InboxFilter, InboxRow};

use crate::desk::ask;
use crate::desk::paths::View;
use crate::desk::wording as w;
use crate::infra::http::CallError;
use crate::infra::{announce, browser, nav};

/// After so long a row that has come stands in the document.
const DRAWN: Duration = Duration::from_millis(60);

/// The list and its state; small enough to be handed around.
#[derive(Clone, Copy)]
pub struct List {
    /// What the address names.
    pub view: Memo<View>,
    /// Rows of all pages read so far.
    pub rows: RwSignal<Vec<InboxRow>>,
    /// Cases that the filter shows, and the overdue ones of them; absent before the first answer.
    pub counts: RwSignal<Option<(u32, u32)>>,
    /// Where the next page starts.
    pub next: RwSignal<Option<String>>,
    /// Why there is nothing to show.
    pub failed: RwSignal<Option<CallError>>,
    /// The last refresh did not come through.
    pub stale: RwSignal<bool>,
    /// The row that Tab and J/K stand on.
    pub chosen: RwSignal<Option<Uuid>>,
    /// Grows when a case was changed here.
    pub touched: RwSignal<u32>,
    pages: StoredValue<usize>,
    round: StoredValue<u32>,
    pushed: StoredValue<bool>,
    /// What waits for the page that is on its way.
    ahead: StoredValue<Option<Ahead>>,
}

/// What is done with the first row of the next page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Ahead {
    /// It gets the focus.
    Step,
    /// It is opened.
    Open,
}

impl List {
    /// Follows the filter of the address.
    pub fn new(view: Memo<View>) -> Self {
        let list = Self {
            view,
            rows: RwSignal::new(Vec::new()),
            counts: RwSignal::new(None),
            next: RwSignal::new(None),
            failed: RwSignal::new(None),
            stale: RwSignal::new(false),
            chosen: RwSignal::new(view.get_untracked().case),
            touched: RwSignal::new(0),
            pages: StoredValue::new(1),
            round: StoredValue::new(0),
            pushed: StoredValue::new(false),
            ahead: StoredValue::new(None),
        };
        let filter = Memo::new(move |_| view.get().filter());
        Effect::new(move |_| {
            // Reading it is what ties it to the address.
            drop(filter.get());
            list.pages.set_value(1);
            list.counts.set(None);
            list.load();
        });
        Effect::new(move |before: Option<u32>| {
            let now = list.touched.get();
            if before.is_some() {
                list.load();
            }
            now
        });
        Effect::new(move |_| {
            if view.get().case.is_none() {
                list.pushed.set_value(false);
            }
        });
        list
    }

    /// 「23 件，1 件超期」
    pub fn count(self) -> String {
        self.counts.get().map(|(open, overdue)| w::count(open, overdue)).unwrap_or_default()
    }

    /// Reads again what is shown.
    pub fn refresh(self) {
        self.load();
    }

    /// Reads one page more.
    pub fn more(self) {
        self.pages.update_value(|n| *n += 1);
        self.load();
    }

    fn load(self) {
        let filter = self.view.get_untracked().filter();
        let pages = self.pages.get_value();
        self.failed.set(None);
        self.round.update_value(|n| *n += 1);
        let round = self.round.get_value();
        spawn_local(async move {
            let answer = read(&filter, pages).await;
            // A newer question has been asked meanwhile, or the page is gone.
            if self.round.try_get_value() == Some(round) {
                self.take(answer, filter.number.is_some());
            }
        });
    }

    fn take(self, answer: Result<DeskInbox, CallError>, one_wanted: bool) {
        match answer {
            Ok(inbox) => {
                let first_time = self.counts.get_untracked().is_none();
                self.failed.set(None);
                self.stale.set(false);
                self.counts.set(Some((inbox.open, inbox.overdue)));
                self.next.set(inbox.next);
                // Another list has another beginning.
                let before = if first_time { Vec::new() } else { self.ids() };
                let ids: Vec<Uuid> = inbox.rows.iter().map(|r| r.id).collect();
                self.rows.set(inbox.rows);
                self.chosen.set(follower(self.chosen.get_untracked(), &before, &ids));
                self.go_on(&before, &ids);
                let view = self.view.get_untracked();
                if let ([id], true, true, None) = (&ids[..], one_wanted, first_time, view.case) {
                    nav::replace(&view.with_case(Some(*id)).href());
                }
            }
            Err(error) => {
                self.ahead.set_value(None);
                if self.counts.get_untracked().is_none() {
                    self.failed.set(Some(error));
                } else {
                    self.stale.set(true);
                }
            }
        }
    }

    fn ids(self) -> Vec<Uuid> {
        self.rows.read_untracked().iter().map(|r| r.id).collect()
    }

    /// The page that a key had asked for is there.
    fn go_on(self, before: &[Uuid], ids: &[Uuid]) {
        let Some(ahead) = self.ahead.get_value() else { return };
        self.ahead.set_value(None);
        let Some(id) = ids.iter().find(|id| !before.contains(id)).copied() else { return };
        self.chosen.set(Some(id));
        // The row is drawn after this.
        let on = move || match ahead {
            Ahead::Step => focus_row(id),
            Ahead::Open => {
                self.open(id);
            }
        };
        set_timeout(on, DRAWN);
    }

    /// Asks for the page behind the last row; false when there is none.
    fn load_ahead(self, ahead: Ahead) -> bool {
        if self.next.get_untracked().is_none() {
            return false;
        }
        self.ahead.set_value(Some(ahead));
        self.more();
        true
    }

    /// One row.
    pub fn row(self, id: Uuid) -> Option<InboxRow> {
        self.rows.read().iter().find(|r| r.id == id).cloned()
    }

    /// Moves the focus by so many rows, without opening anything. Behind the last one the next page comes.
    pub fn step(self, by: isize) {
        let ids = self.ids();
        let at = self.chosen.get_untracked().and_then(|id| ids.iter().position(|i| *i == id));
        if by > 0 && at.is_some_and(|at| at + 1 == ids.len()) && self.load_ahead(Ahead::Step) {
            return;
        }
        if let Some(id) = ids.get(moved(at, by, ids.len())) {
            self.chosen.set(Some(*id));
            focus_row(*id);
        }
    }

    /// Opens the case behind the one that is open; where that one has left the list, the one in its place.
    pub fn open_next(self) {
        let ids = self.ids();
        let open = self.view.get_untracked().case.and_then(|id| ids.iter().position(|i| *i == id));
        let next = open.map_or_else(|| self.chosen.get_untracked(), |at| ids.get(at + 1).copied());
        match next {
            Some(id) => self.open(id),
            None => self.load_ahead(Ahead::Open),
        };
    }

    /// Opens a case: one step of history from the list, none from case to case. False for what has left the own queues.
    pub fn open(self, id: Uuid) -> bool {
        let elsewhere = self.rows.read_untracked().iter().any(|row| row.id == id && row.elsewhere);
        if elsewhere {
            announce::say(w::ELSEWHERE);
            return false;
        }
        self.chosen.set(Some(id));
        let view = self.view.get_untracked();
        let href = view.with_case(Some(id)).href();
        match view.case {
            Some(open) if open == id => {}
            Some(_) => nav::replace(&href),
            None => {
                nav::go(&href);
                self.pushed.set_value(true);
            }
        }
        true
    }

    /// Opens the row that has the focus.
    pub fn open_chosen(self) {
        if let Some(id) = self.chosen.get_untracked() {
            self.open(id);
        }
    }

    /// Back to the list, and to its row.
    pub fn close(self) {
        let view = self.view.get_untracked();
        let Some(id) = view.case else { return };
        if self.pushed.get_value() {
            nav::back();
        } else {
            nav::replace(&view.with_case(None).href());
        }
        set_timeout(move || focus_row(id), DRAWN);
    }
}

/// All pages up to the wanted one, in one list.
async fn read(filter: &InboxFilter, pages: usize) -> Result<DeskInbox, CallError> {
    let mut whole = page(filter, None).await?;
    for _ in 1..pages {
        let Some(after) = whole.next.take() else { break };
        let more = page(filter, Some(&after)).await?;
        for row in more.rows {
            // Between two pages a case may have moved down: it stands once.
            if whole.rows.iter().all(|r| r.id != row.id) {
                whole.rows.push(row);
            }
        }
        whole.next = more.next;
    }
    Ok(whole)
}

async fn page(filter: &InboxFilter, after: Option<&str>) -> Result<DeskInbox, CallError> {
    // Taken apart by name: a filter that is not sent does not compile.
    let InboxFilter { community, queue, show, number, after: _ } = filter;
    let pairs = [
        ("community", community.as_deref()),
        ("queue", queue.as_deref()),
        ("show", show.as_deref()),
        ("number", number.as_deref()),
        ("after", after),
    ];
    let query: Vec<(&str, &str)> = pairs.into_iter().filter_map(|(n, v)| Some((n, v?))).collect();
    ask::read::<GetInbox>(&[], &query).await
}

/// The row of the focus in a list that was read again: the same one, or the one that stands in its place now.
fn follower(chosen: Option<Uuid>, before: &[Uuid], now: &[Uuid]) -> Option<Uuid> {
    if chosen.is_some_and(|id| now.contains(&id)) {
        return chosen;
    }
    let at = chosen.and_then(|id| before.iter().position(|i| *i == id)).unwrap_or_default();
    now.get(at).or(now.last()).copied()
}

/// Where the focus goes; it stops at both ends.
fn moved(at: Option<usize>, by: isize, rows: usize) -> usize {
    match at {
        None => 0,
        Some(at) => at.saturating_add_signed(by).min(rows.saturating_sub(1)),
    }
}

/// Id of a row's link in the document.
pub fn row_id(id: Uuid) -> String {
    format!("row-{id}")
}

fn focus_row(id: Uuid) {
    if let Some(link) = browser::by_id(&row_id(id)) {
        link.focus().unwrap_or_default();
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::{follower, moved};

    #[test]
    fn after_a_case_has_left_the_list_the_one_in_its_place_has_the_focus() {
        let [a, b, c] = [1, 2, 3].map(Uuid::from_u128);
        assert_eq!(follower(Some(b), &[a, b, c], &[a, c]), Some(c));
        assert_eq!(follower(Some(c), &[a, b, c], &[a, b]), Some(b), "it was the last");
        assert_eq!(follower(Some(b), &[a, b], &[b, a]), Some(b), "it has moved");
        assert_eq!(follower(None, &[], &[a]), Some(a));
        assert_eq!(follower(Some(a), &[a], &[]), None);
    }

    #[test]
    fn the_focus_starts_on_top_and_stops_at_both_ends() {
        assert_eq!(moved(None, 1, 5), 0);
        assert_eq!(moved(Some(0), -1, 5), 0);
        assert_eq!(moved(Some(3), 1, 5), 4);
        assert_eq!(moved(Some(4), 1, 5), 4);
    }
}
