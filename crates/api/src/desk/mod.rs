//! The desk (工作台): staff accounts, inbox, case panel, one-window intake. Residents never download its code.

mod alerts;
mod endpoints;
mod intake;
mod staff;

pub use alerts::*;
pub use endpoints::*;
pub use intake::*;
pub use staff::*;
