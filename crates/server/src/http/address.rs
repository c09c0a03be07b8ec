//! Finds the address of whoever asks: the rightmost one that is not a trusted proxy. The leftmost can be made up.

use std::net::{IpAddr, Ipv4Addr, SocketAddr};

use axum::extract::{ConnectInfo, Request, State};
use axum::http::HeaderMap;
use axum::middleware::Next;
use axum::response::Response;
use ipnet::IpNet;

use crate::infra::ctx::Ctx;
use crate::infra::web::Client;

/// Notes the address for the handlers.
pub(super) async fn find(State(ctx): State<Ctx>, mut request: Request, next: Next) -> Response {
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>().map(|c| c.0.ip());
    let peer = peer.unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED)).to_canonical();
    let client = behind(peer, request.headers(), &ctx.config.trusted_proxies);
    request.extensions_mut().insert(Client(client));
    next.run(request).await
}

/// Walks from the peer to the left as long as the addresses are trusted proxies.
fn behind(peer: IpAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |a: &IpAddr| trusted.iter().any(|net| net.contains(a));
    let lines = headers.get_all("x-forwarded-for").iter().filter_map(|v| v.to_str().ok());
    let hops: Vec<&str> = lines.flat_map(|line| line.split(',')).map(str::trim).collect();
    let mut found = peer;
    for hop in hops.iter().rev() {
        if !is_trusted(&found) {
            break;
        }
        match hop.parse::<IpAddr>() {
            Ok(address) => found = address.to_canonical(),
            Err(_) => break,
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(peer: &str, forwarded: &str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert("x-forwarded-for", forwarded.parse().unwrap());
        let trusted = ["10.0.0.0/8".parse().unwrap(), "127.0.0.1/32".parse().unwrap()];
        behind(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn the_rightmost_untrusted_address_is_taken() {
        assert_eq!(found("127.0.0.1", "6.6.6.6, 1.2.3.4, 10.0.0.7"), "1.2.3.4");
    }

    #[test]
    fn a_header_from_an_untrusted_peer_is_ignored() {
        assert_eq!(found("9.9.9.9", "1.2.3.4"), "9.9.9.9");
    }

    #[test]
    fn nonsense_stops_the_walk() {
        assert_eq!(found("127.0.0.1", "1.2.3.4, unknown"), "127.0.0.1");
    }
}
