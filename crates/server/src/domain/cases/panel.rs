//! The case panel of the desk: everything personal masked, each value shown only by a logged act.

use std::collections::BTreeMap;

use sea_orm::DatabaseTransaction;
use yunlin_api::cases::{CaseAction, CaseState, Queue};
use yunlin_api::desk::{DeskCase, PersonalField, Reveal};
use yunlin_api::forms::{self, Askable, Form, Shown, shown};
use yunlin_api::privacy::{ReasonText, Tag};

use super::case::{Case, Event};
use super::env::Env;
use super::lines::lines;
use super::scope::{self, Access, Roles, access};
use super::step::correctable;
use super::uploads::Viewer;
use super::{intake, own, rating, store, uploads, view};
use crate::domain::identity::Staff;
use crate::domain::{audit, catalogue};
use crate::infra::web::ApiError;

/// The panel. Right after an act it is shown even to somebody who has just sent the case away.
pub async fn panel(env: &Env, by: &Staff, case: &Case) -> Result<DeskCase, ApiError> {
    let db = env.ctx.db.read();
    let events = store::events(db, &env.ctx.keys, case).await?;
    let community = catalogue::community(db, case.community()).await?;
    let community = community.ok_or_else(|| ApiError::internal("a case of an unknown community"))?;
    let item = catalogue::item(db, &case.row.item_code).await?;
    let (s, roles) = (&case.standing, access(by, case).and_then(Access::roles));
    let sees_grade = rating::seen_by(db, by, std::slice::from_ref(case)).await?.contains(&case.row.id);
    let mut may = may(case, &events, roles.as_ref());
    let row = lines(env, by, std::slice::from_ref(case)).await?;
    let row = row.into_iter().next().ok_or_else(|| ApiError::internal("a case without its line"))?;
    may.retain(|action| *action != CaseAction::CallBack || row.callback_by.is_some());
    let bureau = item.as_ref().map(|i| i.bureau.clone());
    let routes = if may.contains(&CaseAction::Route) { routes(env, case, bureau).await? } else { Vec::new() };
    let viewer = Viewer::Staff(by);
    let form = own::form_of(env, case).await?;
    let (rating_comment, call_back_note) =
        if sees_grade { rating::said(&env.ctx, case).await? } else { (None, None) };
    Ok(DeskCase {
        row,
        personal: personal(env, case).await?,
        clocks: view::clocks(db, env, case).await?,
        target: s.promise.target.filter(|_| s.state == CaseState::Accepted).map(|span| span.due.to_string()),
        queue: s.queue.clone(),
        holder: intake::holder(&community, &s.queue),
        askable: if may.contains(&CaseAction::AskSupplement) {
            askable(env, case, form.as_ref())?
        } else {
            Vec::new()
        },
        answers: own::answers(env, viewer, (case, form.as_ref())).await?,
        supplement: view::supplement(s, &events, form.as_ref()),
        events: view::timeline(&events, true),
        may,
        routes,
        handbook: item.and_then(|i| i.handbook),
        results: uploads::results(&env.ctx, viewer, case).await?,
        official_no: s.official_no.clone(),
        rated: if sees_grade { rating::grade(db, case).await? } else { None },
        rating_comment,
        call_back_note,
    })
}

/// What may stand on a list of what is missing.
fn askable(env: &Env, case: &Case, form: Option<&Form>) -> Result<Vec<Askable>, ApiError> {
    let answers = case.answers(&env.ctx.keys)?;
    Ok(form.map(|form| forms::askable(form, &answers)).unwrap_or_default())
}

/// What this member of staff may do now.
fn may(case: &Case, events: &[Event], roles: Option<&Roles>) -> Vec<CaseAction> {
    let Some(roles) = roles else { return Vec::new() };
    let past: Vec<_> = events.iter().map(|e| e.happened.clone()).collect();
    let mut may = roles.actions(case.state());
    may.retain(|action| match action {
        CaseAction::Correct => correctable(&past).is_some(),
        // A second list is for a supervisor.
        CaseAction::AskSupplement => case.standing.asked == 0 || roles.lead(),
        _ => true,
    });
    may
}

