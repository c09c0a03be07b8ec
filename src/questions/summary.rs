//! What is wrong in a form, above it: each line leads to its field.

use gloo_timers::future::TimeoutFuture;
use leptos::prelude::*;
use leptos::task::spawn_local;
use yunlin_api::forms::FormErrors;

use super::wording as w;
use crate::infra::browser;
use crate::infra::live::live;
use crate::ui::field::mark_title;

/// Id of the error summary.
const SUMMARY: &str = "wrongs";

/// What is wrong on the page, each line leading to its field. `to` gives the address of a field on another page.
pub fn summary(
    errors: RwSignal<FormErrors>,
    here: impl Fn(&str) -> bool + Send + 'static,
    to: impl Fn(&str) -> Option<String> + Send + 'static,
) -> AnyView {
    summed(errors, Box::new(here), Box::new(to))
}

type Here = dyn Fn(&str) -> bool + Send;
type To = dyn Fn(&str) -> Option<String> + Send;

/// One copy for all pages.
fn summed(errors: RwSignal<FormErrors>, here: Box<Here>, to: Box<To>) -> AnyView {
    // Once everything is right, the title of the tab is again what it was.
    Effect::new(move |were: Option<bool>| {
        let are = !errors.read().is_empty();
        if were == Some(true) && !are {
            mark_title(false);
        }
        are
    });
    let lines = move || {
        let shown: FormErrors =
            errors.read().iter().filter(|e| here(&e.field) || to(&e.field).is_some()).cloned().collect();
        if shown.is_empty() {
            return None::<AnyView>.into_any();
        }
        let count = shown.len();
        let rows = shown.into_iter().map(|error| {
            let id = format!("f-{}", error.field);
            match (here(&error.field), to(&error.field)) {
                (false, Some(href)) => view! { <li><a href=href>{error.detail}</a></li> }.into_any(),
                _ => {
                    let go = move |event: web_sys::MouseEvent| {
                        event.prevent_default();
                        focus(&id);
                    };
                    view! { <li><a href=format!("#f-{}", error.field) on:click=go>{error.detail}</a></li> }
                        .into_any()
                }
            }
        });
        let rows = rows.collect_view();
        let wrongs = view! { <div class="wrongs" id=SUMMARY tabindex="-1" role="alert"><h2>{w::wrong(count)}</h2><ul>{rows}</ul></div> };
        Some(wrongs.into_any()).into_any()
    };
    live(lines)
}

/// Puts the focus on a control and shows it.
fn focus(id: &str) {
    if let Some(control) = browser::by_id(id) {
        control.scroll_into_view();
        control.focus().unwrap_or_default();
    }
}

/// Says that something is wrong with the page: title of the tab, and focus on the summary on top of it.
pub fn point_out(title: &str) {
    browser::document().set_title(&w::wrong_title(title));
    spawn_local(async {
        TimeoutFuture::new(0).await;
        browser::window().scroll_to_with_x_and_y(0.0, 0.0);
        focus(SUMMARY);
    });
}

/// Puts the focus on the summary, wherever on the page it stands.
pub fn to_summary() {
    spawn_local(async {
        TimeoutFuture::new(0).await;
        focus(SUMMARY);
    });
}
