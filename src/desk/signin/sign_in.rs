//! The sign-in page of the desk.

use leptos::prelude::*;
use yunlin_api::desk::StaffMe;

use super::fields::Credentials;
use crate::desk::frame::Heading;
use crate::desk::paths::{Page, after_sign_in};
use crate::desk::{session, wording as w};
use crate::infra::nav;

/// Builds the page.
pub fn view() -> AnyView {
    let to = nav::address().get_untracked().param("to");
    let done = move |me: StaffMe| {
        let next = if me.must_change { Page::Password.href() } else { after_sign_in(to.clone()) };
        session::is_in(me);
        // In place of this page: back must not lead to it.
        nav::replace(&next);
    };
    view! {
        <main class="d-gate">
            <div class="d-card d-narrow">
                <p class="d-brand">{w::BRAND}</p>
                <Heading title=w::SIGN_IN_TITLE.to_owned()/>
                <Credentials login=String::new() done=done/>
                <p class="small dim">{w::SIGN_IN_HELP}</p>
                <p class="small"><a href="/">{w::RESIDENTS}</a></p>
            </div>
        </main>
    }
    .into_any()
}
