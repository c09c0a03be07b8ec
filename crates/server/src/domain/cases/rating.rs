//! 好差评: one grade per case; a bad one is called back by somebody who is not the rated one (requirements G17, G18).

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, FromQueryResult, QueryResult};
use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_api::apply::Rate;
use yunlin_api::cases::{CALL_BACK_DAYS, CaseAction, Grade, Role};
use yunlin_api::problem::Code;

use super::case::{Case, unwire, wire};
use super::env::Env;
use super::scope::access;
use super::standing::Span;
use super::step::{may, refused};
use super::{chase, reviewers, told};
use crate::domain::audit;
use crate::domain::identity::Staff;
use crate::infra::ctx::Ctx;
use crate::infra::db::{places, sql};
use crate::infra::web::ApiError;

/// Rates, once.
pub async fn rate(env: &Env, tx: &DatabaseTransaction, case: &Case, input: &Rate) -> Result<(), ApiError> {
    if !may(case.state(), CaseAction::Rate, Role::Resident) {
        return Err(refused(case, CaseAction::Rate));
    }
    let bad = input.grade <= Grade::Bad;
    let call_back = bad.then(|| Span::count(&env.calendar, env.today, CALL_BACK_DAYS));
    let comment =
        input.comment.as_ref().map(|c| env.ctx.keys.seal(&place("comment", case), c.as_str().as_bytes()));
    let text = "INSERT INTO case_rating (case_id, grade, comment, at, call_back_by) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (case_id) DO NOTHING";
    let values = [
        case.row.id.clone().into(),
        wire(&input.grade)?.into(),
        comment.transpose()?.into(),
        env.now.into(),
        call_back.map(|span| span.due.to_string()).into(),
    ];
    let done = tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?;
    if done.rows_affected() == 0 {
        return Err(ApiError::new(Code::Conflict).because("您已经评价过了，每个办件只评一次，谢谢您。"));
    }
    match call_back {
        Some(span) => chase::plan(env, tx, case, span).await,
        None => Ok(()),
    }
}

fn place(column: &str, case: &Case) -> String {
    format!("case_rating.{column}/{}", case.row.id)
}

#[derive(FromQueryResult)]
struct Row {
    grade: String,
    call_back_by: Option<String>,
    called_back_at: Option<DateTime<Utc>>,
}

async fn find<C: ConnectionTrait>(db: &C, case: &Case) -> Result<Option<Row>, ApiError> {
    let text = "SELECT grade, call_back_by, called_back_at FROM case_rating WHERE case_id = $1";
    let values = [case.row.id.clone().into()];
    Ok(Row::find_by_statement(sql(db.get_database_backend(), text, values)).one(db).await?)
}

/// The grade, if one was given.
pub(super) async fn grade<C: ConnectionTrait>(db: &C, case: &Case) -> Result<Option<Grade>, ApiError> {
    find(db, case).await?.map(|row| unwire(&row.grade)).transpose()
}

/// Grade and words in clear, for the one who gave them.
pub(super) async fn whole(ctx: &Ctx, case: &Case) -> Result<Option<Value>, ApiError> {
    let text = "SELECT grade, comment, at FROM case_rating WHERE case_id = $1";
    let find = sql(ctx.db.backend(), text, [case.row.id.clone().into()]);
    let Some(row) = ctx.db.read().query_one_raw(find).await? else { return Ok(None) };
    let sealed: Option<Vec<u8>> = row.try_get("", "comment")?;
    let comment = sealed.map(|sealed| ctx.keys.open(&place("comment", case), &sealed)).transpose()?;
    let comment = comment.map(|plain| String::from_utf8_lossy(&plain).into_owned());
    let grade: Grade = unwire(&row.try_get::<String>("", "grade")?)?;
    let at: DateTime<Utc> = row.try_get("", "at")?;
    Ok(Some(json!({ "grade": grade, "comment": comment, "at": at.to_rfc3339() })))
}

