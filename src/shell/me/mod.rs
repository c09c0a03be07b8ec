//! 我的: who is signed in, what waits, what was said to them, and what this phone remembers.

mod card;
mod messages;
mod outbox;
mod page;
mod sign_out;
mod wording;

use leptos::prelude::AnyView;

crate::modules::room!(ROOM, me, preload_me, load_me, Page::parse => Page, view);

/// The pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// 我的
    Me,
    /// 待发送
    Outbox,
    /// 消息
    Messages,
    /// 退出登录
    SignOut,
}

impl Page {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        match path {
            "/me" => Some(Self::Me),
            "/me/outbox" => Some(Self::Outbox),
            "/me/messages" => Some(Self::Messages),
            "/me/sign-out" => Some(Self::SignOut),
            _ => None,
        }
    }
}

fn view(page: Page) -> AnyView {
    match page {
        Page::Me => page::view(),
        Page::Outbox => outbox::view(),
        Page::Messages => messages::view(),
        Page::SignOut => sign_out::view(),
    }
}
