//! Photos and result papers as plain links: the browser opens or saves them.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::MouseEvent;
use yunlin_api::apply::GetMyCase;
use yunlin_api::files::FileLink;

use crate::infra::live::words;
use crate::infra::{browser, clock, http};
use crate::modules::apply::wording as w;
use crate::ui::icon::Icon;

/// A link lives for five minutes, ms; after so long a fresh one is asked for.
const GOOD_FOR: f64 = 4.0 * 60_000.0;

/// Links to the files of a case.
pub fn links(case: Uuid, files: &[FileLink], name: &str) -> AnyView {
    if files.is_empty() {
        return ().into_any();
    }
    let shown_at = clock::now_ms();
    let said = RwSignal::new(String::new());
    let one = |(index, file): (usize, &FileLink)| {
        let kind = if file.kind == "application/pdf" { "PDF" } else { w::PHOTO };
        let (label, id) = (w::file(name, index + 1, kind), file.id);
        let open = move |event: MouseEvent| {
            if (0.0..GOOD_FOR).contains(&(clock::now_ms() - shown_at)) {
                return;
            }
            event.prevent_default();
            spawn_local(open_afresh(case, id, said));
        };
        view! { <a class="btn" href=file.url.clone() data-native="" on:click=open><Icon name="file-text"/>{label}</a> }.into_any()
    };
    view! {
        {files.iter().enumerate().map(one).collect_view()}
        <p class="error" role="alert" hidden=move || said.read().is_empty()>{words(move || said.get())}</p>
    }
    .into_any()
}

/// Opens a file by a link that was made now, or says why it does not open.
async fn open_afresh(case: Uuid, file: Uuid, said: RwSignal<String>) {
    said.try_set(String::new());
    let url = match http::get::<GetMyCase>(&[&case.to_string()]).await {
        Ok(case) => {
            let of_answers = case.answers.into_iter().flat_map(|answer| answer.files);
            let of_result = case.result.into_iter().flat_map(|result| result.files);
            of_answers.chain(of_result).find(|link| link.id == file).map(|link| link.url)
        }
        Err(error) => return drop(said.try_set(w::why(&error))),
    };
    match url {
        Some(url) => browser::window().location().set_href(&url).unwrap_or_default(),
        None => drop(said.try_set(w::FILE_GONE.to_owned())),
    }
}
