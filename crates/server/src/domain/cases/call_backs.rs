//! Which bad grades are to be called back, by whom and when, as parts of a query of cases.

use sea_orm::sea_query::{Alias, Expr, ExprTrait, Query, SelectStatement};
use sea_orm::{ColumnTrait, Condition};

use super::entity::{Column, Entity};
use super::reviewers;
use crate::domain::identity::Staff;

/// The day by which a case is to be called back; NULL where nothing is, or somebody has.
pub(super) fn day() -> Expr {
    let of_case = Expr::col((Alias::new("case_rating"), Alias::new("case_id")));
    let row = Query::select()
        .column(Alias::new("call_back_by"))
        .from(Alias::new("case_rating"))
        .and_where(of_case.equals((Entity, Column::Id)))
        .and_where(Expr::col(Alias::new("called_back_at")).is_null())
        .to_owned();
    Expr::from(row)
}

/// To be called back, and not the own work of this member of staff unless nobody else is left, as `rating::seen_by` has it.
pub(super) fn open_to(by: &Staff) -> Condition {
    let mut whose = Condition::any().add(Column::Id.not_in_subquery(handled(by)));
    if reviewers::is_last(by) {
        whose = whose.add(Expr::cust(reviewers::nobody("case_file")));
    }
    Condition::all().add(day().is_not_null()).add(whose)
}

/// Cases in which they had a hand; giving one to a colleague is none.
pub(super) fn handled(by: &Staff) -> SelectStatement {
    Query::select()
        .column(Alias::new("case_id"))
        .from(Alias::new("case_event"))
        .and_where(Expr::col(Alias::new("staff_id")).eq(by.id().to_string()))
        .and_where(Expr::col(Alias::new("action")).ne("assign"))
        .to_owned()
}
