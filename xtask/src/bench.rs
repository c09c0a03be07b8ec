//! `cargo xtask bench`: the lab's figures for the app, and the server's ratios against a bare axum in the same run.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use yunlin_api::endpoint::FROM_APP;

use crate::sh::{command, output, root, run_command, target};
use crate::{Result, app, tools};

/// Both halves, or one: `bench app`, `bench server`.
pub(crate) fn run(args: &[&str]) -> Result {
    app::build()?;
    run_command(command("cargo").args([
        "build",
        "--quiet",
        "--release",
        "-p",
        "yunlin-server",
        "--bins",
        "--examples",
    ]))?;
    let which = args.first().copied().unwrap_or("all");
    if which != "server" {
        lab()?;
    }
    if which != "app" { server() } else { Ok(()) }
}

fn lab() -> Result {
    tools::for_browser()?;
    println!("== app: 150 ms, 1.6 Mbit/s, CPU x4, 360x780, median of five");
    let mut node = command("node");
    node.arg("bench/lab.mjs").current_dir(root().join("tests"));
    node.env("SERVER_UNDER_TEST", target().join("release/yunlin-server")).env("APP_UNDER_TEST", app::dir());
    run_command(&mut node)
}

/// Requests a second of a path; `wrk` prints them.
fn rate(url: &str, headers: &[&str]) -> Result<f64> {
    let mut args = vec!["-t1", "-c32", "-d3s"];
    for header in headers {
        args.extend(["-H", header]);
    }
    args.push(url);
    let text = output("wrk", &args).ok_or("wrk failed")?;
    let line =
        text.lines().find_map(|l| l.trim().strip_prefix("Requests/sec:")).ok_or("wrk printed no rate")?;
    Ok(line.trim().parse()?)
}

