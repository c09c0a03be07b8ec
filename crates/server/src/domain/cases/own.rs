//! What the applicant sees and does.

use sea_orm::DatabaseTransaction;
use yunlin_api::apply::{CaseView, Complete, MyCase, ShownAnswer, Withdraw};
use yunlin_api::cases::{CaseAction, CaseState, Role};
use yunlin_api::forms::{Answers, Form, Shown, shown};
use yunlin_api::privacy::Tag;
use yunlin_api::problem::Code;

use super::case::{Case, Words, answers_place, seal};
use super::env::Env;
use super::standing::{Effect, Span};
use super::step::{Actor, Step, may, possible, refused, take};
use super::uploads::Viewer;
use super::{completion, intake, rating, store, uploads, view, wording};
use crate::domain::identity::Resident;
use crate::domain::{catalogue, forms};
use crate::infra::web::ApiError;

/// The line of the list.
pub fn line(case: &Case) -> MyCase {
    let s = &case.standing;
    let todo = s.by.filter(|_| s.state == CaseState::Supplement);
    let due = s.promise.first().filter(|_| s.state == CaseState::Accepted);
    MyCase {
        id: case.id(),
        number: view::number(case),
        item: case.row.item_code.clone(),
        item_name: case.row.item_name.clone(),
        state: s.state,
        todo_by: todo.map(|by| by.due.to_string()),
        due: due.map(|span| span.due.to_string()),
        estimated: todo.or(due).is_some_and(|span| span.estimated),
        changed_at: view::moment(case.row.changed_at),
    }
}

/// The progress page.
pub async fn page(env: &Env, of: &Resident, case: &Case) -> Result<CaseView, ApiError> {
    let db = env.ctx.db.read();
    let events = store::events(db, &env.ctx.keys, case).await?;
    let community = catalogue::community(db, case.community()).await?;
    let community = community.ok_or_else(|| ApiError::internal("a case of an unknown community"))?;
    let s = &case.standing;
    let viewer = Viewer::Resident(of);
    let form = form_of(env, case).await?;
    let mut result = view::result(s, &events);
    if let Some(result) = &mut result {
        result.files = uploads::results(&env.ctx, viewer, case).await?;
    }
    let urged = store::urged_on(db, &case.row.id, &env.today.to_string()).await?;
    Ok(CaseView {
        case: line(case),
        version: case.version(),
        clocks: view::clocks(db, env, case).await?,
        holder: intake::holder(&community, &s.queue),
        supplement: view::supplement(s, &events, form.as_ref()),
        events: view::timeline(&events, false),
        answers: answers(env, viewer, (case, form.as_ref())).await?,
        result,
        rated: rating::grade(db, case).await?,
        may_urge: may(s.state, CaseAction::Urge, Role::Resident) && !urged,
        may_withdraw: may(s.state, CaseAction::Withdraw, Role::Resident),
        official_no: s.official_no.clone(),
    })
}

/// The answers with their photos; numbers of cards, phones and IDs stay masked on a screen that others may see.
pub(super) async fn answers(
    env: &Env,
    viewer: Viewer<'_>,
    (case, form): (&Case, Option<&Form>),
) -> Result<Vec<ShownAnswer>, ApiError> {
    let Some(form) = form else { return Ok(Vec::new()) };
    let links = uploads::links(&env.ctx, viewer, case, |file| !uploads::is_result(file)).await?;
    let mut out = Vec::new();
    for one in shown(form, &case.answers(&env.ctx.keys)?) {
        let files = links.iter().filter(|link| one.files.contains(&link.id)).cloned().collect();
        let value = if is_masked(viewer, &one) { one.masked } else { one.value };
        out.push(ShownAnswer { field: one.field, label: one.label, value, files });
    }
    Ok(out)
}

fn is_masked(viewer: Viewer<'_>, answer: &Shown) -> bool {
    match viewer {
        Viewer::Resident(_) => matches!(answer.tag, Tag::IdNumber | Tag::Card | Tag::Phone),
        Viewer::Staff(_) => answer.tag.is_personal(),
    }
}

