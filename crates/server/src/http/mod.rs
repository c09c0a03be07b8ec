//! The edge: assembles the router, dresses every answer, serves the files of the app and the reference of the API.

mod address;
mod app_files;
mod csp;
mod envelope;
mod files;
mod gate;
mod health;
mod log;
mod openapi;
mod patient;
mod problem;
mod reference;
mod serve;
mod site;

use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::Request;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::response::IntoResponse;
use axum::routing::{any, get};
use tower_http::compression::CompressionLayer;
use yunlin_api::problem::Code;

use crate::account;
use crate::infra::ctx::Ctx;
use crate::infra::web::{ApiError, Routes};
use crate::{desk, modules};

pub use log::start as start_log;
pub use openapi::document as openapi_document;
pub use serve::serve;

/// Endpoints of the site itself and of all modules.
pub fn routes() -> Routes {
    let first = site::routes().merge(account::routes()).merge(desk::routes());
    modules::ALL.iter().fold(first, |all, module| all.merge((module.routes)()))
}

/// The whole site.
pub fn router(ctx: Ctx) -> Router {
    let (endpoints, operations) = routes().into_parts();
    let reference = Arc::new(reference::Reference::new(&openapi::document(&operations)));
    let page = Arc::clone(&reference);
    let api = endpoints
        .route("/api/openapi.json", get(move || async move { reference.json() }))
        .route("/api/docs", get(move || async move { page.html() }))
        .route("/api", any(unknown_path))
        .route("/api/", any(unknown_path))
        .route("/api/{*rest}", any(unknown_path))
        .method_not_allowed_fallback(|| async { ApiError::new(Code::MethodNotAllowed) })
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(gate::Gate::new(&ctx.config), gate::pass));
    let files = Arc::new(app_files::AppFiles::new(ctx.config.app_dir.clone()));
    let patience = Duration::from_secs(ctx.config.request_timeout);
    Router::new()
        .route("/healthz", get(health::process))
        .route("/readyz", get(health::database))
        .merge(api)
        .merge(files::router(&ctx.config))
        .fallback(move |request: Request| {
            let files = Arc::clone(&files);
            async move { gate::in_time(patience, files.serve(request)).await }
        })
        .layer(from_fn_with_state(ctx.clone(), address::find))
        .layer(from_fn(envelope::dress))
        .with_state(ctx)
}

/// Nothing of this name under `/api`.
async fn unknown_path() -> impl IntoResponse {
    ApiError::not_found()
}
