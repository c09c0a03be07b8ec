//! Signing in with phone and code: several people on one number are told apart, a number that changed hands is noticed.

use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yunlin_api::identity::{OpenSession, PostSession, SharedPerson, SignInStep};
use yunlin_api::privacy::Tag;
use yunlin_api::problem::Code;

use super::codes::{self, Asker, Guess};
use super::people::{self, Held, IDLE_DAYS};
use super::sessions::{self, LONGEST_DAYS, NewSession};
use super::tries::Tries;
use super::{Resident, device};
use crate::domain::writes;
use crate::infra::ctx::Ctx;
use crate::infra::web::{ApiError, Call, Cookie, Reply, fresh_token};

/// Minutes in which a lost answer may be asked for again.
const LOST_MINUTES: i64 = 10;

/// Guesses at the last digits of an ID number, a day.
const ID_TRIES: i32 = 5;

/// Scope of the keys of those who are not signed in yet.
const SCOPE: &str = "guest";

/// What to do when the number has other accounts than a moment ago.
const CHANGED: &str = "这个手机号的账号刚刚有变化，请再点一次登录。";

/// What is kept of a sign-in.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Opened {
    session: Uuid,
}

/// Whose account it will be.
#[derive(Clone, Debug)]
enum Who {
    Known(Held),
    New,
}

/// Signs in, or says what is asked for next.
pub async fn sign_in(call: &Call<PostSession>) -> Result<Reply<PostSession>, ApiError> {
    let (ctx, input) = (&call.ctx, &call.input);
    if let Some(opened) = writes::earlier::<_, Opened>(call, SCOPE).await? {
        return again(call, opened).await;
    }
    let asker = Asker::of(ctx, call.headers(), &input.phone);
    let code = match codes::guess(ctx, &asker, &input.phone, input.code.as_str()).await? {
        Guess::Right(id) => id,
        other => return Err(codes::refusal(other)),
    };
    let held = people::on_phone(ctx.db.read(), &ctx.keys, &input.phone).await?;
    let seen = held.iter().map(|one| one.account).collect();
    match choose(ctx, input, held).await? {
        Ok(who) => open(call, code, who, seen).await,
        Err(step) => Reply::value(&step, call.headers()),
    }
}

/// Finds the account, or the question to ask.
async fn choose(
    ctx: &Ctx,
    input: &OpenSession,
    held: Vec<Held>,
) -> Result<Result<Who, SignInStep>, ApiError> {
    if input.not_me || held.is_empty() {
        return Ok(Ok(Who::New));
    }
    let found = match (input.person, held.len()) {
        (Some(person), _) => held.into_iter().find(|h| h.person == person),
        (None, 1) => held.into_iter().next(),
        (None, _) => return Ok(Err(SignInStep::Choose { people: shared(ctx, &held).await? })),
    };
    let found = found.ok_or_else(|| ApiError::field("person", "这个手机号上没有这个人，请重新选择。"))?;
    if found.seen_at > idle_since(ctx.now()) {
        return Ok(Ok(Who::Known(found)));
    }
    confirm(ctx, input, found).await
}

/// After long silence the number alone does not do: the last four characters of the ID number, or 「这不是我」.
async fn confirm(ctx: &Ctx, input: &OpenSession, held: Held) -> Result<Result<Who, SignInStep>, ApiError> {
    let known =
        people::known(ctx.db.read(), &ctx.keys, held.person).await?.ok_or_else(ApiError::not_found)?;
    // Without an ID number there is nothing to confirm with: the account waits at the counter.
    let Some(number) = known.id_number else { return Ok(Ok(Who::New)) };
    let Some(typed) = &input.id_last4 else {
        let name_masked = known.name.map(|n| Tag::Name.mask(&n)).unwrap_or_default();
        return Ok(Err(SignInStep::Confirm { name_masked }));
    };
    let tries =
        Tries { who: format!("id_last4/{}", held.account), most: ID_TRIES, within: Duration::hours(24) };
    if !tries.take(ctx).await? {
        let what = "核对的次数太多，请明天再试，或带身份证到社区大厅办理。";
        return Err(ApiError::too_many(tries.pause()).because(what));
    }
    let typed = yunlin_api::identity::half_width(typed.as_str()).to_ascii_uppercase();
    if number.as_str().ends_with(&typed) && typed.len() == 4 {
        return Ok(Ok(Who::Known(held)));
    }
    Err(ApiError::field("id_last4", "和登记的身份证号对不上，请核对；不是您本人的账号，请点「这不是我」。"))
}

