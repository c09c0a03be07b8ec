//! The inbox of a member of staff: own queues and areas, by due day.

use chrono::DateTime;
use sea_orm::sea_query::{CaseStatement, Expr, ExprTrait, Func};
use sea_orm::{ColumnTrait, Condition};
use sea_orm::{EntityTrait, FromQueryResult, QueryFilter, QueryOrder, QuerySelect, Select};
use yunlin_api::cases::{CaseNumber, Queue};
use yunlin_api::desk::{DeskInbox, InboxFilter, InboxRow, Light};

use super::case::{Case, queue_columns};
use super::entity::{Column, Entity};
use super::env::Env;
use super::lines::lines;
use super::scope::{access, leads};
use super::{call_backs, store};
use crate::domain::identity::Staff;
use crate::infra::web::ApiError;

/// Lines of one page.
const PAGE: u64 = 50;

/// What is asked for, read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Show {
    Open,
    Mine,
    Handled,
    Due,
    Closed,
    CallBack,
}

impl Show {
    fn read(filter: &InboxFilter) -> Result<Self, ApiError> {
        match filter.show.as_deref() {
            None | Some("") => Ok(Self::Open),
            Some("mine") => Ok(Self::Mine),
            Some("handled") => Ok(Self::Handled),
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
    if let Some(number) = filter.number.as_ref().filter(|n| !n.is_empty()) {
        let number = CaseNumber::parse(number).map_err(|e| ApiError::field("number", e.detail()))?;
        return by_number(env, by, number.as_str()).await;
    }
    let mut wanted = scope(by, show).add(shown(env, by, show));
    if let Some(community) = filter.community.as_ref().filter(|c| !c.is_empty()) {
        wanted = wanted.add(Column::Community.eq(community));
    }
    if let Some(queue) = filter.queue.as_ref().filter(|q| !q.is_empty()) {
        wanted = wanted.add(of_queue(queue));
    }
    let (open, overdue) = counts(env, wanted.clone()).await?;
    let mut query = store::lean(Entity::find()).filter(wanted).limit(PAGE + 1);
    if let Some(after) = filter.after.as_ref().filter(|a| !a.is_empty()) {
        query = query.filter(show.beyond(after)?);
    }
    let rows = show.order(query).all(db).await?;
    let more = rows.len() > usize::try_from(PAGE).unwrap_or(usize::MAX);
    let rows = rows.into_iter().take(usize::try_from(PAGE).unwrap_or(usize::MAX));
    let cases = rows.map(Case::of).collect::<Result<Vec<_>, _>>()?;
    let rows = lines(env, by, &cases).await?;
    let last = cases.last().zip(rows.last()).filter(|_| more);
    let next = last.map(|(case, line)| show.cursor(case, line));
    Ok(DeskInbox { rows, open, overdue, next })
}

/// The one case of a number, wherever it stands in the own areas.
async fn by_number(env: &Env, by: &Staff, number: &str) -> Result<DeskInbox, ApiError> {
    let found = store::by_number(env.ctx.db.read(), number).await?.filter(|case| access(by, case).is_some());
    let (open, overdue) = found.iter().fold((0, 0), |(open, over), case| {
        let late = case.standing.light(&env.calendar, env.today) == Light::Overdue;
        (open + 1, over + u32::from(late))
    });
    let rows = lines(env, by, found.as_slice()).await?;
    Ok(DeskInbox { rows, open, overdue, next: None })
}

impl Show {
    /// By due day; what is to be called back by the day for that; what is closed or was handled, the latest first.
    fn order(self, query: Select<Entity>) -> Select<Entity> {
        match self {
            Self::Closed => query.order_by_desc(Column::ClosedAt).order_by_desc(Column::Id),
            Self::Handled => query.order_by_desc(Column::ChangedAt).order_by_desc(Column::Id),
            Self::CallBack => query.order_by_asc(call_backs::day()).order_by_asc(Column::Id),
            _ => query.order_by_asc(Column::NextDue).order_by_asc(Column::Id),
        }
    }

    /// Where the page after this line of this case starts: `due~id`, or `moment~id`.
    fn cursor(self, case: &Case, line: &InboxRow) -> String {
        let day = line.callback_by.as_ref().filter(|_| self == Self::CallBack);
        match (self, case.row.closed_at) {
            (Self::Closed, Some(at)) => format!("{}~{}", at.timestamp_millis(), case.row.id),
            (Self::Handled, _) => format!("{}~{}", case.row.changed_at.timestamp_millis(), case.row.id),
            _ => format!("{}~{}", day.unwrap_or(&case.row.next_due), case.row.id),
        }
    }

    /// Rows after a cursor.
    fn beyond(self, after: &str) -> Result<Condition, ApiError> {
        let wrong = || ApiError::field("after", "请从第一页重新看。");
        let (first, id) = after.split_once('~').ok_or_else(wrong)?;
        if let Self::Closed | Self::Handled = self {
            let column = if self == Self::Closed { Column::ClosedAt } else { Column::ChangedAt };
            let at = first.parse().ok().and_then(DateTime::from_timestamp_millis).ok_or_else(wrong)?;
            let same = Condition::all().add(column.eq(at)).add(Column::Id.lt(id));
            return Ok(Condition::any().add(column.lt(at)).add(same));
        }
        let day =
            if self == Self::CallBack { call_backs::day() } else { Expr::col((Entity, Column::NextDue)) };
        let same = Condition::all().add(day.clone().eq(first)).add(Column::Id.gt(id));
        Ok(Condition::any().add(day.gt(first)).add(same))
    }
}

/// Own queues and areas: whose queue AND where. What somebody had a hand in is found in whatever queue of their areas.
fn scope(by: &Staff, show: Show) -> Condition {
    let mut any = Condition::any();
    for grant in by.grants() {
        if show == Show::CallBack && !leads(grant) {
            continue;
        }
        let mut one = Condition::all();
        if show != Show::Handled && !leads(grant) {
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

/// One of the own queues, as the filter names it.
fn of_queue(name: &str) -> Condition {
    let queue = if name == "window" { Queue::Window } else { Queue::Bureau(name.to_owned()) };
    let (kind, name) = queue_columns(&queue);
    Condition::all().add(Column::QueueKind.eq(kind)).add(Column::QueueName.eq(name))
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
            let near = Condition::all().add(running).add(Column::NextDue.lte(amber.day.to_string()));
            open.add(Condition::any().add(near).add(late(env)))
        }
        Show::Handled => Condition::all().add(Column::Id.in_subquery(call_backs::handled(by))),
        Show::Closed => Condition::all().add(Column::Closed.eq(true)),
        Show::CallBack => call_backs::open_to(by),
    }
}

/// Over: a clock of the desk, or a special step that lasts longer than was expected.
fn late(env: &Env) -> Condition {
    let of_desk = Column::State.is_in(["received", "accepted", "paused"]);
    Condition::all().add(of_desk).add(Column::NextDue.lt(env.today.to_string()))
}

#[derive(Default, FromQueryResult)]
struct Counts {
    open: i64,
    over: i64,
}

/// All cases of what is wanted, closed ones too where those are shown, and how many of them are overdue. Answered from the
/// index `case_file_count` alone, but for what is to be called back.
async fn counts(env: &Env, wanted: Condition) -> Result<(u32, u32), ApiError> {
    let late = late(env);
    let query = Entity::find().filter(wanted).select_only();
    let query = query.expr_as(Func::count(Expr::val(1)), "open");
    let query = query.expr_as(Func::count(CaseStatement::new().case(late, 1)), "over");
    let found = query.into_model::<Counts>().one(env.ctx.db.read()).await?.unwrap_or_default();
    let count = |n: i64| u32::try_from(n).unwrap_or(u32::MAX);
    Ok((count(found.open), count(found.over)))
}
