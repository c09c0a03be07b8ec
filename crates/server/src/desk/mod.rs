//! The desk (工作台): what staff ask over HTTP. Stands beside the modules; residents never get here.

mod alerts;
mod calendar;
mod case;
mod intake;
mod people;

use crate::infra::web::{About, PathParam, Routes};

/// The path parameter of one case.
const CASE: PathParam = PathParam {
    name: "id",
    pattern: "^[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}$",
    example: "01930b9e-6a7b-7c3a-9d1b-4e5f6a7b8c9d",
};

/// All of them.
pub fn routes() -> Routes {
    let of_case = || About::params(const { &[CASE] });
    Routes::default()
        .mount(case::inbox, About::default())
        .mount(case::get, of_case())
        .mount(case::act, of_case())
        .mount(case::reveal, of_case())
        .mount(case::reveal_all, of_case())
        .mount(case::look, of_case())
        .mount(people::find, About::default())
        .mount(intake::post, About::default())
        .mount(alerts::get, About::default())
        .mount(alerts::know, About::default())
        .mount(calendar::get, About::default())
        .mount(calendar::set, About::default())
}
