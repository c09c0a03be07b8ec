//! The log goes to stderr; stdout stays free for the one line that names the address.

use tracing::Level;
use tracing_subscriber::filter::Targets;
use tracing_subscriber::layer::SubscriberExt;
use tracing_subscriber::util::SubscriberInitExt;
use tracing_subscriber::{fmt, registry};

use crate::infra::config::LogForm;

/// Starts the log of this process. A panic is logged by its place alone: its message may hold a resident's text.
pub fn start(form: LogForm) {
    // Only our own lines below a warning: what libraries say is not reviewed for what it holds.
    let ours = Targets::new().with_default(Level::WARN).with_target("yunlin_server", Level::INFO);
    let lines = fmt::layer().with_writer(std::io::stderr).with_target(false);
    // A second start in one process (tests) keeps the first log.
    let _ = match form {
        LogForm::Json => registry().with(ours).with(lines.json().flatten_event(true)).try_init(),
        LogForm::Compact => registry().with(ours).with(lines.compact().with_ansi(false)).try_init(),
    };
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        tracing::error!(place, "panic");
    }));
}
