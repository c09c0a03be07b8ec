//! The resident's rights over their data (requirements G23, G29, G30): see, copy, correct, withdraw, delete, who looked, where one is
//! signed in. Nothing of it is kept on the phone.

mod close;
mod correct;
mod data;
mod export;
mod own_code;
mod receipts;
mod sessions;
mod withdraw;
mod wording;

use leptos::prelude::AnyView;

crate::modules::room!(ROOM, rights, preload_rights, load_rights, Page::parse => Page, view);

/// The pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// 我的数据
    Data,
    /// Copy of everything.
    Export,
    /// Correct name or phone.
    Correct,
    /// Take the consent back.
    Withdraw,
    /// 注销
    Close,
    /// Who looked.
    Receipts,
    /// Devices.
    Sessions,
}

impl Page {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        match path {
            "/me/data" => Some(Self::Data),
            "/me/data/export" => Some(Self::Export),
            "/me/data/correct" => Some(Self::Correct),
            "/me/data/withdraw" => Some(Self::Withdraw),
            "/me/data/close" => Some(Self::Close),
            "/me/receipts" => Some(Self::Receipts),
            "/me/sessions" => Some(Self::Sessions),
            _ => None,
        }
    }
}

fn view(page: Page) -> AnyView {
    match page {
        Page::Data => data::view(),
        Page::Export => export::view(),
        Page::Correct => correct::view(),
        Page::Withdraw => withdraw::view(),
        Page::Close => close::view(),
        Page::Receipts => receipts::view(),
        Page::Sessions => sessions::view(),
    }
}
