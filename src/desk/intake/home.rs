//! A room as it is typed at the counter: the estate from the list of the community, the numbers by hand.

use leptos::prelude::*;
use yunlin_api::community::{Community, RoomError, RoomKey};

use crate::desk::wording_intake as w;
use crate::domain::published;
use crate::infra::kept::Loaded;

/// As far as it is typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RoomTyped {
    /// Slug of the estate; empty until one is picked.
    pub estate: String,
    /// 幢
    pub building: String,
    /// 单元; may stay empty.
    pub unit: String,
    /// 室
    pub room: String,
}

impl RoomTyped {
    /// The whole room, or what is missing.
    pub fn key(&self) -> Result<RoomKey, RoomError> {
        RoomKey::new(&self.estate, &self.building, &self.unit, &self.room)
    }

    /// The same where none need be given: nothing typed is no room.
    pub fn key_if_any(&self) -> Result<Option<RoomKey>, RoomError> {
        if *self == Self::default() { Ok(None) } else { self.key().map(Some) }
    }
}

/// A number of a room: its name, what stands in the empty field, how it is read, how it is written.
type Number = (&'static str, &'static str, fn(&RoomTyped) -> &String, fn(&mut RoomTyped, String));

/// The numbers, with the words around them.
const NUMBERS: [Number; 3] = [
    (w::BUILDING, "", |t| &t.building, |t, v| t.building = v),
    (w::UNIT, w::UNIT_NONE, |t| &t.unit, |t, v| t.unit = v),
    (w::ROOM, "", |t| &t.room, |t, v| t.room = v),
];

/// Estate and numbers, in one row. Another community starts anew: an estate belongs to one.
#[component]
pub fn RoomFields(community: RwSignal<String>, typed: RwSignal<RoomTyped>) -> impl IntoView {
    let places = published::places();
    let chosen = move || {
        let Loaded::Ready(places, _) = places.get() else { return None };
        let slug = community.get();
        places.communities.iter().find(|c| c.slug == slug).cloned()
    };
    Effect::new(move |before: Option<String>| {
        let now = community.get();
        if before.is_some_and(|before| before != now) {
            typed.set(RoomTyped::default());
        }
        now
    });
    move || match chosen() {
        None => view! { <p class="dim">{w::ROOM_COMMUNITY_FIRST}</p> }.into_any(),
        Some(community) if community.estates.is_empty() => {
            view! { <p class="dim">{w::ROOM_NO_ESTATES}</p> }.into_any()
        }
        Some(community) => fields(typed, &community),
    }
}

fn fields(typed: RwSignal<RoomTyped>, community: &Community) -> AnyView {
    let estates = community.estates.iter().map(|estate| {
        let (slug, is) = (estate.slug.clone(), estate.slug.clone());
        view! { <option value=slug prop:selected=move || typed.read().estate == is>{estate.name.clone()}</option> }
    });
    let numbers = NUMBERS.map(|(label, empty, get, put)| {
        view! {
            <label class="field">{label}<input type="text" inputmode="numeric" autocomplete="off" placeholder=empty prop:value=move || get(&typed.read()).clone() on:input=move |e| typed.update(|t| put(t, event_target_value(&e)))/></label>
        }
    });
    view! {
        <div class="d-room">
            <label class="field">{w::ESTATE}<select class="box" on:change=move |e| typed.update(|t| t.estate = event_target_value(&e))>
                <option value="" prop:selected=move || typed.read().estate.is_empty()>{w::ESTATE_PICK}</option>{estates.collect_view()}</select></label>
            {numbers.collect_view()}
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_has_to_say_where_they_live_but_half_an_address_is_asked_about() {
        assert_eq!(RoomTyped::default().key_if_any(), Ok(None));
        let mut typed =
            RoomTyped { estate: "wanfu-shijia".into(), building: "12".into(), ..Default::default() };
        assert_eq!(typed.key_if_any(), Err(RoomError::Room));
        typed.room = "302".into();
        assert_eq!(typed.key_if_any().unwrap().unwrap().as_str(), "wanfu-shijia/12//302");
    }
}
