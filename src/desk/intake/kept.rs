//! What is being taken in stays while its clerk looks something up on another page of the desk. In memory only: signing out
//! loads the page anew.

use std::cell::RefCell;
use std::time::Duration;

use leptos::prelude::*;
use uuid::Uuid;
use yunlin_api::desk::StaffMe;

use super::state::Draft;

struct Kept {
    clerk: Uuid,
    draft: Draft,
    /// Its signals outlive the page that shows them.
    owner: Owner,
}

thread_local! {
    static KEPT: RefCell<Option<Kept>> = const { RefCell::new(None) };
}

/// What this clerk was taking in, or an empty one.
pub fn draft(me: &StaffMe) -> Draft {
    let kept = KEPT.with_borrow(|kept| kept.as_ref().filter(|k| k.clerk == me.id).map(|k| k.draft));
    kept.unwrap_or_else(|| {
        let owner = lasting();
        let draft = owner.with(|| Draft::new(me));
        replace(Some(Kept { clerk: me.id, draft, owner }));
        draft
    })
}

/// Makes signals that live as long as the draft.
pub fn within<T>(draft: Draft, make: impl FnOnce() -> T) -> T {
    let owner =
        KEPT.with_borrow(|kept| kept.as_ref().filter(|k| k.draft.id == draft.id).map(|k| k.owner.clone()));
    match owner {
        Some(owner) => owner.with(make),
        None => make(),
    }
}

/// An owner below none, that no page takes along when it goes.
fn lasting() -> Owner {
    let here = Owner::current();
    let lasting = Owner::new_root(None);
    // Making a root makes it the current one.
    if let Some(here) = here {
        here.set();
    }
    lasting
}

/// It was taken in, or nobody wants it any more.
pub fn forget() {
    replace(None);
}

/// The one before goes once the page that shows it is surely gone.
fn replace(kept: Option<Kept>) {
    let before = KEPT.replace(kept);
    set_timeout(move || drop(before), Duration::from_secs(1));
}
