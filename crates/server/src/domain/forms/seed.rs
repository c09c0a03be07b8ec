//! Publishes `forms/<item>.toml`, as a new version only when the content has changed.

use yunlin_api::forms::Form;

use super::store;
use crate::infra::ctx::Ctx;
use crate::infra::data::{DataFiles, strict_toml};
use crate::infra::digest;
use crate::infra::seed::SeedError;

/// Publishes every form file.
pub async fn publish(ctx: &Ctx, files: &DataFiles) -> Result<(), SeedError> {
    let names = files.list("forms").map_err(|source| SeedError::File { file: "forms".to_owned(), source })?;
    for name in names {
        let text = files.read(&name).map_err(|source| SeedError::File { file: name.clone(), source })?;
        let form: Form = strict_toml(&text.unwrap_or_default()).map_err(|e| SeedError::content(&name, e))?;
        publish_one(ctx, &name, form).await?;
    }
    Ok(())
}

/// A form whose content has changed becomes a new version even when its file forgot to say so.
async fn publish_one(ctx: &Ctx, name: &str, mut form: Form) -> Result<(), SeedError> {
    let hash = hash(name, &form)?;
    let newest = store::newest(ctx.db.read(), &form.item).await?;
    if newest.as_ref().is_some_and(|n| n.content_hash == hash) {
        return Ok(());
    }
    let today = ctx.today().to_string();
    if let Some(newest) = newest {
        form.version = form.version.max(newest.form.version + 1);
        form.published_on.clone_from(&today);
    }
    tracing::info!(item = %form.item, version = form.version, "form published");
    ctx.db
        .tx(move |tx| {
            let (form, hash, today) = (form.clone(), hash.clone(), today.clone());
            Box::pin(async move { store::insert(tx, &form, &hash, &today).await })
        })
        .await?;
    Ok(())
}

/// Hash of what is asked, without number and day.
fn hash(name: &str, form: &Form) -> Result<String, SeedError> {
    let bare = Form { version: 0, published_on: String::new(), ..form.clone() };
    let json = serde_json::to_vec(&bare).map_err(|e| SeedError::content(name, e))?;
    Ok(digest::hex(&[&json]))
}
