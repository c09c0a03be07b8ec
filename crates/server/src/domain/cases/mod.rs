//! Cases (办件): one intake, routing, two clocks in working days, append-only events whose fold is the state.

mod acts;
mod alarm;
mod alerts;
mod applicant;
mod call_backs;
mod case;
mod chase;
mod completion;
mod entity;
mod env;
mod held;
mod inbox;
mod intake;
mod lines;
mod migrations;
mod news;
mod own;
mod panel;
mod papers;
mod progress;
mod rating;
mod reach;
mod recount;
mod retention;
mod reviewers;
mod scope;
mod sms;
mod standing;
mod step;
mod store;
mod timers;
mod to_tell;
mod told;
mod uploads;
mod view;
mod withdrawn;
mod wording;

pub use acts::act;
pub use alarm::plan_alarm;
pub use alerts::{know, list as alerts};
pub use applicant::of_person;
pub use case::{Applicant, Case, Words};
pub use env::Env;
pub use held::SOURCE;
pub use inbox::page as inbox;
pub use intake::{NewCase, again, checked, fill_known, submitted, take_in};
pub use migrations::MIGRATIONS;
pub use own::{complete, line, page as own_page, urge, withdraw};
pub use panel::{panel, record_view, to_reveal, to_reveal_all};
pub use progress::{find as progress, person_of_slip};
pub use rating::rate;
pub use recount::plan_recount;
pub use retention::retain;
pub use scope::{Access, Roles, access, at_window, colleagues, takes_in, works_at};
pub use standing::{Effect, Happened, Standing, fold};
pub use step::Actor;
pub use store::{
    LOST_MINUTES, after_act, after_lost_answer, all_own, events, for_staff, has_open, of_found, own,
};
pub use uploads::is_taken_back;

use yunlin_api::forms::Form;

use super::jobs::Handler;
use crate::infra::web::ApiError;

/// Handlers of all jobs about cases.
pub fn handlers() -> Vec<(&'static str, Handler)> {
    let mut all = timers::HANDLERS.to_vec();
    all.push((told::SMS_JOB, sms::send));
    all
}

/// The form that a case was filled with.
pub async fn form_of(env: &Env, case: &Case) -> Result<Option<Form>, ApiError> {
    own::form_of(env, case).await
}

/// What was said and done, for the fold; for tests that walk at random.
pub async fn happened(env: &Env, case: &Case) -> Result<Vec<Happened>, ApiError> {
    let events = store::events(env.ctx.db.read(), &env.ctx.keys, case).await?;
    Ok(events.into_iter().map(|e| e.happened).collect())
}

/// Columns of sealed values.
pub const SEALED: &[super::sealed::Sealed] = &[
    super::sealed::Sealed { table: "case_file", key: "id", seq: None, column: "answers" },
    super::sealed::Sealed { table: "case_file", key: "id", seq: None, column: "applicant" },
    super::sealed::Sealed { table: "case_event", key: "case_id", seq: Some("seq"), column: "words" },
    super::sealed::Sealed { table: "case_rating", key: "case_id", seq: None, column: "comment" },
    super::sealed::Sealed { table: "case_rating", key: "case_id", seq: None, column: "call_back_note" },
];
