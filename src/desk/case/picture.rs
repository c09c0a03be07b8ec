//! The picture of a photo that is held up: it comes with a look that the server logs and the resident can read.

use leptos::ev;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use yunlin_api::desk::{Look, PostLook};

use super::held::Hold;
use super::personal::reason;
use super::work::Work;
use crate::desk::{ask, states, wording_case as wc};
use crate::infra::live::live;

/// The picture of the photo.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Picture {
    /// Asked for.
    Asked,
    /// At this address.
    At(String),
    /// Why not.
    Failed(String),
}

/// Asks for a photo; the server logs it before it gives the link.
pub fn look(work: Work, hold: Hold, file: Uuid) {
    hold.picture.set(Picture::Asked);
    spawn_local(async move {
        let input = Look { file, reason: reason(work) };
        let answer = ask::write::<PostLook>(&[&work.id.to_string()], Uuid::now_v7(), &input).await;
        let still = hold.shown.try_with_untracked(|s| s.as_ref().is_some_and(|s| s.file.id == file));
        if still == Some(true) {
            let picture = answer.map_or_else(|e| Picture::Failed(ask::sentence(&e)), |l| Picture::At(l.url));
            hold.picture.try_set(picture);
        }
    });
}

/// The picture itself, or what to do where there is none to show.
pub fn picture(work: Work, hold: Hold) -> AnyView {
    let again = move || {
        if let Some(file) = hold.shown.with_untracked(|s| s.as_ref().map(|s| s.file.id)) {
            look(work, hold, file);
        }
    };
    let broken = move |_| hold.picture.set(Picture::Failed(wc::NO_PHOTO.to_owned()));
    // While the photo is larger than the screen, the arrows move it.
    let moves = move |event: ev::KeyboardEvent| {
        if hold.near.get_untracked() > 1 && event.key().starts_with("Arrow") {
            event.stop_propagation();
        }
    };
    let class = move || format!("d-turned near-{} turn-{}", hold.near.get(), hold.turn.get());
    let title =
        move || hold.shown.read().as_ref().map(|s| wc::photo_title(&s.label, s.at, s.of)).unwrap_or_default();
    let is_pdf =
        move || hold.shown.with_untracked(|s| s.as_ref().is_some_and(|s| s.file.kind == "application/pdf"));
    let body = move || {
        match hold.picture.get() {
        Picture::Asked => states::waiting(),
        Picture::Failed(text) => view! { <div class="d-pdf" role="alert"><p>{text}</p><button class="btn" type="button" on:click=move |_| again()>{wc::PHOTO_RETRY}</button></div> }.into_any(),
        Picture::At(url) if is_pdf() => view! { <p class="d-pdf"><a class="btn" href=url>{wc::OPEN_PDF}</a></p> }.into_any(),
        Picture::At(url) => view! { <div class="d-photo" tabindex="0" role="group" aria-label=wc::PHOTO_AREA on:keydown=moves><div class=class><img src=url alt=title on:error=broken/></div></div> }.into_any(),
    }
    };
    live(body)
}
