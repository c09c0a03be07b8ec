//! 登录 and 实名: only at the step that needs them, and back to that step.

mod flow;
mod real_name;
mod sign_in;
mod wording;

use leptos::prelude::{AnyView, GetUntracked};

use crate::domain::session;
use crate::infra::nav;

crate::modules::room!(ROOM, account, preload_account, load_account, Page::parse => Page, view);

/// The pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// 登录
    SignIn,
    /// 实名
    RealName,
}

impl Page {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        match path {
            "/sign-in" => Some(Self::SignIn),
            "/real-name" => Some(Self::RealName),
            _ => None,
        }
    }
}

fn view(page: Page) -> AnyView {
    match page {
        Page::SignIn => sign_in::view(),
        Page::RealName => real_name::view(),
    }
}

/// Where the resident came from; never another host.
fn then() -> String {
    let asked = nav::address().get_untracked().param("then").unwrap_or_default();
    session::own_path(&asked).unwrap_or("/me").to_owned()
}