/// What was said with the grade, and what came of the call.
pub(super) async fn said(ctx: &Ctx, case: &Case) -> Result<(Option<String>, Option<String>), ApiError> {
    let text = "SELECT comment, call_back_note FROM case_rating WHERE case_id = $1";
    let find = sql(ctx.db.backend(), text, [case.row.id.clone().into()]);
    let Some(row) = ctx.db.read().query_one_raw(find).await? else { return Ok((None, None)) };
    let open = |column: &str| -> Result<Option<String>, ApiError> {
        let sealed: Option<Vec<u8>> = row.try_get("", column)?;
        let plain = sealed.map(|sealed| ctx.keys.open(&place(column, case), &sealed)).transpose()?;
        Ok(plain.map(|plain| String::from_utf8_lossy(&plain).into_owned()))
    };
    Ok((open("comment")?, open("call_back_note")?))
}

/// The day by which a bad grade is to be called back, while nobody has.
pub(super) async fn open_call_back<C: ConnectionTrait>(
    db: &C,
    case: &Case,
) -> Result<Option<String>, ApiError> {
    Ok(find(db, case).await?.filter(|row| row.called_back_at.is_none()).and_then(|row| row.call_back_by))
}

/// A case, when it was graded badly, and the day until which it is to be called back.
pub(super) type OpenCallBack = (Uuid, DateTime<Utc>, String);

/// Open call-backs of cases after this id, and up to that one where there is one.
pub(super) async fn open_between<C: ConnectionTrait>(
    db: &C,
    (after, last): (&str, Option<&str>),
) -> Result<Vec<OpenCallBack>, DbErr> {
    let text = "SELECT case_id, at, call_back_by FROM case_rating WHERE call_back_by IS NOT NULL \
        AND called_back_at IS NULL AND case_id > $1 AND case_id <= $2 ORDER BY case_id";
    // Ids are hexadecimal: none is behind this one, in whatever order of letters.
    let values = [after.into(), last.unwrap_or("z").into()];
    let rows = db.query_all_raw(sql(db.get_database_backend(), text, values)).await?;
    let read = |row: &QueryResult| {
        let id: String = row.try_get("", "case_id")?;
        let id = Uuid::parse_str(&id).unwrap_or_default();
        Ok((id, row.try_get("", "at")?, row.try_get("", "call_back_by")?))
    };
    rows.iter().map(read).collect()
}

/// Another day for calling back, unless somebody has meanwhile.
pub(super) async fn set_call_back(
    tx: &DatabaseTransaction,
    case: &Case,
    (was, day): (&str, &str),
) -> Result<bool, DbErr> {
    let text = "UPDATE case_rating SET call_back_by = $3 \
        WHERE case_id = $1 AND call_back_by = $2 AND called_back_at IS NULL";
    let values = [case.row.id.clone().into(), was.into(), day.into()];
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
}

/// When the grade was given.
pub(super) async fn given_at<C: ConnectionTrait>(
    db: &C,
    case: &Case,
) -> Result<Option<DateTime<Utc>>, DbErr> {
    let text = "SELECT at FROM case_rating WHERE case_id = $1";
    let row = db.query_one_raw(sql(db.get_database_backend(), text, [case.row.id.clone().into()])).await?;
    row.map(|row| row.try_get("", "at")).transpose()
}

/// Which of these cases had a hand of this member of staff: it is their own work that was rated. Giving a case to a
/// colleague is none.
async fn handled<C: ConnectionTrait>(db: &C, by: &Staff, cases: &[Case]) -> Result<BTreeSet<String>, DbErr> {
    let text = format!(
        "SELECT DISTINCT case_id FROM case_event WHERE staff_id = $1 AND action <> 'assign' AND case_id IN ({})",
        places(2, cases.len())
    );
    let ids = cases.iter().map(|case| case.row.id.clone().into());
    let values = std::iter::once(by.id().to_string().into()).chain(ids);
    let rows = db.query_all_raw(sql(db.get_database_backend(), &text, values)).await?;
    rows.iter().map(|row| row.try_get("", "case_id")).collect()
}

