//! What a member of staff may do with a case: whose queue AND where.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbErr, QueryResult, Value};
use uuid::Uuid;
use yunlin_api::cases::{CaseAction, CaseState, Queue, Role, actions, next};
use yunlin_api::desk::Colleague;
use yunlin_api::problem::Code;

use super::case::Case;
use super::store;
use crate::domain::identity::{Grant, Staff};
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// What they may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Access {
    /// Act in these roles, one at least.
    Act(Roles),
    /// Only read: the window that took it in answers the applicant's calls while a bureau holds it.
    Read,
}

impl Access {
    /// The roles to act in.
    pub fn roles(self) -> Option<Roles> {
        match self {
            Self::Act(roles) => Some(roles),
            Self::Read => None,
        }
    }

    /// Whether they lead where the case is.
    pub fn leads(&self) -> bool {
        matches!(self, Self::Act(roles) if roles.lead())
    }
}

/// All roles that somebody has for one case: they may do what any of them may.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Roles(BTreeSet<Role>);

impl Roles {
    /// Those of somebody who has any.
    fn of(roles: BTreeSet<Role>) -> Option<Self> {
        (!roles.is_empty()).then_some(Self(roles))
    }

    /// Whether one of them leads.
    pub fn lead(&self) -> bool {
        self.0.iter().any(|role| is_leader(*role))
    }

    /// The role for an act in this state: the strongest one that may, else the strongest one.
    pub fn best(&self, state: CaseState, action: CaseAction) -> Role {
        let may = self.0.iter().rev().find(|role| next(state, action, **role).is_some());
        may.or_else(|| self.0.last()).copied().unwrap_or(Role::Worker)
    }

    /// What they may do in this state, each once.
    pub fn actions(&self, state: CaseState) -> Vec<CaseAction> {
        let mut all: Vec<CaseAction> = self.0.iter().flat_map(|role| actions(state, *role)).collect();
        all.sort_unstable();
        all.dedup();
        all
    }
}

const fn is_leader(role: Role) -> bool {
    matches!(role, Role::Secretary | Role::Admin)
}

/// What this member of staff may do with a case; nothing at all for most.
pub fn access(staff: &Staff, case: &Case) -> Option<Access> {
    if let Some(roles) = Roles::of(staff.roles_for(case.queue(), case.community())) {
        return Some(Access::Act(roles));
    }
    at_window(staff, case.community()).map(|_| Access::Read)
}

/// Their roles at the window of a community.
pub fn at_window(staff: &Staff, community: &str) -> Option<Roles> {
    Roles::of(staff.roles_for(&Queue::Window, community))
}

/// Whether they work at the window of that community, or lead it.
pub fn works_at(staff: &Staff, community: &str) -> bool {
    at_window(staff, community).is_some()
}

/// Whether they take people in anywhere: at a window, or leading one. A bureau gets its cases from the windows.
pub fn takes_in(staff: &Staff) -> bool {
    staff.grants().iter().any(|grant| grant.queue == Queue::Window || leads(grant))
}

/// Whether a grant spans all queues of its area.
pub fn leads(grant: &Grant) -> bool {
    is_leader(grant.role)
}

/// Whether a colleague may hold this case: an active account with a grant for its queue and its community.
pub(super) async fn works_in<C: ConnectionTrait>(db: &C, staff: Uuid, case: &Case) -> Result<bool, DbErr> {
    let text = format!("{HOLDERS} AND s.id = $3");
    let [queue, community] = place(case);
    let values = [queue, community, staff.to_string().into()];
    Ok(db.query_one_raw(sql(db.get_database_backend(), &text, values)).await?.is_some())
}

/// Who may hold a case, by name; nobody where this member of staff may not see it.
pub async fn colleagues(ctx: &Ctx, by: &Staff, id: Uuid) -> Result<Vec<Colleague>, ApiError> {
    let db = ctx.db.read();
    let case = match store::for_staff(db, by, id).await {
        Ok((case, _)) => case,
        Err(error) if error.code() == Code::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error),
    };
    let text = format!("{HOLDERS} ORDER BY s.name, s.id");
    let rows = db.query_all_raw(sql(ctx.db.backend(), &text, place(&case))).await?;
    let colleague = |row: &QueryResult| {
        let id: String = row.try_get("", "id")?;
        let id = Uuid::parse_str(&id).unwrap_or_default();
        Ok(Colleague { id, name: row.try_get("", "name")?, unit: row.try_get("", "unit")? })
    };
    rows.iter().map(colleague).collect()
}

/// Active accounts with a grant for a queue and a community.
const HOLDERS: &str = "SELECT DISTINCT s.id, s.name, s.unit FROM staff s JOIN staff_grant g ON g.staff = s.id \
    WHERE s.active AND g.queue = $1 AND g.community IN ('*', $2)";

/// Queue and community of a case, as grants name them.
fn place(case: &Case) -> [Value; 2] {
    let queue = match case.queue() {
        Queue::Window => "window",
        Queue::Bureau(name) => name,
    };
    [queue.into(), case.community().into()]
}

/// Bureaus with an active colleague for cases of this community: what is sent to another one is seen by nobody.
pub(super) async fn served<C: ConnectionTrait>(db: &C, community: &str) -> Result<BTreeSet<String>, DbErr> {
    let text = "SELECT DISTINCT g.queue FROM staff_grant g JOIN staff s ON s.id = g.staff \
        WHERE s.active AND g.queue <> 'window' AND g.community IN ('*', $1)";
    let rows = db.query_all_raw(sql(db.get_database_backend(), text, [community.into()])).await?;
    rows.iter().map(|row| row.try_get("", "queue")).collect()
}
