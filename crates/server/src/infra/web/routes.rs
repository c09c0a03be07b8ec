//! Mounts handlers: verb and path come from the endpoint, and the same list feeds the OpenAPI document.

use axum::Router;
use axum::extract::{Request, State};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get, post};
use utoipa::ToSchema;
use yunlin_api::endpoint::{Endpoint, Verb};

use super::about::{About, Operation};
use super::call::Call;
use super::error::ApiError;
use super::reply::Reply;
use crate::infra::ctx::Ctx;

/// The routes of one or more modules.
#[derive(Default)]
pub struct Routes {
    router: Router<Ctx>,
    operations: Vec<Operation>,
}

impl Routes {
    /// Mounts a handler at its endpoint. Input, output, verb and path all come from the trait.
    pub fn mount<E, H, F>(mut self, handler: H, about: About) -> Self
    where
        E: Endpoint + 'static,
        E::In: ToSchema + Send,
        E::Out: ToSchema,
        H: Fn(Call<E>) -> F + Clone + Send + Sync + 'static,
        F: Future<Output = Result<Reply<E>, ApiError>> + Send,
    {
        let serve = move |State(ctx): State<Ctx>, request: Request| {
            let handler = handler.clone();
            async move { answer(ctx, request, handler).await }
        };
        let method: MethodRouter<Ctx> = match E::VERB {
            Verb::Get => get(serve),
            Verb::Post => post(serve),
        };
        self.router = self.router.route(E::PATH, method);
        self.operations.push(Operation::of::<E>(about));
        self
    }

    /// Puts the routes of another module beside these.
    pub fn merge(mut self, other: Self) -> Self {
        self.router = self.router.merge(other.router);
        self.operations.extend(other.operations);
        self
    }

    /// The router and the list of its operations.
    pub fn into_parts(self) -> (Router<Ctx>, Vec<Operation>) {
        (self.router, self.operations)
    }
}

/// Reads the call, runs the handler, writes the answer.
async fn answer<E, H, F>(ctx: Ctx, request: Request, handler: H) -> Response
where
    E: Endpoint,
    H: Fn(Call<E>) -> F,
    F: Future<Output = Result<Reply<E>, ApiError>>,
{
    match Call::read(ctx, request).await {
        Ok(call) => handler(call).await.map_or_else(IntoResponse::into_response, Reply::into_response),
        Err(error) => error.into_response(),
    }
}
