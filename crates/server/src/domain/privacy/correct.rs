//! Corrections that need no counter: the name, and the phone by codes sent to the old and to the new number.

use axum::http::HeaderMap;
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use yunlin_api::identity::Phone;
use yunlin_api::privacy::CorrectMe;

use super::{consent, notice, proof, real_name};
use crate::domain::audit;
use crate::domain::identity::codes::{self, Asker};
use crate::domain::identity::{Resident, people, sessions};
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// What to do without a proof.
const NO_PROOF: &str = "请填写原手机号收到的验证码；原号码已经不用的，请填写登记过的身份证号码。";

/// A new number, with the codes to use up.
#[derive(Clone, Debug)]
pub struct NewPhone {
    phone: Phone,
    codes: Vec<Uuid>,
}

/// Checks a name, and everything that proves a new number, before the transaction: a session alone moves no account.
pub async fn prove(
    ctx: &Ctx,
    headers: &HeaderMap,
    of: &Resident,
    input: &CorrectMe,
) -> Result<Option<NewPhone>, ApiError> {
    if input.name.is_none() && input.phone.is_none() {
        return Err(ApiError::field("name", "请填写要更正的内容。"));
    }
    if let Some(name) = &input.name {
        real_name::renamed(ctx, of, name.as_str()).await?;
    }
    let Some(phone) = &input.phone else { return Ok(None) };
    let code = input.code.as_ref().ok_or_else(|| ApiError::field("code", "请填写新手机号收到的验证码。"))?;
    let mut used = Vec::new();
    match (&input.old_code, &input.id_number) {
        (Some(old), _) => used.push(proof::by_code(ctx, of, ("old_code", old.as_str())).await?),
        (None, Some(number)) => proof::by_id_number(ctx, of, number).await?,
        (None, None) => return Err(ApiError::field("old_code", NO_PROOF)),
    }
    used.push(codes::prove(ctx, &Asker::of(ctx, headers, phone), phone, ("code", code.as_str())).await?);
    Ok(Some(NewPhone { phone: phone.clone(), codes: used }))
}

/// Makes the changes. A new number ends the other sessions: they were opened with the old one, which is told.
pub async fn change(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    of: &Resident,
    input: &CorrectMe,
    phone: Option<&NewPhone>,
) -> Result<(), ApiError> {
    consent::require(tx, of).await?;
    if let Some(name) = &input.name {
        people::set_name(tx, &ctx.keys, of.person(), name.as_str()).await?;
    }
    if let Some(new) = phone {
        move_to(tx, ctx, of, new).await?;
    }
    let act = match (&input.name, phone) {
        (Some(_), Some(_)) => "更正了姓名和手机号",
        (Some(_), None) => "更正了姓名",
        _ => "更换了手机号",
    };
    audit::record_own(tx, of, &audit::Entry::own(act, ctx.now())).await?;
    Ok(())
}

async fn move_to(tx: &DatabaseTransaction, ctx: &Ctx, of: &Resident, new: &NewPhone) -> Result<(), ApiError> {
    for code in &new.codes {
        codes::use_up_or_refuse(tx, *code).await?;
    }
    let before = people::number_of(tx, of.account()).await?;
    people::attach(tx, &ctx.keys, of.account(), &new.phone, ctx.now()).await?;
    if before != people::number_of(tx, of.account()).await?
        && let Some(old) = before
    {
        notice::plan(tx, ctx, old).await?;
    }
    sessions::end_all(tx, of.account(), Some(of.session())).await?;
    Ok(())
}
