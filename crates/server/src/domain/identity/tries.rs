//! Counts failed tries at something that can be guessed, for known and unknown names alike.

use chrono::{DateTime, Duration, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use crate::infra::ctx::Ctx;
use crate::infra::db::sql;

/// Who may fail how often in which time.
#[derive(Clone, Debug)]
pub(super) struct Tries {
    pub(super) who: String,
    pub(super) most: i32,
    pub(super) within: Duration,
}

impl Tries {
    /// Takes one try, before anything is compared; false when there is none left. Of many at once only so many get one.
    pub(super) async fn take(&self, ctx: &Ctx) -> Result<bool, DbErr> {
        let (tries, now) = (self.clone(), ctx.now());
        ctx.db
            .tx(move |tx| {
                let tries = tries.clone();
                Box::pin(async move { tries.take_in(tx, now).await })
            })
            .await
    }

    async fn take_in(&self, tx: &DatabaseTransaction, now: DateTime<Utc>) -> Result<bool, DbErr> {
        let text = "INSERT INTO tries (who, failed, since) VALUES ($1, 1, $2) ON CONFLICT (who) DO UPDATE SET \
            failed = CASE WHEN tries.since <= $3 THEN 1 ELSE tries.failed + 1 END, \
            since = CASE WHEN tries.since <= $3 THEN excluded.since ELSE tries.since END \
            WHERE tries.failed < $4 OR tries.since <= $3";
        let values = [self.who.clone().into(), now.into(), (now - self.within).into(), self.most.into()];
        Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected() == 1)
    }

    /// Forgets the failures: this try was right.
    pub(super) async fn forgive(&self, tx: &DatabaseTransaction) -> Result<(), DbErr> {
        let text = "DELETE FROM tries WHERE who = $1";
        tx.execute_raw(sql(tx.get_database_backend(), text, [self.who.clone().into()])).await.map(|_| ())
    }

    /// Seconds after which there are tries again, at the latest.
    pub(super) fn pause(&self) -> u32 {
        u32::try_from(self.within.num_seconds()).unwrap_or(u32::MAX)
    }
}
