//! Staff sign in, set up password and authenticator, see their colleagues.

use yunlin_api::desk::{
    Colleagues, GetColleagues, GetStaffMe, PostStaffPassword, PostStaffSession, PostStaffSignOut,
    PostTotpConfirm, PostTotpSecret,
};
use yunlin_api::endpoint::Endpoint;
use yunlin_api::identity::Done;

use crate::domain::cases;
use crate::domain::identity::{self, Staff, staffing};
use crate::domain::writes;
use crate::infra::web::{ApiError, Call, Cookie, Reply};

pub(super) async fn sign_in(call: Call<PostStaffSession>) -> Result<Reply<PostStaffSession>, ApiError> {
    staffing::sign_in(&call).await
}

pub(super) async fn me(call: Call<GetStaffMe>) -> Result<Reply<GetStaffMe>, ApiError> {
    Reply::personal(&staffing::me(&identity::staff_in_any_state(&call).await?))
}

pub(super) async fn sign_out(call: Call<PostStaffSignOut>) -> Result<Reply<PostStaffSignOut>, ApiError> {
    let staff = identity::staff_in_any_state(&call).await?;
    let scope = staff.id().to_string();
    let done = writes::once(&call, &scope, move |tx| {
        let staff = staff.clone();
        Box::pin(async move {
            staffing::sessions::end(tx, &staff).await?;
            Ok(Done {})
        })
    });
    Ok(done.await?.with_cookie(Cookie::Desk.clear(&call.ctx.config)?))
}

pub(super) async fn password(call: Call<PostStaffPassword>) -> Result<Reply<PostStaffPassword>, ApiError> {
    let staff = identity::staff_in_any_state(&call).await?;
    let scope = staff.id().to_string();
    if writes::earlier::<_, Done>(&call, &scope).await?.is_some() {
        return Reply::value(&staffing::me(&staff), call.headers());
    }
    let hash = staffing::setup::new_password(&call.ctx, &staff, &call.input).await?;
    let by = staff.clone();
    let effect = writes::effect(move |tx| {
        let (by, hash) = (by.clone(), hash.clone());
        Box::pin(async move {
            staffing::setup::store_password(tx, &by, &hash).await?;
            Ok(Done {})
        })
    });
    writes::once_then(&call, &scope, effect, |_| again(&call, &staff)).await
}

pub(super) async fn totp(call: Call<PostTotpSecret>) -> Result<Reply<PostTotpSecret>, ApiError> {
    let staff = identity::staff_in_any_state(&call).await?;
    let (scope, by, ctx) = (staff.id().to_string(), staff.clone(), call.ctx.clone());
    let effect = writes::effect(move |tx| {
        let (by, ctx) = (by.clone(), ctx.clone());
        Box::pin(async move {
            staffing::setup::begin_totp(tx, &ctx, &by).await?;
            Ok(Done {})
        })
    });
    writes::once_then(&call, &scope, effect, |_| async {
        Reply::value(&staffing::setup::totp_secret(&call.ctx, &staff).await?, call.headers())
    })
    .await
}

pub(super) async fn totp_confirm(call: Call<PostTotpConfirm>) -> Result<Reply<PostTotpConfirm>, ApiError> {
    let staff = identity::staff_in_any_state(&call).await?;
    let scope = staff.id().to_string();
    if writes::earlier::<_, Done>(&call, &scope).await?.is_some() {
        return Reply::value(&staffing::me(&staff), call.headers());
    }
    let step = staffing::setup::check_totp(&call.ctx, &staff, call.input.code.as_str()).await?;
    let by = staff.clone();
    let effect = writes::effect(move |tx| {
        let by = by.clone();
        Box::pin(async move {
            staffing::setup::finish_totp(tx, &by, step).await?;
            Ok(Done {})
        })
    });
    writes::once_then(&call, &scope, effect, |_| again(&call, &staff)).await
}

/// The member of staff as they are after the change.
async fn again<E: Endpoint<Out = yunlin_api::desk::StaffMe>>(
    call: &Call<E>,
    _: &Staff,
) -> Result<Reply<E>, ApiError> {
    Reply::value(&staffing::me(&identity::staff_in_any_state(call).await?), call.headers())
}

pub(super) async fn colleagues(call: Call<GetColleagues>) -> Result<Reply<GetColleagues>, ApiError> {
    let staff = identity::staff(&call).await?;
    let of_case = match call.input.case {
        Some(case) => cases::colleagues(&call.ctx, &staff, case).await?,
        None => staffing::colleagues(&call.ctx, &staff).await?,
    };
    Reply::personal(&Colleagues { staff: of_case })
}
