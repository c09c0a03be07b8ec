//! A fresh proof of who asks, beside the session: whoever finds an unlocked phone reads nothing in clear with it and takes no
//! account along.

use chrono::Duration;
use uuid::Uuid;
use yunlin_api::identity::{IdNumber, Phone};
use yunlin_api::problem::Code;

use crate::domain::identity::codes::{self, Asker};
use crate::domain::identity::{Resident, people};
use crate::domain::writes;
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// ID numbers that one account may try in a day as a proof.
const TRIES_PER_DAY: u32 = 5;

/// What to do when they are used up.
const TOO_MANY: &str = "今天核对的次数太多了，请明天再试，或带身份证到社区大厅窗口办理。";

/// What to do about a number that is not the one that is noted.
const OTHER_ID_NUMBER: &str = "和登记的身份证号对不上，请核对；没有登记过的，请填写原手机号收到的验证码。";

/// The number of the account, to which its codes go.
pub async fn own_phone(ctx: &Ctx, of: &Resident) -> Result<Phone, ApiError> {
    let none = || ApiError::new(Code::Conflict).because("您的账号没有手机号，请带身份证到社区大厅窗口办理。");
    let known = people::known(ctx.db.read(), &ctx.keys, of.person()).await?;
    known.and_then(|known| known.phone).ok_or_else(none)
}

/// Checks the code that went to the number of the account; gives what uses it up.
pub(super) async fn by_code(ctx: &Ctx, of: &Resident, typed: (&str, &str)) -> Result<Uuid, ApiError> {
    codes::prove(ctx, &Asker::Account(of.account()), &own_phone(ctx, of).await?, typed).await
}

/// Checks the whole ID number, of which the pages of the account show a part only. The try is counted before.
pub(super) async fn by_id_number(ctx: &Ctx, of: &Resident, typed: &IdNumber) -> Result<(), ApiError> {
    let (who, now) = (format!("id-proof/{}", of.account()), ctx.now());
    let counted = ctx.db.tx::<Option<u32>, ApiError, _>(move |tx| {
        let who = who.clone();
        Box::pin(async move { writes::Counter::add(tx, &who, Duration::days(1), TRIES_PER_DAY, now).await })
    });
    if let Some(rest) = counted.await? {
        return Err(ApiError::too_many(rest).because(TOO_MANY));
    }
    let known =
        people::known(ctx.db.read(), &ctx.keys, of.person()).await?.ok_or_else(ApiError::not_found)?;
    if known.id_number.as_ref() == Some(typed) {
        return Ok(());
    }
    Err(ApiError::field("id_number", OTHER_ID_NUMBER))
}
