//! Login, password and one-time code: on the sign-in page and on the cover of the idle lock.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::SubmitEvent;
use yunlin_api::desk::{PostStaffSession, StaffMe, StaffSignIn, StaffStep};
use yunlin_api::identity::half_width;
use yunlin_api::text::Text;

use crate::desk::{ask, frame, session, wording as w};
use crate::infra::http;

/// The form; `done` is called once somebody is signed in.
#[component]
pub fn Credentials(
    /// Known login name, or empty to ask for it.
    login: String,
    done: impl Fn(StaffMe) + Clone + Send + Sync + 'static,
) -> impl IntoView {
    let ask_login = login.is_empty();
    let login = RwSignal::new(login);
    let password = RwSignal::new(String::new());
    let code = RwSignal::new(String::new());
    let need_code = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let said = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let input = match input(
            &login.get_untracked(),
            &password.get_untracked(),
            need_code.get_untracked(),
            &code.get_untracked(),
        ) {
            Ok(input) => input,
            Err(text) => return said.set(Some(text.to_owned())),
        };
        said.set(None);
        busy.set(true);
        let done = done.clone();
        spawn_local(async move {
            let step = http::post::<PostStaffSession>(&Uuid::now_v7().to_string(), &input).await;
            busy.try_set(false);
            match step {
                Ok(StaffStep::In { me }) => entered(&input, me, done),
                Ok(StaffStep::NeedTotp) => drop(need_code.try_set(true)),
                Err(error) => {
                    code.try_set(String::new());
                    said.try_set(Some(ask::sentence(&error)));
                }
            }
        });
    };
    view! {
        <form on:submit=submit novalidate class="d-form">
            {frame::wrong_in(said)}
            {ask_login.then(|| view! { <label class="field">{w::LOGIN}
                <input type="text" autocomplete="username" autocapitalize="off" spellcheck="false" prop:value=move || login.get() on:input=move |e| login.set(event_target_value(&e))/></label> })}
            <label class="field">{w::PASSWORD_LABEL}
                <input type="password" autocomplete="current-password" prop:value=move || password.get() on:input=move |e| password.set(event_target_value(&e))/></label>
            <Show when=move || need_code.get()><Code code=code/></Show>
            <button class="btn primary" type="submit" disabled=move || busy.get()>{move || if busy.get() { w::SIGNING_IN } else { w::SIGN_IN }}</button>
        </form>
    }
}

fn entered(input: &StaffSignIn, me: StaffMe, done: impl Fn(StaffMe)) {
    session::keep_login(input.login.as_str());
    done(me);
}

/// Six digits of the authenticator.
#[component]
pub fn Code(code: RwSignal<String>) -> impl IntoView {
    let field = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        if let Some(field) = field.get() {
            field.focus().unwrap_or_default();
        }
    });
    view! {
        <label class="field">{w::CODE}<small>{w::CODE_HINT}</small>
            <input type="text" inputmode="numeric" autocomplete="one-time-code" maxlength="8" node_ref=field prop:value=move || code.get() on:input=move |e| code.set(event_target_value(&e))/></label>
    }
}

fn input(login: &str, password: &str, need_code: bool, code: &str) -> Result<StaffSignIn, &'static str> {
    let login = Text::new(login).map_err(|_| w::NO_LOGIN)?;
    let password = Text::new(password).map_err(|_| w::NO_PASSWORD)?;
    let totp = if need_code { Some(Text::new(&half_width(code)).map_err(|_| w::NO_CODE)?) } else { None };
    Ok(StaffSignIn { login, password, totp })
}

#[cfg(test)]
mod tests {
    use super::input;

    #[test]
    fn what_is_missing_is_named_and_full_width_digits_are_taken() {
        assert!(input("", "geheim", false, "").is_err());
        assert!(input("a", "", false, "").is_err());
        assert!(input("a", "b", true, " ").is_err());
        let whole = input("a", "b", true, "１２３ 456").unwrap();
        assert_eq!(whole.totp.unwrap().as_str(), "123456");
    }
}
