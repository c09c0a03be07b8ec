//! Staff look at a photo of a case: the trace is written before the bytes go out, and the applicant reads it as a receipt.

use super::case::Case;
use super::{own, store, uploads};
use crate::domain::audit;
use crate::domain::cases::Env;
use crate::domain::files::StoredFile;
use crate::domain::identity::Staff;
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Notes that a member of staff looks at a file.
pub async fn record_look(ctx: &Ctx, by: &Staff, file: &StoredFile) -> Result<(), ApiError> {
    let env = Env::load(ctx).await?;
    let case = match file.case {
        Some(id) => store::any(ctx.db.read(), id).await?,
        None => None,
    };
    let entry = audit::Entry {
        person: case.as_ref().map(Case::person),
        act: act(&env, case.as_ref(), file).await?,
        case: file.case,
        about: case.as_ref().map(|case| case.item_name().to_owned()).unwrap_or_default(),
        reason: String::new(),
        at: env.now,
    };
    let by = by.clone();
    ctx.db
        .tx(move |tx| {
            let (by, entry) = (by.clone(), entry.clone());
            Box::pin(async move { Ok(audit::record(tx, &by, &entry).await?) })
        })
        .await
}

/// What was looked at, in the words of the form.
async fn act(env: &Env, case: Option<&Case>, file: &StoredFile) -> Result<String, ApiError> {
    if uploads::is_result(file) {
        return Ok("查看了办理结果的材料".to_owned());
    }
    let form = match case {
        Some(case) => own::form_of(env, case).await?,
        None => None,
    };
    let label = form.as_ref().and_then(|form| form.field(&file.field)).map(|field| field.label.as_str());
    Ok(format!("查看了「{}」的照片", label.unwrap_or("材料")))
}
