//! One file per action or group of like ones: extract, call, reply.

pub(super) mod case;
pub(super) mod forms;
pub(super) mod messages;
pub(super) mod progress;
pub(super) mod submit;
