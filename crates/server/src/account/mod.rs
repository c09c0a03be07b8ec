//! Accounts over HTTP: residents sign in and see to their data, staff sign in. What it means stands in `domain`.

mod desk;
mod identity;
mod privacy;

use yunlin_api::desk::StaffSignIn;
use yunlin_api::identity::{CodeBy, OpenSession, Phone, SendCode, SetMode, UiMode};
use yunlin_api::text::Text;

use crate::infra::web::{About, PathParam, Routes};

/// A session in a path.
const SESSION: PathParam = PathParam {
    name: "id",
    pattern: "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$",
    example: "0192f0c1-7a5e-7c3a-9d1b-4e5f6a7b8c9d",
};

/// All endpoints.
pub fn routes() -> Routes {
    of_identity().merge(of_privacy()).merge(of_desk())
}

fn of_identity() -> Routes {
    Routes::default()
        .mount(identity::codes, About::example(&send_code()))
        .mount(identity::sign_in, About::example(&open_session()))
        .mount(identity::me, About::default())
        .mount(identity::mode, About::example(&SetMode { mode: UiMode::Elder }))
        .mount(identity::sessions, About::default())
        .mount(identity::end_session, About::params(const { &[SESSION] }))
        .mount(identity::sign_out, About::default())
        .mount(identity::real_name, About::default())
}

fn of_privacy() -> Routes {
    Routes::default()
        .mount(privacy::consent, About::default())
        .mount(privacy::my_data, About::default())
        .mount(privacy::code, About::default())
        .mount(privacy::export, About::default())
        .mount(privacy::correct, About::default())
        .mount(privacy::close, About::default())
        .mount(privacy::receipts, About::default())
}

fn of_desk() -> Routes {
    Routes::default()
        .mount(desk::sign_in, About::example(&staff_sign_in()))
        .mount(desk::me, About::default())
        .mount(desk::sign_out, About::default())
        .mount(desk::password, About::default())
        .mount(desk::totp, About::default())
        .mount(desk::totp_confirm, About::default())
        .mount(desk::colleagues, About::default())
}

fn send_code() -> Option<SendCode> {
    Some(SendCode { phone: Phone::new("13800138000").ok()?, by: CodeBy::Sms })
}

fn open_session() -> Option<OpenSession> {
    let (phone, code) = (Phone::new("13800138000").ok()?, Text::new("000000").ok()?);
    Some(OpenSession { phone, code, person: None, not_me: false, id_last4: None })
}

fn staff_sign_in() -> Option<StaffSignIn> {
    let (login, password) = (Text::new("sg-hanyuan").ok()?, Text::new("not-the-password").ok()?);
    Some(StaffSignIn { login, password, totp: None })
}
