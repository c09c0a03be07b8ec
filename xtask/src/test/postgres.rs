//! A throw-away PostgreSQL on the loopback. initdb refuses root, so as root it runs under an unprivileged user.

use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use crate::{Result, tools};

/// A running server; dropped, it is stopped and its files are removed.
pub(crate) struct Postgres {
    bin: PathBuf,
    dir: PathBuf,
    port: u16,
    user: Option<&'static str>,
}

/// Starts a server with an empty cluster. Nothing here survives a crash, so it may skip fsync.
pub(crate) fn start() -> Result<Postgres> {
    let bin = tools::postgres()?;
    let root = crate::sh::output("id", &["-u"]).as_deref() == Some("0");
    let user = root.then(|| if exists("postgres") { "postgres" } else { "nobody" });
    let dir = std::env::temp_dir().join(format!("yunlin-pg-{}", std::process::id()));
    std::fs::create_dir_all(&dir)?;
    if let Some(user) = user {
        crate::sh::run("chown", &[user, &dir.to_string_lossy()])?;
    }
    let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
    let server = Postgres { bin, dir, port, user };
    server.run(
        "initdb",
        &["-U", "yunlin", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync", "-D", &server.data()],
    )?;
    let settings = format!(
        "-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories='' -c fsync=off -c full_page_writes=off -c max_connections=300"
    );
    let log = server.dir.join("log").to_string_lossy().into_owned();
    server.run("pg_ctl", &["-D", &server.data(), "-l", &log, "-o", &settings, "-w", "start"])?;
    server.wait()?;
    Ok(server)
}

fn exists(user: &str) -> bool {
    crate::sh::output("id", &["-u", user]).is_some()
}

impl Postgres {
    /// URL of the maintenance database.
    pub(crate) fn url(&self) -> String {
        format!("postgres://yunlin@127.0.0.1:{}/postgres", self.port)
    }

    fn data(&self) -> String {
        self.dir.join("data").to_string_lossy().into_owned()
    }

    fn run(&self, program: &str, args: &[&str]) -> Result {
        let program = self.bin.join(program);
        let mut command = match self.user {
            None => Command::new(&program),
            Some(user) => {
                let mut command = Command::new("runuser");
                command.args(["-u", user, "--"]).arg(&program);
                command
            }
        };
        let status = command.args(args).current_dir(Path::new("/")).stdout(Stdio::null()).status()?;
        if status.success() {
            Ok(())
        } else {
            Err(format!("{} ended with {status}", program.display()).into())
        }
    }

    fn wait(&self) -> Result {
        let deadline = Instant::now() + Duration::from_secs(30);
        while std::net::TcpStream::connect(("127.0.0.1", self.port)).is_err() {
            if Instant::now() > deadline {
                return Err("PostgreSQL did not open its port in 30 s".into());
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        Ok(())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        if let Err(error) = self.run("pg_ctl", &["-D", &self.data(), "-m", "immediate", "stop"]) {
            eprintln!("PostgreSQL was not stopped: {error}");
        }
        if let Err(error) = std::fs::remove_dir_all(&self.dir) {
            eprintln!("{} was not removed: {error}", self.dir.display());
        }
    }
}
