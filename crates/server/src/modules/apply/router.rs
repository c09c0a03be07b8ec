//! The endpoints of applications and of the inbox.

use super::handlers::{case, forms, messages, progress, submit};
use crate::infra::web::{About, PathParam, Routes};

/// The path parameter of one case.
const CASE: PathParam = PathParam {
    name: "id",
    pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
    example: "01930b9e-6a7b-7c3a-9d1b-4e5f6a7b8c9d",
};

/// All of them.
pub(super) fn routes() -> Routes {
    let of_case = || About::params(const { &[CASE] });
    Routes::default()
        .mount(forms::get, About::default())
        .mount(submit::post, About::default())
        .mount(case::list, About::default())
        .mount(case::get, of_case())
        .mount(case::complete, of_case())
        .mount(case::withdraw, of_case())
        .mount(case::urge, of_case())
        .mount(case::rate, of_case())
        .mount(progress::post, About::default())
        .mount(messages::inbox, About::default())
        .mount(messages::read, About::default())
}
