//! One application: the start page without a draft, else the page of the draft that the address names.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::filling::Filling;
use super::{begin, check, step};
use crate::domain::consent::{self, Notice};
use crate::domain::session;
use crate::infra::live::live;
use crate::infra::nav;
use crate::modules::apply::keep::{self, Found};
use crate::modules::apply::paths::{Fill, Place};
use crate::modules::apply::wording as w;
use crate::ui::page::Page;
use crate::ui::state::skeleton;

/// Builds the page.
pub fn view(code: String) -> AnyView {
    let path = nav::path();
    // On the way to another page the address loses its draft before this one is taken down.
    let draft = Memo::new(move |before: Option<&Option<Uuid>>| {
        let address = nav::address().get();
        if address.path != path {
            return before.copied().flatten();
        }
        address.param("draft").and_then(|id| Uuid::parse_str(&id).ok())
    });
    live(move || match draft.get() {
        None => begin::view(code.clone()),
        Some(id) => of_draft(code.clone(), id),
    })
}

/// Where opening a draft stands.
#[derive(Clone, Copy)]
enum Opened {
    Reading,
    Gone,
    Open(Filling),
}

fn of_draft(code: String, id: Uuid) -> AnyView {
    let opened = RwSignal::new(Opened::Reading);
    let owner = Owner::current();
    let read = move |anew: Callback<()>| {
        let owner = owner.clone();
        spawn_local(async move {
            let found = keep::load(id).await;
            // The pages of a draft live as long as this view does.
            let open = move || match found {
                Found::Draft(draft, wrong) => Some(Opened::Open(Filling::open(*draft, wrong, anew))),
                Found::Nothing => Some(Opened::Gone),
                Found::Handed => {
                    nav::replace(&Fill::Sent(id).href());
                    None
                }
            };
            let now = if opened.is_disposed() { None } else { owner.and_then(|owner| owner.with(open)) };
            if let Some(now) = now {
                opened.try_set(now);
            }
        });
    };
    read_again(opened, read);
    let place = Memo::new(|_| Place::read(&nav::address().get().param("step").unwrap_or_default()));
    let lost = left(opened);
    let over = over(opened);
    let agreed = RwSignal::new(consent::given());
    let agreed_now = Memo::new(move |_| agreed.get() || consent::given());
    live(move || match (opened.get(), agreed_now.get()) {
        _ if lost.get() => gone(&code),
        _ if over.get() => sign_in(&place.get().href(&code, id)),
        (Opened::Reading, _) => {
            view! { <Page title=String::new() bar=w::TITLE>{skeleton()}</Page> }.into_any()
        }
        (Opened::Gone, _) => gone(&code),
        (Opened::Open(_), false) => {
            view! { <Page title=w::BEFORE_FILLING bar=w::TITLE><Notice agreed/></Page> }.into_any()
        }
        (Opened::Open(filling), true) => live(move || match place.get() {
            Place::Check => check::view(filling),
            Place::Step(step) => step::view(filling, &step),
        }),
    })
}

/// Reads the draft now, and anew whenever its pages ask for it.
fn read_again(opened: RwSignal<Opened>, read: impl Fn(Callback<()>) + 'static) {
    let asked = RwSignal::new(0_u32);
    let anew = Callback::new(move |()| asked.update(|n| *n += 1));
    Effect::new(move |_| {
        asked.track();
        opened.set(Opened::Reading);
        read(anew);
    });
}

/// Whether the person of the open draft is not here any more.
fn left(opened: RwSignal<Opened>) -> Memo<bool> {
    let session = session::session();
    Memo::new(move |_| {
        session.track();
        match opened.get() {
            Opened::Open(filling) => filling.draft.with_value(|d| d.account) != keep::account(),
            _ => false,
        }
    })
}

/// Whether the server said that the session of the draft's person is over: a session that was ended from another phone closes
/// what lies on this one. With no signal nobody can say so, and the draft stays open.
fn over(opened: RwSignal<Opened>) -> Memo<bool> {
    let session = session::session();
    Memo::new(move |_| {
        let bound = match opened.get() {
            Opened::Open(filling) => filling.draft.with_value(|d| !d.account.is_nil()),
            _ => false,
        };
        bound && *session.read() == session::Session::Guest
    })
}

/// The draft is kept for the person who signs in.
fn sign_in(then: &str) -> AnyView {
    let href = session::href_to_sign_in(then);
    view! {
        <Page title=w::OVER bar=w::TITLE>
            <section class="card ask">
                <p>{w::OVER_WHY}</p>
                <a class="btn primary" href=href>{w::SIGN_IN_GO}</a>
            </section>
        </Page>
    }
    .into_any()
}

/// The address names a draft that is not on this phone.
fn gone(code: &str) -> AnyView {
    let anew = Fill::New(code.to_owned()).href();
    view! {
        <Page title=w::NO_DRAFT bar=w::TITLE>
            <section class="card ask">
                <p>{w::NO_DRAFT_WHY}</p>
                <a class="btn primary" href=anew>{w::ANEW}</a>
                <a class="btn" href="/apply/cases">{w::CASES}</a>
            </section>
        </Page>
    }
    .into_any()
}
