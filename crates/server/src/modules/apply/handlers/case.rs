//! The resident's cases: the list, one of them, and what they do with it.

use uuid::Uuid;
use yunlin_api::apply::{GetMyCase, GetMyCases, MyCases, PostComplete, PostRate, PostUrge, PostWithdraw};
use yunlin_api::cases::CaseState;
use yunlin_api::endpoint::Endpoint;
use yunlin_api::identity::Done;

use crate::domain::cases::{self, Env};
use crate::domain::identity::{self, Resident};
use crate::domain::{privacy, writes};
use crate::infra::web::{ApiError, Call, Reply};

pub(in super::super) async fn list(call: Call<GetMyCases>) -> Result<Reply<GetMyCases>, ApiError> {
    let by = identity::resident(&call).await?;
    let all = cases::all_own(call.ctx.db.read(), &by).await?;
    let mut lines: Vec<_> = all.iter().map(cases::line).collect();
    // Stable: the newest stay first within both groups.
    lines.sort_by_key(|line| line.state != CaseState::Supplement);
    Reply::personal(&MyCases { cases: lines })
}

pub(in super::super) async fn get(call: Call<GetMyCase>) -> Result<Reply<GetMyCase>, ApiError> {
    let by = identity::resident(&call).await?;
    let env = Env::load(&call.ctx).await?;
    let case = cases::own(call.ctx.db.read(), &by, id_of(&call)?).await?;
    Reply::personal(&cases::own_page(&env, &by, &case).await?)
}

pub(in super::super) async fn complete(call: Call<PostComplete>) -> Result<Reply<PostComplete>, ApiError> {
    let (by, env, id) = (identity::resident(&call).await?, Env::load(&call.ctx).await?, id_of(&call)?);
    let form = cases::form_of(&env, &cases::own(call.ctx.db.read(), &by, id).await?).await?;
    let (input, who, inside) = (call.input.clone(), by.clone(), env.clone());
    let scope = by.account().to_string();
    let done = writes::once_then(
        &call,
        &scope,
        move |tx| {
            let (env, who, input, form) = (inside.clone(), who.clone(), input.clone(), form.clone());
            Box::pin(async move {
                let mut case = cases::own(tx, &who, id).await?;
                privacy::require_consent(tx, &who).await?;
                cases::complete(&env, tx, (&who, &mut case), (form.as_ref(), &input)).await?;
                Ok(id)
            })
        },
        |id| page(&env, &by, id),
    );
    done.await
}

pub(in super::super) async fn withdraw(call: Call<PostWithdraw>) -> Result<Reply<PostWithdraw>, ApiError> {
    let (by, env, id) = (identity::resident(&call).await?, Env::load(&call.ctx).await?, id_of(&call)?);
    let (input, who, inside) = (call.input.clone(), by.clone(), env.clone());
    let scope = by.account().to_string();
    let done = writes::once_then(
        &call,
        &scope,
        move |tx| {
            let (env, who, input) = (inside.clone(), who.clone(), input.clone());
            Box::pin(async move {
                let mut case = cases::own(tx, &who, id).await?;
                cases::withdraw(&env, tx, (&who, &mut case), &input).await?;
                Ok(id)
            })
        },
        |id| page(&env, &by, id),
    );
    done.await
}

pub(in super::super) async fn urge(call: Call<PostUrge>) -> Result<Reply<PostUrge>, ApiError> {
    let (by, env, id) = (identity::resident(&call).await?, Env::load(&call.ctx).await?, id_of(&call)?);
    let (who, inside) = (by.clone(), env.clone());
    let scope = by.account().to_string();
    let done = writes::once_then(
        &call,
        &scope,
        move |tx| {
            let (env, who) = (inside.clone(), who.clone());
            Box::pin(async move {
                let mut case = cases::own(tx, &who, id).await?;
                cases::urge(&env, tx, (&who, &mut case)).await?;
                Ok(id)
            })
        },
        |id| page(&env, &by, id),
    );
    done.await
}

pub(in super::super) async fn rate(call: Call<PostRate>) -> Result<Reply<PostRate>, ApiError> {
    let (by, env, id) = (identity::resident(&call).await?, Env::load(&call.ctx).await?, id_of(&call)?);
    let (input, who) = (call.input.clone(), by.clone());
    writes::once(&call, &by.account().to_string(), move |tx| {
        let (env, who, input) = (env.clone(), who.clone(), input.clone());
        Box::pin(async move {
            let case = cases::own(tx, &who, id).await?;
            if input.comment.is_some() {
                privacy::require_consent(tx, &who).await?;
            }
            cases::rate(&env, tx, &case, &input).await?;
            Ok(Done {})
        })
    })
    .await
}

/// The case of the path; what is no id names nothing.
fn id_of<E: Endpoint>(call: &Call<E>) -> Result<Uuid, ApiError> {
    Uuid::parse_str(call.param("id")).map_err(|_| ApiError::not_found())
}

/// The progress page as it is now.
async fn page<E>(env: &Env, by: &Resident, id: Uuid) -> Result<Reply<E>, ApiError>
where
    E: Endpoint<Out = yunlin_api::apply::CaseView>,
{
    let case = cases::own(env.ctx.db.read(), by, id).await?;
    Reply::value(&cases::own_page(env, by, &case).await?, &axum::http::HeaderMap::new())
}
