//! Parts of the pages of 在线办理.

pub mod case_line;
pub mod frame;
pub mod papers;
pub mod progress;
pub mod remote;
pub mod texts;
