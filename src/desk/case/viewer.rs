//! A photo held up: larger, turned, the next and the one before. It stands in the address, so back puts it down.

use std::cell::Cell;

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::files::FileLink;

use super::held::Held;
use super::work::Work;
use crate::desk::inbox::current;
use crate::desk::{lock, wording_case as wc};
use crate::infra::{browser, nav};

thread_local! {
    /// The step of history below the photo is the case without it.
    static PUSHED: Cell<bool> = const { Cell::new(false) };
}

/// Holds a photo up: one step of history; from photo to photo none.
pub fn open(number: usize) {
    let href = address_of(Some(number));
    if current_now().is_some() {
        nav::replace(&href);
    } else {
        PUSHED.set(true);
        nav::go(&href);
    }
}

/// Puts it down. A photo that the address named from the start has nothing of ours below it.
pub fn close() {
    if PUSHED.take() {
        nav::back();
    } else {
        nav::replace(&address_of(None));
    }
}

fn address_of(photo: Option<usize>) -> String {
    let address = nav::address().get_untracked();
    crate::desk::paths::View::of(|name| address.param(name)).with_photo(photo).href()
}

fn current_now() -> Option<usize> {
    untrack(current).photo
}

/// Id of the button that holds up the photo of this number.
pub fn opener_id(number: usize) -> String {
    format!("photo-{number}")
}

/// A photo with its number, how many there are, and the field that it belongs to.
#[derive(Clone, Debug, PartialEq)]
pub struct Shown {
    /// From 1.
    pub at: usize,
    /// Of so many.
    pub of: usize,
    /// Key of the answer; none for a paper of the result.
    pub field: Option<String>,
    /// Its label.
    pub label: String,
    /// The photo; its link comes with a logged look.
    pub file: FileLink,
}

/// The photo of this number; the papers of the result follow those of the answers.
fn photo(work: Work, at: usize) -> Option<Shown> {
    let case = work.now()?;
    let photos =
        case.answers.iter().flat_map(|a| a.files.iter().map(|file| (Some(&a.field), &*a.label, file)));
    let all: Vec<_> = photos.chain(case.results.iter().map(|file| (None, wc::RESULTS, file))).collect();
    let of = all.len();
    let (field, label, file) = all.into_iter().nth(at.checked_sub(1)?)?;
    Some(Shown { at, of, field: field.cloned(), label: label.to_owned(), file: file.clone() })
}

/// The photo named by the address, over everything; never above the idle lock.
#[component]
pub fn Viewer(work: Work) -> impl IntoView {
    let number = Memo::new(move |_| current().photo);
    let shown = Memo::new(move |_| photo(work, number.get()?));
    let locked = lock::locked();
    let is_up = Memo::new(move |_| shown.read().is_some() && !locked.get());
    give_focus_back(number);
    move || is_up.get().then(|| view! { <Held work=work shown=shown/> })
}

/// Once the photo is put down, the focus goes to the button that held up the first one.
fn give_focus_back(number: Memo<Option<usize>>) {
    Effect::new(move |before: Option<Option<usize>>| match (before.flatten(), number.get()) {
        (Some(opener), None) => {
            spawn_local(async move {
                // Behind a modal dialog nothing takes the focus: it must be gone first.
                TimeoutFuture::new(0).await;
                if let Some(button) = browser::by_id(&opener_id(opener)) {
                    button.focus().unwrap_or_default();
                }
            });
            None
        }
        (opener, now) => opener.or(now),
    });
}
