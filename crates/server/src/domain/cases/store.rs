//! Rows of the cases. Whoever reads one says as whom: a resident, a member of staff, or a timer.

use chrono::{DateTime, Duration, Utc};
use sea_orm::sea_query::{Expr, OnConflict};
use sea_orm::{
    ActiveModelTrait, ActiveValue::NotSet, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr,
    EntityTrait, FromQueryResult, IntoActiveModel, Iterable, QueryFilter, QueryOrder, QuerySelect, Select,
    TryInsertResult,
};
use uuid::Uuid;
use yunlin_api::desk::FoundCase;

use super::case::{Case, Event, Words, happened, open, unwire, wire, words_place};
use super::entity::{ActiveModel, Column, Entity, Model};
use super::env::Env;
use super::scope::{Access, access};
use super::standing::Happened;
use super::view;
use crate::domain::identity::{Resident, Staff};
use crate::infra::db::sql;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// Cases that a resident gets at once.
const SHOWN: u64 = 200;

/// Minutes in which a lost answer may be asked for again.
pub const LOST_MINUTES: i64 = 10;

/// Without the answers, which no list shows: they are the largest part of a row.
pub(super) fn lean(query: Select<Entity>) -> Select<Entity> {
    let columns = Column::iter().filter(|column| !matches!(column, Column::Answers));
    query.select_only().columns(columns).column_as(Expr::value(Vec::<u8>::new()), "answers")
}

/// A case of this resident.
pub async fn own<C: ConnectionTrait>(db: &C, of: &Resident, id: Uuid) -> Result<Case, ApiError> {
    let row = Entity::find_by_id(id.to_string()).filter(Column::PersonId.eq(of.person().to_string()));
    Case::of(row.one(db).await?.ok_or_else(ApiError::not_found)?)
}

/// All cases of this resident, the last changed first.
pub async fn all_own<C: ConnectionTrait>(db: &C, of: &Resident) -> Result<Vec<Case>, ApiError> {
    let rows = lean(Entity::find()).filter(Column::PersonId.eq(of.person().to_string()));
    let rows = rows.order_by_desc(Column::ChangedAt).order_by_desc(Column::Id).limit(SHOWN).all(db).await?;
    rows.into_iter().map(Case::of).collect()
}

/// The matters of a person that this member of staff may see, the last changed first.
pub async fn of_found<C: ConnectionTrait>(
    by: &Staff,
    db: &C,
    person: Uuid,
) -> Result<Vec<FoundCase>, ApiError> {
    let rows = lean(Entity::find()).filter(Column::PersonId.eq(person.to_string()));
    let rows = rows.order_by_desc(Column::ChangedAt).order_by_desc(Column::Id).limit(SHOWN).all(db).await?;
    let cases: Vec<Case> = rows.into_iter().map(Case::of).collect::<Result<_, _>>()?;
    let seen = cases.iter().filter(|case| access(by, case).is_some());
    let found = |case: &Case| FoundCase {
        id: case.id(),
        number: view::number(case),
        item_name: case.row.item_name.clone(),
        state: case.standing.state,
    };
    Ok(seen.map(found).collect())
}

/// Whether a matter of this person is not done yet.
pub async fn has_open<C: ConnectionTrait>(db: &C, person: Uuid) -> Result<bool, ApiError> {
    let open =
        Entity::find().filter(Column::PersonId.eq(person.to_string())).filter(Column::Closed.eq(false));
    Ok(lean(open).limit(1).one(db).await?.is_some())
}

/// A case that this member of staff may see, and what they may do with it.
pub async fn for_staff<C: ConnectionTrait>(db: &C, by: &Staff, id: Uuid) -> Result<(Case, Access), ApiError> {
    let case = any(db, id).await?.ok_or_else(ApiError::not_found)?;
    let access = access(by, &case).ok_or_else(ApiError::not_found)?;
    Ok((case, access))
}

/// Whatever case; for timers, and for finding out whose id it is.
pub(super) async fn any<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Option<Case>, ApiError> {
    Entity::find_by_id(id.to_string()).one(db).await?.map(Case::of).transpose()
}

/// A case by its number.
pub(super) async fn by_number<C: ConnectionTrait>(db: &C, number: &str) -> Result<Option<Case>, ApiError> {
    Entity::find().filter(Column::Number.eq(number)).one(db).await?.map(Case::of).transpose()
}

