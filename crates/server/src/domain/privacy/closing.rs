//! Deleting an account: asked for, taken back within a week if one likes, done at the latest after 15 working days.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction};
use uuid::Uuid;
use yunlin_api::calendar::{Calendar, Day};
use yunlin_api::privacy::Closing;

use super::SOURCES;
use crate::domain::identity::{Resident, people};
use crate::domain::{audit, calendar, cases};
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// Days in which the request can be taken back.
pub(super) const THINK: i64 = 7;

/// Asks for deletion by that day, [`last_day`]; asking twice changes nothing.
pub async fn ask(tx: &DatabaseTransaction, ctx: &Ctx, of: &Resident, by: Day) -> Result<(), ApiError> {
    let text = "UPDATE account SET closing_on = $2, closing_by = $3 WHERE id = $1 AND closing_on IS NULL";
    let values = [of.account().to_string().into(), ctx.today().to_string().into(), by.to_string().into()];
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
#[derive(Clone, Debug)]
pub(super) struct Due {
    account: String,
    pub(super) person: Uuid,
    /// Its last day is here: nothing is waited for any more.
    last: bool,
}

/// Accounts whose time to think is over.
pub(super) async fn due(ctx: &Ctx) -> Result<Vec<Due>, ApiError> {
    let (today, until) = (ctx.today().to_string(), (ctx.today() - Duration::days(THINK)).to_string());
    let text = "SELECT id, person, closing_by FROM account WHERE closing_on <= $1 AND closed_at IS NULL \
        ORDER BY closing_on, id";
    let mut due = Vec::new();
    for row in ctx.db.read().query_all_raw(sql(ctx.db.backend(), text, [until.into()])).await? {
        let by: String = row.try_get("", "closing_by")?;
        let (account, person) = (row.try_get("", "id")?, people::id_of(&row, "person")?);
        due.push(Due { account, person, last: by <= today });
    }
    Ok(due)
}

/// Shuts an account, in the transaction of its deletion; false when its owner has just taken the request back, or when a matter
/// is not done yet: that is waited for, but not beyond the last day.
pub(super) async fn shut(tx: &DatabaseTransaction, due: &Due, now: DateTime<Utc>) -> Result<bool, ApiError> {
    if !due.last && cases::has_open(tx, due.person).await? {
        return Ok(false);
    }
    let text =
        "UPDATE account SET closed_at = $2 WHERE id = $1 AND closing_on IS NOT NULL AND closed_at IS NULL";
    let values = [due.account.clone().into(), now.into()];
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
}

/// Working days that deletion may take (GB/T 35273; requirement G29).
const DAYS: u32 = 15;

/// The day by which an account is gone that is asked for now: fifteen working days later, and never later than fifteen weekdays,
/// whatever holidays are set in the meantime.
pub async fn last_day(ctx: &Ctx) -> Result<Day, ApiError> {
    let today = calendar::day_of(ctx.now());
    let published = calendar::current(ctx).await?.add_working_days(today, DAYS).day;
    Ok(published.min(Calendar::new().add_working_days(today, DAYS).day))
}
