//! The files of the app, and the pages that it shows.

use std::path::Path;

use crate::support::{Answer, Ask, Engine, World};

/// Writes two builds, the second one current.
fn write_builds(folder: &Path) {
    for build in ["old111", "new222"] {
        let root = folder.join("app").join(build);
        std::fs::create_dir_all(root.join("icons")).unwrap();
        let put = |name: &str, text: &str| std::fs::write(root.join(name), text).unwrap();
        put("index.html", &format!("<!doctype html>{build}"));
        put("csp.json", r#"{"script":["sha256-AAAA+/="],"style":["sha256-BBBB","'unsafe-inline'"]}"#);
        put("app.wasm", "wasm as it is");
        put("app.wasm.br", "wasm in br");
        put("app.wasm.gz", "wasm in gz");
        put("main.css", "body{}");
        put("sw.js", build);
        put("version.json", "{}");
        put("manifest.webmanifest", "{}");
        put("robots.txt", "");
        put("icons/192.png", "png");
    }
    std::fs::write(folder.join("app/current"), "new222\n").unwrap();
    std::fs::write(folder.join("secret.txt"), "secret").unwrap();
}

async fn world() -> World {
    let world = World::new(Engine::Sqlite).await;
    write_builds(world.folder.path());
    world
}

async fn get(world: &World, path: &str) -> Answer {
    world.ask(Ask::get(path)).await
}

#[tokio::test]
async fn deep_page_path_gets_the_app() {
    let world = world().await;
    for path in ["/", "/guide", "/guide/SB-07?from=wx", "/guide/", "/%E5%8A%9E%E4%BA%8B"] {
        let page = get(&world, path).await;
        assert_eq!((page.status.as_u16(), page.text()), (200, "<!doctype html>new222".to_owned()), "{path}");
        assert_eq!(page.header("cache-control"), "no-cache");
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
    }
    let tag = get(&world, "/").await.header("etag").to_owned();
    assert_eq!(world.ask(Ask::get("/guide").header("if-none-match", &tag)).await.status, 304);
}

#[tokio::test]
async fn hashed_file_is_immutable_and_brotli() {
    let world = world().await;
    let ask = |accept: &str| Ask::get("/app/new222/app.wasm").header("accept-encoding", accept);
    let file = world.ask(ask("gzip, br;q=0.9, zstd")).await;
    assert_eq!((file.header("content-encoding"), file.text().as_str()), ("gzip", "wasm in gz"));
    let file = world.ask(ask("gzip, deflate, br")).await;
    assert_eq!((file.header("content-encoding"), file.text().as_str()), ("br", "wasm in br"));
    assert_eq!(file.header("content-type"), "application/wasm");
    assert_eq!(file.header("cache-control"), "public, max-age=31536000, immutable");
    assert_eq!(file.header("content-length"), "10");
    assert_eq!(file.header("vary"), "accept-encoding");
    let plain = world.ask(ask("identity")).await;
    assert_eq!((plain.header("content-encoding"), plain.text().as_str()), ("", "wasm as it is"));
    assert_ne!(plain.header("etag"), file.header("etag"));
    assert_eq!(world.ask(ask("br").header("if-none-match", file.header("etag"))).await.status, 304);
}

#[tokio::test]
async fn open_tabs_still_get_the_files_of_an_older_build() {
    let world = world().await;
    assert_eq!(get(&world, "/app/old111/main.css").await.status, 200);
    get(&world, "/app/gone000/main.css").await.problem(404, "not_found");
    std::fs::write(world.folder.path().join("app/current"), "old111").unwrap();
    assert_eq!(get(&world, "/sw.js").await.text(), "old111", "a new build is noticed without a restart");
}

#[tokio::test]
async fn root_files_come_from_the_newest_build() {
    let world = world().await;
    for (path, kept) in [
        ("/sw.js", "no-cache"),
        ("/version.json", "no-cache"),
        ("/manifest.webmanifest", "no-cache"),
        ("/robots.txt", "public, max-age=86400"),
        ("/icons/192.png", "public, max-age=86400"),
    ] {
        let file = get(&world, path).await;
        assert_eq!((file.status.as_u16(), file.header("cache-control")), (200, kept), "{path}");
    }
    for path in ["/nope.js", "/csp.json", "/favicon.ico", "/current", "/guide/x.png"] {
        let status = get(&world, path).await.status;
        assert!(status == 404 || path == "/current" && status == 200, "{path} {status}");
    }
}

#[tokio::test]
async fn head_has_the_headers_and_no_body() {
    let world = world().await;
    let head = world.ask(Ask::new("HEAD", "/app/new222/main.css")).await;
    assert_eq!((head.status.as_u16(), head.header("content-length"), head.body.len()), (200, "6", 0));
}

#[tokio::test]
async fn a_file_is_only_read() {
    let world = world().await;
    for path in ["/guide", "/app/new222/main.css"] {
        let refused = world.ask(Ask::new("POST", path)).await;
        refused.problem(405, "method_not_allowed");
        assert_eq!(refused.header("allow"), "GET, HEAD");
    }
}

#[tokio::test]
async fn traversal_is_refused() {
    let world = world().await;
    for path in [
        "/app/new222/../../secret.txt",
        "/app/new222/%2e%2e/%2e%2e/secret.txt",
        "/app/new222/..%2f..%2fsecret.txt",
        "/app/new222/%2e%2e%5c%2e%2e%5csecret.txt",
        "/app/%2e%2e/secret.txt",
        "/app/../secret.txt",
        "/icons/../../../secret.txt",
        "/icons/%2e%2e/csp.json",
        "/%2e%2e/secret",
        "/..%2fsecret",
        "/app/new222//etc/passwd",
        "/app/new222/%00",
        "/secret.txt",
        "/app/current",
    ] {
        get(&world, path).await.problem(404, "not_found");
    }
}

#[tokio::test]
async fn csp_lists_the_hashes() {
    let world = world().await;
    let page = get(&world, "/").await;
    let policy = page.header("content-security-policy");
    assert!(policy.contains("script-src 'self' 'wasm-unsafe-eval' 'sha256-AAAA+/=';"), "{policy}");
    assert!(policy.contains("style-src 'self' 'sha256-BBBB';"), "{policy}");
    assert!(!policy.contains("unsafe-inline") && policy.contains("connect-src 'self';"), "{policy}");
    assert!(get(&world, "/sw.js").await.header("content-security-policy").contains("connect-src 'self'"));
}

#[tokio::test]
async fn before_the_first_build_a_page_says_what_to_do() {
    let world = World::new(Engine::Sqlite).await;
    let page = world.ask(Ask::get("/").header("accept", "text/html,application/xhtml+xml,*/*;q=0.8")).await;
    assert_eq!((page.status.as_u16(), page.header("content-type")), (503, "text/plain; charset=utf-8"));
    assert!(page.text().contains("12345"));
    let file = get(&world, "/app/new222/app.wasm").await.problem(503, "unavailable");
    assert!(file["detail"].as_str().unwrap().contains("12345"));
}
