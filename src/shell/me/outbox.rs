//! 待发送: every entry with its state, the reason, and what to do. A deletion can be taken back.

use gloo_timers::future::TimeoutFuture;
use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::wording as w;
use crate::domain::outbox::{self, EntryHead, EntryState};
use crate::domain::session;
use crate::infra::live::{live, words};
use crate::infra::{announce, browser, clock, nav};
use crate::shell::own::alert;
use crate::ui::icon::Icon;
use crate::ui::page::Page as Frame;

/// Milliseconds in which a deletion can be taken back; twice as long in 长辈版.
const UNDO_MS: u32 = 6_000;

/// Entries that go when their time is over, or when the page is left; with whether they were waiting to be sent.
#[derive(Clone, Copy)]
struct Doomed(RwSignal<Vec<(Uuid, bool)>>);

impl Doomed {
    fn has(self, id: Uuid) -> bool {
        self.0.read().iter().any(|(doomed, _)| *doomed == id)
    }

    /// Held back at once, so that nothing is sent that somebody has just deleted.
    fn delete(self, head: &EntryHead) {
        let (id, patience) = (head.id, UNDO_MS * if browser::is_elder() { 2 } else { 1 });
        self.0.update(|ids| ids.push((id, matches!(head.state, EntryState::Waiting { .. }))));
        announce::say(&w::deleted(&head.title));
        spawn_local(async move {
            outbox::hold(id).await;
            TimeoutFuture::new(patience).await;
            if self.taken(id).is_some() {
                outbox::remove(id).await;
            }
        });
    }

    fn undo(self, id: Uuid) {
        if self.taken(id) == Some(true) {
            spawn_local(async move {
                let _saved = outbox::queue(id).await;
            });
        }
    }

    /// Takes it off the list; says whether it was waiting, if it was on it.
    fn taken(self, id: Uuid) -> Option<bool> {
        let found = self.0.try_get_untracked()?.into_iter().find(|(doomed, _)| *doomed == id)?;
        self.0.try_update(|ids| ids.retain(|(doomed, _)| *doomed != id));
        Some(found.1)
    }

    fn all_now(self) {
        for (id, _) in self.0.try_get_untracked().unwrap_or_default() {
            spawn_local(outbox::remove(id));
        }
    }
}

/// Builds the page.
pub(super) fn view() -> AnyView {
    let (entries, fleeting) = (outbox::entries(), outbox::fleeting());
    let doomed = Doomed(RwSignal::new(Vec::new()));
    on_cleanup(move || doomed.all_now());
    // Who is signed in decides what is shown, and may become known only now.
    let session = session::session();
    Effect::new(move |_| {
        session.track();
        drop(outbox::heads());
    });
    let others = outbox::of_others();
    let said = RwSignal::new("");
    let send = move |_| {
        said.set(if browser::online() { "" } else { w::SEND_OFFLINE });
        outbox::flush();
    };
    let (list, any) = (entries.clone(), entries.clone());
    let any_waiting = move || entries.read().iter().any(|e| matches!(e.state, EntryState::Waiting { .. }));
    let any_waiting = Memo::new(move |_| any_waiting());
    let send_all = move || match any_waiting.get() {
        true => view! { <button class="btn primary" type="button" on:click=send>{w::SEND_ALL}</button> }
            .into_any(),
        false => ().into_any(),
    };
    view! {
        <Frame title=w::OUTBOX>
            <p class="small dim">{w::OUTBOX_WHAT}</p>
            {alert(move || fleeting.get().then(|| w::FLEETING.to_owned()))}
            {live(send_all)}
            <p class="small" role="status">{words(move || said.get().to_owned())}</p>
            {live(move || others_here(others.get(), any.read().is_empty()))}
            // A row is drawn anew only when its own state changes: the focus stays where it is.
            <For each=move || list.get() key=|head| (head.id, told(&head.state)) let(head)>{row(head, doomed)}</For>
        </Frame>
    }
    .into_any()
}

/// What stands there instead of rows: nothing, or how much there is of somebody whose session is over.
fn others_here(count: usize, no_rows: bool) -> AnyView {
    if count == 0 {
        return if no_rows { empty() } else { ().into_any() };
    }
    view! {
        <section class="card">
            <h2>{w::of_others(count)}</h2>
            <p>{w::OF_OTHERS_WHY}</p>
            <a class="btn primary" href=session::href_to_sign_in("/me/outbox")>{w::SIGN_IN}</a>
        </section>
    }
    .into_any()
}

fn empty() -> AnyView {
    view! {
        <div class="state">
            <Icon name="check"/>
            <p>{w::OUTBOX_EMPTY}</p>
            <a class="btn primary" href="/guide">{w::TO_GUIDE}</a>
        </div>
    }
    .into_any()
}