/// Opens the session in one transaction with what it rests on: the code is used up, and the number still has the accounts
/// among which was chosen. One that was deleted or left the number meanwhile gets no session.
async fn open(
    call: &Call<PostSession>,
    code: Uuid,
    who: Who,
    seen: Vec<Uuid>,
) -> Result<Reply<PostSession>, ApiError> {
    let ctx = &call.ctx;
    let new = NewSession {
        id: ctx.row_id(),
        token: fresh_token(),
        device: device::label(call.headers()),
        at: ctx.now(),
    };
    let (token, inner, phone) = (new.token.clone(), ctx.clone(), call.input.phone.clone());
    let effect = writes::effect(move |tx| {
        let (ctx, who, new, phone) = (inner.clone(), who.clone(), new.clone(), phone.clone());
        let seen = seen.clone();
        let (fresh_person, fresh_account) = (ctx.row_id(), ctx.row_id());
        Box::pin(async move {
            if !codes::use_up(tx, code).await? {
                return Err(codes::refusal(Guess::Wrong));
            }
            let now = people::on_phone(tx, &ctx.keys, &phone).await?;
            if !now.iter().map(|one| one.account).eq(seen) {
                return Err(ApiError::new(Code::Conflict).because(CHANGED));
            }
            let account = match who {
                Who::Known(held) => held.account,
                Who::New => {
                    people::detach_idle(tx, &ctx.keys, &phone, idle_since(new.at)).await?;
                    people::new_account(tx, fresh_person, fresh_account, new.at).await?;
                    people::attach(tx, &ctx.keys, fresh_account, &phone, new.at).await?;
                    fresh_account
                }
            };
            sessions::open(tx, account, &new).await?;
            Ok(Opened { session: new.id })
        })
    });
    writes::once_then(call, SCOPE, effect, |_| signed_in(call, token)).await
}

/// The answer to a sign-in that had been lost: the same session under a new token.
async fn again(call: &Call<PostSession>, opened: Opened) -> Result<Reply<PostSession>, ApiError> {
    let (token, ctx) = (fresh_token(), &call.ctx);
    let (fresh, younger) = (token.clone(), ctx.now() - Duration::minutes(LOST_MINUTES));
    let renewed = ctx.db.tx::<bool, ApiError, _>(move |tx| {
        let fresh = fresh.clone();
        Box::pin(async move { Ok(sessions::renew(tx, opened.session, &fresh, younger).await?) })
    });
    if !renewed.await? {
        return Err(ApiError::new(Code::SignIn));
    }
    signed_in(call, token).await
}

/// Tells who is signed in, and sets the cookies.
async fn signed_in(call: &Call<PostSession>, token: String) -> Result<Reply<PostSession>, ApiError> {
    let ctx = &call.ctx;
    let resident: Resident = sessions::find(ctx, &token).await?.ok_or_else(|| ApiError::new(Code::SignIn))?;
    let step = SignInStep::In { me: people::me(ctx, &resident).await? };
    let cookie = Cookie::Resident.set(&ctx.config, &token, LONGEST_DAYS * 86_400)?;
    let mark = device::mark(ctx, call.headers(), &call.input.phone)?;
    Ok(Reply::value(&step, call.headers())?.with_cookie(cookie).with_cookie(mark))
}

/// The people on a number, masked.
async fn shared(ctx: &Ctx, held: &[Held]) -> Result<Vec<SharedPerson>, ApiError> {
    let mut people = Vec::with_capacity(held.len());
    for one in held {
        let name = people::known(ctx.db.read(), &ctx.keys, one.person).await?.and_then(|k| k.name);
        let name_masked = name.map_or_else(|| "未填姓名".to_owned(), |n| Tag::Name.mask(&n));
        people.push(SharedPerson { person: one.person, name_masked });
    }
    Ok(people)
}

fn idle_since(now: DateTime<Utc>) -> DateTime<Utc> {
    now - Duration::days(IDLE_DAYS)
}
