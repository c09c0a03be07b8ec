//! 我的: what this phone remembers – mode, community, favourites – and the pages about the app.

use leptos::prelude::*;
use yunlin_api::guide::ItemCard;

use super::wording as w;
use crate::domain::published;
use crate::infra::{browser, prefs};
use crate::ui::icon::Icon;
use crate::ui::page::Page as Frame;
use crate::ui::state::loaded;

crate::modules::room!(ROOM, me, preload_me, load_me, Page::parse => Page, view);

/// The only page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page;

impl Page {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        (path == "/me").then_some(Self)
    }
}

fn view(_: Page) -> AnyView {
    view! {
        <Frame title=w::ME>
            {mode()}
            {community()}
            <section class="card">
                <h2>"我的收藏"</h2>
                {loaded(published::catalogue(), published::reload_catalogue, |c| favourites(&c.items))}
            </section>
            {links()}
            <p class="foot">"版本 "{build()}</p>
        </Frame>
    }
    .into_any()
}

fn build() -> String {
    browser::root().and_then(|r| r.get_attribute("data-build")).unwrap_or_else(|| "开发版".to_owned())
}

/// 长辈版 and its three sizes.
fn mode() -> impl IntoView {
    let elder = RwSignal::new(is_elder());
    browser::listen(&browser::window(), "ui-mode", move |_| {
        elder.try_set(is_elder());
    });
    let size = RwSignal::new(prefs::get("ui_size").unwrap_or_else(|| "1".to_owned()));
    let choose = move |value: &'static str| {
        prefs::set("ui_size", value);
        size.set(value.to_owned());
        if let Some(root) = browser::root() {
            root.set_attribute("data-size", value).unwrap_or_default();
        }
    };
    view! {
        <section class="card">
            <h2>"长辈版"</h2>
            <p class="small dim">"字更大、按钮更大，电话就在手边，服务一项不少。"</p>
            <button class="btn primary" type="button" data-flip="">{move || if elder.get() { "返回标准版" } else { "打开长辈版" }}</button>
            <Show when=move || elder.get()>
                <fieldset class="sizes">
                    <legend>"字的大小"</legend>
                    {[("1", "大"), ("2", "特大"), ("3", "最大")]
                        .map(|(value, label)| view! {
                            <label class="radio"><input type="radio" name="size" prop:checked=move || size.get() == value on:change=move |_| choose(value)/>{label}</label>
                        })
                        .collect_view()}
                </fieldset>
            </Show>
        </section>
    }
}

fn is_elder() -> bool {
    browser::root().and_then(|r| r.get_attribute("data-mode")).as_deref() == Some("elder")
}

fn community() -> impl IntoView {
    let name = prefs::get("community_name").unwrap_or_else(|| "还没有选择".to_owned());
    view! {
        <section class="card">
            <a class="cell" href="/community"><Icon name="map-pin"/><span>"我的社区"<small>{name}</small></span><Icon name="caret-right"/></a>
        </section>
    }
}

fn favourites(items: &[ItemCard]) -> AnyView {
    let kept = prefs::list("favourites");
    let found: Vec<&ItemCard> = items.iter().filter(|i| kept.contains(&i.code)).collect();
    if found.is_empty() {
        return view! { <p class="dim">"还没有收藏。打开一个事项，点「收藏」，就能在这里找到它，没有网络也能看。"</p> }.into_any();
    }
    let rows = found.into_iter().map(|item| {
        view! {
            <li><a class="cell" href=format!("/guide/item/{}", item.code)><span>{item.name.clone()}<small>{item.summary.clone()}</small></span><Icon name="caret-right"/></a></li>
        }
    });
    view! { <ul class="cells">{rows.collect_view()}</ul> }.into_any()
}

fn links() -> impl IntoView {
    let entries = [
        ("/about/privacy", "隐私政策"),
        ("/about/accessibility", "无障碍声明"),
        ("/about/contact", "投诉建议与联系我们"),
    ];
    view! {
        <ul class="card cells">
            {entries
                .map(|(href, name)| view! { <li><a class="cell" href=href><span>{name}</span><Icon name="caret-right"/></a></li> })
                .collect_view()}
        </ul>
    }
}
