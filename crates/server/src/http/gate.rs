//! Lets in so many API requests at once, each for so long; the others are told to come back.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use tokio::sync::Semaphore;
use yunlin_api::problem::Code;

use crate::infra::config::Config;
use crate::infra::web::ApiError;

/// Files that are sent or looked at at once.
const FILES_AT_ONCE: usize = 48;

/// Places and patience.
#[derive(Clone)]
pub(super) struct Gate {
    places: Arc<Semaphore>,
    patience: Duration,
}

impl Gate {
    /// As configured.
    pub(super) fn new(config: &Config) -> Self {
        let places = Arc::new(Semaphore::new(config.concurrency.min(Semaphore::MAX_PERMITS)));
        Self { places, patience: Duration::from_secs(config.request_timeout) }
    }

    /// For files: fewer at once, for each may hold ten megabytes, and with the time that a weak line needs.
    pub(super) fn for_files(config: &Config) -> Self {
        let places = Arc::new(Semaphore::new(config.concurrency.min(FILES_AT_ONCE)));
        Self { places, patience: Duration::from_secs(config.upload_timeout + config.request_timeout) }
    }
}

/// Runs the request if there is a place.
pub(super) async fn pass(State(gate): State<Gate>, request: Request, next: Next) -> Response {
    let Ok(_place) = gate.places.try_acquire() else {
        return ApiError::new(Code::Unavailable).into_response();
    };
    in_time(gate.patience, next.run(request)).await
}

/// The answer, or the word that it took too long.
pub(super) async fn in_time(patience: Duration, answer: impl Future<Output = Response>) -> Response {
    let answer = tokio::time::timeout(patience, answer).await;
    answer.unwrap_or_else(|_| ApiError::new(Code::Unavailable).into_response())
}

#[cfg(test)]
mod tests {
    use axum::Router;
    use axum::body::Body;
    use axum::middleware::from_fn_with_state;
    use axum::routing::get;
    use tower::ServiceExt;

    use super::{Duration, Gate, in_time, pass};
    use crate::infra::config::Layers;

    #[tokio::test]
    async fn a_full_house_answers_503_at_once() {
        let config = Layers::defaults().unwrap().text("concurrency = 1", "test").unwrap().finish().unwrap();
        let router = Router::new()
            .route("/", get(std::future::pending::<&'static str>))
            .layer(from_fn_with_state(Gate::new(&config), pass));
        let ask = || axum::http::Request::builder().uri("/").body(Body::empty()).unwrap();
        let first = tokio::spawn(router.clone().oneshot(ask()));
        tokio::task::yield_now().await;
        let second = router.oneshot(ask()).await.unwrap();
        assert_eq!(second.status(), 503);
        first.abort();
    }

    #[tokio::test(start_paused = true)]
    async fn an_answer_that_takes_too_long_is_a_503() {
        let never = std::future::pending::<axum::response::Response>();
        assert_eq!(in_time(Duration::from_secs(20), never).await.status(), 503);
    }
}
