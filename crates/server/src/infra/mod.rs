//! What every storey stands on: configuration, clock, database, data files, rendered documents, and the web plumbing.

pub mod chance;
pub mod clock;
pub mod config;
pub mod ctx;
pub mod data;
pub mod db;
pub mod digest;
pub mod http_accept;
pub mod kept;
pub mod migrate;
pub mod scan;
pub mod seal;
pub mod seed;
pub mod shelf;
pub mod sms;
pub mod vault;
pub mod web;
