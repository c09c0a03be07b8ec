//! A sentence of a guide, and below it the items that it names, as links.
//!
//! Not within the words: two links on two lines stand closer than a thumb is wide (requirement A04).

use leptos::prelude::*;

use crate::domain::published;
use crate::infra::kept::Loaded;
use crate::infra::live::live;
use crate::modules::guide::links::named;
use crate::modules::guide::paths::ItemPage;

/// The sentence with its links. Items of `known` are none: the page itself, or what stands beside the sentence as a link already.
pub fn linked(text: &str, known: &[&str]) -> AnyView {
    if !text.contains('「') {
        return text.to_owned().into_any();
    }
    let words = text.to_owned();
    let text = text.to_owned();
    let known: Vec<String> = known.iter().map(|code| (*code).to_owned()).collect();
    let catalogue = published::catalogue();
    let links = live(move || match &*catalogue.read() {
        Loaded::Ready(catalogue, _) => {
            let named = named(&text, &catalogue.items).into_iter().filter(|item| !known.contains(&item.code));
            named.map(|item| link(&item.code, &item.name)).collect_view().into_any()
        }
        // Without the cards nobody knows where they lead.
        _ => ().into_any(),
    });
    view! { {words}<span class="leads">{links}</span> }.into_any()
}

fn link(code: &str, name: &str) -> AnyView {
    view! { <a class="to" href=ItemPage(code.to_owned()).href()>{name.to_owned()}</a> }.into_any()
}
