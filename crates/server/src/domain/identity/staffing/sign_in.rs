//! Signing in at the desk: password, then authenticator; ten wrong tries in a quarter of an hour and the login rests, and an
//! address from which too many sign in waits.

use chrono::Duration;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yunlin_api::desk::{PostStaffSession, StaffGrant, StaffMe, StaffStep};
use yunlin_api::problem::Code;

use super::store::Account;
use super::trail::{self, Trace};
use super::{device, password, sessions, store, totp};
use crate::domain::identity::Staff;
use crate::domain::identity::tries::Tries;
use crate::domain::writes::{self, Counter};
use crate::infra::ctx::Ctx;
use crate::infra::web::{ApiError, Call, Cookie, Reply, fresh_token};

/// Scope of the keys of those who are not signed in yet.
const SCOPE: &str = "guest";

/// What to do where an address is used up.
const BUSY_ADDRESS: &str =
    "这个网络一小时内登录的次数太多，请过一会儿再试；急着用，请用平时登录的电脑，或联系区管理员。";

/// What is kept of a sign-in.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Opened {
    session: Uuid,
}

/// Signs in, or asks for the authenticator.
pub async fn sign_in(call: &Call<PostStaffSession>) -> Result<Reply<PostStaffSession>, ApiError> {
    let (ctx, input) = (&call.ctx, &call.input);
    let device = device::known(ctx, call.headers(), input.login.as_str());
    // A computer that is known has tries of its own: a stranger on the network of the hall keeps nobody out of it.
    if device.is_none() {
        not_too_many(call).await?;
    }
    let tries = tries_of(ctx, input.login.as_str(), device.as_deref());
    if !tries.take(ctx).await? {
        trail::note(Trace::Rests, None);
        return Err(locked(&tries));
    }
    let Some(account) = known(ctx, input.login.as_str(), input.password.as_str()).await? else {
        trail::note(Trace::WrongPassword, None);
        return Err(ApiError::field("password", "登录名或密码不对，请核对；忘记密码，请联系区管理员重置。"));
    };
    let step = match (account.totp_on, &input.totp) {
        (false, _) => None,
        (true, None) => return Reply::value(&StaffStep::NeedTotp, call.headers()),
        (true, Some(code)) => Some(step_of(ctx, &account, code.as_str())?),
    };
    open(call, account.id, step, tries).await
}

/// Counts the sign-in against its address, or refuses it: each one takes a place where passwords are compared, whatever the
/// login. The count stays when the password is wrong.
async fn not_too_many(call: &Call<PostStaffSession>) -> Result<(), ApiError> {
    let ctx = &call.ctx;
    let who = format!("desk/{}", Counter::address(ctx, call.client).await?);
    let (most, now) = (ctx.config.desk_sign_ins_per_hour, ctx.now());
    let counted = ctx.db.tx::<Option<u32>, ApiError, _>(move |tx| {
        let who = who.clone();
        Box::pin(async move { Counter::add(tx, &who, Duration::hours(1), most, now).await })
    });
    match counted.await? {
        None => Ok(()),
        Some(rest) => Err(ApiError::too_many(rest).because(BUSY_ADDRESS)),
    }
}

/// The tries of a login, known or not; those at a computer that is known stand apart.
pub(super) fn tries_of(ctx: &Ctx, login: &str, device: Option<&str>) -> Tries {
    let login = ctx.keys.blind("login", &lower(login));
    tries(device.map_or_else(|| format!("staff/{login}"), |device| format!("staff/{login}/{device}")))
}

/// The tries of somebody who is signed in.
pub(super) fn tries_within(of: &Staff) -> Tries {
    tries(format!("staff-in/{}", of.id()))
}

fn tries(who: String) -> Tries {
    Tries { who, most: 10, within: Duration::minutes(15) }
}

/// Logins are the same in capitals.
pub(super) fn lower(login: &str) -> String {
    login.to_lowercase()
}

/// No more tries for a while.
pub(super) fn locked(tries: &Tries) -> ApiError {
    ApiError::too_many(tries.pause()).because("输错次数太多，请15分钟后再试，或联系区管理员重置密码。")
}

