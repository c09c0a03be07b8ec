//! 云邻 resident app. `main` starts the shell and does nothing else.

mod app;
mod desk;
mod domain;
mod infra;
mod modules;
mod questions;
mod shell;
mod ui;

fn main() {
    infra::panic::install();
    app::start();
}
