//! Clients that dawdle are let go, and nobody else notices.

use std::time::Duration;

use tempfile::TempDir;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;
use uuid::Uuid;

use crate::support::binary::exchange;
use crate::support::{Engine, World, report};

/// No story waits longer. A stop that nothing holds up takes no time; one that gives up on requests takes fifteen seconds.
const SOON: Duration = Duration::from_secs(10);

/// A server that listens.
struct Served {
    address: String,
    stop: oneshot::Sender<()>,
    end: JoinHandle<bool>,
    _folder: TempDir,
}

impl Served {
    async fn with(settings: &str) -> Self {
        let World { app, folder, .. } = World::with(Engine::Sqlite, &format!("port = 0\n{settings}")).await;
        let build = folder.path().join("app/new222");
        std::fs::create_dir_all(&build).unwrap();
        // More than what the system takes on for a client that reads nothing.
        std::fs::write(build.join("large.bin"), vec![b'x'; 64 << 20]).unwrap();
        std::fs::write(folder.path().join("app/current"), "new222").unwrap();
        let listener = app.listen().await.unwrap();
        let address = listener.local_addr().unwrap().to_string();
        let (stop, stopped) = oneshot::channel();
        let end =
            tokio::spawn(async move { app.serve(listener, async { stopped.await.unwrap() }).await.is_ok() });
        Self { address, stop, end, _folder: folder }
    }

    async fn connect(&self, said: &str) -> TcpStream {
        let mut stream = TcpStream::connect(&self.address).await.unwrap();
        stream.write_all(said.as_bytes()).await.unwrap();
        stream
    }

    /// Stops; true when it went well and nothing was waited for in vain.
    async fn ends(self) -> bool {
        self.stop.send(()).unwrap();
        tokio::time::timeout(SOON, self.end).await.is_ok_and(|end| end.unwrap())
    }
}

/// What comes until the server closes the connection.
async fn until_closed(stream: &mut TcpStream) -> String {
    let mut answer = Vec::new();
    let closed = tokio::time::timeout(SOON, stream.read_to_end(&mut answer)).await;
    closed.expect("the connection was kept").unwrap();
    String::from_utf8(answer).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn headers_that_do_not_arrive_in_time_end_the_connection() {
    let server = Served::with("header_timeout = 1").await;
    let mut silent = server.connect("").await;
    let mut slow = server.connect("GET /healthz HTTP/1.1\r\nhost: test\r\nx-slow: ").await;
    let (status, _) = exchange(&server.address, "GET /healthz HTTP/1.1", "").await.unwrap();
    assert_eq!(status, 200, "others are served meanwhile");
    assert!(!until_closed(&mut slow).await.contains("200 OK"));
    assert!(!until_closed(&mut silent).await.contains("200 OK"));
    assert!(server.ends().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_client_that_takes_nothing_of_its_answer_is_let_go() {
    let server = Served::with("answer_timeout = 1").await;
    let mut client = server.connect("GET /app/new222/large.bin HTTP/1.1\r\nhost: test\r\n\r\n").await;
    let mut start = [0; 12];
    client.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
    assert!(server.ends().await, "the server waited for a client that reads nothing");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_connection_that_is_only_kept_does_not_hold_up_the_end() {
    let server = Served::with("").await;
    let mut kept = server.connect("GET /healthz HTTP/1.1\r\nhost: test\r\n\r\n").await;
    let mut start = [0; 12];
    kept.read_exact(&mut start).await.unwrap();
    assert_eq!(&start, b"HTTP/1.1 200");
    assert!(server.ends().await);
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_address_of_the_peer_reaches_what_counts_by_address() {
    let server = Served::with("guest_writes_per_hour = 1\ntrusted_proxies = ['127.0.0.1/32']").await;
    let mut statuses = Vec::new();
    for from in ["192.0.2.1", "192.0.2.2", "192.0.2.1"] {
        let head = format!(
            "POST /api/guide/error-reports HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {}\r\nx-forwarded-for: {from}",
            Uuid::new_v4()
        );
        statuses.push(exchange(&server.address, &head, &report().to_string()).await.unwrap().0);
    }
    assert_eq!(statuses, [201, 201, 429]);
    assert!(server.ends().await);
}
