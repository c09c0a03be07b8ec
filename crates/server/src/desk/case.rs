//! Inbox, panel, acts, and the logged view of one value.

use axum::http::HeaderMap;
use uuid::Uuid;
use yunlin_api::desk::{GetDeskCase, GetInbox, PostAct, PostReveal, Revealed};
use yunlin_api::endpoint::Endpoint;
use yunlin_api::problem::Code;

use crate::domain::cases::{self, Access, Env};
use crate::domain::{identity, writes};
use crate::infra::web::{ApiError, Call, Reply};

pub(super) async fn inbox(call: Call<GetInbox>) -> Result<Reply<GetInbox>, ApiError> {
    let by = identity::staff(&call).await?;
    let env = Env::load(&call.ctx).await?;
    Reply::personal(&cases::inbox(&env, &by, &call.input).await?)
}

pub(super) async fn get(call: Call<GetDeskCase>) -> Result<Reply<GetDeskCase>, ApiError> {
    let by = identity::staff(&call).await?;
    let env = Env::load(&call.ctx).await?;
    let (case, _) = cases::for_staff(call.ctx.db.read(), &by, id_of(&call)?).await?;
    Reply::personal(&cases::panel(&env, &by, &case).await?)
}

pub(super) async fn act(call: Call<PostAct>) -> Result<Reply<PostAct>, ApiError> {
    let (by, env, id) = (identity::staff(&call).await?, Env::load(&call.ctx).await?, id_of(&call)?);
    let scope = by.id().to_string();
    // First of all: the act itself may have sent the case out of sight.
    if let Some(id) = writes::earlier::<_, Uuid>(&call, &scope).await? {
        let case = cases::after_lost_answer(&env, &by, id).await?;
        return Reply::value(&cases::panel(&env, &by, &case).await?, &HeaderMap::new());
    }
    let (case, _) = cases::for_staff(call.ctx.db.read(), &by, id).await?;
    let form = cases::form_of(&env, &case).await?;
    let (input, who, inside) = (call.input.clone(), by.clone(), env.clone());
    let done = writes::once_then(
        &call,
        &scope,
        move |tx| {
            let (env, who, input, form) = (inside.clone(), who.clone(), input.clone(), form.clone());
            Box::pin(async move {
                let (mut case, access) = cases::for_staff(tx, &who, id).await?;
                let Access::Act(role) = access else { return Err(elsewhere()) };
                let what = (form.as_ref(), &input.act);
                cases::act(&env, tx, &mut case, (&who, role, input.version), what).await?;
                Ok(id)
            })
        },
        |id| async move {
            let case = cases::after_act(env.ctx.db.read(), id).await?;
            Reply::value(&cases::panel(&env, &by, &case).await?, &HeaderMap::new())
        },
    );
    done.await
}

/// Somebody else holds it now.
fn elsewhere() -> ApiError {
    ApiError::new(Code::Conflict).because("这个办件已转到别的科室办理，这里只能查看，请刷新。")
}

pub(super) async fn reveal(call: Call<PostReveal>) -> Result<Reply<PostReveal>, ApiError> {
    let (by, env, id) = (identity::staff(&call).await?, Env::load(&call.ctx).await?, id_of(&call)?);
    let (case, _) = cases::for_staff(call.ctx.db.read(), &by, id).await?;
    let (label, value) = cases::to_reveal(&env, &case, &call.input).await?;
    let (input, who) = (call.input.clone(), by.clone());
    let scope = by.id().to_string();
    let done = writes::once_then(
        &call,
        &scope,
        move |tx| {
            let (env, who, input) = (env.clone(), who.clone(), input.clone());
            let (case, label) = (case.clone(), label.clone());
            Box::pin(async move { cases::record_view(&env, tx, (&who, &case), (&label, &input)).await })
        },
        // The value itself is stored nowhere; it goes out only after the log entry is safe.
        |()| async move { Reply::value(&Revealed { value }, &HeaderMap::new()) },
    );
    done.await
}

/// The case of the path; what is no id names nothing.
fn id_of<E: Endpoint>(call: &Call<E>) -> Result<Uuid, ApiError> {
    Uuid::parse_str(call.param("id")).map_err(|_| ApiError::not_found())
}
