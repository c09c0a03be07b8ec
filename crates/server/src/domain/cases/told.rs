//! What the applicant is told at each step: in the app always, by SMS where it matters. No personal value in either.

use chrono::Duration;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use yunlin_api::cases::CaseAction;

use super::case::Case;
use super::env::Env;
use super::news;
use super::standing::Span;
use super::to_tell::{self, Why};
use crate::domain::calendar::start_of;
use crate::domain::identity::people;
use crate::domain::jobs::{self, Plan};
use crate::domain::messages::{self, Note};
use crate::infra::web::ApiError;

/// Kind of the jobs that send a short message to the applicant of a case; `due` is the version of the case.
pub const SMS_JOB: &str = "case_sms";

/// Hour of the business day before which nobody's phone rings.
const SMS_FROM: i64 = 8;

/// Tells the applicant about the last event.
pub(super) async fn tell(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    action: Option<CaseAction>,
) -> Result<(), ApiError> {
    let Some((title, text, by_sms)) = news::words(case, action) else { return Ok(()) };
    put(env, tx, case.person(), (&title, &text), Some(case.id())).await?;
    if by_sms {
        sms(env, tx, case, &title).await?;
    }
    Ok(())
}

/// Tells the applicant that there is more time to complete what is missing.
pub(super) async fn moved(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    by: Span,
) -> Result<(), ApiError> {
    let (item, number) = (case.item_name(), &case.row.number);
    let text = format!("「{item}」（{number}）的补交期限因节假日安排调整，改到{}。", by.said());
    put(env, tx, case.person(), ("补交的期限有变", &text), Some(case.id())).await
}

/// Tells the applicant that a bad grade was looked into.
pub(super) async fn called_back(env: &Env, tx: &DatabaseTransaction, case: &Case) -> Result<(), ApiError> {
    let (item, number) = (case.item_name(), &case.row.number);
    let text =
        format!("您对「{item}」（{number}）的评价，我们已经回访处理。还有意见的，请打电话给办理单位。");
    put(env, tx, case.person(), ("评价已回访", &text), Some(case.id())).await
}

/// Plans a short message about a case: a few words, as the templates of the providers want it, and not at night. Whoever left
/// no phone is told by the desk.
pub(super) async fn sms(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    title: &str,
) -> Result<(), ApiError> {
    // Of somebody whose data has been deleted nobody is left to tell.
    let Some(known) = people::known(tx, &env.ctx.keys, case.person()).await? else { return Ok(()) };
    if known.phone.is_none() {
        return to_tell::ask(env, tx, case, (Why::NoPhone, title)).await;
    }
    let morning = start_of(env.today) + Duration::hours(SMS_FROM);
    let plan = Plan {
        kind: SMS_JOB,
        subject: case.row.id.clone(),
        due: format!("{}/{}", case.version(), env.today),
        run_at: env.now.max(morning),
        payload: title.to_owned(),
    };
    Ok(jobs::plan(tx, &plan, env.now).await?)
}

/// Puts a message into an inbox.
pub(super) async fn put(
    env: &Env,
    tx: &DatabaseTransaction,
    person: Uuid,
    (title, text): (&str, &str),
    case: Option<Uuid>,
) -> Result<(), ApiError> {
    let href = case.map_or_else(String::new, |id| format!("/apply/case/{id}"));
    let note = Note { title: title.to_owned(), text: text.to_owned(), href };
    Ok(messages::put(tx, person, &note, env.now).await?)
}
