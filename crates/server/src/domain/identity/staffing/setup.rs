//! What members of staff set up for themselves, and what the operator does for them on the command line.

use sea_orm::DbErr;
use yunlin_api::problem::Code;

use super::sign_in::{locked, step_of, tries_of, tries_within};
use super::store::{self, Account, NewStaff};
use super::trail::{self, Trace};
use super::{password, qr, sessions, totp};
use crate::domain::audit;
use crate::domain::identity::{Grant, Staff};
use crate::infra::chance;
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;
use sea_orm::DatabaseTransaction;
use yunlin_api::desk::{ChangePassword, TotpSecret};

/// Letters of one-time passwords: none that looks like another one.
const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyz23456789";

/// Checks old and new password; gives the hash to store with [`store_password`].
pub async fn new_password(ctx: &Ctx, of: &Staff, input: &ChangePassword) -> Result<String, ApiError> {
    let account = account(ctx, of).await?;
    let tries = tries_within(of);
    if !tries.take(ctx).await? {
        return Err(locked(&tries));
    }
    if !password::fits(input.old.as_str(), Some(account.password_hash)).await? {
        return Err(ApiError::field("old", "原密码不对，请核对。"));
    }
    if input.old == input.new {
        return Err(ApiError::field("new", "新密码和原密码一样，请换一个。"));
    }
    if let Some(why) = password::weakness(input.new.as_str(), &account.login) {
        return Err(ApiError::field("new", why));
    }
    let done = ctx.db.tx::<(), DbErr, _>(move |tx| {
        let tries = tries.clone();
        Box::pin(async move { tries.forgive(tx).await })
    });
    done.await?;
    password::hash(input.new.as_str()).await
}

/// Stores a new password; all other sessions of the account end.
pub async fn store_password(tx: &DatabaseTransaction, of: &Staff, hash: &str) -> Result<(), DbErr> {
    store::set_password(tx, of.id(), hash, false).await?;
    trail::note(Trace::PasswordChanged, Some(of.id()));
    sessions::end_all(tx, of.id(), Some(of.session())).await
}

/// Prepares a new secret, unless the authenticator is set up.
pub async fn begin_totp(tx: &DatabaseTransaction, ctx: &Ctx, of: &Staff) -> Result<(), ApiError> {
    let sealed = ctx.keys.seal(&store::totp_place(of.id()), &totp::fresh())?;
    if store::put_totp(tx, of.id(), sealed).await? {
        return Ok(());
    }
    Err(ApiError::new(Code::Conflict).because("动态口令已经绑定；换手机，请联系区管理员重置后再绑。"))
}

/// The secret that waits to be confirmed.
pub async fn totp_secret(ctx: &Ctx, of: &Staff) -> Result<TotpSecret, ApiError> {
    let account = account(ctx, of).await?;
    let sealed =
        account.totp_sealed.filter(|_| !account.totp_on).ok_or_else(|| ApiError::new(Code::Conflict))?;
    let secret = totp::base32(&ctx.keys.open(&store::totp_place(of.id()), &sealed)?);
    let uri = totp::uri(&account.login, &secret);
    Ok(TotpSecret { picture: qr::picture(&uri)?, uri, secret })
}

/// Checks the first code; gives its step, to be stored with [`finish_totp`].
pub async fn check_totp(ctx: &Ctx, of: &Staff, code: &str) -> Result<i64, ApiError> {
    let account = account(ctx, of).await?;
    let tries = tries_within(of);
    if !tries.take(ctx).await? {
        return Err(locked(&tries));
    }
    step_of(ctx, &account, code)
        .map_err(|_| ApiError::field("code", "动态口令不对，请看手机上最新的6位数字。"))
}

/// The authenticator is in use from now on.
pub async fn finish_totp(tx: &DatabaseTransaction, of: &Staff, step: i64) -> Result<(), DbErr> {
    trail::note(Trace::AuthenticatorSet, Some(of.id()));
    store::set_totp_on(tx, of.id(), step).await
}

async fn account(ctx: &Ctx, of: &Staff) -> Result<Account, ApiError> {
    store::by_id(ctx, of.id()).await?.ok_or_else(|| ApiError::new(Code::SignIn))
}

