//! Which community the resident chose: a preference of this phone, shown by the home page before the app is up.

use leptos::prelude::*;
use yunlin_api::community::{Community, Places, openings_on};

use super::published;
use crate::infra::kept::Loaded;
use crate::infra::{browser, clock, prefs};

const SLUG: &str = "community_slug";
const NAME: &str = "community_name";
const SUB: &str = "community_sub";
/// The day that the hours are of; on another day the boot script leaves them out.
const DAY: &str = "community_day";
const TEL: &str = "community_tel";
const CALL: &str = "community_call";
/// What stands under the name while today's hours are not known; the boot script says the same.
const NO_HOURS: &str = "看地址、时间和电话";

/// Slug of the chosen community.
pub fn chosen() -> Option<String> {
    prefs::get(SLUG)
}

/// The phone of the chosen community's hall, and what a link to it says.
pub fn hall() -> Option<(String, String)> {
    Some((prefs::get(TEL)?, prefs::get(CALL)?))
}

/// Chooses a community; the home page shows it at once and from the first paint of the next visit.
pub fn choose(community: &Community) {
    prefs::set(SLUG, &community.slug);
    prefs::set(NAME, &community.name);
    prefs::set(SUB, &today(community));
    prefs::set(DAY, &clock::today());
    if community.hall.phone.is_empty() {
        prefs::remove(TEL);
    } else {
        prefs::set(TEL, &community.hall.phone);
    }
    prefs::set(CALL, if community.hall.demo { "打给社区（演示号码）" } else { "打给社区" });
    show_on_home();
}

/// Forgets the choice.
pub fn forget() {
    for key in [SLUG, NAME, SUB, DAY, TEL, CALL] {
        prefs::remove(key);
    }
    show_on_home();
}

/// Keeps hours and phone true as long as the page lives: they are written again when the places arrive or change, and when
/// the page is looked at again, perhaps on another day.
pub fn follow() {
    let places = published::places();
    let held = places.clone();
    browser::listen(&browser::document(), "visibilitychange", move |_| rewrite(&held.get_untracked()));
    Effect::new(move |_| rewrite(&places.get()));
}

fn rewrite(places: &Loaded<Places>) {
    let (Loaded::Ready(places, _), Some(slug)) = (places, chosen()) else { return };
    if let Some(community) = places.communities.iter().find(|c| c.slug == slug) {
        return choose(community);
    }
    // No longer published: the choice is the resident's, but nobody may be sent to an old number.
    for key in [SUB, DAY, TEL, CALL] {
        prefs::remove(key);
    }
    show_on_home();
}

/// 「大厅今天 9:00–17:30」
pub fn today(community: &Community) -> String {
    let weekday = clock::local(clock::now_ms()).weekday;
    let open: Vec<String> = openings_on(&community.hall.hours, weekday)
        .iter()
        .map(|o| format!("{}–{}", o.opens, o.closes))
        .collect();
    if open.is_empty() {
        "大厅今天不开放".to_owned()
    } else {
        format!("大厅今天 {}", open.join("，"))
    }
}

/// Writes name, hours and phone into the static home page.
fn show_on_home() {
    let name = prefs::get(NAME);
    let no_hours = if name.is_some() { NO_HOURS } else { "按小区名就能找到" };
    let name = name.unwrap_or_else(|| "选择我的社区".to_owned());
    let sub = prefs::get(SUB).unwrap_or_else(|| no_hours.to_owned());
    for (id, text) in [("here-name", name), ("here-sub", sub)] {
        if let Some(element) = browser::by_id(id) {
            element.set_text_content(Some(&text));
        }
    }
    let (phone, call) = match prefs::get(TEL) {
        Some(phone) => (phone, prefs::get(CALL).unwrap_or_default()),
        None => ("12345".to_owned(), "打给12345".to_owned()),
    };
    each("[data-hall-phone]", |link| link.set_attribute("href", &format!("tel:{phone}")).unwrap_or_default());
    each("[data-hall-name]", |name| name.set_text_content(Some(&call)));
}

/// Every element of the static page that a selector finds.
fn each(selector: &str, change: impl Fn(&web_sys::Element)) {
    let Ok(found) = document().query_selector_all(selector) else { return };
    for index in 0..found.length() {
        if let Some(element) =
            found.get(index).and_then(|n| wasm_bindgen::JsCast::dyn_into::<web_sys::Element>(n).ok())
        {
            change(&element);
        }
    }
}
