//! Sign-in codes. A code is never stored: it follows from its row's id, the number and a key of this site.

mod limits;
mod sender;
mod store;

use axum::http::HeaderMap;
use chrono::{DateTime, Duration, Utc};
use sea_orm::{DatabaseTransaction, DbErr};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yunlin_api::identity::{CodeSent, Phone, SendCode};

pub use sender::HANDLERS;

use super::device;
use super::people::kind;
use crate::infra::ctx::Ctx;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// Seconds that a code is valid.
const VALID: i64 = 300;

/// Seconds between two codes to one number.
const AGAIN: i64 = 60;

/// Wrong guesses that a code survives.
const MOST_TRIES: i32 = 5;

/// What is kept of a code that was asked for.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Asked {
    id: Uuid,
}

/// Who asks for a code and types it. Each has a code, tries and a share of the limits of their own, so that a stranger who asks
/// for the same number or guesses at it takes nothing away from them.
#[derive(Clone, Debug)]
pub enum Asker {
    /// Anybody who names the number.
    Anybody,
    /// A device on which this number has signed in before, by its mark.
    Device(String),
    /// Somebody who is signed in, for the number of their account.
    Account(Uuid),
}

impl Asker {
    /// Whoever sends a request that names this number.
    pub fn of(ctx: &Ctx, headers: &HeaderMap, phone: &Phone) -> Self {
        device::known(ctx, headers, phone).map_or(Self::Anybody, Self::Device)
    }

    /// What the code of a number is found by.
    fn who(&self, keys: &Keys, phone: &Phone) -> String {
        match self {
            Self::Anybody => keys.blind(kind::PHONE, phone.as_str()),
            Self::Device(mark) => keys.blind(kind::PHONE_ON_DEVICE, &format!("{}/{mark}", phone.as_str())),
            Self::Account(account) => {
                keys.blind(kind::PHONE_OF_ACCOUNT, &format!("{}/{account}", phone.as_str()))
            }
        }
    }
}

/// Prepares a code for whoever asks from this address (see `Counter::address`) and counts it against the limits; to be sent by the job that is planned here.
pub async fn ask(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    (address, asker): (&str, &Asker),
    input: &SendCode,
) -> Result<Asked, ApiError> {
    let now = ctx.now();
    let who = asker.who(&ctx.keys, &input.phone);
    let row =
        store::Row { id: ctx.random_id(), who: who.clone(), made_at: now, expires_at: now + span(VALID) };
    limits::count(tx, ctx, (address, asker), &who).await?;
    if !store::put(tx, &ctx.keys, &row, &input.phone, now - span(AGAIN)).await? {
        return Err(ApiError::too_many(u32::try_from(AGAIN).unwrap_or(60))
            .because("一分钟内只能获取一次验证码，请稍等一会儿再试。"));
    }
    sender::plan(tx, row.id, input.by, now).await?;
    Ok(Asked { id: row.id })
}

/// Lets a prepared code be sent at once, and says so. The answer is the same for known and unknown numbers.
pub async fn send(ctx: &Ctx, asked: Asked, input: &SendCode) -> CodeSent {
    sender::hurry(ctx, asked.id).await;
    CodeSent {
        again_in: u32::try_from(AGAIN).unwrap_or_default(),
        valid_for: u32::try_from(VALID).unwrap_or_default(),
        demo_code: ctx.config.demo_data.then(|| code_of(&ctx.keys, asked.id, &input.phone)),
    }
}

/// What a guess came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Guess {
    /// The code of this row.
    Right(Uuid),
    /// Not it, or there is none that is still valid.
    Wrong,
    /// Guessed too often: not even compared.
    Locked,
}

/// Compares a guess. On a device that is known it may also be a code that was asked for elsewhere.
pub(super) async fn guess(ctx: &Ctx, asker: &Asker, phone: &Phone, code: &str) -> Result<Guess, ApiError> {
    let own = compare(ctx, asker, phone, code).await?;
    if own == Guess::Wrong && matches!(asker, Asker::Device(_)) {
        return compare(ctx, &Asker::Anybody, phone, code).await;
    }
    Ok(own)
}

/// The try is taken before, in the database: of many at once only five are ever compared.
async fn compare(ctx: &Ctx, asker: &Asker, phone: &Phone, code: &str) -> Result<Guess, ApiError> {
    let who = asker.who(&ctx.keys, phone);
    let Some(found) = store::take_try(ctx, &who).await? else { return Ok(Guess::Wrong) };
    if !found.may_compare {
        return Ok(Guess::Locked);
    }
    let typed = yunlin_api::identity::half_width(code);
    if !is_code(&ctx.keys, found.id, phone, &typed) {
        return Ok(Guess::Wrong);
    }
    store::give_back(ctx, found.id).await?;
    Ok(Guess::Right(found.id))
}

/// Checks that a number is in the hands of whoever has the code, which was typed into this field; gives what
/// [`use_up_or_refuse`] takes.
pub async fn prove(
    ctx: &Ctx,
    asker: &Asker,
    phone: &Phone,
    (field, code): (&str, &str),
) -> Result<Uuid, ApiError> {
    match guess(ctx, asker, phone, code).await? {
        Guess::Right(id) => Ok(id),
        Guess::Wrong => Err(ApiError::field(field, WRONG)),
        Guess::Locked => Err(refusal(Guess::Locked)),
    }
}

/// Uses a code up, or refuses because somebody else has just done so.
pub async fn use_up_or_refuse(tx: &DatabaseTransaction, id: Uuid) -> Result<(), ApiError> {
    if use_up(tx, id).await? { Ok(()) } else { Err(refusal(Guess::Wrong)) }
}

/// Uses a code up; false when somebody else has just done so.
pub(super) async fn use_up(tx: &DatabaseTransaction, id: Uuid) -> Result<bool, DbErr> {
    store::remove(tx, id).await
}

/// Forgets codes that are over.
pub async fn clean(tx: &DatabaseTransaction, now: DateTime<Utc>) -> Result<(), DbErr> {
    store::forget(tx, now - span(VALID)).await
}

/// What to do about a wrong code.
const WRONG: &str = "验证码不对或已过期，请核对；还不行，请重新获取。";

/// The errors that a guess leads to.
pub(super) fn refusal(guess: Guess) -> ApiError {
    match guess {
        Guess::Locked => ApiError::too_many(u32::try_from(AGAIN).unwrap_or(60)).because(
            "验证码输错次数太多，这个验证码已作废，请重新获取；也可以选择语音验证码，或到社区大厅办理。",
        ),
        _ => ApiError::field("code", WRONG),
    }
}

/// Six digits that follow from the row and the number; whoever reads the database alone cannot work them out.
fn code_of(keys: &Keys, id: Uuid, phone: &Phone) -> String {
    let hash = keys.blind("code", &format!("{id}/{}", phone.as_str()));
    let number = hash.get(..15).and_then(|h| u64::from_str_radix(h, 16).ok()).unwrap_or_default();
    format!("{:06}", number % 1_000_000)
}

/// Compares in the same time wherever they differ.
fn is_code(keys: &Keys, id: Uuid, phone: &Phone, typed: &str) -> bool {
    let known = keys.blind("typed", &code_of(keys, id, phone));
    keys.is_blind_of("typed", typed, &known)
}

fn span(seconds: i64) -> Duration {
    Duration::seconds(seconds)
}
