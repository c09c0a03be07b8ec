//! The resident as they see themselves: masked.

use sea_orm::ConnectionTrait;
use yunlin_api::identity::Me;
use yunlin_api::privacy::{NOTICE, Tag};

use super::{mode_of, store};
use crate::domain::identity::Resident;
use crate::domain::messages;
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// Who is signed in.
pub async fn me(ctx: &Ctx, of: &Resident) -> Result<Me, ApiError> {
    let known = store::known(ctx.db.read(), &ctx.keys, of.person()).await?.ok_or_else(ApiError::not_found)?;
    let text = "SELECT closing_on FROM account WHERE id = $1";
    let row =
        ctx.db.read().query_one_raw(sql(ctx.db.backend(), text, [of.account().to_string().into()])).await?;
    let closing_since = row.map(|row| row.try_get("", "closing_on")).transpose()?.flatten();
    let mask = |tag: Tag, value: Option<&str>| value.map(|v| tag.mask(v)).unwrap_or_default();
    Ok(Me {
        account: of.account(),
        level: of.level(),
        phone_masked: mask(Tag::Phone, known.phone.as_ref().map(|p| p.as_str())),
        name_masked: mask(Tag::Name, known.name.as_deref()),
        id_masked: mask(Tag::IdNumber, known.id_number.as_ref().map(|n| n.as_str())),
        consent: consent(ctx, of).await?,
        notice: NOTICE.to_owned(),
        unread: messages::unread(ctx.db.read(), of.person()).await?,
        mode: mode_of(ctx.db.read(), of.person()).await?,
        closing_since,
    })
}

/// Version of the notice that is agreed to now.
async fn consent(ctx: &Ctx, of: &Resident) -> Result<Option<String>, ApiError> {
    let text = "SELECT notice, agreed FROM consent WHERE person = $1 ORDER BY at DESC, id DESC LIMIT 1";
    let row =
        ctx.db.read().query_one_raw(sql(ctx.db.backend(), text, [of.person().to_string().into()])).await?;
    let Some(row) = row else { return Ok(None) };
    let agreed: bool = row.try_get("", "agreed")?;
    if agreed { Ok(Some(row.try_get("", "notice")?)) } else { Ok(None) }
}