/// Open cases after an id, for a recount.
pub(super) async fn open_after<C: ConnectionTrait>(
    db: &C,
    after: &str,
    limit: u64,
) -> Result<Vec<Case>, ApiError> {
    let rows = lean(Entity::find()).filter(Column::Closed.eq(false)).filter(Column::Id.gt(after));
    let rows = rows.order_by_asc(Column::Id).limit(limit).all(db).await?;
    rows.into_iter().map(Case::of).collect()
}

/// A case that was just acted on, by whoever was allowed to.
pub async fn after_act<C: ConnectionTrait>(db: &C, id: Uuid) -> Result<Case, ApiError> {
    any(db, id).await?.ok_or_else(ApiError::not_found)
}

/// The case of an act whose answer was lost, for whoever did it; for a while also when that act has sent the case away.
pub async fn after_lost_answer(
    env: &Env,
    by: &Staff,
    (id, at): (Uuid, Option<DateTime<Utc>>),
) -> Result<Case, ApiError> {
    let case = after_act(env.ctx.db.read(), id).await?;
    let lately = at.is_some_and(|at| env.now <= at + Duration::minutes(LOST_MINUTES));
    if lately || access(by, &case).is_some() { Ok(case) } else { Err(ApiError::not_found()) }
}

/// Inserts a new case; false when its id or its number is taken.
pub(super) async fn insert(tx: &DatabaseTransaction, row: &Model) -> Result<bool, DbErr> {
    let inserted = Entity::insert(row.clone().into_active_model())
        .on_conflict(OnConflict::new().do_nothing().to_owned())
        .try_insert()
        .exec_without_returning(tx)
        .await?;
    Ok(matches!(inserted, TryInsertResult::Inserted(1)))
}

/// Writes the row unless somebody was faster. Sealed values only where they are `answered` anew: a rotation may have sealed
/// them under another key since they were read.
pub(super) async fn update(
    tx: &DatabaseTransaction,
    row: &Model,
    seen: i64,
    answered: bool,
) -> Result<bool, DbErr> {
    let mut model: ActiveModel = row.clone().into_active_model().reset_all();
    model.applicant = NotSet;
    if !answered {
        model.answers = NotSet;
    }
    let done = Entity::update_many()
        .set(model)
        .filter(Column::Id.eq(row.id.clone()))
        .filter(Column::Version.eq(seen))
        .exec(tx)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Makes it the one active case of its person and item; or names the case that is.
pub(super) async fn activate(tx: &DatabaseTransaction, row: &Model) -> Result<Option<String>, DbErr> {
    let backend = tx.get_database_backend();
    let text = "INSERT INTO active_case (person_id, item_code, case_id) VALUES ($1, $2, $3) \
        ON CONFLICT (person_id, item_code) DO NOTHING";
    let key = [row.person_id.clone().into(), row.item_code.clone().into()];
    let values = key.clone().into_iter().chain([row.id.clone().into()]);
    if tx.execute_raw(sql(backend, text, values)).await?.rows_affected() == 1 {
        return Ok(None);
    }
    let find = "SELECT f.number FROM active_case a JOIN case_file f ON f.id = a.case_id \
        WHERE a.person_id = $1 AND a.item_code = $2";
    let found = tx.query_one_raw(sql(backend, find, key)).await?;
    found.map_or(Ok(Some(String::new())), |row| row.try_get("", "number").map(Some))
}

/// It is closed: the person may apply for this item again.
pub(super) async fn deactivate(tx: &DatabaseTransaction, id: &str) -> Result<(), DbErr> {
    let text = "DELETE FROM active_case WHERE case_id = $1";
    tx.execute_raw(sql(tx.get_database_backend(), text, [id.into()])).await.map(|_| ())
}

/// Who wrote an event.
pub(super) struct By<'a> {
    pub(super) actor: &'static str,
    pub(super) unit: &'a str,
    pub(super) staff: Option<Uuid>,
}

