//! Contract fuzzing: schemathesis reads the server's own OpenAPI document and tries to break its word, on both databases.

use std::io::{BufRead as _, BufReader};
use std::process::{Child, Command, Stdio};

use crate::sh::{both, target};
use crate::test::postgres;
use crate::{Result, app, tools};

const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// Fuzzes a fresh server on SQLite and one on PostgreSQL.
pub(crate) fn run() -> Result {
    let bin = tools::python("schemathesis", &[SCHEMATHESIS])?;
    crate::sh::debug_server()?;
    let dir = std::env::temp_dir().join(format!("yunlin-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    let sqlite = format!("sqlite:{}", dir.join("fuzz.db").display());
    let postgres = postgres::start()?;
    let done = both(|| fuzz(&bin, &sqlite, "SQLite"), || fuzz(&bin, &postgres.url(), "PostgreSQL"));
    std::fs::remove_dir_all(&dir)?;
    done
}

fn fuzz(bin: &std::path::Path, database: &str, name: &str) -> Result {
    let mut server = Server::start(database)?;
    let url = server.url()?;
    // Left out: that whatever fits the schema is accepted. A reused key and an unknown item code are refused, as the contract says.
    let mut command = Command::new(bin.join("schemathesis"));
    command
        .args([
            "run",
            &format!("{url}/api/openapi.json"),
            "--url",
            &url,
            "--max-examples",
            "60",
            "--seed",
            "20261122",
        ])
        .args([
            "--checks",
            "all",
            "--exclude-checks",
            "positive_data_acceptance",
            "--no-color",
            "--generation-database",
            "none",
        ]);
    let out = command.output()?;
    println!("-- {name}\n{}", String::from_utf8_lossy(&out.stdout));
    if out.status.success() {
        return Ok(());
    }
    Err(format!("{name}: {}", String::from_utf8_lossy(&out.stderr)).into())
}

/// A server of its own, ended with this value.
struct Server(Child);

impl Server {
    fn start(database: &str) -> Result<Self> {
        let mut command = Command::new(target().join("debug").join("yunlin-server"));
        command.args(["--port", "0", "--database-url", database, "--app-dir"]).arg(app::dir());
        // Fuzzing is one address: its limit on writes would hide everything behind 429.
        command.env("YUNLIN_BROTLI_QUALITY", "1");
        command.env("YUNLIN_GUEST_WRITES_PER_HOUR", "1000000").env("YUNLIN_GUEST_WRITES_PER_DAY", "1000000");
        command.env("YUNLIN_APPLICATIONS_PER_DAY", "1000000").env("YUNLIN_DESK_SIGN_INS_PER_HOUR", "1000000");
        Ok(Self(
            command.current_dir(std::env::temp_dir()).stdout(Stdio::piped()).stderr(Stdio::null()).spawn()?,
        ))
    }

    fn url(&mut self) -> Result<String> {
        let out = self.0.stdout.take().ok_or("the server has no output")?;
        for line in BufReader::new(out).lines() {
            if let Some(url) = line?.strip_prefix("listening on ") {
                return Ok(url.to_owned());
            }
        }
        Err("the server ended before it listened".into())
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        if let Err(error) = self.0.kill().and_then(|()| self.0.wait().map(drop)) {
            eprintln!("the fuzzed server was not ended: {error}");
        }
    }
}
