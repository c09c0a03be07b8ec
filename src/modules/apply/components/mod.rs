//! Parts of the pages of 在线办理.

pub mod case_line;
pub mod choices;
pub mod dates;
pub mod field;
pub mod frame;
pub mod photos;
pub mod progress;
pub mod remote;
pub mod rows;
pub mod shots;
pub mod texts;
