//! Photos: taken or chosen by a plain file input, made small on the phone, shown with 重拍 and 删除.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use wasm_bindgen::JsCast;
use web_sys::{Event, File, HtmlInputElement};
use yunlin_api::files::{ACCEPT, ACCEPT_AT_DESK};

use super::field::Asked;
use super::sheet::{Photos, Sheet};
use super::shots::shot;
use super::wording as w;
use crate::domain::form::Key;
use crate::domain::photos::{paper, prepare};
use crate::infra::announce;
use crate::infra::live::{live, words};
use crate::ui::icon::Icon;

/// The photos of a field.
#[derive(Clone, Copy)]
struct Tray {
    sheet: Sheet,
    key: StoredValue<Key>,
    max: usize,
    marked: bool,
    pdf: bool,
    busy: RwSignal<bool>,
    refused: RwSignal<Option<String>>,
}

impl Tray {
    fn ids(self) -> Vec<String> {
        self.key.with_value(|key| self.sheet.answers.with(|a| key.many(a)))
    }

    fn set(self, ids: Vec<String>) {
        self.key.with_value(|key| self.sheet.set_many(key, ids));
    }

    /// Takes files in; `place` replaces one that is there.
    fn take(self, files: Vec<File>, place: Option<usize>) {
        if self.busy.get_untracked() {
            return;
        }
        self.busy.set(true);
        self.sheet.working.update(|n| *n += 1);
        self.refused.set(None);
        spawn_local(async move {
            for file in files {
                if let Err(reason) = self.take_one(&file, place).await {
                    self.refused.try_set(Some(reason));
                }
            }
            self.busy.try_set(false);
            self.sheet.working.try_update(|n| *n = n.saturating_sub(1));
        });
    }

    /// The page may be left while a photo is made small: then it belongs to nothing and goes.
    async fn take_one(self, file: &File, place: Option<usize>) -> Result<(), String> {
        let Some(photos) = self.sheet.photos() else { return Ok(()) };
        let item = self.sheet.item_name.try_get_value().unwrap_or_default();
        let mark = self.marked.then(|| w::mark(&item));
        let said = |e| w::photo(e).to_owned();
        let scan = if self.pdf { paper(file).map_err(said)? } else { None };
        let photo = match scan {
            Some(scan) => scan,
            None => prepare(file, mark.as_deref()).await.map_err(said)?,
        };
        let id = Uuid::now_v7();
        photos.put(id, photo).await?;
        let ids = self.key.try_with_value(|key| self.sheet.answers.try_with_untracked(|a| key.many(a)));
        let Some(mut ids) = ids.flatten() else {
            photos.forget(id);
            return Ok(());
        };
        let at = place.filter(|at| *at < ids.len()).unwrap_or(ids.len());
        if at < ids.len() {
            forget(&*photos, &std::mem::replace(&mut ids[at], id.to_string()));
        } else if at < self.max {
            ids.push(id.to_string());
        } else {
            photos.forget(id);
            return Ok(());
        }
        announce::say(&w::photo_added(at + 1));
        self.set(ids);
        Ok(())
    }

    fn remove(self, at: usize) {
        let mut ids = self.key.with_value(|key| self.sheet.answers.with_untracked(|a| key.many(a)));
        if at < ids.len() {
            if let Some(photos) = self.sheet.photos() {
                forget(&*photos, &ids.remove(at));
            }
            self.set(ids);
        }
    }
}

/// A photo that nothing names any more.
fn forget(photos: &dyn Photos, id: &str) {
    if let Ok(id) = Uuid::parse_str(id) {
        photos.forget(id);
    }
}

/// The control.
pub fn upload(asked: &Asked, min: u8, max: u8, watermark: bool) -> AnyView {
    // A paper that gets a watermark has to be a photo: nothing is written across a PDF.
    let pdf = !watermark && asked.sheet.photos().is_some_and(|photos| photos.takes_pdf());
    let tray = Tray {
        sheet: asked.sheet,
        key: StoredValue::new(asked.key.clone()),
        max: usize::from(max),
        marked: watermark,
        pdf,
        busy: RwSignal::new(false),
        refused: RwSignal::new(None),
    };
    let ids = Memo::new(move |_| tray.ids());
    let id = asked.key.dom_id();
    let describe = format!("{} {id}-refused", asked.described_by());
    let room = move || ids.read().len() < usize::from(max);
    let label = move || match (tray.busy.get(), ids.read().len()) {
        (true, _) => w::PHOTO_WORKING.to_owned(),
        (_, 0) => w::PHOTO_ADD.to_owned(),
        (_, n) => w::photo_more(usize::from(max).saturating_sub(n)),
    };
    let rule = w::photo_rule(min, max);
    let mark = watermark.then(|| w::mark_told(&asked.sheet.item_name.get_value()));
    let scan = pdf.then_some(w::SCAN_TOO);
    let accept = if pdf { ACCEPT_AT_DESK } else { ACCEPT };
    let shots = move || {
        let photos = tray.sheet.photos();
        let one = move |(at, id): (usize, String)| {
            let photos = photos.as_deref()?;
            let retake = move |event| tray.take(files_of(&event), Some(at));
            Some(shot(photos, (&id, at, accept), retake, move || tray.remove(at)))
        };
        ids.get().into_iter().enumerate().filter_map(one).collect_view().into_any()
    };
    view! {
        <p class="small dim">{rule}{mark}{scan}</p>
        <ul class="shots">{live(shots)}</ul>
        <p class="q-error" id=format!("{id}-refused") role="alert">{words(move || tray.refused.get().unwrap_or_default())}</p>
        <label class="btn add" class:off=move || !room()>
            <input class="file" id=id type="file" accept=accept multiple={max > 1} aria-describedby=describe aria-invalid=asked.invalid()
                prop:disabled=move || tray.busy.get() || !room() on:change=move |event| tray.take(files_of(&event), None)/>
            <Icon name="file-text"/><span>{words(label)}</span>
        </label>
    }
    .into_any()
}

/// The files that were chosen; the input is emptied, so that the same one can be chosen again.
fn files_of(event: &Event) -> Vec<File> {
    let Some(input) = event.target().and_then(|t| t.dyn_into::<HtmlInputElement>().ok()) else {
        return Vec::new();
    };
    let files = input.files();
    let found =
        files.map(|list| (0..list.length()).filter_map(|i| list.get(i)).collect()).unwrap_or_default();
    input.set_value("");
    found
}