/// Where it may be sent: the window, the item's own bureau first, then the others in which somebody works.
async fn routes(env: &Env, case: &Case, own: Option<String>) -> Result<Vec<Queue>, ApiError> {
    let mut all = vec![Queue::Window];
    let (db, mut bureaus) = (env.ctx.db.read(), catalogue::bureaus(env.ctx.db.read()).await?);
    let served = scope::served(db, case.community()).await?;
    bureaus.retain(|bureau| served.contains(bureau));
    all.extend(own.into_iter().filter(|b| bureaus.contains(b)).map(Queue::Bureau));
    for bureau in bureaus.into_iter().map(Queue::Bureau) {
        if !all.contains(&bureau) {
            all.push(bureau);
        }
    }
    all.retain(|queue| queue != case.queue());
    Ok(all)
}

/// Applicant and personal answers, masked.
async fn personal(env: &Env, case: &Case) -> Result<Vec<PersonalField>, ApiError> {
    let values = values(env, case).await?;
    Ok(values.into_iter().map(|v| PersonalField { key: v.key, label: v.label, masked: v.masked }).collect())
}

/// One personal value.
struct Value {
    key: String,
    label: String,
    masked: String,
    clear: String,
}

/// All personal values that are there.
async fn values(env: &Env, case: &Case) -> Result<Vec<Value>, ApiError> {
    let applicant = case.applicant(&env.ctx.keys)?;
    let whose = [
        ("name", "姓名", Tag::Name, applicant.name),
        ("phone", "手机号", Tag::Phone, applicant.phone),
        ("id_number", "身份证号", Tag::IdNumber, applicant.id_number),
    ];
    let whose = whose.into_iter().filter(|(.., value)| !value.is_empty());
    let mut all: Vec<Value> = whose
        .map(|(key, label, tag, clear)| Value {
            key: key.to_owned(),
            label: label.to_owned(),
            masked: tag.mask(&clear),
            clear,
        })
        .collect();
    if let Some(form) = own::form_of(env, case).await? {
        let answers = shown(&form, &case.answers(&env.ctx.keys)?);
        let personal = |a: &Shown| a.tag.is_personal() && !a.value.is_empty();
        all.extend(answers.into_iter().filter(personal).map(|a| Value {
            key: format!("answer:{}", a.field),
            label: a.label,
            masked: a.masked,
            clear: a.value,
        }));
    }
    Ok(all)
}

/// A value that is about to be shown.
pub async fn to_reveal(env: &Env, case: &Case, input: &Reveal) -> Result<(String, String), ApiError> {
    let found = values(env, case).await?.into_iter().find(|v| v.key == input.key);
    let found = found.ok_or_else(|| ApiError::field("key", "没有这一项，请刷新后再看。"))?;
    Ok((found.label, found.clear))
}

/// All values, about to be shown.
pub async fn to_reveal_all(env: &Env, case: &Case) -> Result<BTreeMap<String, String>, ApiError> {
    Ok(values(env, case).await?.into_iter().map(|v| (v.key, v.clear)).collect())
}

/// Logs that a value was shown; the applicant reads it as a receipt.
pub async fn record_view(
    env: &Env,
    tx: &DatabaseTransaction,
    (by, case): (&Staff, &Case),
    (label, reason): (&str, Option<&ReasonText>),
) -> Result<(), ApiError> {
    let entry = audit::Entry {
        person: Some(case.person()),
        act: format!("查看了{label}"),
        case: Some(case.id()),
        about: case.item_name().to_owned(),
        at: env.now,
    };
    let reason = reason.map_or("", |r| r.as_str());
    audit::record_because(tx, &env.ctx.keys, by, (&entry, reason)).await
}
