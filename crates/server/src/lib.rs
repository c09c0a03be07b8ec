//! The backend of 云邻: JSON API on SQLite or PostgreSQL, and the files of the resident app.
//!
//! Storeys: `http` assembles, `modules` hold the use cases, `domain` the mechanisms, `infra` what all stand on.
//! Nothing imports upward, and no module imports another one.

pub mod account;
pub mod app;
pub mod backup;
pub mod desk;
pub mod domain;
pub mod http;
pub mod infra;
pub mod modules;
pub mod operator;
