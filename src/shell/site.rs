//! Who runs this site and under which numbers it is filed: the foot of the home page and of the pages about the app.

use leptos::mount::mount_to;
use leptos::prelude::*;
use yunlin_api::site::{FILINGS, Site, police_filing};

use super::wording_site as w;
use crate::domain::published;
use crate::infra::browser;
use crate::infra::kept::Loaded;
use crate::infra::live::live;

/// Writes it into the foot of the home page once it is known. Until then only where filings are looked up stands there.
pub(super) fn name_host() {
    let site = published::site();
    Effect::new(move |shown: Option<Option<Box<dyn std::any::Any>>>| {
        let (Loaded::Ready(site, _), Some(place)) = (site.get(), browser::by_id("site")) else {
            return shown.flatten();
        };
        drop(shown);
        place.set_inner_html("");
        Some(Box::new(mount_to(place, move || lines(&site))))
    });
}

/// The foot of a page about the app.
pub(super) fn foot() -> impl IntoView {
    let site = published::site();
    let known = move || match site.get() {
        Loaded::Ready(site, _) => lines(&site),
        _ => ().into_any(),
    };
    view! { <footer class="foot">{live(known)}</footer> }
}

/// Units, then numbers with the places where anybody may look them up.
fn lines(site: &Site) -> AnyView {
    let police = &site.police_filing_no;
    let police = (!police.is_empty())
        .then(|| view! { <a href=police_filing(police) rel="noopener">{police.clone()}</a> });
    view! {
        <p>{w::units(site)}</p>
        <p><a href=FILINGS rel="noopener">{w::filing(&site.filing_no)}</a>{police}</p>
    }
    .into_any()
}
