//! What the applicant is told at each step: in the app always, by SMS where it matters. No personal value in either.

use chrono::Duration;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use yunlin_api::cases::{CaseAction, CaseState};

use super::case::Case;
use super::env::Env;
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
    let Some((title, text, by_sms)) = words(case, action) else { return Ok(()) };
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

/// Title, text, and whether it also goes by SMS.
fn words(case: &Case, action: Option<CaseAction>) -> Option<(String, String, bool)> {
    let item = case.item_name();
    let number = &case.row.number;
    let by = case.standing.by.map(Span::said).unwrap_or_default();
    let said = |title: &str, text: String, by_sms: bool| Some((title.to_owned(), text, by_sms));
    match action {
        None => {
            said("已收到您的申请", format!("「{item}」已收到，编号{number}。窗口看完材料会告诉您。"), false)
        }
        Some(CaseAction::AskSupplement) => said(
            "请补交材料",
            format!("「{item}」（{number}）还缺材料，请在{by}前补齐，补齐后接着办。"),
            true,
        ),
        Some(CaseAction::Supplement) => {
            said("已收到补交的材料", format!("「{item}」（{number}）接着审查。"), false)
        }
        Some(CaseAction::Resume) => said("恢复办理", format!("「{item}」（{number}）已恢复办理。"), false),
        Some(CaseAction::Accept | CaseAction::AcceptBySilence) => {
            said("已受理", format!("「{item}」（{number}）已受理，正在办理。"), true)
        }
        Some(CaseAction::Decline) => {
            said("没有受理", format!("「{item}」（{number}）没有受理，请看原因和该去哪里办。"), true)
        }
        Some(CaseAction::Grant) => {
            said("已办好", format!("「{item}」（{number}）已办好，请查看结果。"), true)
        }
        Some(CaseAction::Refuse) => {
            said("没有办成", format!("「{item}」（{number}）没有办成，请看原因和可以怎么做。"), true)
        }
        Some(CaseAction::Lapse) => said(
            "补交的时间已过",
            format!("「{item}」（{number}）没有按时补齐，已停办。现在补齐还能接着办。"),
            true,
        ),
        Some(CaseAction::Withdraw) => said("已撤回", format!("「{item}」（{number}）已撤回。"), false),
        Some(CaseAction::Pause) => {
            said("时限暂停", format!("「{item}」（{number}）进入特殊环节，这几天不算在时限里。"), false)
        }
        Some(CaseAction::Unpause) => {
            said("时限继续", format!("「{item}」（{number}）的特殊环节结束了，时限接着算。"), false)
        }
        Some(CaseAction::Route) => {
            said("换了承办单位", format!("「{item}」（{number}）已转交承办，请打开查看现在谁在办。"), false)
        }
        Some(CaseAction::Message) => {
            said("工作人员给您留言", format!("「{item}」（{number}）有新留言，请打开查看。"), false)
        }
        Some(CaseAction::Correct) => {
            let state = CaseState::label(case.state());
            said(
                "更正",
                format!("「{item}」（{number}）更正了上一步，现在是「{state}」，请打开查看原因。"),
                true,
            )
        }
        Some(_) => None,
    }
}
