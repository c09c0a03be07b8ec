//! The server's command line.

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Parser;
use yunlin_server::app;
use yunlin_server::http::start_log;
use yunlin_server::infra::config::{Config, ConfigError, Layers};
use yunlin_server::operator::{self, Command};

/// The backend of 云邻. Every setting is explained in `config.default.toml`; a flag here wins over all others.
#[derive(Debug, Parser)]
#[command(name = "yunlin-server", version)]
struct Cli {
    /// Configuration file; yunlin.toml is read when it is there.
    #[arg(long)]
    config: Option<PathBuf>,
    /// Check the configuration and leave.
    #[arg(long)]
    check_config: bool,
    /// Port to listen on; 0 takes a free one.
    #[arg(long)]
    port: Option<u16>,
    /// sqlite:FILE or postgres://…
    #[arg(long)]
    database_url: Option<String>,
    /// Folder with the builds of the app.
    #[arg(long)]
    app_dir: Option<String>,
    /// Something else than serving.
    #[command(subcommand)]
    command: Option<Command>,
}

impl Cli {
    /// The settings after all layers.
    fn settings(&self) -> Result<Config, ConfigError> {
        let defaults = Layers::defaults()?;
        let layers = match &self.config {
            Some(path) => defaults.file(path, true)?,
            None => defaults.file(Path::new("yunlin.toml"), false)?,
        };
        let mut layers = layers.env(std::env::vars())?;
        let flags = [
            ("port", self.port.map(|p| p.to_string())),
            ("database_url", self.database_url.clone()),
            ("app_dir", self.app_dir.clone()),
        ];
        for (key, value) in flags {
            if let Some(value) = value {
                layers.set(key, &value, "command line")?;
            }
        }
        layers.finish()
    }
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.settings() {
        Err(error) => fail(&error),
        Ok(_) if cli.check_config => say("configuration is valid"),
        Ok(config) => run(config, cli.command),
    }
}

/// Runs the server on a runtime of its own; work left over does not hold up the end.
fn run(config: Config, command: Option<Command>) -> ExitCode {
    start_log(config.log);
    let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
        Ok(runtime) => runtime,
        Err(error) => return fail(&error),
    };
    if let Some(command) = command {
        return match runtime.block_on(operator::run(config, command)) {
            Ok(line) => say(&line),
            Err(error) => fail(&error),
        };
    }
    let result = runtime.block_on(serve(config));
    runtime.shutdown_background();
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => fail(&error),
    }
}

async fn serve(config: Config) -> Result<(), app::AppError> {
    let demo = config.demo_data;
    let app = app::build(config).await?;
    let listener = app.listen().await?;
    say(&format!("listening on http://{}", listener.local_addr()?));
    for account in yunlin_server::domain::identity::staffing::demo_accounts().filter(|_| demo) {
        say(&format!("demo staff: {account}"));
    }
    app.serve(listener, stop_signal()).await
}

/// Ready on ctrl-c, and on SIGTERM where there is one.
async fn stop_signal() {
    let interrupt = tokio::signal::ctrl_c();
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        if let Ok(mut terminate) = signal(SignalKind::terminate()) {
            tokio::select! {
                _ = interrupt => {}
                _ = terminate.recv() => {}
            }
            return;
        }
    }
    // Without a handler for ctrl-c the process simply runs until it is killed.
    if interrupt.await.is_err() {
        std::future::pending::<()>().await;
    }
}

/// One line on stdout.
fn say(line: &str) -> ExitCode {
    let mut out = std::io::stdout();
    // Nobody may be reading, which is fine.
    let _ = writeln!(out, "{line}").and_then(|()| out.flush());
    ExitCode::SUCCESS
}

/// One line on stderr.
fn fail(error: &dyn std::error::Error) -> ExitCode {
    // The exit code tells it too.
    let _ = writeln!(std::io::stderr(), "yunlin-server: {error}");
    ExitCode::FAILURE
}
