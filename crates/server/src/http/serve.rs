//! Connections: gives each the router and the address of its peer, cuts off who dawdles, and ends in good order.

use std::net::SocketAddr;
use std::pin::pin;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use axum::http::Request;
use axum::serve::Listener;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::{Service, service_fn};
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use tokio::net::TcpListener;

use super::patient::Patient;
use crate::infra::config::Config;

/// Serves until `stop` is ready, then takes nobody new and lets running requests finish.
///
/// `axum::serve` has no limit for the time that headers take to arrive, nor for a peer that takes nothing of its answer.
pub async fn serve(
    config: &Config,
    router: Router,
    mut listener: TcpListener,
    stop: impl Future<Output = ()>,
) {
    let mut builder = http1::Builder::new();
    builder.timer(TokioTimer::new()).header_read_timeout(Duration::from_secs(config.header_timeout));
    let patience = Duration::from_secs(config.answer_timeout);
    let running = GracefulShutdown::new();
    let mut stop = pin!(stop);
    loop {
        // Waits itself where the system has no more handles.
        let (stream, peer) = tokio::select! {
            accepted = Listener::accept(&mut listener) => accepted,
            () = &mut stop => break,
        };
        let router = TowerToHyperService::new(router.clone());
        let service = service_fn(move |request| router.call(with_peer(request, peer)));
        let connection = builder.serve_connection(TokioIo::new(Patient::new(stream, patience)), service);
        let connection = running.watch(connection);
        // A connection that breaks or was too slow is nobody's fault here, and there is nobody left to tell.
        tokio::spawn(async move { drop(connection.await) });
    }
    drop(listener);
    running.shutdown().await;
}

/// Notes who is at the other end.
fn with_peer(mut request: Request<Incoming>, peer: SocketAddr) -> Request<Incoming> {
    request.extensions_mut().insert(ConnectInfo(peer));
    request
}
