//! The endpoints of the guide.

use uuid::Uuid;
use yunlin_api::guide::{ReportError, ReportKind};
use yunlin_api::text::Text;

use super::{code, handlers};
use crate::infra::web::{About, Routes};

/// All of them.
pub(super) fn routes() -> Routes {
    Routes::default()
        .mount(handlers::catalogue::get, About::default())
        .mount(handlers::texts::get, About::default())
        .mount(handlers::item::get, About::params(const { &[code::PARAM] }))
        .mount(handlers::report::post, About::example(&example()))
}

/// A report as the reference page shows it.
fn example() -> Option<ReportError> {
    Some(ReportError {
        id: Uuid::from_u128(0x0192_f0c1_7a5e_7c3a_9d1b_4e5f_6a7b_8c9d),
        item_code: code::PARAM.example.to_owned(),
        kind: ReportKind::Materials,
        text: Text::new("材料里少写了户口簿。").ok()?,
    })
}
