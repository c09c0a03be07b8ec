//! Result papers: chosen, stored on the server at once, named in the act that follows.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use yunlin_api::files::{ACCEPT_AT_DESK, FILES_MAX, UPLOAD_MAX};

use super::work::Work;
use crate::desk::{ask, wording_case as wc};

/// A file on its way to the server, or there.
#[derive(Clone, Debug)]
pub struct Attached {
    /// Made here; sent again it is stored once.
    pub id: Uuid,
    name: String,
    state: State,
}

#[derive(Clone, Debug, PartialEq)]
enum State {
    Sending,
    Stored,
    Failed(String),
}

/// Ids of the stored files of a field; an error while one is on its way or has failed.
pub fn stored(work: Work, field: &str) -> Result<Vec<Uuid>, String> {
    let files = work.files.read_untracked();
    let files = files.get(field).map(Vec::as_slice).unwrap_or_default();
    match files.iter().find(|f| f.state != State::Stored) {
        Some(file) if file.state == State::Sending => Err(wc::still_sending(&file.name)),
        Some(file) => Err(wc::not_sent(&file.name)),
        None => Ok(files.iter().map(|f| f.id).collect()),
    }
}

/// Why a file is refused before it is sent.
fn refused(kind: &str, size: f64) -> Option<&'static str> {
    #[expect(clippy::cast_precision_loss, reason = "ten million is exact in f64")]
    let most = UPLOAD_MAX as f64;
    let fits = ACCEPT_AT_DESK.split(',').any(|k| k == kind);
    if !fits {
        return Some(wc::KINDS);
    }
    (size > most).then_some(wc::TOO_BIG)
}

/// Chooses files for a field.
#[component]
pub fn Attach(work: Work, field: String, label: &'static str) -> impl IntoView {
    let said = RwSignal::new(None::<String>);
    let name = field.clone();
    let choose = move |event: web_sys::Event| {
        let Some(input) = event.target().and_then(|t| t.dyn_into::<web_sys::HtmlInputElement>().ok()) else {
            return;
        };
        said.set(None);
        let files = input.files();
        for index in 0..files.as_ref().map_or(0, web_sys::FileList::length) {
            let Some(file) = files.as_ref().and_then(|f| f.get(index)) else { continue };
            if let Some(why) = refused(&file.type_(), file.size()) {
                said.set(Some(format!("{}：{why}", file.name())));
                continue;
            }
            send(work, &name, &file, said);
        }
        input.set_value("");
    };
    let accept = ACCEPT_AT_DESK;
    let shown = field.clone();
    let rows = move || {
        let files = work.files.read().get(&shown).cloned().unwrap_or_default();
        files.into_iter().map(|file| row(work, &field, file)).collect_view()
    };
    view! {
        <label class="field">{label}<small class="dim">{wc::KINDS}</small>
            <input type="file" multiple accept=accept on:change=choose/></label>
        {crate::desk::frame::wrong_in(said)}
        <ul class="d-files" role="status">{rows}</ul>
    }
}

fn row(work: Work, field: &str, file: Attached) -> impl IntoView + use<> {
    let state = match &file.state {
        State::Sending => wc::SENDING.to_owned(),
        State::Stored => wc::STORED.to_owned(),
        State::Failed(why) => why.clone(),
    };
    let (field, id) = (field.to_owned(), file.id);
    let remove = move |_| {
        work.files.update(|files| {
            if let Some(files) = files.get_mut(&field) {
                files.retain(|f| f.id != id);
            }
        });
    };
    view! { <li><span>{file.name.clone()}<small>{state}</small></span><button class="d-link" type="button" on:click=remove>{wc::REMOVE}<span class="sr">{file.name}</span></button></li> }
}

fn send(work: Work, field: &str, file: &web_sys::File, said: RwSignal<Option<String>>) {
    let attached = Attached { id: Uuid::now_v7(), name: file.name(), state: State::Sending };
    let (id, field, kind, body) = (attached.id, field.to_owned(), file.type_(), JsValue::from(file.clone()));
    let full = work.files.read_untracked().get(&field).is_some_and(|f| f.len() >= FILES_MAX);
    if full {
        return said.set(Some(wc::TOO_MANY.to_owned()));
    }
    work.files.update(|files| files.entry(field.clone()).or_default().push(attached));
    spawn_local(async move {
        let state = match ask::upload(id, &kind, &body).await {
            Ok(()) => State::Stored,
            Err(error) => State::Failed(ask::sentence(&error)),
        };
        work.files.try_update(|files| {
            if let Some(file) = files.get_mut(&field).and_then(|f| f.iter_mut().find(|f| f.id == id)) {
                file.state = state;
            }
        });
    });
}

#[cfg(test)]
mod tests {
    use super::refused;

    #[test]
    fn only_photos_and_pdf_are_sent_up_to_ten_megabytes() {
        assert_eq!(refused("image/jpeg", 1000.0), None);
        assert_eq!(refused("application/pdf", 1000.0), None);
        assert!(refused("image/heic", 1000.0).is_some());
        assert!(refused("image/png", 11.0 * 1024.0 * 1024.0).is_some());
    }
}
