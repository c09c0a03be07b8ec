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
                <h2>"您可以"</h2>
                <ul class="dots">
                    <li>"查看全部办事指南、要带的材料和常见问题，不用登录"</li>
                    <li>"查社区的范围、大厅时间和电话"</li>
                    <li>"替住在这里的父母、亲友先把材料问清楚"</li>
                </ul>
            </section>
            <section class="card">
                <h2>"要到您自己的社区办"</h2>
                <p>"居住证明、低保、残疾人证、生育登记等，一般由户籍地或居住地的社区受理。不知道归哪个社区，请拨打12345，说出小区名和门牌号就能问到。"</p>
                <p class="quick">
                    <a class="chip" href="tel:12345"><Icon name="phone-call"/>"拨打 12345"</a>
                    <a class="chip" href="/guide"><Icon name="list-bullets"/>"看办事指南"</a>
                </p>
            </section>
        </Page>
    }
    .into_any()
}
