//! Deleting an account: asked for, taken back within a week if one likes, done at the latest after 15 working days.

use chrono::{Datelike, Duration, NaiveDate};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;
use yunlin_api::privacy::Closing;

use super::SOURCES;
use crate::domain::identity::{Resident, people};
use crate::domain::{audit, cases};
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// Days in which the request can be taken back.
pub(super) const THINK: i64 = 7;

/// Asks for deletion; asking twice changes nothing.
pub async fn ask(tx: &DatabaseTransaction, ctx: &Ctx, of: &Resident) -> Result<(), ApiError> {
    let by = last_day(ctx.today());
    let text = "UPDATE account SET closing_on = $2, closing_by = $3 WHERE id = $1 AND closing_on IS NULL";
    let values = [of.account().to_string().into(), ctx.today().to_string().into(), by.into()];
    if tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1 {
        audit::record_own(tx, of, &audit::Entry::own("申请注销账号", ctx.now())).await?;
    }
    Ok(())
}

/// Takes the request back.
pub async fn undo(tx: &DatabaseTransaction, ctx: &Ctx, of: &Resident) -> Result<(), ApiError> {
    let text =
        "UPDATE account SET closing_on = NULL, closing_by = NULL WHERE id = $1 AND closing_on IS NOT NULL";
    let values = [of.account().to_string().into()];
    if tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1 {
        audit::record_own(tx, of, &audit::Entry::own("撤回了注销申请", ctx.now())).await?;
    }
    Ok(())
}

/// The request that is under way.
pub(super) async fn under_way(ctx: &Ctx, of: &Resident) -> Result<Option<Closing>, ApiError> {
    let text = "SELECT closing_on, closing_by FROM account WHERE id = $1 AND closing_on IS NOT NULL";
    let row =
        ctx.db.read().query_one_raw(sql(ctx.db.backend(), text, [of.account().to_string().into()])).await?;
    let Some(row) = row else { return Ok(None) };
    let mut kept = Vec::new();
    for source in SOURCES {
        kept.extend((source.kept)(ctx, of.person()).await?);
    }
    Ok(Some(Closing {
        asked_on: row.try_get("", "closing_on")?,
        done_by: row.try_get("", "closing_by")?,
        kept,
    }))
}

/// An account to be deleted.
pub(super) struct Due {
    pub(super) account: String,
    pub(super) person: Uuid,
}

/// Accounts whose time to think is over. One with a matter that is not done yet waits for it, but not beyond its last day.
pub(super) async fn due(ctx: &Ctx) -> Result<Vec<Due>, ApiError> {
    let (today, until) = (ctx.today().to_string(), (ctx.today() - Duration::days(THINK)).to_string());
    let text = "SELECT id, person, closing_by FROM account WHERE closing_on <= $1 AND closed_at IS NULL \
        ORDER BY closing_on, id";
    let mut due = Vec::new();
    for row in ctx.db.read().query_all_raw(sql(ctx.db.backend(), text, [until.into()])).await? {
        let (person, by): (Uuid, String) = (people::id_of(&row, "person")?, row.try_get("", "closing_by")?);
        if by <= today || !cases::has_open(ctx, person).await? {
            due.push(Due { account: row.try_get("", "id")?, person });
        }
    }
    Ok(due)
}

/// Fifteen weekdays later: never later than fifteen working days, whatever holidays there are.
fn last_day(today: NaiveDate) -> String {
    let later = today.iter_days().skip(1).filter(|day| day.weekday().number_from_monday() <= 5);
    later.take(15).last().unwrap_or(today).to_string()
}
