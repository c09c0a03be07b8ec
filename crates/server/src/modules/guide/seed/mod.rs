//! Publishes the catalogue from the data files, as a new version only when its content has changed.

mod item_file;
mod rows;

use sea_orm::DbErr;

use super::entity::catalogue_version;
use super::{service, store};
use crate::infra::ctx::Ctx;
use crate::infra::data::DataFiles;
use crate::infra::digest;
use crate::infra::seed::SeedError;

pub use rows::{SourceItem, read};

/// Publishes what the files hold and renders it.
pub(super) async fn publish(ctx: &Ctx, files: &DataFiles) -> Result<(), SeedError> {
    let items = read(files)?;
    let content_hash = hash(&items)?;
    let current = store::current(ctx.db.read()).await?;
    if current.as_ref().is_none_or(|c| c.content_hash != content_hash) {
        let version = catalogue_version::Model {
            version: current.map_or(1, |c| c.version + 1),
            published_on: ctx.today().to_string(),
            published_at: ctx.now(),
            status: "published".to_owned(),
            content_hash,
        };
        let count = items.len();
        let rows = rows::to_rows(&items, version.version)?;
        tracing::info!(version = version.version, items = count, "catalogue published");
        ctx.db
            .tx::<_, DbErr, _>(move |tx| {
                let (version, rows) = (version.clone(), rows.clone());
                Box::pin(async move { store::publish(tx, version, rows).await })
            })
            .await?;
    }
    service::catalogue(ctx).await?;
    service::texts(ctx).await?;
    Ok(())
}

/// Hash of all that is published.
fn hash(items: &[SourceItem]) -> Result<String, SeedError> {
    let mut parts = Vec::with_capacity(items.len());
    for item in items {
        let whole = (&item.card, &item.text, &item.handbook, item.in_handbook);
        let json = serde_json::to_vec(&whole).map_err(|e| SeedError::content(&item.card.code, e))?;
        parts.push(json);
    }
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    Ok(digest::hex(&parts))
}
