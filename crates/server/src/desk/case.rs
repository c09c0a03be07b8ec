//! Inbox, panel, acts, and the logged view of one value or photo.

use axum::http::HeaderMap;
use uuid::Uuid;
use yunlin_api::desk::{DeskCase, GetDeskCase, GetInbox, PostAct, PostLook, PostReveal, Reveal, Revealed};
use yunlin_api::endpoint::Endpoint;
use yunlin_api::problem::Code;

use crate::domain::cases::{self, Access, Case, Env};
use crate::domain::identity::{self, Staff};
use crate::domain::writes;
use crate::infra::web::{ApiError, Call, Reply};

/// What a receipt calls a paper of the result.
const RESULT: &str = "办理结果文件";

pub(super) async fn inbox(call: Call<GetInbox>) -> Result<Reply<GetInbox>, ApiError> {
    let by = identity::staff(&call).await?;
    let env = Env::load(&call.ctx).await?;
    Reply::personal(&cases::inbox(&env, &by, &call.input).await?)
}

pub(super) async fn get(call: Call<GetDeskCase>) -> Result<Reply<GetDeskCase>, ApiError> {
    let by = identity::staff(&call).await?;
    let env = Env::load(&call.ctx).await?;
    let (case, _) = cases::for_staff(call.ctx.db.read(), &by, id_of(&call)?).await?;
    Reply::personal(&panel(&env, &by, &case).await?)
}

/// The panel as it leaves: nobody sees a photo or a result paper without a trace, so the links stay here.
async fn panel(env: &Env, by: &Staff, case: &Case) -> Result<DeskCase, ApiError> {
    let mut panel = cases::panel(env, by, case).await?;
    let photos = panel.answers.iter_mut().flat_map(|a| &mut a.files);
    for file in photos.chain(&mut panel.results) {
        file.url.clear();
    }
    Ok(panel)
}

pub(super) async fn act(call: Call<PostAct>) -> Result<Reply<PostAct>, ApiError> {
    let (by, env, id) = (identity::staff(&call).await?, Env::load(&call.ctx).await?, id_of(&call)?);
    let scope = by.id().to_string();
    // First of all: the act itself may have sent the case out of sight.
    if let Some(id) = writes::earlier::<_, Uuid>(&call, &scope).await? {
        let case = cases::after_lost_answer(&env, &by, id).await?;
        return Reply::value(&panel(&env, &by, &case).await?, &HeaderMap::new());
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
            Reply::value(&panel(&env, &by, &case).await?, &HeaderMap::new())
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

pub(super) async fn look(call: Call<PostLook>) -> Result<Reply<PostLook>, ApiError> {
    let (by, env, id) = (identity::staff(&call).await?, Env::load(&call.ctx).await?, id_of(&call)?);
    let (case, _) = cases::for_staff(call.ctx.db.read(), &by, id).await?;
    let panel = cases::panel(&env, &by, &case).await?;
    let photos = panel
        .answers
        .into_iter()
        .flat_map(|answer| answer.files.into_iter().map(move |link| (answer.label.clone(), link)));
    let papers = panel.results.into_iter().map(|link| (RESULT.to_owned(), link));
    let found = photos.chain(papers).find(|(_, link)| link.id == call.input.file);
    let (label, link) = found.ok_or_else(|| ApiError::field("file", "没有这张照片，请刷新后再看。"))?;
    let as_value = Reveal { key: format!("file:{}", link.id), reason: call.input.reason.clone() };
    let (scope, who) = (by.id().to_string(), by.clone());
    let done = writes::once_then(
        &call,
        &scope,
        move |tx| {
            let (env, who, input) = (env.clone(), who.clone(), as_value.clone());
            let (case, label) = (case.clone(), label.clone());
            Box::pin(async move { cases::record_view(&env, tx, (&who, &case), (&label, &input)).await })
        },
        // The link is stored nowhere; it goes out only after the log entry is safe.
        |()| async move { Reply::value(&link, &HeaderMap::new()) },
    );
    done.await
}

/// The case of the path; what is no id names nothing.
fn id_of<E: Endpoint>(call: &Call<E>) -> Result<Uuid, ApiError> {
    Uuid::parse_str(call.param("id")).map_err(|_| ApiError::not_found())
}
