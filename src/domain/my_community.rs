//! Which community the resident chose: a preference of this phone, shown by the home page before the app is up.

use leptos::prelude::*;
use yunlin_api::community::{Community, openings_on};

use crate::infra::{browser, clock, prefs};

const SLUG: &str = "community_slug";
const NAME: &str = "community_name";
const SUB: &str = "community_sub";
const TEL: &str = "community_tel";
const CALL: &str = "community_call";

/// Slug of the chosen community.
pub fn chosen() -> Option<String> {
    prefs::get(SLUG)
}

/// Chooses a community; the home page shows it at once and from the first paint of the next visit.
pub fn choose(community: &Community) {
    prefs::set(SLUG, &community.slug);
    prefs::set(NAME, &community.name);
    prefs::set(SUB, &today(community));
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
    for key in [SLUG, NAME, SUB, TEL, CALL] {
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
    let name = prefs::get(NAME).unwrap_or_else(|| "选择我的社区".to_owned());
    let sub = prefs::get(SUB).unwrap_or_else(|| "按小区名就能找到".to_owned());
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
