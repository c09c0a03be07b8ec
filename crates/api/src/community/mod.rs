//! 社区名片: which community am I in, where is it, when is it open, whom do I call.

mod endpoints;
mod places;
mod room;
mod rules;

pub use endpoints::*;
pub use places::*;
pub use room::{RoomError, RoomKey};
pub use rules::*;

use crate::registry::{Group, ModuleInfo};

/// Entry of the module registry.
pub const INFO: ModuleInfo = ModuleInfo {
    slug: "community",
    title: "社区名片",
    summary: "按小区找到您的社区，看地址、时间和电话",
    group: Group::Community,
    icon: "buildings",
    words: &["我的社区", "居委会", "社区电话", "党群服务中心", "上班时间", "几点下班", "社区在哪"],
};
