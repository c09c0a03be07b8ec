//! Pages about the app: privacy policy, accessibility statement, whom to tell what is wrong.

use leptos::prelude::*;

use super::{site, wording_about as w};
use crate::ui::page::Page as Frame;

crate::modules::room!(ROOM, about, preload_about, load_about, Page::parse => Page, view);

/// The pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Page {
    /// 隐私政策
    Privacy,
    /// 无障碍声明
    Accessibility,
    /// 投诉建议
    Contact,
}

impl Page {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        match path {
            "/about/privacy" => Some(Self::Privacy),
            "/about/accessibility" => Some(Self::Accessibility),
            "/about/contact" => Some(Self::Contact),
            _ => None,
        }
    }
}

fn view(page: Page) -> AnyView {
    let (title, sections) = match page {
        Page::Privacy => (w::PRIVACY_TITLE, w::PRIVACY),
        Page::Accessibility => (w::ACCESSIBILITY_TITLE, w::ACCESSIBILITY),
        Page::Contact => (w::CONTACT_TITLE, w::CONTACT),
    };
    let cards = sections.iter().map(|(heading, lines)| {
        view! {
            <section class="card">
                <h2>{*heading}</h2>
                {lines.iter().map(|line| view! { <p>{*line}</p> }).collect_view()}
            </section>
        }
    });
    view! {
        <Frame title=title>
            {cards.collect_view()}
            <p class="quick"><a class="chip" href="tel:12345">{w::CALL}</a><a class="chip" href="/community">{w::CALL_COMMUNITY}</a></p>
            {site::foot()}
        </Frame>
    }
    .into_any()
}
