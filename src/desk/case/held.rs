//! The dialog that holds a photo up, with its buttons and keys.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;

use super::answers::Marks;
use super::picture::{Picture, look, picture};
use super::viewer::{Shown, close, open};
use super::work::Work;
use crate::desk::icons::{self, Sign};
use crate::desk::wording_case as wc;

/// Steps of nearness.
const NEAREST: u8 = 4;

/// How the photo is held.
#[derive(Clone, Copy)]
pub struct Hold {
    /// Which one.
    pub shown: Memo<Option<Shown>>,
    /// Its picture.
    pub picture: RwSignal<Picture>,
    /// From 1, the whole photo, to the nearest.
    pub near: RwSignal<u8>,
    /// Quarters of a turn.
    pub turn: RwSignal<u8>,
}

impl Hold {
    /// Number and count; 0 of 0 when it is just being put down.
    fn place(self) -> (usize, usize) {
        self.shown.read().as_ref().map_or((0, 0), |s| (s.at, s.of))
    }

    fn step(self, forward: bool) {
        let (at, of) = untrack(|| self.place());
        match forward {
            true if at < of => open(at + 1),
            false if at > 1 => open(at - 1),
            _ => {}
        }
    }

    fn nearer(self) {
        self.near.update(|n| *n = (*n + 1).min(NEAREST));
    }

    fn farther(self) {
        self.near.update(|n| *n = n.saturating_sub(1).max(1));
    }

    fn turn(self) {
        self.turn.update(|t| *t = (*t + 1) % 4);
    }

    fn key(self, event: &ev::KeyboardEvent) {
        if event.ctrl_key() || event.alt_key() || event.meta_key() {
            return;
        }
        match event.key().as_str() {
            "ArrowLeft" => self.step(false),
            "ArrowRight" => self.step(true),
            "+" | "=" => self.nearer(),
            "-" => self.farther(),
            "r" | "R" => self.turn(),
            "Escape" => close(),
            _ => return,
        }
        event.prevent_default();
    }
}

/// The dialog; another photo changes what is in it, not the dialog.
#[component]
pub fn Held(work: Work, shown: Memo<Option<Shown>>) -> impl IntoView {
    let hold = Hold {
        shown,
        picture: RwSignal::new(Picture::Asked),
        near: RwSignal::new(1),
        turn: RwSignal::new(0),
    };
    let (dialog, done) = (NodeRef::<html::Dialog>::new(), NodeRef::<html::Button>::new());
    Effect::new(move |_| {
        if let (Some(dialog), Some(done)) = (dialog.get(), done.get()) {
            dialog.show_modal().unwrap_or_default();
            done.focus().unwrap_or_default();
        }
    });
    let which = Memo::new(move |_| shown.read().as_ref().map(|s| s.file.id));
    Effect::new(move |_| {
        hold.near.set(1);
        hold.turn.set(0);
        if let Some(file) = which.get() {
            look(work, hold, file);
        }
    });
    let title =
        move || shown.read().as_ref().map(|s| wc::photo_title(&s.label, s.at, s.of)).unwrap_or_default();
    let keys = move |event: ev::KeyboardEvent| hold.key(&event);
    // The gesture for back on a touch screen.
    let cancel = move |event: ev::Event| {
        event.prevent_default();
        close();
    };
    let marks = move || {
        shown.get().and_then(|photo| Some(view! { <Marks work=work field=photo.field? label=photo.label/> }))
    };
    view! {
        <dialog class="d-viewer no-print" node_ref=dialog aria-label=title on:keydown=keys on:cancel=cancel>
            <p class="d-viewer-title" role="status">{title}</p>
            {picture(work, hold)}
            <div class="d-viewer-bar">
                {buttons(hold)}
                {marks}
                <small class="no-touch">{wc::VIEWER_KEYS}</small>
                <button class="d-btn d-end" type="button" node_ref=done on:click=move |_| close()><Sign svg=icons::CLOSE/>{wc::CLOSE}</button>
            </div>
        </dialog>
    }
}

/// A button that can do nothing more keeps the focus: a disabled one would lose it, and the keys with it.
fn buttons(hold: Hold) -> AnyView {
    let is_first = move || (hold.place().0 <= 1).to_string();
    let is_last = move || (hold.place().0 >= hold.place().1).to_string();
    let is_near = move || (hold.near.get() == NEAREST).to_string();
    let is_far = move || (hold.near.get() == 1).to_string();
    view! {
        <button class="d-btn" type="button" aria-disabled=is_first on:click=move |_| hold.step(false)><Sign svg=icons::LEFT/><span class="sr">{wc::BEFORE}</span></button>
        <button class="d-btn" type="button" aria-disabled=is_last on:click=move |_| hold.step(true)><Sign svg=icons::RIGHT/><span class="sr">{wc::NEXT}</span></button>
        <button class="d-btn" type="button" aria-disabled=is_far on:click=move |_| hold.farther()><Sign svg=icons::FARTHER/><span class="sr">{wc::FARTHER}</span></button>
        <button class="d-btn" type="button" aria-disabled=is_near on:click=move |_| hold.nearer()><Sign svg=icons::NEARER/><span class="sr">{wc::NEARER}</span></button>
        <button class="d-btn" type="button" on:click=move |_| hold.turn()><Sign svg=icons::TURN/><span class="sr">{wc::TURN}</span></button>
    }
    .into_any()
}