fn row(head: EntryHead, doomed: Doomed) -> AnyView {
    let id = head.id;
    let gone = Memo::new(move |_| doomed.has(id));
    live(move || match gone.get() {
        true => view! { <Gone id doomed/> }.into_any(),
        false => view! { <Row head=head.clone() doomed/> }.into_any(),
    })
}

#[component]
fn Gone(id: Uuid, doomed: Doomed) -> impl IntoView {
    let button = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(button) = button.get() {
            button.focus().unwrap_or_default();
        }
    });
    view! {
        <section class="card with-end">
            <span>{w::DELETED}</span>
            <button class="chip" type="button" node_ref=button on:click=move |_| doomed.undo(id)>{w::UNDO}</button>
        </section>
    }
    .into_any()
}

/// State in words, its colour, and what else there is to say.
fn told(state: &EntryState) -> (&'static str, &'static str, String) {
    match state {
        EntryState::Draft => (w::DRAFT, "tag plain", String::new()),
        EntryState::Waiting { reason } if reason.is_empty() => (w::WAITING, "tag", w::WAITING_WHY.to_owned()),
        EntryState::Waiting { reason } => (w::WAITING, "tag", reason.clone()),
        EntryState::Sending => (w::SENDING, "tag", String::new()),
        EntryState::Sent { number, .. } => {
            (w::SENT, "tag good", number.as_deref().map(w::number).unwrap_or_default())
        }
        EntryState::Failed { reason, fields, .. } if fields.is_empty() => {
            (w::FAILED, "tag plain", reason.clone())
        }
        EntryState::Failed { fields, .. } => {
            let details: Vec<&str> = fields.iter().map(|field| field.detail.as_str()).collect();
            (w::FAILED, "tag plain", details.join(" "))
        }
    }
}

/// Takes what waits back, so that it can be changed: it is a draft again, and its page opens.
fn reopen(id: Uuid, href: String) {
    let here = nav::Here::now();
    spawn_local(async move {
        if !outbox::hold(id).await {
            announce::say(w::ON_ITS_WAY);
        } else if here.still() {
            nav::go(&href);
        }
    });
}

#[component]
fn Row(head: EntryHead, doomed: Doomed) -> impl IntoView {
    let (state, class, more) = told(&head.state);
    let failed = matches!(head.state, EntryState::Failed { .. });
    let sign_in =
        matches!(&head.state, EntryState::Waiting { .. }) && !session::signed_in() && !head.account.is_nil();
    let change = match head.state {
        EntryState::Draft => Some(w::GO_ON),
        EntryState::Failed { .. } if !head.href.is_empty() => Some(w::CHANGE),
        EntryState::Sent { number: Some(_), .. } => Some(w::LOOK),
        _ => None,
    };
    let href = if matches!(head.state, EntryState::Sent { .. }) {
        "/apply/cases".to_owned()
    } else {
        head.href.clone()
    };
    let id = head.id;
    let may_reopen = matches!(head.state, EntryState::Waiting { .. }) && !head.href.is_empty();
    let reopened = head.href.clone();
    let reopen = move |_| reopen(id, reopened.clone());
    let goes = head.state.is_unsent().then(|| w::goes_on(&clock::date(head.touched_ms + outbox::KEPT_MS)));
    let resend = move |_| {
        spawn_local(async move {
            let _saved = outbox::queue(id).await;
        });
    };
    let may_delete = head.state != EntryState::Sending;
    view! {
        <section class="card">
            <h2 class="with-end">{head.title.clone()}<span class=class>{state}</span></h2>
            <p class:error=failed>{more}</p>
            {failed.then(|| view! { <p class="small dim">{w::FAILED_HELP}</p> })}
            <p class="small dim">{w::begun(&clock::stamp(head.made_ms))}</p>
            {goes.map(|goes| view! { <p class="small dim">{goes}</p> })}
            <div class="chips">
                {sign_in.then(|| view! { <a class="chip on" href=session::href_to_sign_in("/me/outbox")>{w::SIGN_IN}</a> })}
                {change.map(|words| view! { <a class="chip" href=href>{words}</a> })}
                {may_reopen.then(|| view! { <button class="chip" type="button" on:click=reopen>{w::CHANGE}</button> })}
                {failed.then(|| view! { <button class="chip" type="button" on:click=resend>{w::RESEND}</button> })}
                {may_delete.then(|| view! { <button class="chip" type="button" on:click=move |_| doomed.delete(&head)>{w::DELETE}</button> })}
            </div>
        </section>
    }
    .into_any()
}