/// The active account to which login and password belong. An unknown login takes as long.
async fn known(ctx: &Ctx, login: &str, typed: &str) -> Result<Option<Account>, ApiError> {
    let account = store::by_login(ctx, login).await?;
    let hash = account.as_ref().map(|a| a.password_hash.clone());
    let fits = password::fits(typed, hash).await?;
    Ok(account.filter(|a| fits && a.active))
}

/// The step in which the authenticator's code is right.
pub(super) fn step_of(ctx: &Ctx, account: &Account, code: &str) -> Result<i64, ApiError> {
    let wrong = || ApiError::field("totp", "动态口令不对，请看手机上最新的6位数字；手机时间不准也会出错。");
    let sealed = account.totp_sealed.as_ref().ok_or_else(wrong)?;
    let secret = ctx.keys.open(&store::totp_place(account.id), sealed)?;
    totp::step_of(&secret, code, ctx.now().timestamp()).ok_or_else(wrong)
}

/// Opens the session and forgets the wrong tries before; each step of the authenticator serves once.
async fn open(
    call: &Call<PostStaffSession>,
    staff: Uuid,
    step: Option<i64>,
    tries: Tries,
) -> Result<Reply<PostStaffSession>, ApiError> {
    let (session, token, at) = (call.ctx.row_id(), fresh_token(), call.ctx.now());
    let inner = token.clone();
    let effect = writes::effect(move |tx| {
        let (tries, token) = (tries.clone(), inner.clone());
        Box::pin(async move {
            if let Some(step) = step
                && !store::use_step(tx, staff, step).await?
            {
                return Err(ApiError::field("totp", "这个动态口令已经用过，请等下一个再填。"));
            }
            tries.forgive(tx).await?;
            sessions::open(tx, staff, session, &token, at).await?;
            Ok(Opened { session })
        })
    });
    writes::once_then(call, SCOPE, effect, |opened| async move {
        // Sent again with the right password: the same session under the token of this answer.
        if opened.session != session {
            renew(&call.ctx, opened.session, &token).await?;
        }
        signed_in(call, &token).await
    })
    .await
}

async fn renew(ctx: &Ctx, session: Uuid, token: &str) -> Result<(), ApiError> {
    let token = token.to_owned();
    let renewed = ctx.db.tx::<bool, ApiError, _>(move |tx| {
        let token = token.clone();
        Box::pin(async move { Ok(sessions::renew(tx, session, &token).await?) })
    });
    if renewed.await? { Ok(()) } else { Err(ApiError::new(Code::SignIn)) }
}

/// Tells who is signed in, and sets the cookie.
async fn signed_in(call: &Call<PostStaffSession>, token: &str) -> Result<Reply<PostStaffSession>, ApiError> {
    let ctx = &call.ctx;
    let staff = sessions::find(ctx, token, true).await?.ok_or_else(|| ApiError::new(Code::SignIn))?;
    trail::note(Trace::SignedIn, Some(staff.id()));
    let cookie = Cookie::Desk.set(&ctx.config, token, sessions::LONGEST_HOURS * 3600)?;
    let reply = Reply::value(&StaffStep::In { me: me(&staff) }, call.headers())?.with_cookie(cookie);
    match device::known(ctx, call.headers(), call.input.login.as_str()) {
        Some(_) => Ok(reply),
        None => Ok(reply.with_cookie(device::mark(ctx, call.input.login.as_str())?)),
    }
}

/// The member of staff as the desk shows them.
pub fn me(staff: &Staff) -> StaffMe {
    let grant = |g: &crate::domain::identity::Grant| StaffGrant {
        role: g.role,
        queue: g.queue.clone(),
        community: g.community.clone(),
    };
    StaffMe {
        id: staff.id(),
        name: staff.name().to_owned(),
        unit: staff.unit().to_owned(),
        grants: staff.grants().iter().map(grant).collect(),
        must_change: staff.must_change(),
        totp: staff.totp(),
        idle_lock: u32::try_from(sessions::IDLE_MINUTES * 60).unwrap_or_default(),
    }
}
