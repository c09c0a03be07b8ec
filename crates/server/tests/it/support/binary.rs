//! The real program, started as an operator starts it, and plain HTTP to it.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};

/// A running server.
pub(crate) struct Binary {
    child: Child,
    pub(crate) address: String,
}

/// The program with no setting taken from this process.
pub(crate) fn command(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_yunlin-server"));
    for (name, _) in std::env::vars().filter(|(name, _)| name.starts_with("YUNLIN_")) {
        command.env_remove(name);
    }
    command.current_dir(folder).kill_on_drop(true).stdin(Stdio::null());
    command
}

/// Runs a command of the operator; gives success and what was said.
pub(crate) async fn operate(folder: &Path, words: &[&str]) -> (bool, String) {
    let mut command = command(folder);
    let out = command.args(words).env("YUNLIN_BROTLI_QUALITY", "0").output().await.unwrap();
    (out.status.success(), String::from_utf8([out.stdout, out.stderr].concat()).unwrap())
}

impl Binary {
    /// Starts on a free port and waits for the line that names it.
    pub(crate) async fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut command = command(folder);
        command.args(["--port", "0"]).args(arguments).env("YUNLIN_BROTLI_QUALITY", "0");
        command.env("YUNLIN_GUEST_WRITES_PER_HOUR", "1000000").env("YUNLIN_GUEST_WRITES_PER_DAY", "1000000");
        command.env("YUNLIN_APPLICATIONS_PER_DAY", "1000000").env("YUNLIN_DESK_SIGN_INS_PER_HOUR", "1000000");
        let log = std::fs::OpenOptions::new().create(true).append(true).open(folder.join("log")).unwrap();
        let mut child = command.stdout(Stdio::piped()).stderr(log).spawn().unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let line = tokio::time::timeout(Duration::from_secs(60), lines.next_line()).await;
        let line = line.expect("no address in time").unwrap().expect("the server did not start");
        let address = line.strip_prefix("listening on http://").expect("an address").to_owned();
        Self { child, address }
    }

    /// SIGKILL.
    pub(crate) async fn kill(mut self) {
        self.child.kill().await.unwrap();
    }

    /// SIGTERM, and waits for the end; true when the server left in good order.
    #[cfg(unix)]
    pub(crate) async fn terminate(mut self) -> bool {
        let id = self.child.id().unwrap().to_string();
        Command::new("kill").args(["-TERM", &id]).status().await.unwrap();
        let end = tokio::time::timeout(Duration::from_secs(30), self.child.wait()).await;
        end.expect("the server did not stop").unwrap().success()
    }
}

/// One HTTP exchange on a connection of its own: status and everything after it; none when the connection broke.
pub(crate) async fn exchange(address: &str, head: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).await.ok()?;
    let length = body.len();
    let request =
        format!("{head}\r\nhost: test\r\nconnection: close\r\ncontent-length: {length}\r\n\r\n{body}");
    stream.write_all(request.as_bytes()).await.ok()?;
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).await.ok()?;
    let answer = String::from_utf8_lossy(&answer).into_owned();
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    Some((status, answer))
}
