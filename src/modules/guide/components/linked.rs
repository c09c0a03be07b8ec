//! A sentence of a guide in which the items that it names are links.

use leptos::prelude::*;

use crate::domain::published;
use crate::infra::kept::Loaded;
use crate::modules::guide::links::{Piece, pieces};
use crate::modules::guide::paths::ItemPage;
use crate::ui::live::live;

/// The sentence. Items of `plain` stay words: the page itself, or what stands beside the sentence as a link already.
pub fn linked(text: &str, plain: &[&str]) -> AnyView {
    if !text.contains('「') {
        return text.to_owned().into_any();
    }
    let text = text.to_owned();
    let plain: Vec<String> = plain.iter().map(|code| (*code).to_owned()).collect();
    let catalogue = published::catalogue();
    let shown = move || match &*catalogue.read() {
        Loaded::Ready(catalogue, _) => {
            let pieces = pieces(&text, &catalogue.items);
            pieces.into_iter().map(|piece| view_of(&piece, &plain)).collect_view().into_any()
        }
        // Without the cards nobody knows where it leads.
        _ => text.clone().into_any(),
    };
    live(shown)
}

fn view_of(piece: &Piece<'_>, plain: &[String]) -> AnyView {
    match piece {
        Piece::Words(words) => (*words).to_owned().into_any(),
        Piece::Item(item) if plain.contains(&item.code) => item.name.clone().into_any(),
        Piece::Item(item) => {
            let href = ItemPage(item.code.clone()).href();
            view! { <a class="to" href=href>{item.name.clone()}</a> }.into_any()
        }
    }
}
