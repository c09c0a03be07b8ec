//! For people who live elsewhere: what they can do here, and whom to ask.

use leptos::prelude::*;

use crate::modules::community::wording as w;
use crate::ui::icon::Icon;
use crate::ui::page::Page;

/// Builds the page.
pub fn view() -> AnyView {
    view! {
        <Page title=w::ELSEWHERE_TITLE>
            <section class="card">
                <h2>{w::YOU_CAN}</h2>
                <ul class="dots">
                    {w::YOU_CAN_LIST.map(|line| view! { <li>{line}</li> }).collect_view()}
                </ul>
            </section>
            <section class="card">
                <h2>{w::OWN_COMMUNITY}</h2>
                <p>{w::OWN_COMMUNITY_TEXT}</p>
                <p class="quick">
                    <a class="chip" href="tel:12345"><Icon name="phone-call"/>{w::CALL}</a>
                    <a class="chip" href="/guide"><Icon name="list-bullets"/>{w::SEE_GUIDE}</a>
                </p>
            </section>
        </Page>
    }
    .into_any()
}
