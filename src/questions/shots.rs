//! A photo that was taken: small picture, number, 重拍, 删除.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::{Event, Url};
use yunlin_api::files::PDF;

use super::sheet::Photos;
use super::wording as w;
use crate::infra::live::{live, words};

/// The row of a photo; `at` counts from 0, `kinds` is what may come in its place.
pub fn shot(
    photos: &dyn Photos,
    (id, at, kinds): (&str, usize, &'static str),
    again: impl Fn(Event) + 'static,
    remove: impl Fn() + 'static,
) -> AnyView {
    let number = at + 1;
    view! {
        <li class="shot">
            {thumbnail(photos, id, number)}
            <b>{w::photo_number(number)}</b>
            <label class="chip">
                <input class="file" type="file" accept=kinds aria-label=w::photo_again(number) on:change=again/>
                {w::PHOTO_AGAIN}
            </label>
            <button class="chip" type="button" aria-label=w::photo_remove(number) on:click=move |_| remove()>{w::REMOVE}</button>
        </li>
    }
    .into_any()
}

/// The small picture alone; a PDF says that it is one.
pub fn thumbnail(photos: &dyn Photos, id: &str, number: usize) -> AnyView {
    let url = RwSignal::new(String::new());
    let pdf = RwSignal::new(false);
    if let Ok(id) = Uuid::parse_str(id) {
        let found = photos.get(id);
        spawn_local(async move {
            let found = found.await;
            if found.as_ref().is_some_and(|blob| blob.type_() == PDF) {
                pdf.try_set(true);
                return;
            }
            let made = found.and_then(|blob| Url::create_object_url_with_blob(&blob).ok());
            if let Some(made) = made
                && let Some(unused) = url.try_set(made)
            {
                Url::revoke_object_url(&unused).unwrap_or_default();
            }
        });
    }
    on_cleanup(move || {
        let old = url.try_get_untracked().unwrap_or_default();
        if !old.is_empty() {
            Url::revoke_object_url(&old).unwrap_or_default();
        }
    });
    let picture = move || {
        let made = !url.read().is_empty();
        made.then(|| view! { <img src=url.get() alt=w::photo_alt(number)/> }.into_any()).into_any()
    };
    view! {
        <span class="thumb">
            {words(move || if pdf.get() { w::PDF.to_owned() } else { String::new() })}
            {live(picture)}
        </span>
    }
    .into_any()
}
