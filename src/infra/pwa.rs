//! The service worker where there is one, and the news of a newer build where there is none.

use std::cell::RefCell;

use leptos::prelude::*;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;

use super::browser::{self, listen, window};

thread_local! {
    static NEWER: ArcRwSignal<bool> = ArcRwSignal::new(false);
    static REGISTRATION: RefCell<Option<web_sys::ServiceWorkerRegistration>> = const { RefCell::new(None) };
}

/// Becomes true when a newer build waits.
pub fn newer_build() -> ArcRwSignal<bool> {
    NEWER.with(Clone::clone)
}

/// Whether this browser has service workers at all; iOS WeChat has none.
pub fn has_worker() -> bool {
    browser::property(&window().navigator(), "serviceWorker").is_object()
}

/// Registers the worker, and watches for a newer one.
pub async fn install() {
    if !has_worker() {
        listen(&browser::document(), "visibilitychange", |_| leptos::task::spawn_local(compare_version()));
        return;
    }
    let container = window().navigator().service_worker();
    let Ok(registration) = JsFuture::from(container.register("/sw.js")).await else { return };
    let Ok(registration) = registration.dyn_into::<web_sys::ServiceWorkerRegistration>() else { return };
    REGISTRATION.with_borrow_mut(|r| *r = Some(registration.clone()));
    if registration.waiting().is_some() && container.controller().is_some() {
        newer_build().set(true);
    }
    let found = registration.clone();
    listen(&registration, "updatefound", move |_| {
        let Some(worker) = found.installing() else { return };
        let installing = worker.clone();
        listen(&worker, "statechange", move |_| {
            let controlled = window().navigator().service_worker().controller().is_some();
            if installing.state() == web_sys::ServiceWorkerState::Installed && controlled {
                newer_build().set(true);
            }
        });
    });
    listen(&browser::document(), "visibilitychange", move |_| {
        if let Ok(update) = registration.update() {
            leptos::task::spawn_local(async move {
                JsFuture::from(update).await.unwrap_or_default();
            });
        }
    });
}

/// Without a worker: asks the server which build is current.
#[expect(clippy::disallowed_methods, reason = "a file beside the app, not an endpoint of the API")]
async fn compare_version() {
    #[derive(serde::Deserialize)]
    struct Version {
        build: String,
    }
    let Ok(response) = gloo_net::http::Request::get("/version.json").send().await else { return };
    let Ok(version) = response.json::<Version>().await else { return };
    let mine = browser::root().and_then(|r| r.get_attribute("data-build")).unwrap_or_default();
    if !mine.is_empty() && mine != version.build {
        newer_build().set(true);
    }
}

/// Activates the waiting worker and reloads once it is in charge; without a waiting worker just reloads.
pub fn update_now() {
    let waiting = REGISTRATION.with_borrow(|r| r.as_ref().and_then(|r| r.waiting()));
    let Some(worker) = waiting else {
        window().location().reload().unwrap_or_default();
        return;
    };
    let reload = Closure::once_into_js(|| window().location().reload().unwrap_or_default());
    let container = window().navigator().service_worker();
    container
        .add_event_listener_with_callback("controllerchange", reload.unchecked_ref())
        .unwrap_or_default();
    worker.post_message(&JsValue::from_str("skip-waiting")).unwrap_or_default();
}
