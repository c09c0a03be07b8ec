//! 办事公示: find out which of the published service items applies, what to bring and where to go.

mod acceptance;
mod endpoints;
mod item;
mod rules;
mod tags;

pub use acceptance::*;
pub use endpoints::*;
pub use item::*;
pub use rules::*;
pub use tags::*;

use crate::registry::{Group, ModuleInfo};

/// Entry of the module registry.
pub const INFO: ModuleInfo = ModuleInfo {
    slug: "guide",
    title: "办事公示",
    summary: "查要办什么事、带什么材料、去哪里办",
    group: Group::Government,
    icon: "file-text",
    words: &["办事指南", "办事", "材料", "怎么办理", "政务", "事项"],
};
