//! Drafts, their photos and what became of them: the outbox in the words of this module.

use futures::future::LocalBoxFuture;
use leptos::prelude::GetUntracked;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;
use uuid::Uuid;
use wasm_bindgen_futures::JsFuture;
use web_sys::Blob;
use yunlin_api::apply::{Complete, PostCase, PostComplete, Submit, Submitted};
use yunlin_api::endpoint::Endpoint;
use yunlin_api::forms::{Answer, Answers, Form, Forms};
use yunlin_api::problem::{Code, FieldError};

use super::paths::{Fill, Place};
use super::wording as w;
use crate::domain::form::{Draft, Told};
use crate::domain::outbox::{self, Entry, EntryHead, EntryState, FileRef, Saved};
use crate::domain::published;
use crate::domain::session::{self, Session};
use crate::infra::clock;
use crate::questions::Photos;

/// What is found under the id of a draft.
pub enum Found {
    /// It is being filled in; with what the server found wrong when it refused it.
    Draft(Box<Draft>, Vec<FieldError>),
    /// It was handed over.
    Handed,
    /// Nothing of this phone's person.
    Nothing,
}

/// Whose drafts these are: whoever was signed in here last.
pub fn account() -> Uuid {
    session::account().unwrap_or_default()
}

/// By way of text, so that one JSON reader and one writer serve everything: each further one is ten kilobytes of code.
pub fn read<T: DeserializeOwned>(value: &Value) -> Option<T> {
    serde_json::from_str(&value.to_string()).ok()
}

fn written<T: Serialize>(value: &T) -> Value {
    let text = serde_json::to_string(value).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Keeps a draft, if it is still the one that this page has read.
pub async fn save(draft: &mut Draft) -> Saved {
    let mut entry = entry_of(draft);
    entry.body = written(draft);
    let saved = outbox::save_draft(&mut entry).await;
    draft.seen = entry.seen;
    saved
}

fn entry_of(draft: &Draft) -> Entry {
    let mut entry = Entry::draft::<PostCase>(draft.id, draft.account, &[], draft.made_ms);
    entry.title.clone_from(&draft.item_name);
    entry.href = Place::read(&draft.at).href(&draft.form.item, draft.id);
    entry.files = files(draft.photos());
    entry.seen = draft.seen;
    entry
}

fn files(ids: Vec<Uuid>) -> Vec<FileRef> {
    ids.into_iter().map(|id| FileRef { id, kind: "image/jpeg".to_owned(), uploaded: false }).collect()
}

/// Looks a draft up. One that was refused comes back with what was wrong, under the newest form; a photo that the phone has
/// lost is asked for again.
pub async fn load(id: Uuid) -> Found {
    let Some(entry) = outbox::load(id).await else { return Found::Nothing };
    let mut wrong = match &entry.state {
        EntryState::Draft => Vec::new(),
        EntryState::Failed { fields, .. } => fields.clone(),
        _ => return Found::Handed,
    };
    let Some(mut draft) = opened(&entry, &wrong).await else { return Found::Nothing };
    draft.seen = entry.seen;
    if let Some(here) = outbox::files(entry.account, id).await {
        for field in draft.without_lost(&here) {
            if wrong.iter().all(|e| e.field != field) {
                wrong.push(FieldError { field, detail: outbox::FILE_GONE.to_owned() });
            }
        }
    }
    // Several photos may be lost: each sentence says which.
    for one in wrong.iter_mut().filter(|one| one.detail == outbox::FILE_GONE) {
        if let Some(field) = draft.form.field(&one.field) {
            one.detail = w::lost_photo(&field.label, outbox::FILE_GONE);
        }
    }
    Found::Draft(Box::new(draft), wrong)
}

async fn opened(entry: &Entry, wrong: &[FieldError]) -> Option<Draft> {
    let Some(mut draft) = read::<Draft>(&entry.body) else { return restored(entry, wrong).await };
    // Begun without a signal: what the server knows of the person by now is not asked any more.
    if let Session::In(me) = session::session().get_untracked() {
        draft.told = Told::of(&me);
    }
    Some(draft)
}

/// A draft out of what was handed over and refused.
async fn restored(entry: &Entry, wrong: &[FieldError]) -> Option<Draft> {
    let sent: Submit = read(&entry.body)?;
    let refused_as_old = matches!(&entry.state, EntryState::Failed { code: Some(Code::FormChanged), .. });
    let form = newest_form(&sent, refused_as_old).await?;
    let changed = form.version != sent.form_version;
    let mut draft =
        Draft::new(entry.account, form.clone(), entry.title.clone(), sent.community, entry.made_ms);
    draft.id = entry.id;
    draft.changed_ms = clock::now_ms();
    draft.answers = sent.answers;
    draft.told = session::me().map(|me| Told::of(&me)).unwrap_or_default();
    if changed {
        draft.adopt(form);
        draft.look_again = wrong.iter().map(|e| e.field.clone()).collect();
    }
    Some(draft)
}

/// The form as it is now. What this page read before may be older than what the server wants.
async fn newest_form(sent: &Submit, refused_as_old: bool) -> Option<Form> {
    let of_item = |forms: &Forms| forms.forms.iter().find(|f| f.item == sent.item).cloned();
    let form = of_item(&*published::settled_forms().await?)?;
    if !refused_as_old || form.version > sent.form_version {
        return Some(form);
    }
    of_item(&*published::fresh_forms().await?)
}

/// Whether a refusal can be mended by filling in again.
pub const fn can_be_mended(code: Option<Code>) -> bool {
    matches!(code, None | Some(Code::FormChanged | Code::Invalid | Code::Malformed))
}

/// Where what was refused is mended: 核对信息 names every wrong field of an application; a completion has its own page.
pub fn href_to_mend(head: &EntryHead) -> String {
    if head.endpoint == PostComplete::ID {
        return head.href.clone();
    }
    let path = head.href.split('?').next().unwrap_or_default();
    let code = path.rsplit('/').next().unwrap_or_default();
    Place::Check.href(code, head.id)
}

/// Hands a draft over with its checked answers: from now on it goes by itself.
pub async fn submit(draft: &Draft, answers: Answers) -> Saved {
    let input = Submit {
        id: draft.id,
        item: draft.form.item.clone(),
        form_version: draft.form.version,
        community: draft.community.clone(),
        answers,
        confirmed: true,
        filled_at: clock::now_rfc3339(),
    };
    let mut entry = entry_of(draft);
    let sent = Draft { answers: input.answers.clone(), ..draft.clone() };
    entry.files = files(sent.photos());
    // Taken back or refused, it is looked through as a whole.
    entry.href = Place::Check.href(&draft.form.item, draft.id);
    entry.body = written(&input);
    match outbox::save_draft(&mut entry).await {
        Saved::OnPhone | Saved::InMemory => outbox::queue(draft.id).await.unwrap_or(Saved::Gone),
        other => other,
    }
}

/// What of an item lies on this phone: newest first.
pub fn of_item<'a>(heads: &'a [EntryHead], code: &str) -> Vec<&'a EntryHead> {
    let prefix = format!("{}?", Fill::New(code.to_owned()).href());
    heads.iter().filter(|h| h.endpoint == PostCase::ID && h.href.starts_with(&prefix)).collect()
}

