//! A photo held up: large, nearer and farther, the next and the one before. It stands in the address, so back puts it down.

use leptos::ev;
use leptos::html;
use leptos::prelude::*;
use yunlin_api::files::FileLink;

use super::answers::Marks;
use super::work::Work;
use crate::desk::icons::{self, Sign};
use crate::desk::inbox::current;
use crate::desk::wording_case as wc;
use crate::infra::nav;

/// Steps of nearness.
const NEAREST: u8 = 4;

/// Holds a photo up: one step of history; from photo to photo none.
pub fn open(number: usize) {
    let address = nav::address().get_untracked();
    let view = crate::desk::paths::View::of(|name| address.param(name));
    let href = view.with_photo(Some(number)).href();
    if view.photo.is_some() { nav::replace(&href) } else { nav::go(&href) }
}

/// Puts it down.
pub fn close() {
    nav::back();
}

/// A photo with the field that it belongs to.
#[derive(Clone, PartialEq)]
struct Shown {
    field: String,
    label: String,
    file: FileLink,
}

fn all(work: Work) -> Vec<Shown> {
    let answers = work.now().map(|case| case.answers.clone()).unwrap_or_default();
    let of = |a: &yunlin_api::apply::ShownAnswer, file: &FileLink| Shown {
        field: a.field.clone(),
        label: a.label.clone(),
        file: file.clone(),
    };
    answers.iter().flat_map(|a| a.files.iter().map(move |f| of(a, f))).collect()
}

/// The photo named by the address, over everything.
#[component]
pub fn Viewer(work: Work) -> impl IntoView {
    let number = Memo::new(move |_| current().photo);
    // The links change with every answer of the server: what is on the screen stays as long as number and file do.
    let shown = Memo::new(move |before: Option<&Option<(usize, usize, Shown)>>| {
        let photos = all(work);
        let at = number.get()?;
        let photo = photos.get(at - 1).cloned()?;
        match before {
            Some(Some(b)) if b.0 == at && b.2.file.id == photo.file.id => Some(b.clone()),
            _ => Some((at, photos.len(), photo)),
        }
    });
    move || shown.get().map(|(at, of, photo)| view! { <Held work=work at=at of=of photo=photo/> })
}

#[component]
fn Held(work: Work, at: usize, of: usize, photo: Shown) -> impl IntoView {
    let near = RwSignal::new(1_u8);
    let done = NodeRef::<html::Button>::new();
    Effect::new(move |_| {
        if let Some(done) = done.get() {
            done.focus().unwrap_or_default();
        }
    });
    let step = move |to: usize| {
        if (1..=of).contains(&to) {
            open(to);
        }
    };
    let nearer = move || near.update(|n| *n = (*n + 1).min(NEAREST));
    let farther = move || near.update(|n| *n = (*n - 1).max(1));
    let keys = move |event: ev::KeyboardEvent| match event.key().as_str() {
        "ArrowLeft" => step(at - 1),
        "ArrowRight" => step(at + 1),
        "+" | "=" => nearer(),
        "-" => farther(),
        _ => {}
    };
    let title = wc::photo_title(&photo.label, at, of);
    let alt = title.clone();
    let pdf = photo.file.kind == "application/pdf";
    let picture = if pdf {
        view! { <p class="d-pdf"><a class="btn" href=photo.file.url.clone()>{wc::OPEN_PDF}</a></p> }
            .into_any()
    } else {
        view! { <div class="d-photo" tabindex="0"><img class=move || format!("near-{}", near.get()) src=photo.file.url.clone() alt=alt/></div> }.into_any()
    };
    view! {
        <div class="d-viewer no-print" role="dialog" aria-modal="true" aria-label=title.clone() on:keydown=keys>
            <p class="d-viewer-title">{title.clone()}</p>
            {picture}
            <div class="d-viewer-bar">
                <button class="d-btn" type="button" disabled={at == 1} on:click=move |_| step(at - 1)><Sign svg=icons::LEFT/><span class="sr">{wc::BEFORE}</span></button>
                <button class="d-btn" type="button" disabled={at == of} on:click=move |_| step(at + 1)><Sign svg=icons::RIGHT/><span class="sr">{wc::NEXT}</span></button>
                <button class="d-btn" type="button" disabled=move || near.get() == 1 on:click=move |_| farther()><Sign svg=icons::FARTHER/><span class="sr">{wc::FARTHER}</span></button>
                <button class="d-btn" type="button" disabled=move || near.get() == NEAREST on:click=move |_| nearer()><Sign svg=icons::NEARER/><span class="sr">{wc::NEARER}</span></button>
                <Marks work=work field=photo.field label=photo.label/>
                <button class="d-btn d-end" type="button" node_ref=done on:click=move |_| close()><Sign svg=icons::CLOSE/>{wc::CLOSE}</button>
            </div>
        </div>
    }
}
