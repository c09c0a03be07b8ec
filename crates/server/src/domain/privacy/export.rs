//! Everything in clear, for the resident alone, after a code to their own number.

use chrono::{DateTime, Duration, Utc};
use sea_orm::DatabaseTransaction;
use serde::{Deserialize, Serialize};
use uuid::Uuid;
use yunlin_api::privacy::{AskExport, Export};

use super::{SOURCES, consent, proof};
use crate::domain::audit;
use crate::domain::identity::{Resident, codes};
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Minutes in which a lost answer may be asked for again.
const LOST_MINUTES: i64 = 10;

/// What is kept of an export: when the code was right.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
pub struct Exported {
    at: DateTime<Utc>,
}

/// Checks the code, before the transaction.
pub async fn prove(ctx: &Ctx, of: &Resident, input: &AskExport) -> Result<Uuid, ApiError> {
    proof::by_code(ctx, of, ("code", input.code.as_str())).await
}

/// Uses the code up and leaves a receipt.
pub async fn ask(
    tx: &DatabaseTransaction,
    of: &Resident,
    code: Uuid,
    at: DateTime<Utc>,
) -> Result<Exported, ApiError> {
    codes::use_up_or_refuse(tx, code).await?;
    audit::record_own(tx, of, &audit::Entry::own("导出了自己的全部信息", at)).await?;
    Ok(Exported { at })
}

/// Everything that is held of a resident, in clear, while the proof is fresh.
pub async fn show(ctx: &Ctx, of: &Resident, asked: Exported) -> Result<Export, ApiError> {
    if ctx.now() > asked.at + Duration::minutes(LOST_MINUTES) {
        return Err(ApiError::field("code", "验证码已经过期，请重新获取。"));
    }
    let mut all = serde_json::Map::new();
    all.insert("exported_at".to_owned(), ctx.now().to_rfc3339().into());
    for source in SOURCES {
        all.insert(source.name.to_owned(), (source.export)(ctx, of.person()).await?);
    }
    let consents = serde_json::to_value(consent::all(ctx, of).await?)?;
    all.insert("consents".to_owned(), consents);
    let receipts = serde_json::to_value(audit::all_receipts(ctx, of.person()).await?)?;
    all.insert("receipts".to_owned(), receipts);
    Ok(Export { json: serde_json::to_string_pretty(&all)? })
}