/// The answer of the server to an application.
pub fn submitted(state: &EntryState) -> Option<Submitted> {
    match state {
        EntryState::Sent { answer, .. } => read(answer),
        _ => None,
    }
}

/// The photos of a draft, sealed in the vault of this phone.
pub struct Vault {
    /// The draft.
    pub owner: Uuid,
}

impl Photos for Vault {
    fn put(&self, id: Uuid, photo: Blob) -> LocalBoxFuture<'static, Result<(), String>> {
        Box::pin(put_photo(self.owner, id, photo))
    }

    fn get(&self, id: Uuid) -> LocalBoxFuture<'static, Option<Blob>> {
        Box::pin(photo(self.owner, id))
    }

    fn forget(&self, id: Uuid) {
        spawn_local(outbox::remove_file(account(), self.owner, id));
    }
}

async fn put_photo(owner: Uuid, id: Uuid, photo: Blob) -> Result<(), String> {
    let buffer = JsFuture::from(photo.array_buffer()).await;
    let buffer = buffer.map_err(|_| w::PHOTO_NOT_KEPT.to_owned())?;
    let bytes = js_sys::Uint8Array::new(&buffer).to_vec();
    outbox::put_file(account(), owner, id, &bytes).await;
    Ok(())
}

async fn photo(owner: Uuid, id: Uuid) -> Option<Blob> {
    let bytes = outbox::file(account(), owner, id).await?;
    let parts = js_sys::Array::of1(&js_sys::Uint8Array::from(&bytes[..]));
    let options = web_sys::BlobPropertyBag::new();
    options.set_type("image/jpeg");
    Blob::new_with_u8_array_sequence_and_options(&parts, &options).ok()
}

/// What was begun, or handed over and refused, to complete a case.
pub async fn completion(case: Uuid) -> Option<Entry> {
    outbox::reload().await;
    let href = Fill::Complete(case).href();
    let mine = |h: &&EntryHead| h.endpoint == PostComplete::ID && h.href == href;
    let heads = outbox::heads().get_untracked();
    let open = |h: &&EntryHead| !matches!(h.state, EntryState::Sent { .. });
    let id = heads.iter().filter(mine).find(open)?.id;
    outbox::load(id).await
}

/// A completion as the outbox keeps it.
pub fn completing(id: Uuid, case: Uuid, title: &str, input: &Complete) -> Entry {
    let mut entry = Entry::draft::<PostComplete>(id, account(), &[&case.to_string()], clock::now_ms());
    title.clone_into(&mut entry.title);
    entry.href = Fill::Complete(case).href();
    entry.files = files(photos_of(&input.answers));
    entry.body = written(input);
    entry
}

/// Ids among the answers: only uploads are lists of ids.
fn photos_of(answers: &Answers) -> Vec<Uuid> {
    let ids = answers.values().filter_map(|a| match a {
        Answer::Many(values) => {
            Some(values.iter().filter_map(|v| Uuid::parse_str(v).ok()).collect::<Vec<_>>())
        }
        Answer::Rows(rows) => Some(rows.iter().flat_map(photos_of).collect()),
        Answer::Text(_) => None,
    });
    ids.flatten().collect()
}