/// Those of these cases in which each leader of the area had a hand.
async fn without_reviewer<C: ConnectionTrait>(
    db: &C,
    cases: &BTreeSet<String>,
) -> Result<BTreeSet<String>, DbErr> {
    if cases.is_empty() {
        return Ok(BTreeSet::new());
    }
    let text = format!(
        "SELECT f.id FROM case_file f WHERE f.id IN ({}) AND {}",
        places(1, cases.len()),
        reviewers::nobody("f")
    );
    let ids = cases.iter().map(|id| id.clone().into());
    let rows = db.query_all_raw(sql(db.get_database_backend(), &text, ids)).await?;
    rows.iter().map(|row| row.try_get("", "id")).collect()
}

/// Ids of those of these cases whose grade this member of staff may see and call back: they lead there, and it is not
/// their own work (requirement G18), unless they are an administrator and nobody else is left.
pub(super) async fn seen_by<C: ConnectionTrait>(
    db: &C,
    by: &Staff,
    cases: &[Case],
) -> Result<BTreeSet<String>, DbErr> {
    let leads = |case: &&Case| access(by, case).is_some_and(|access| access.leads());
    let led: Vec<Case> = cases.iter().filter(leads).cloned().collect();
    if led.is_empty() {
        return Ok(BTreeSet::new());
    }
    let mut handled = handled(db, by, &led).await?;
    if reviewers::is_last(by) {
        let left = without_reviewer(db, &handled).await?;
        handled.retain(|id| !left.contains(id));
    }
    Ok(led.into_iter().map(|case| case.row.id).filter(|id| !handled.contains(id)).collect())
}

/// The day by which each of the cases with these ids is to be called back, where nobody has.
pub(super) async fn open_call_backs<C: ConnectionTrait>(
    db: &C,
    cases: &BTreeSet<String>,
) -> Result<BTreeMap<String, String>, DbErr> {
    if cases.is_empty() {
        return Ok(BTreeMap::new());
    }
    let text = format!(
        "SELECT case_id, call_back_by FROM case_rating \
        WHERE call_back_by IS NOT NULL AND called_back_at IS NULL AND case_id IN ({})",
        places(1, cases.len())
    );
    let ids = cases.iter().map(|id| id.clone().into());
    let rows = db.query_all_raw(sql(db.get_database_backend(), &text, ids)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "case_id")?, row.try_get("", "call_back_by")?))).collect()
}

/// A bad grade was called back.
pub(super) async fn call_back(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    (by, role): (&Staff, Role),
    note: &str,
) -> Result<(), ApiError> {
    if !may(case.state(), CaseAction::CallBack, role) {
        return Err(refused(case, CaseAction::CallBack));
    }
    if !seen_by(tx, by, std::slice::from_ref(case)).await?.contains(&case.row.id) {
        return Err(ApiError::new(Code::Forbidden).because("这个办件您自己经手过，请由区管理员回访。"));
    }
    let text = "UPDATE case_rating SET called_back_at = $2, called_back_by = $3, call_back_note = $4 \
        WHERE case_id = $1 AND call_back_by IS NOT NULL AND called_back_at IS NULL";
    let note = env.ctx.keys.seal(&place("call_back_note", case), note.as_bytes())?;
    let values = [case.row.id.clone().into(), env.now.into(), by.id().to_string().into(), note.into()];
    let done = tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?;
    if done.rows_affected() == 0 {
        return Err(ApiError::new(Code::Conflict).because("这个办件没有待回访的差评，或已经回访过了。"));
    }
    told::called_back(env, tx, case).await?;
    let entry = audit::Entry {
        person: Some(case.person()),
        act: "回访了评价".to_owned(),
        case: Some(case.id()),
        about: case.item_name().to_owned(),
        at: env.now,
    };
    Ok(audit::record(tx, by, &entry).await?)
}
