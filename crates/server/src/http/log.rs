//! The log goes to stderr; stdout stays free for the one line that names the address.

use tracing::Level;
use tracing_subscriber::fmt;

use crate::infra::config::LogForm;

/// Starts the log of this process. A panic is logged by its place alone: its message may hold a resident's text.
pub fn start(form: LogForm) {
    let builder = fmt().with_max_level(Level::INFO).with_writer(std::io::stderr).with_target(false);
    // A second start in one process (tests) keeps the first log.
    let _ = match form {
        LogForm::Json => builder.json().flatten_event(true).try_init(),
        LogForm::Compact => builder.compact().with_ansi(false).try_init(),
    };
    std::panic::set_hook(Box::new(|info| {
        let place = info.location().map_or_else(|| "unknown".to_owned(), ToString::to_string);
        tracing::error!(place, "panic");
    }));
}
