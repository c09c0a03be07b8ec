//! The inbox of a member of staff: own queues and areas, by due day.

use sea_orm::{ColumnTrait, Condition};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Value};
use yunlin_api::cases::CaseNumber;
use yunlin_api::desk::{DeskInbox, InboxFilter, InboxRow, Light};
use yunlin_api::privacy::Tag;

use super::case::{Case, queue_columns, unwire};
use super::entity::{Column, Entity, Model};
use super::env::Env;
use super::scope::{access, leads};
use super::{rating, store, view};
use crate::domain::catalogue;
use crate::domain::identity::Staff;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// Lines of one page.
const PAGE: u64 = 50;

/// What is asked for, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    Open,
    Mine,
    Due,
    Closed,
    CallBack,
}

impl Show {
    fn read(filter: &InboxFilter) -> Result<Self, ApiError> {
        match filter.show.as_deref() {
            None | Some("") => Ok(Self::Open),
            Some("mine") => Ok(Self::Mine),
            Some("due") => Ok(Self::Due),
            Some("closed") => Ok(Self::Closed),
            Some("callback") => Ok(Self::CallBack),
            Some(_) => Err(ApiError::field("show", "请从列出的选项里选一个。")),
        }
    }
}

/// One page.
pub async fn page(env: &Env, by: &Staff, filter: &InboxFilter) -> Result<DeskInbox, ApiError> {
    let (show, db) = (Show::read(filter)?, env.ctx.db.read());
    let mut wanted = scope(by, show).add(shown(env, by, show));
    if let Some(community) = filter.community.as_ref().filter(|c| !c.is_empty()) {
        wanted = wanted.add(Column::Community.eq(community));
    }
    if let Some(number) = filter.number.as_ref().filter(|n| !n.is_empty()) {
        let number = CaseNumber::parse(number).map_err(|e| ApiError::field("number", e.detail()))?;
        return by_number(env, by, number.as_str()).await;
    }
    let (open, overdue) = counts(env, by).await?;
    let mut query = Entity::find().filter(wanted).limit(PAGE + 1);
    if let Some(after) = filter.after.as_ref().filter(|a| !a.is_empty()) {
        query = query.filter(beyond(after)?);
    }
    let rows = query.order_by_asc(Column::NextDue).order_by_asc(Column::Id).all(db).await?;
    let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    let rows: Vec<Model> = rows.into_iter().take(usize::try_from(PAGE).unwrap_or(usize::MAX)).collect();
    let next = rows.last().filter(|_| more).map(|r| format!("{}~{}", r.next_due, r.id));
    let mut lines = Vec::with_capacity(rows.len());
    for row in rows {
        lines.push(line(env, by, &Case::of(row)?).await?);
    }
    Ok(DeskInbox { rows: lines, open, overdue, next })
}

/// The one case of a number, wherever it stands in the own areas.
async fn by_number(env: &Env, by: &Staff, number: &str) -> Result<DeskInbox, ApiError> {
    let (open, overdue) = counts(env, by).await?;
    let found = store::by_number(env.ctx.db.read(), number).await?.filter(|case| access(by, case).is_some());
    let mut rows = Vec::new();
    if let Some(case) = found {
        rows.push(line(env, by, &case).await?);
    }
    Ok(DeskInbox { rows, open, overdue, next: None })
}

/// Own queues and areas: whose queue AND where.
fn scope(by: &Staff, show: Show) -> Condition {
    let mut any = Condition::any();
    for grant in by.grants() {
        if show == Show::CallBack && !leads(grant) {
            continue;
        }
        let mut one = Condition::all();
        if !leads(grant) {
            let (kind, name) = queue_columns(&grant.queue);
            one = one.add(Column::QueueKind.eq(kind)).add(Column::QueueName.eq(name));
        }
        if let Some(community) = &grant.community {
            one = one.add(Column::Community.eq(community));
        }
        any = any.add(one);
    }
    // Without any grant nothing is shown: an empty condition would show everything.
    let any = if any.is_empty() { any.add(Column::Id.eq("")) } else { any };
    Condition::all().add(any)
}

