//! What a member of staff may do with a case: whose queue AND where.

use std::collections::BTreeSet;

use sea_orm::{ConnectionTrait, DbErr};
use uuid::Uuid;
use yunlin_api::cases::{Queue, Role};

use super::case::Case;
use crate::domain::identity::{Grant, Staff};
use crate::infra::db::sql;

/// What they may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Act in this role.
    Act(Role),
    /// Only read: the window that took it in answers the applicant's calls while a bureau holds it.
    Read,
}

impl Access {
    /// The role to act in.
    pub fn role(self) -> Option<Role> {
        match self {
            Self::Act(role) => Some(role),
            Self::Read => None,
        }
    }
}

/// What this member of staff may do with a case; nothing at all for most.
pub fn access(staff: &Staff, case: &Case) -> Option<Access> {
    if let Some(role) = staff.role_for(case.queue(), case.community()) {
        return Some(Access::Act(role));
    }
    staff.role_for(&Queue::Window, case.community()).map(|_| Access::Read)
}

/// Whether they work at the window of that community, or lead it.
pub fn works_at(staff: &Staff, community: &str) -> bool {
    staff.role_for(&Queue::Window, community).is_some()
}

/// Whether they take people in anywhere: at a window, or leading one. A bureau gets its cases from the windows.
pub fn takes_in(staff: &Staff) -> bool {
    staff.grants().iter().any(|grant| grant.queue == Queue::Window || leads(grant))
}

/// Whether a grant spans all queues of its area.
pub fn leads(grant: &Grant) -> bool {
    matches!(grant.role, Role::Secretary | Role::Admin)
}

/// Whether a colleague may hold this case: an active account with a grant for its queue and its community.
pub(super) async fn works_in<C: ConnectionTrait>(db: &C, staff: Uuid, case: &Case) -> Result<bool, DbErr> {
    let text = "SELECT s.id FROM staff s JOIN staff_grant g ON g.staff = s.id \
        WHERE s.id = $1 AND s.active AND g.queue = $2 AND g.community IN ('*', $3)";
    let queue = match case.queue() {
        Queue::Window => "window",
        Queue::Bureau(name) => name,
    };
    let values = [staff.to_string().into(), queue.into(), case.community().into()];
    Ok(db.query_one_raw(sql(db.get_database_backend(), text, values)).await?.is_some())
}

/// Bureaus with an active colleague for cases of this community: what is sent to another one is seen by nobody.
pub(super) async fn served<C: ConnectionTrait>(db: &C, community: &str) -> Result<BTreeSet<String>, DbErr> {
    let text = "SELECT DISTINCT g.queue FROM staff_grant g JOIN staff s ON s.id = g.staff \
        WHERE s.active AND g.queue <> 'window' AND g.community IN ('*', $1)";
    let rows = db.query_all_raw(sql(db.get_database_backend(), text, [community.into()])).await?;
    rows.iter().map(|row| row.try_get("", "queue")).collect()
}