/// Adds an event.
pub(super) async fn add_event(
    tx: &DatabaseTransaction,
    case: &str,
    (event, by): (&Happened, &By<'_>),
    words: Vec<u8>,
    at: DateTime<Utc>,
) -> Result<(), ApiError> {
    let text = "INSERT INTO case_event (case_id, seq, action, state, actor, unit, staff_id, at, effect, words, reverses) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    let action = event.action.map_or(Ok(String::new()), |action| wire(&action))?;
    let values = [
        case.into(),
        i64::from(event.seq).into(),
        action.into(),
        wire(&event.state)?.into(),
        by.actor.into(),
        by.unit.into(),
        by.staff.map(|id| id.to_string()).into(),
        at.into(),
        serde_json::to_string(&event.effect)?.into(),
        words.into(),
        event.reverses.map(i64::from).into(),
    ];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?;
    Ok(())
}

#[derive(FromQueryResult)]
struct EventRow {
    seq: i64,
    action: String,
    state: String,
    actor: String,
    unit: String,
    at: DateTime<Utc>,
    effect: String,
    words: Vec<u8>,
    reverses: Option<i64>,
}

/// What happened to a case, in order.
pub async fn events<C: ConnectionTrait>(db: &C, keys: &Keys, case: &Case) -> Result<Vec<Event>, ApiError> {
    let text = "SELECT seq, action, state, actor, unit, at, effect, words, reverses FROM case_event \
        WHERE case_id = $1 ORDER BY seq";
    let values = [case.row.id.clone().into()];
    let rows = EventRow::find_by_statement(sql(db.get_database_backend(), text, values)).all(db).await?;
    rows.into_iter().map(|row| event_of(keys, &case.row.id, row)).collect()
}

fn event_of(keys: &Keys, case: &str, row: EventRow) -> Result<Event, ApiError> {
    let seq = |n: i64| u32::try_from(n).unwrap_or_default();
    let number = seq(row.seq);
    let action = (!row.action.is_empty()).then(|| unwire(&row.action)).transpose()?;
    let effect = serde_json::from_str(&row.effect)?;
    let words: Words = open(keys, &words_place(case, number), &row.words)?;
    let by_staff = row.actor == "staff";
    let happened = happened(number, (action, unwire(&row.state)?), by_staff, effect, row.reverses.map(seq));
    Ok(Event { happened, unit: row.unit, at: row.at, words })
}

/// Notes that the applicant asked to hurry; false when they did so today.
pub(super) async fn urge_today(tx: &DatabaseTransaction, case: &str, day: &str) -> Result<bool, DbErr> {
    let text = "INSERT INTO case_urge (case_id, day) VALUES ($1, $2) ON CONFLICT (case_id, day) DO NOTHING";
    let values = [case.into(), day.into()];
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
}

/// Whether they did so on that day.
pub(super) async fn urged_on<C: ConnectionTrait>(db: &C, case: &str, day: &str) -> Result<bool, DbErr> {
    let text = "SELECT day FROM case_urge WHERE case_id = $1 AND day = $2";
    Ok(db.query_one_raw(sql(db.get_database_backend(), text, [case.into(), day.into()])).await?.is_some())
}

/// Notes a rung of the ladder; false when it was noted before.
pub(super) async fn note_rung(
    tx: &DatabaseTransaction,
    (subject, level, due): (&str, &str, &str),
    told: &str,
    at: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let text = "INSERT INTO escalation_log (subject, level, due, told, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (subject, level, due) DO NOTHING";
    let values = [subject.into(), level.into(), due.into(), told.into(), at.into()];
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
}

/// Notes a task that may come again on the same day: then it is new again to everybody.
pub(super) async fn ring_anew(
    tx: &DatabaseTransaction,
    (subject, level, due): (&str, &str, &str),
    told: &str,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let backend = tx.get_database_backend();
    let text = "INSERT INTO escalation_log (subject, level, due, told, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (subject, level, due) DO UPDATE SET told = excluded.told, at = excluded.at";
    let values = [subject.into(), level.into(), due.into(), told.into(), at.into()];
    tx.execute_raw(sql(backend, text, values)).await?;
    let text = "DELETE FROM escalation_known WHERE subject = $1 AND level = $2 AND due = $3";
    tx.execute_raw(sql(backend, text, [subject.into(), level.into(), due.into()])).await.map(|_| ())
}

/// Notes that a member of staff knows of a rung; saying it again changes nothing.
pub(super) async fn know_rung(
    tx: &DatabaseTransaction,
    (subject, level, due): (&str, &str, &str),
    staff: Uuid,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let text = "INSERT INTO escalation_known (subject, level, due, staff_id, at) VALUES ($1, $2, $3, $4, $5) \
        ON CONFLICT (subject, level, due, staff_id) DO NOTHING";
    let values = [subject.into(), level.into(), due.into(), staff.to_string().into(), at.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}
