//! 在线办理: apply on the phone, follow the case, complete it, rate it.

mod endpoints;

pub use endpoints::*;

use crate::registry::{Group, ModuleInfo};

/// Entry of the module registry.
pub const INFO: ModuleInfo = ModuleInfo {
    slug: "apply",
    title: "在线办理",
    summary: "在手机上申请，看办到哪一步",
    group: Group::Government,
    icon: "paper-plane-tilt",
    words: &["网上办", "线上申请", "办件", "进度", "查进度", "补材料", "我的申请"],
};
