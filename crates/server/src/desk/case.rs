//! Inbox, panel, acts, and the logged view of one value or photo.

use axum::http::HeaderMap;
use chrono::{DateTime, Duration, Utc};
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yunlin_api::desk::{
    DeskCase, GetDeskCase, GetInbox, PostAct, PostLook, PostReveal, PostRevealAll, Revealed, RevealedAll,
};
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

/// What is kept of an act: the case, and when.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
enum Done {
    At(Uuid, DateTime<Utc>),
    /// Of a build that kept no time.
    Some(Uuid),
}

impl Done {
    fn case(&self) -> Uuid {
        match self {
            Self::At(case, _) | Self::Some(case) => *case,
        }
    }

    fn at(&self) -> Option<DateTime<Utc>> {
        match self {
            Self::At(_, at) => Some(*at),
            Self::Some(_) => None,
        }
    }
}

/// What was shown once is shown again for somebody whose answer was lost, and not for weeks: a look is one receipt.
pub(super) fn still_new(now: DateTime<Utc>, at: Option<DateTime<Utc>>) -> Result<(), ApiError> {
    if at.is_some_and(|at| now <= at + Duration::minutes(cases::LOST_MINUTES)) {
        return Ok(());
    }
    Err(ApiError::new(Code::Conflict).because("这次查看已经过去了，请重新点「查看」。"))
}

pub(super) async fn act(call: Call<PostAct>) -> Result<Reply<PostAct>, ApiError> {
    let (by, env, id) = (identity::staff(&call).await?, Env::load(&call.ctx).await?, id_of(&call)?);
    let scope = by.id().to_string();
    // First of all: the act itself may have sent the case out of sight.
    if let Some(done) = writes::earlier::<_, Done>(&call, &scope).await? {
        let case = cases::after_lost_answer(&env, &by, (done.case(), done.at())).await?;
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
                let Access::Act(roles) = access else { return Err(elsewhere()) };
                let what = (form.as_ref(), &input.act);
                cases::act(&env, tx, &mut case, (&who, &roles, input.version), what).await?;
                Ok(Done::At(id, env.now))
            })
        },
        |done: Done| async move {
            let case = cases::after_act(env.ctx.db.read(), done.case()).await?;
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
    let now = env.now;
    let (input, who) = (call.input.clone(), by.clone());
    let scope = by.id().to_string();
    let done = writes::once_then(
        &call,
        &scope,
        move |tx| {
            let (env, who, input) = (env.clone(), who.clone(), input.clone());
            let (case, label) = (case.clone(), label.clone());
            Box::pin(async move {
                cases::record_view(&env, tx, (&who, &case), (&label, input.reason.as_ref())).await?;
                Ok(Some(env.now))
            })
        },
        // The value itself is stored nowhere; it goes out only after the log entry is safe.
        |at| async move {
            still_new(now, at)?;
            Reply::value(&Revealed { value }, &HeaderMap::new())
        },
    );
    done.await
}

pub(super) async fn reveal_all(call: Call<PostRevealAll>) -> Result<Reply<PostRevealAll>, ApiError> {
    let (by, env, id) = (identity::staff(&call).await?, Env::load(&call.ctx).await?, id_of(&call)?);
    let (case, _) = cases::for_staff(call.ctx.db.read(), &by, id).await?;
    let values = cases::to_reveal_all(&env, &case).await?;
    let now = env.now;
    let (reason, who) = (call.input.reason.clone(), by.clone());
    let scope = by.id().to_string();
    let done = writes::once_then(
        &call,
        &scope,
        move |tx| {
            let (env, who, case, reason) = (env.clone(), who.clone(), case.clone(), reason.clone());
            Box::pin(async move {
                cases::record_view(&env, tx, (&who, &case), ("全部个人信息", reason.as_ref())).await?;
                Ok(Some(env.now))
            })
        },
        |at| async move {
            still_new(now, at)?;
            Reply::value(&RevealedAll { values }, &HeaderMap::new())
        },
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
    let (scope, who, reason, now) = (by.id().to_string(), by.clone(), call.input.reason.clone(), env.now);
    let done = writes::once_then(
        &call,
        &scope,
        move |tx| {
            let (env, who, reason) = (env.clone(), who.clone(), reason.clone());
            let (case, label) = (case.clone(), label.clone());
            Box::pin(async move {
                cases::record_view(&env, tx, (&who, &case), (&label, reason.as_ref())).await?;
                Ok(Some(env.now))
            })
        },
        // The link is stored nowhere; it goes out only after the log entry is safe.
        |at| async move {
            still_new(now, at)?;
            Reply::value(&link, &HeaderMap::new())
        },
    );
    done.await
}

/// The case of the path; what is no id names nothing.
fn id_of<E: Endpoint>(call: &Call<E>) -> Result<Uuid, ApiError> {
    Uuid::parse_str(call.param("id")).map_err(|_| ApiError::not_found())
}