/// What of it is wanted.
fn shown(env: &Env, by: &Staff, show: Show) -> Condition {
    let open = Condition::all().add(Column::Closed.eq(false));
    match show {
        Show::Open => open,
        Show::Mine => open.add(Column::HolderStaff.eq(by.id().to_string())),
        Show::Due => {
            let amber =
                env.calendar.add_working_days(env.today, yunlin_api::cases::AMBER_DAYS.unsigned_abs());
            let running = Column::State.is_in(["received", "accepted"]);
            open.add(running).add(Column::NextDue.lte(amber.day.to_string()))
        }
        Show::Closed => Condition::all().add(Column::Closed.eq(true)),
        Show::CallBack => Condition::all().add(Column::Id.in_subquery(call_backs())),
    }
}

/// Cases with a bad grade that nobody has called back yet.
fn call_backs() -> sea_orm::sea_query::SelectStatement {
    use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query};
    let column = |name: &str| Expr::col(Alias::new(name));
    Query::select()
        .column(Alias::new("case_id"))
        .from(Alias::new("case_rating"))
        .and_where(column("call_back_by").is_not_null())
        .and_where(column("called_back_at").is_null())
        .to_owned()
}

/// Rows after a cursor `due~id`.
fn beyond(after: &str) -> Result<Condition, ApiError> {
    let wrong = || ApiError::field("after", "请从第一页重新看。");
    let (due, id) = after.split_once('~').ok_or_else(wrong)?;
    let same = Condition::all().add(Column::NextDue.eq(due)).add(Column::Id.gt(id));
    Ok(Condition::any().add(Column::NextDue.gt(due)).add(same))
}

/// Open cases of the own queues and areas, and how many of them are overdue.
async fn counts(env: &Env, by: &Staff) -> Result<(u32, u32), ApiError> {
    let wanted = scope(by, Show::Open).add(Column::Closed.eq(false));
    let db = env.ctx.db.read();
    let open = Entity::find().filter(wanted.clone());
    let over = open.clone().filter(Column::State.is_in(["received", "accepted"]));
    let over = over.filter(Column::NextDue.lt(env.today.to_string()));
    let count = |n: u64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok((count(rows(db, open).await?), count(rows(db, over).await?)))
}

async fn rows<C: ConnectionTrait>(db: &C, query: sea_orm::Select<Entity>) -> Result<u64, DbErr> {
    use sea_orm::PaginatorTrait;
    query.count(db).await
}

/// One line.
pub(super) async fn line(env: &Env, by: &Staff, case: &Case) -> Result<InboxRow, ApiError> {
    let (db, s) = (env.ctx.db.read(), &case.standing);
    let community = catalogue::community(db, case.community()).await?;
    let due = s.next_due();
    let role = access(by, case).and_then(super::scope::Access::role);
    let held_by = match s.holder {
        Some(staff) => staff_name(db, &staff.to_string()).await?,
        None => String::new(),
    };
    Ok(InboxRow {
        id: case.id(),
        number: view::number(case),
        item: case.row.item_code.clone(),
        item_name: case.row.item_name.clone(),
        applicant_masked: Tag::Name.mask(&case.applicant(&env.ctx.keys)?.name),
        community: case.row.community.clone(),
        community_name: community.map(|c| c.name).unwrap_or_default(),
        state: s.state,
        light: light(env, case),
        due: due.map(|d| d.to_string()),
        left: due.map(|d| view::left(&env.calendar, env.today, d)),
        source: unwire(&case.row.source)?,
        held_by,
        urged: s.urged,
        callback_by: rating::seen_by(db, case, role).await?.1,
        version: case.version(),
    })
}

fn light(env: &Env, case: &Case) -> Light {
    case.standing.light(&env.calendar, env.today)
}

/// Display name of a colleague.
async fn staff_name<C: ConnectionTrait>(db: &C, id: &str) -> Result<String, DbErr> {
    let values: [Value; 1] = [id.into()];
    let row = db
        .query_one_raw(sql(db.get_database_backend(), "SELECT name FROM staff WHERE id = $1", values))
        .await?;
    row.map_or(Ok(String::new()), |row| row.try_get("", "name"))
}
