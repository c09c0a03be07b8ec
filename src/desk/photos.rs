//! Photos and scans taken at the counter: stored on the server at once under the session of the staff; the page keeps them to
//! show them.

use std::collections::HashMap;

use futures::future::LocalBoxFuture;
use leptos::prelude::*;
use uuid::Uuid;
use wasm_bindgen::JsValue;
use web_sys::Blob;
use yunlin_api::files::PDF;

use super::ask;
use crate::questions::Photos;

/// What a photo is once it was made small.
const PHOTO: &str = "image/jpeg";

/// The photos of one sheet at the counter; gone with the page.
pub struct AtCounter {
    shown: StoredValue<HashMap<Uuid, Blob>, LocalStorage>,
}

impl AtCounter {
    /// None yet.
    pub fn new() -> Self {
        Self { shown: StoredValue::new_local(HashMap::new()) }
    }
}

impl Photos for AtCounter {
    fn put(&self, id: Uuid, photo: Blob) -> LocalBoxFuture<'static, Result<(), String>> {
        let shown = self.shown;
        Box::pin(async move {
            let body = JsValue::from(photo.clone());
            let kind = if photo.type_() == PDF { PDF } else { PHOTO };
            ask::upload(id, kind, &body).await.map_err(|error| ask::sentence(&error))?;
            shown.try_update_value(|shown| shown.insert(id, photo));
            Ok(())
        })
    }

    fn get(&self, id: Uuid) -> LocalBoxFuture<'static, Option<Blob>> {
        let photo = self.shown.try_with_value(|shown| shown.get(&id).cloned()).flatten();
        Box::pin(async move { photo })
    }

    fn forget(&self, id: Uuid) {
        self.shown.try_update_value(|shown| shown.remove(&id));
    }

    fn takes_pdf(&self) -> bool {
        true
    }
}
