//! How many codes a number, an address and the whole site may ask for.

use chrono::Duration;
use sea_orm::DatabaseTransaction;

use super::Asker;
use crate::domain::writes::Counter;
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Codes to one number in an hour, for strangers together and for each who is known (see [`Asker`]).
const PER_HOUR: u32 = 5;

/// Codes to one number in a day.
const PER_DAY: u32 = 10;

/// What a resident can do instead (requirement A06).
const INSTEAD: &str = "获取验证码的次数太多，请过一会儿再试；急着办，请到社区大厅或拨打社区电话办理。";

/// Counts one code or refuses it. A refused one counts nothing: its transaction is rolled back.
pub(super) async fn count(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (address, asker): (&str, &Asker),
    phone: &str,
) -> Result<(), ApiError> {
    let address = format!("code/{address}");
    let (hour, day) = (Duration::hours(1), Duration::days(1));
    let phone = format!("code/{phone}");
    let of_number = [(phone.as_str(), hour, PER_HOUR), (phone.as_str(), day, PER_DAY)];
    // Who is known here does not wait for others on the same network.
    let of_address =
        matches!(asker, Asker::Anybody).then_some((address.as_str(), hour, ctx.config.codes_per_hour));
    let of_site = ("code/*", day, ctx.config.codes_per_day);
    for (who, span, most) in of_number.into_iter().chain(of_address).chain([of_site]) {
        if let Some(rest) = Counter::add(tx, who, span, most, ctx.now()).await? {
            return Err(ApiError::too_many(rest).because(INSTEAD));
        }
    }
    Ok(())
}
