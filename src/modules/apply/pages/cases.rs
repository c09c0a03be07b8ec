//! 我的办件: what lies on this phone, and every case with what it needs first.

use std::sync::Arc;

use leptos::prelude::*;
use yunlin_api::apply::{GetMyCases, MyCases};

use super::start::on_this_phone;
use crate::domain::session::{self, Session};
use crate::infra::http;
use crate::infra::kept::Loaded;
use crate::infra::live::live;
use crate::modules::apply::components::case_line::case_line;
use crate::modules::apply::components::remote::{Remote, remote, sign_in};
use crate::modules::apply::paths::Follow;
use crate::modules::apply::wording as w;
use crate::ui::page::Page;
use crate::ui::state::skeleton;

/// Builds the page.
pub fn view() -> AnyView {
    let who = session::session();
    // Nobody is asked for cases before it is known that somebody is signed in; another person sees their own.
    let whose = Memo::new(move |_| match &*who.read() {
        Session::Unknown => None,
        Session::Guest => Some(None),
        Session::In(_) | Session::Unreachable => Some(session::account()),
    });
    let list = move || match whose.get() {
        None => skeleton(),
        Some(None) => sign_in(),
        Some(Some(_)) => {
            let data: Remote<MyCases> = RwSignal::new(Loaded::Loading);
            remote(data, || http::get::<GetMyCases>(&[]), cases)
        }
    };
    view! { <Page title=w::CASES>{on_this_phone()}{live(list)}</Page> }.into_any()
}

fn cases(mine: Arc<MyCases>) -> AnyView {
    if mine.cases.is_empty() {
        return view! {
            <section class="card ask">
                <p>{w::NO_CASES}</p>
                <a class="btn primary" href=Follow::Start.href()>{w::ONLINE_NOW}</a>
            </section>
        }
        .into_any();
    }
    let (todo, rest): (Vec<_>, Vec<_>) = mine.cases.iter().partition(|c| c.todo_by.is_some());
    let (open, closed): (Vec<_>, Vec<_>) = rest.into_iter().partition(|c| !c.state.is_closed());
    let group = |title: &'static str, cases: Vec<&yunlin_api::apply::MyCase>| {
        (!cases.is_empty()).then(|| {
            let rows = cases.into_iter().map(case_line).collect_view();
            view! { <section class="card"><h2>{title}</h2><ul class="cells">{rows}</ul></section> }.into_any()
        })
    };
    view! { {group(w::TODO, todo)} {group(w::RUNNING, open)} {group(w::CLOSED, closed)} }.into_any()
}
