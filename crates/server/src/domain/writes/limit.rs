//! Slows guests down: so many writes an hour from one address, so many a day from all of them.

use std::net::IpAddr;

use chrono::{DateTime, Duration, Utc};
use sea_orm::DatabaseTransaction;

use super::store;
use crate::infra::clock::business_span;
use crate::infra::ctx::Ctx;
use crate::infra::digest;
use crate::infra::web::{ApiError, Client};

/// The counters that one write must pass.
#[derive(Clone, Debug)]
pub(super) struct Brake {
    who: String,
    now: DateTime<Utc>,
    per_hour: u32,
    per_day: u32,
}

impl Brake {
    /// The counters of an address. Only a keyed hash of it is stored, another one every hour.
    pub(super) async fn for_guest(ctx: &Ctx, client: Client) -> Result<Self, ApiError> {
        let now = ctx.now();
        let who = Counter::address(ctx, client).await?;
        let (per_hour, per_day) = (ctx.config.guest_writes_per_hour, ctx.config.guest_writes_per_day);
        Ok(Self { who, now, per_hour, per_day })
    }

    /// Counts one write or refuses it.
    pub(super) async fn count(&self, tx: &DatabaseTransaction) -> Result<(), ApiError> {
        let limits =
            [(self.who.as_str(), Duration::hours(1), self.per_hour), ("*", Duration::days(1), self.per_day)];
        for (who, length, limit) in limits {
            if let Some(rest) = Counter::add(tx, who, length, limit, self.now).await? {
                return Err(ApiError::too_many(rest));
            }
        }
        Ok(())
    }
}

/// Counters by name and hour or day, in the database: every replica counts in the same ones.
#[derive(Clone, Copy, Debug)]
pub struct Counter;

impl Counter {
    /// Name of the counter of an address. Only a keyed hash of it is stored, another one every hour.
    pub async fn address(ctx: &Ctx, client: Client) -> Result<String, ApiError> {
        let secret = store::secret(ctx).await?;
        let hour = span(ctx.now(), Duration::hours(1)).0;
        let mut who = digest::hex(&[secret.as_bytes(), hour.as_bytes(), &network(client.0)]);
        who.truncate(32);
        Ok(who)
    }

    /// Counts one, or gives the seconds until there is room again.
    pub async fn add(
        tx: &DatabaseTransaction,
        who: &str,
        length: Duration,
        limit: u32,
        now: DateTime<Utc>,
    ) -> Result<Option<u32>, ApiError> {
        let (name, rest) = span(now, length);
        let counted = limit > 0 && store::count(tx, who, &name, limit, now).await?;
        Ok((!counted).then_some(rest))
    }
}

/// Name of the hour or day of the district that holds a moment, and the seconds until its end.
fn span(now: DateTime<Utc>, length: Duration) -> (String, u32) {
    let start = business_span(now, length);
    let rest = (start + length - now).num_seconds().clamp(1, 86_400);
    (format!("{}+{}", start.timestamp(), length.num_hours()), u32::try_from(rest).unwrap_or(1))
}

/// What counts as one address: an IPv4 address, or the /64 network of an IPv6 one.
fn network(address: IpAddr) -> Vec<u8> {
    match address.to_canonical() {
        IpAddr::V4(v4) => v4.octets().to_vec(),
        IpAddr::V6(v6) => v6.octets()[..8].to_vec(),
    }
}
