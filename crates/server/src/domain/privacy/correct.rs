//! Corrections that need no counter: the name, and the phone by a code sent to the new number.

use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use yunlin_api::identity::Phone;
use yunlin_api::privacy::CorrectMe;

use crate::domain::audit;
use crate::domain::identity::{Resident, codes, people, sessions};
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Checks the code of a new number, before the transaction; gives number and code to use up.
pub async fn prove(ctx: &Ctx, input: &CorrectMe) -> Result<Option<(Phone, Uuid)>, ApiError> {
    if input.name.is_none() && input.phone.is_none() {
        return Err(ApiError::field("name", "请填写要更正的内容。"));
    }
    let Some(phone) = &input.phone else { return Ok(None) };
    let code = input.code.as_ref().ok_or_else(|| ApiError::field("code", "请填写新手机号收到的验证码。"))?;
    let id = codes::prove(ctx, phone, code.as_str()).await?;
    Ok(Some((phone.clone(), id)))
}

/// Makes the changes. A new number ends the other sessions: they were opened with the old one.
pub async fn change(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    of: &Resident,
    input: &CorrectMe,
    phone: Option<&(Phone, Uuid)>,
) -> Result<(), ApiError> {
    if let Some(name) = &input.name {
        people::set_name(tx, &ctx.keys, of.person(), name.as_str()).await?;
    }
    if let Some((phone, code)) = phone {
        codes::use_up_or_refuse(tx, *code).await?;
        people::attach(tx, &ctx.keys, of.account(), phone, ctx.now()).await?;
        sessions::end_all(tx, of.account(), Some(of.session())).await?;
    }
    let act = match (&input.name, phone) {
        (Some(_), Some(_)) => "更正了姓名和手机号",
        (Some(_), None) => "更正了姓名",
        _ => "更换了手机号",
    };
    audit::record_own(tx, of, &audit::Entry::own(act, ctx.now())).await?;
    Ok(())
}