/// The form that was filled.
pub(super) async fn form_of(env: &Env, case: &Case) -> Result<Option<Form>, ApiError> {
    let version = case.row.form_version.and_then(|v| u32::try_from(v).ok());
    let Some(version) = version else { return Ok(None) };
    forms::version(env.ctx.db.read(), &case.row.item_code, version).await
}

/// 撤回
pub async fn withdraw(
    env: &Env,
    tx: &DatabaseTransaction,
    (by, case): (&Resident, &mut Case),
    input: &Withdraw,
) -> Result<(), ApiError> {
    let reason = input.reason.as_ref().map(|r| r.as_str().to_owned()).unwrap_or_default();
    let step = Step {
        action: CaseAction::Withdraw,
        effect: Effect::Ended,
        words: Words::note("本人撤回了申请。").inside(reason),
    };
    take(env, tx, case, (&Actor::Resident(by), input.version), step).await
}

/// 催办: once a business day, whoever holds it sees it.
pub async fn urge(
    env: &Env,
    tx: &DatabaseTransaction,
    (by, case): (&Resident, &mut Case),
) -> Result<(), ApiError> {
    if !may(case.state(), CaseAction::Urge, Role::Resident) {
        return Err(refused(case, CaseAction::Urge));
    }
    if !store::urge_today(tx, &case.row.id, &env.today.to_string()).await? {
        return Err(ApiError::new(Code::Conflict)
            .because("今天已经催过了，明天还没有动静可以再催，急的请直接打电话。"));
    }
    let words = Words::note("申请人催办。");
    let step = Step { action: CaseAction::Urge, effect: Effect::Said { urge: true }, words };
    let seen = case.version();
    take(env, tx, case, (&Actor::Resident(by), seen), step).await
}

/// Completes what was missing, by the applicant.
pub async fn complete(
    env: &Env,
    tx: &DatabaseTransaction,
    (by, case): (&Resident, &mut Case),
    (form, input): (Option<&Form>, &Complete),
) -> Result<(), ApiError> {
    completed(env, tx, case, (&Actor::Resident(by), input.version), (form, &input.answers)).await
}

/// The same by whomever: every field of the list is answered anew, nothing else is touched.
pub(super) async fn completed(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &mut Case,
    (actor, seen): (&Actor<'_>, u32),
    (form, fresh): (Option<&Form>, &Answers),
) -> Result<(), ApiError> {
    possible(env, tx, case, (actor, seen), CaseAction::Supplement).await?;
    let events = store::events(tx, &env.ctx.keys, case).await?;
    let list: Vec<String> = view::missing(&events).into_iter().map(|m| m.field).collect();
    let alone = matches!(actor, Actor::Resident(_));
    if alone && list.iter().any(|key| form.is_none_or(|form| form.field(key).is_none())) {
        return Err(ApiError::new(Code::Conflict).because(wording::TO_THE_COUNTER));
    }
    let asked = completion::asked_for(form, list.into_iter());
    completion::only_asked(&asked, fresh, alone)?;
    let mut answers = case.answers(&env.ctx.keys)?;
    let before = completion::laid_in(&mut answers, fresh);
    if let Some(form) = form {
        answers = completion::checked(form, (&answers, fresh), env.today)?;
        uploads::attach(env, tx, actor, case, form, (&answers, |key| fresh.contains_key(key))).await?;
        intake::note_consents(env, tx, case, (form, fresh)).await?;
    }
    case.row.answers = seal(&env.ctx.keys, &answers_place(&case.row.id), &answers)?;
    let check = Span::count(&env.calendar, env.today, case.standing.check_left.max(1));
    let words = Words { before, ..Words::note("已补齐材料，窗口接着审查。") };
    let step = Step { action: CaseAction::Supplement, effect: Effect::Completed { check }, words };
    take(env, tx, case, (actor, seen), step).await
}
