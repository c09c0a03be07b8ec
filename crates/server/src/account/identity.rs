//! Residents sign in, see their sessions, sign out.

use uuid::Uuid;
use yunlin_api::endpoint::Endpoint;
use yunlin_api::identity::{
    CodeSent, Done, GetMe, GetSessions, PostCode, PostEndSession, PostMode, PostRealName, PostSession,
    PostSignOut, RealNameGiven, SendCode, Sessions,
};

use crate::domain::identity::codes::{self, Asker};
use crate::domain::identity::{self, people};
use crate::domain::{privacy, writes};
use crate::infra::web::{ApiError, Call, Cookie, Reply};

pub(super) async fn codes(call: Call<PostCode>) -> Result<Reply<PostCode>, ApiError> {
    let asker = Asker::of(&call.ctx, call.headers(), &call.input.phone);
    send_code(&call, "guest", asker, &call.input).await
}

/// Sends a code, once for each key of a scope: to whoever wants to sign in, and to a resident's own number.
pub(super) async fn send_code<E: Endpoint<Out = CodeSent>>(
    call: &Call<E>,
    scope: &str,
    asker: Asker,
    input: &SendCode,
) -> Result<Reply<E>, ApiError> {
    let address = writes::Counter::address(&call.ctx, call.client).await?;
    let (ctx, wanted) = (call.ctx.clone(), input.clone());
    let effect = writes::effect(move |tx| {
        let (ctx, wanted, address, asker) = (ctx.clone(), wanted.clone(), address.clone(), asker.clone());
        Box::pin(async move { codes::ask(tx, &ctx, (&address, &asker), &wanted).await })
    });
    writes::once_then(call, scope, effect, |asked| async move {
        Reply::value(&codes::send(&call.ctx, asked, input).await, call.headers())
    })
    .await
}

pub(super) async fn sign_in(call: Call<PostSession>) -> Result<Reply<PostSession>, ApiError> {
    identity::sign_in::sign_in(&call).await
}

pub(super) async fn me(call: Call<GetMe>) -> Result<Reply<GetMe>, ApiError> {
    let resident = identity::resident(&call).await?;
    Reply::personal(&people::me(&call.ctx, &resident).await?)
}

pub(super) async fn mode(call: Call<PostMode>) -> Result<Reply<PostMode>, ApiError> {
    let resident = identity::resident(&call).await?;
    let (scope, mode) = (resident.account().to_string(), call.input.mode);
    writes::once(&call, &scope, move |tx| {
        let resident = resident.clone();
        Box::pin(async move {
            privacy::require_consent(tx, &resident).await?;
            people::set_mode(&resident, tx, mode).await?;
            Ok(Done {})
        })
    })
    .await
}

pub(super) async fn sessions(call: Call<GetSessions>) -> Result<Reply<GetSessions>, ApiError> {
    let resident = identity::resident(&call).await?;
    Reply::personal(&Sessions { sessions: identity::sessions::list(&call.ctx, &resident).await? })
}

pub(super) async fn end_session(call: Call<PostEndSession>) -> Result<Reply<PostEndSession>, ApiError> {
    let resident = identity::resident(&call).await?;
    let id = Uuid::parse_str(call.param("id")).map_err(|_| ApiError::not_found())?;
    let scope = resident.account().to_string();
    writes::once(&call, &scope, move |tx| {
        let resident = resident.clone();
        Box::pin(async move {
            let ended = identity::sessions::end(tx, &resident, id).await?;
            if ended { Ok(Done {}) } else { Err(ApiError::not_found()) }
        })
    })
    .await
}

pub(super) async fn sign_out(call: Call<PostSignOut>) -> Result<Reply<PostSignOut>, ApiError> {
    let resident = identity::resident(&call).await?;
    let (scope, session) = (resident.account().to_string(), resident.session());
    let done = writes::once(&call, &scope, move |tx| {
        let resident = resident.clone();
        Box::pin(async move {
            identity::sessions::end(tx, &resident, session).await?;
            Ok(Done {})
        })
    });
    Ok(done.await?.with_cookie(Cookie::Resident.clear(&call.ctx.config)?))
}

pub(super) async fn real_name(call: Call<PostRealName>) -> Result<Reply<PostRealName>, ApiError> {
    let resident = identity::resident(&call).await?;
    let how_far = privacy::real_name_checked(&call.ctx, &resident, &call.input).await?;
    let scope = resident.account().to_string();
    // A lost answer that is asked for again says nothing new, and costs no try.
    if writes::earlier::<_, Done>(&call, &scope).await?.is_none() {
        privacy::count_real_name(&call.ctx, &resident).await?;
    }
    let (ctx, by, input) = (call.ctx.clone(), resident.clone(), call.input.clone());
    let effect = writes::effect(move |tx| {
        let (ctx, by, input) = (ctx.clone(), by.clone(), input.clone());
        Box::pin(async move {
            privacy::give_real_name(tx, &ctx, &by, &input).await?;
            Ok(Done {})
        })
    });
    writes::once_then(&call, &scope, effect, |_: Done| async {
        // Read anew: the level has changed.
        let me = people::me(&call.ctx, &identity::resident(&call).await?).await?;
        Reply::value(&RealNameGiven { me, checked: how_far.to_owned() }, call.headers())
    })
    .await
}
