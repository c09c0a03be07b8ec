//! Contract fuzzing: schemathesis reads the server's own OpenAPI document and tries to break its word, on both databases,
//! signed out and signed in.

mod session;

use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use yunlin_api::endpoint::FROM_APP;

use self::session::Session;
use crate::sh::{both, target};
use crate::test::postgres;
use crate::{Result, app, tools};

const SCHEMATHESIS: &str = "schemathesis==4.32.5";

/// Tries for each operation.
const EXAMPLES: &str = "60";

/// The same with a session: fewer, for there are two such passes.
const EXAMPLES_SIGNED_IN: &str = "20";

/// Fuzzes a fresh server on SQLite and one on PostgreSQL.
pub(crate) fn run() -> Result {
    let bin = tools::python("schemathesis", &[SCHEMATHESIS])?;
    crate::sh::debug_server()?;
    let dir = std::env::temp_dir().join(format!("yunlin-fuzz-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    let sqlite = format!("sqlite:{}", dir.join("fuzz.db").display());
    let postgres = postgres::start()?;
    let done =
        both(|| fuzz(&bin, &dir, &sqlite, "SQLite"), || fuzz(&bin, &dir, &postgres.url(), "PostgreSQL"));
    std::fs::remove_dir_all(&dir)?;
    done
}

/// A pass without a session, which asks for everything; then one as a resident and one as staff, over what they may ask.
fn fuzz(bin: &Path, dir: &Path, database: &str, name: &str) -> Result {
    let mut server = Server::start(database)?;
    let url = server.url()?;
    // Before anything is tried: wrong guesses lock the demo accounts.
    let sessions = [Session::resident(&url)?, Session::staff(&url)?];
    let schemathesis = || Command::new(bin.join("schemathesis"));
    pass(schemathesis(), &url, &format!("{name}, signed out"), EXAMPLES, &[])?;
    for session in sessions {
        let settings = dir.join(format!("{name}-{}.toml", session.scheme));
        std::fs::write(&settings, session.settings())?;
        let mut command = schemathesis();
        command.arg("--config-file").arg(&settings);
        let operations = session.operations(&url)?;
        let operations = operations.iter().flat_map(|id| ["--include-operation-id", id]);
        let mark = format!("{FROM_APP}: 1");
        let more: Vec<&str> = operations.chain(["--header", &mark]).collect();
        pass(command, &url, &format!("{name}, signed in: {}", session.scheme), EXAMPLES_SIGNED_IN, &more)?;
        session.is_alive(&url)?;
    }
    Ok(())
}

/// One run of schemathesis.
fn pass(mut command: Command, url: &str, name: &str, examples: &str, more: &[&str]) -> Result {
    command.args(["run", &format!("{url}/api/openapi.json"), "--url", url]);
    command.args([
        "--max-examples",
        examples,
        "--seed",
        "20261122",
        "--no-color",
        "--generation-database",
        "none",
    ]);
    // Left out: that whatever fits the schema is accepted. A reused key and an unknown item code are refused, as the contract says.
    command.args(["--checks", "all", "--exclude-checks", "positive_data_acceptance"]).args(more);
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