/// Makes an account; gives its one-time password, or none when the login is taken.
pub async fn add(ctx: &Ctx, new: &NewStaff) -> Result<Option<String>, ApiError> {
    let once = one_time();
    let hash = password::hash(&once).await?;
    Ok(add_with(ctx, new, hash, true).await?.then_some(once))
}

/// Makes an account whose password has this hash.
pub(super) async fn add_with(
    ctx: &Ctx,
    new: &NewStaff,
    hash: String,
    must_change: bool,
) -> Result<bool, ApiError> {
    let (at, new) = (ctx.now(), new.clone());
    let done = ctx.db.tx::<bool, ApiError, _>(move |tx| {
        let (new, hash) = (new.clone(), hash.clone());
        Box::pin(async move { Ok(store::insert(tx, &new, &hash, must_change, at).await?) })
    });
    done.await
}

/// Shuts an account: all its sessions end at once. False when there is none.
pub async fn disable(ctx: &Ctx, login: &str) -> Result<bool, ApiError> {
    let Some(account) = store::by_login(ctx, login).await? else { return Ok(false) };
    let done = ctx.db.tx::<(), ApiError, _>(move |tx| {
        Box::pin(async move {
            store::set_active(tx, account.id, false).await?;
            Ok(sessions::end_all(tx, account.id, None).await?)
        })
    });
    done.await?;
    Ok(true)
}

/// Lets an account do something more. None when there is no such login, false when it may already.
pub async fn grant(ctx: &Ctx, login: &str, grant: &Grant) -> Result<Option<bool>, ApiError> {
    change_grant(ctx, login, grant, true).await
}

/// Takes a grant back. None when there is no such login, false when it has no such grant.
pub async fn revoke(ctx: &Ctx, login: &str, grant: &Grant) -> Result<Option<bool>, ApiError> {
    change_grant(ctx, login, grant, false).await
}

/// Either, with an act in the same transaction. Grants are read at every request, so it holds from the next one.
async fn change_grant(ctx: &Ctx, login: &str, grant: &Grant, give: bool) -> Result<Option<bool>, ApiError> {
    let Some(account) = store::by_login(ctx, login).await? else { return Ok(None) };
    let (grant, at) = (grant.clone(), ctx.now());
    let done = ctx.db.tx::<bool, ApiError, _>(move |tx| {
        let (grant, id, login) = (grant.clone(), account.id.to_string(), account.login.clone());
        Box::pin(async move {
            let (changed, act) = if give {
                (store::add_grant(tx, &id, &grant).await?, "增加了工作人员的权限")
            } else {
                (store::drop_grant(tx, &id, &grant).await?, "取消了工作人员的权限")
            };
            if changed {
                let about = format!("{login}：{}", store::in_words(&grant));
                let entry = audit::Entry { about, ..audit::Entry::own(act, at) };
                audit::record_of_operator(tx, &entry).await?;
            }
            Ok(changed)
        })
    });
    done.await.map(Some)
}

/// Opens an account again with a one-time password and without authenticator. None when there is no such login.
pub async fn reset(ctx: &Ctx, login: &str) -> Result<Option<String>, ApiError> {
    let Some(account) = store::by_login(ctx, login).await? else { return Ok(None) };
    let once = one_time();
    let hash = password::hash(&once).await?;
    let tries = tries_of(ctx, login, None);
    let done = ctx.db.tx::<(), ApiError, _>(move |tx| {
        let (hash, tries) = (hash.clone(), tries.clone());
        Box::pin(async move {
            store::set_password(tx, account.id, &hash, true).await?;
            store::clear_totp(tx, account.id).await?;
            store::set_active(tx, account.id, true).await?;
            tries.forgive(tx).await?;
            Ok(sessions::end_all(tx, account.id, None).await?)
        })
    });
    done.await?;
    Ok(Some(once))
}

/// Four groups of four.
fn one_time() -> String {
    let letters: Vec<char> =
        chance::bytes::<16>().iter().map(|b| char::from(LETTERS[usize::from(*b) % LETTERS.len()])).collect();
    letters.chunks(4).map(|group| group.iter().collect::<String>()).collect::<Vec<_>>().join("-")
}
