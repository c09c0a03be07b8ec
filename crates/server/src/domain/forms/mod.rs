//! Published forms, every version of them: filled answers are checked and shown with the version that was filled.

mod seed;
mod store;

use sea_orm::ConnectionTrait;
use yunlin_api::calendar::Day;
use yunlin_api::forms::{ACCEPTED_DAYS, Form, changed_fields};
use yunlin_api::problem::{Code, FieldError};

pub use seed::publish;
pub use store::{MIGRATIONS, current, version, version_of_set};

use crate::infra::web::ApiError;

/// The version that was filled, if it is still accepted; otherwise says which fields have changed.
pub async fn accepted<C: ConnectionTrait>(
    db: &C,
    item: &str,
    filled: u32,
    today: Day,
) -> Result<Form, ApiError> {
    let current = store::current_of(db, item).await?.ok_or_else(|| {
        ApiError::field("item", "这个事项还不能在手机上申请，请到社区大厅办理，或打社区电话问清楚。")
    })?;
    if current.version == filled {
        return Ok(current);
    }
    let unknown = || ApiError::field("form_version", "这张表的版本不对，请刷新页面后重新打开。");
    let old = store::find(db, item, filled).await?.ok_or_else(unknown)?;
    let superseded = old.superseded_on.as_deref().and_then(Day::parse).unwrap_or(today);
    if i64::from(today.epoch() - superseded.epoch()) <= ACCEPTED_DAYS {
        return Ok(old.form);
    }
    Err(ApiError::new(Code::FormChanged).with_fields(changes(&old.form, &current)))
}

/// Fields of the current version that must be looked at again.
fn changes(old: &Form, current: &Form) -> Vec<FieldError> {
    let sentence = |key: &str| match current.field(key) {
        Some(field) => format!("「{}」有更新，请重新填写。", field.label),
        None => "这一组有更新，请重新填写。".to_owned(),
    };
    let changed = changed_fields(old, current).into_iter();
    changed.map(|field| FieldError { detail: sentence(&field), field }).collect()
}