fn server() -> Result {
    tools::for_load()?;
    let dir = std::env::temp_dir().join(format!("yunlin-bench-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    let database = format!("sqlite:{}", dir.join("bench.db").display());
    println!("== server, release, SQLite; wrk -t1 -c32 -d3s; two rounds");
    let first = Running::start("yunlin-server", &["--port", "0", "--database-url", &database])?;
    println!("start, empty database           {:>8} ms", first.after.as_millis());
    drop(first);
    let site = Running::start("yunlin-server", &["--port", "0", "--database-url", &database])?;
    println!("start, second time              {:>8} ms", site.after.as_millis());
    let hello = Running::start("examples/bare_hello", &[])?;
    let tag = etag(&format!("{}/api/guide/catalogue", site.url))?;
    let tag = format!("if-none-match: {tag}");
    let paths: [(&str, &str, Vec<&str>); 3] = [
        ("one item, from the database", "/api/guide/items/SB-07", vec![]),
        ("catalogue, unchanged (304)", "/api/guide/catalogue", vec![&tag]),
        ("catalogue, brotli (search data)", "/api/guide/catalogue", vec!["accept-encoding: br"]),
    ];
    for round in 1..=2 {
        let yardstick = rate(&hello.url, &[])?;
        println!("round {round}: bare axum hello      {yardstick:>10.0} /s");
        for (name, path, headers) in &paths {
            let got = rate(&format!("{}{path}", site.url), headers)?;
            println!("  {name:<32} {got:>10.0} /s  {:.3} of hello", got / yardstick);
        }
    }
    println!("memory of the server            {:>8} MB", site.resident_kb()? / 1024);
    drop(site);
    writes(&dir)?;
    std::fs::remove_dir_all(&dir)?;
    Ok(())
}

/// Durable writes a second, against a bare insert with one sync each, in the same run and on the same disk.
fn writes(dir: &std::path::Path) -> Result {
    let script = root().join("xtask/src/bench_writes.lua").display().to_string();
    let database = format!("sqlite:{}", dir.join("writes.db").display());
    let bare_file = dir.join("bare.db").display().to_string();
    let site = Running::start("yunlin-server", &["--port", "0", "--database-url", &database])?;
    let bare = Running::start("examples/bare_insert", &[&bare_file])?;
    println!("== writes, every one synced to disk before its answer; wrk -t1 -c64 -d3s; two rounds");
    for round in 1..=2 {
        let yardstick = writes_a_second(&bare.url, &script)?;
        println!("round {round}: bare insert, one sync each {yardstick:>6.0} /s");
        let url = format!("{}/api/guide/error-reports", site.url);
        let got = writes_a_second(&url, &script)?;
        println!("  report of an error in a guide  {got:>10.0} /s  {:.1} x bare insert", got / yardstick);
    }
    drop(site);
    desk(dir, &bare)
}

/// Cases that come in, against the same bare insert; the inbox that shows them, against a bare hello.
fn desk(dir: &std::path::Path, bare: &Running) -> Result {
    let database = format!("sqlite:{}", dir.join("desk.db").display());
    let site = Running::start("yunlin-server", &["--port", "0", "--database-url", &database])?;
    let hello = Running::start("examples/bare_hello", &[])?;
    let who = signed_in(&site.url)?;
    let scripts = root().join("xtask/src");
    let script = |name: &str| scripts.join(name).display().to_string();
    println!("== desk, signed in as a social worker; two rounds");
    for round in 1..=2 {
        let yardstick = writes_a_second(&bare.url, &script("bench_writes.lua"))?;
        println!("round {round}: bare insert, one sync each {yardstick:>6.0} /s");
        let url = format!("{}/api/desk/cases", site.url);
        let got = writes_as(&url, &script("bench_intake.lua"), &who.join("\n"))?;
        println!("  case taken in at the counter   {got:>10.0} /s  {:.1} x bare insert", got / yardstick);
        let yardstick = rate(&hello.url, &[])?;
        println!("round {round}: bare axum hello      {yardstick:>10.0} /s");
        let headers: Vec<&str> = who.iter().map(String::as_str).collect();
        let got = rate(&format!("{}/api/desk/inbox", site.url), &headers)?;
        println!("  inbox, 50 lines of them          {got:>10.0} /s  {:.3} of hello", got / yardstick);
    }
    Ok(())
}

/// Headers of a member of staff of the demo data who is signed in.
fn signed_in(url: &str) -> Result<Vec<String>> {
    let body = r#"{"login":"sg-hanyuan","password":"yunlin-demo-2026"}"#;
    let headers = vec![format!("origin: {url}"), format!("{FROM_APP}: 1")];
    let address = format!("{url}/api/desk/sessions");
    let mut args =
        vec!["-s", "-o", "/dev/null", "-D", "-", "-d", body, "-H", "content-type: application/json"];
    args.extend(["-H", "idempotency-key: 0192f0c1-7a5e-7000-9d1b-000000000001"]);
    args.extend(headers.iter().flat_map(|header| ["-H", header.as_str()]));
    args.push(&address);
    let head = output("curl", &args).ok_or("curl failed")?;
    let cookie = head.lines().find_map(|l| l.strip_prefix("set-cookie: ")?.split(';').next());
    let cookie = cookie.ok_or_else(|| format!("nobody was signed in: {head}"))?;
    Ok([headers, vec![format!("cookie: {cookie}")]].concat())
}

fn writes_a_second(url: &str, script: &str) -> Result<f64> {
    writes_as(url, script, "")
}

/// The same with headers of whoever is signed in.
fn writes_as(url: &str, script: &str, headers: &str) -> Result<f64> {
    let headers = format!("HEADERS={headers}");
    let args = [&headers, "wrk", "-t1", "-c64", "-d3s", "-s", script, url];
    let text = output("env", &args).ok_or("wrk failed")?;
    if let Some(line) = text.lines().find(|l| l.contains("Non-2xx")) {
        return Err(format!("writes were refused: {line}").into());
    }
    let line =
        text.lines().find_map(|l| l.trim().strip_prefix("Requests/sec:")).ok_or("wrk printed no rate")?;
    Ok(line.trim().parse()?)
}

fn etag(url: &str) -> Result<String> {
    let head = output("curl", &["-s", "-o", "/dev/null", "-D", "-", url]).ok_or("curl failed")?;
    let line = head.lines().find_map(|l| l.strip_prefix("etag: ")).ok_or("no ETag")?;
    Ok(line.trim().to_owned())
}

/// A program that prints where it listens.
struct Running {
    child: Child,
    url: String,
    after: Duration,
}

impl Running {
    fn start(program: &str, args: &[&str]) -> Result<Self> {
        let begin = Instant::now();
        let mut command = Command::new(target().join("release").join(program));
        // Writes are measured, not the brakes.
        command
            .env("YUNLIN_GUEST_WRITES_PER_HOUR", "100000000")
            .env("YUNLIN_GUEST_WRITES_PER_DAY", "100000000")
            .env("YUNLIN_APPLICATIONS_PER_DAY", "100000000");
        let mut child = command
            .args(args)
            .current_dir(std::env::temp_dir())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()?;
        let out = child.stdout.take().ok_or("no output")?;
        let lines = BufReader::new(out).lines().map_while(std::result::Result::ok);
        let mut addresses = lines.filter_map(|l| l.strip_prefix("listening on ").map(str::to_owned));
        let url = addresses.next().ok_or_else(|| format!("{program} did not start"))?;
        Ok(Self { child, url, after: begin.elapsed() })
    }

    /// Resident memory, from the kernel.
    fn resident_kb(&self) -> Result<u64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|l| l.strip_prefix("VmRSS:")).ok_or("no VmRSS")?;
        Ok(line.trim().trim_end_matches("kB").trim().parse()?)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if let Err(error) = self.child.kill().and_then(|()| self.child.wait().map(drop)) {
            eprintln!("a measured server was not ended: {error}");
        }
    }
}
