//! Setting up the authenticator: a picture to scan, or the secret in groups to type in; six digits to confirm.

use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use web_sys::SubmitEvent;
use yunlin_api::desk::{ConfirmTotp, PostTotpConfirm, PostTotpSecret, QrPicture, TotpSecret};
use yunlin_api::endpoint::Nothing;
use yunlin_api::identity::half_width;
use yunlin_api::text::Text;

use super::fields::Code;
use crate::desk::ask::{self, Got};
use crate::desk::frame::{self, Heading};
use crate::desk::paths::Page;
use crate::desk::{session, states, wording as w};
use crate::infra::live::live;
use crate::infra::{announce, nav};

/// Light modules around a QR picture, as its standard asks (ISO/IEC 18004).
const QUIET: u16 = 4;

/// Builds the page.
pub fn view() -> AnyView {
    frame::page(Page::Totp, |_| {
        let secret = RwSignal::new(Got::<TotpSecret>::Loading);
        spawn_local(async move {
            let key = Uuid::now_v7();
            let answer = ask::write::<PostTotpSecret>(&[], key, &Nothing {}).await;
            secret.try_set(answer.map_or_else(Got::Failed, Got::Ready));
        });
        let body = move || match secret.get() {
            Got::Loading => states::waiting(),
            Got::Failed(error) => view! { {frame::wrong(Some(ask::sentence(&error)))} }.into_any(),
            Got::Ready(secret) => view! { <Steps secret=secret/> }.into_any(),
        };
        view! {
            <Heading title=w::TOTP_TITLE.to_owned()/>
            <div class="d-card d-narrow"><p>{w::TOTP_WHY}</p>{live(body)}<p class="small"><a href=Page::Inbox.href()>{w::LATER}</a></p></div>
        }
        .into_any()
    })
}

#[component]
fn Steps(secret: TotpSecret) -> impl IntoView {
    let code = RwSignal::new(String::new());
    let busy = RwSignal::new(false);
    let said = RwSignal::new(None::<String>);
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let Ok(text) = Text::new(&half_width(&code.get_untracked())) else {
            return said.set(Some(w::NO_CODE.to_owned()));
        };
        busy.set(true);
        spawn_local(async move {
            match ask::write::<PostTotpConfirm>(&[], Uuid::now_v7(), &ConfirmTotp { code: text }).await {
                Ok(me) => {
                    session::is_in(me);
                    announce::say(w::TOTP_DONE);
                    nav::replace(&Page::Inbox.href());
                }
                Err(error) => {
                    busy.try_set(false);
                    said.try_set(Some(ask::sentence(&error)));
                }
            }
        });
    };
    view! {
        <ol class="d-steps">
            <li><p>{w::TOTP_OPEN}</p>{picture(&secret.picture)}
                <details><summary>{w::TOTP_BY_HAND}</summary><p>{w::TOTP_TYPE}</p><p class="d-secret" lang="en">{groups(&secret.secret)}</p>
                    <p class="small dim">{w::TOTP_URI}</p><p class="d-uri" lang="en">{secret.uri}</p></details></li>
            <li><p>{w::TOTP_CONFIRM}</p></li>
        </ol>
        <form on:submit=submit novalidate class="d-form">
            {frame::wrong_in(said)}
            <Code code=code/>
            <button class="btn primary" type="submit" disabled=move || busy.get()>{w::TOTP_FINISH}</button>
        </form>
    }
}

/// With its quiet zone; dark on light in the dark too, or no phone reads it.
fn picture(qr: &QrPicture) -> impl IntoView + use<> {
    let side = qr.width + 2 * QUIET;
    let (all, inner) = (format!("0 0 {side} {side}"), format!("translate({QUIET} {QUIET})"));
    view! { <svg class="d-qr" viewBox=all role="img" aria-label=w::TOTP_PICTURE shape-rendering="crispEdges"><path transform=inner d=qr.path.clone()/></svg> }
}

/// In groups of four, as one types it.
fn groups(secret: &str) -> String {
    let chars: Vec<char> = secret.chars().collect();
    chars.chunks(4).map(|g| g.iter().collect::<String>()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_secret_stands_in_groups_of_four() {
        assert_eq!(super::groups("JBSWY3DPEHPK3PXP"), "JBSW Y3DP EHPK 3PXP");
    }
}
