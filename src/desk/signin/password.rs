//! A new password: at the first sign-in it must be given before anything else.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::SubmitEvent;
use yunlin_api::desk::{ChangePassword, PostStaffPassword};
use yunlin_api::text::Text;

use crate::desk::frame::{self, Heading};
use crate::desk::paths::Page;
use crate::desk::{ask, session, wording as w};
use crate::infra::{announce, nav};

/// Fewest characters of a new password.
const LEAST: usize = 10;

/// Builds the page.
pub fn view() -> AnyView {
    frame::page(Page::Password, |me| {
        let must = me.must_change;
        view! {
            <Heading title=w::PASSWORD.to_owned()/>
            <div class="d-card d-narrow">
                <p>{if must { w::MUST_CHANGE } else { w::MAY_CHANGE }}</p>
                <Change/>
            </div>
        }
        .into_any()
    })
}

#[component]
fn Change() -> impl IntoView {
    let [old, new, again] = [(); 3].map(|()| RwSignal::new(String::new()));
    let busy = RwSignal::new(false);
    let said = RwSignal::new(None::<String>);
    let tries = ask::Tries::new();
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = match input(&old.get_untracked(), &new.get_untracked(), &again.get_untracked()) {
            Ok(input) => input,
            Err(text) => return said.set(Some(text.to_owned())),
        };
        busy.set(true);
        let key = tries.key(&input);
        spawn_local(async move {
            match ask::write::<PostStaffPassword>(&[], key, &input).await {
                Ok(me) => {
                    let next = if me.totp { Page::Inbox } else { Page::Totp };
                    session::is_in(me);
                    announce::say(w::CHANGED);
                    nav::replace(&next.href());
                }
                Err(error) => {
                    tries.settled();
                    busy.try_set(false);
                    said.try_set(Some(ask::sentence(&error)));
                }
            }
        });
    };
    let field = move |label: &'static str, complete: &'static str, value: RwSignal<String>| {
        view! {
            <label class="field">{label}
                <input type="password" autocomplete=complete prop:value=move || value.get() on:input=move |e| value.set(event_target_value(&e))/></label>
        }
    };
    view! {
        <form on:submit=submit novalidate class="d-form">
            {frame::wrong_in(said)}
            {field(w::OLD_PASSWORD, "current-password", old)}
            {field(w::NEW_PASSWORD, "new-password", new)}
            {field(w::NEW_AGAIN, "new-password", again)}
            <button class="btn primary" type="submit" disabled=move || busy.get()>{w::CHANGE}</button>
        </form>
    }
}

fn input(old: &str, new: &str, again: &str) -> Result<ChangePassword, &'static str> {
    let old = Text::new(old).map_err(|_| w::NO_OLD)?;
    if new.chars().count() < LEAST {
        return Err(w::TOO_SHORT);
    }
    if new != again {
        return Err(w::NOT_SAME);
    }
    let new = Text::new(new).map_err(|_| w::BAD_PASSWORD)?;
    if new == old {
        return Err(w::SAME_AS_OLD);
    }
    Ok(ChangePassword { old, new })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_new_password_is_long_new_and_typed_twice() {
        assert_eq!(input("old", "short", "short"), Err(w::TOO_SHORT));
        assert_eq!(input("old", "long enough 1", "long enough 2"), Err(w::NOT_SAME));
        assert_eq!(input("long enough 1", "long enough 1", "long enough 1"), Err(w::SAME_AS_OLD));
        assert!(input("old", "long enough 1", "long enough 1").is_ok());
    }
}
