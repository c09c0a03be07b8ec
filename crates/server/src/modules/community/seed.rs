//! Publishes the places from `places.toml`, as a new version only when their content has changed.

use sea_orm::DbErr;
use serde::Deserialize;
use yunlin_api::community::Community;

use super::entity::{community, estate, place_version};
use super::{service, store};
use crate::infra::ctx::Ctx;
use crate::infra::data::{DataFiles, strict_toml};
use crate::infra::digest;
use crate::infra::seed::SeedError;

/// The data file.
const FILE: &str = "places.toml";

/// Its shape.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct PlacesFile {
    communities: Vec<Community>,
}

/// Publishes what the file holds and renders it.
pub(super) async fn publish(ctx: &Ctx, files: &DataFiles) -> Result<(), SeedError> {
    let communities = read(files, ctx.config.demo_data)?;
    let json: Vec<String> = communities
        .iter()
        .map(serde_json::to_string)
        .collect::<Result<_, _>>()
        .map_err(|e| SeedError::content(FILE, e))?;
    let content_hash = digest::hex(&json.iter().map(String::as_bytes).collect::<Vec<_>>());
    let current = store::current(ctx.db.read()).await?;
    if current.as_ref().is_none_or(|c| c.content_hash != content_hash) {
        let version = place_version::Model {
            version: current.map_or(1, |c| c.version + 1),
            published_on: ctx.today().to_string(),
            published_at: ctx.now(),
            content_hash,
        };
        tracing::info!(version = version.version, "places published");
        let (rows, estates) = to_rows(&communities, &json, version.version);
        ctx.db
            .tx::<_, DbErr, _>(move |tx| {
                let (version, rows, estates) = (version.clone(), rows.clone(), estates.clone());
                Box::pin(async move { store::publish(tx, version, rows, estates).await })
            })
            .await?;
    }
    service::places(ctx).await?;
    Ok(())
}

/// Reads the file; without demonstration data, made-up phones and hours are taken out.
fn read(files: &DataFiles, demo_data: bool) -> Result<Vec<Community>, SeedError> {
    let text = files.read(FILE).map_err(|source| SeedError::File { file: FILE.to_owned(), source })?;
    let text = text.ok_or_else(|| SeedError::content(FILE, "is missing"))?;
    let mut file: PlacesFile = strict_toml(&text).map_err(|e| SeedError::content(FILE, e))?;
    if !demo_data {
        for hall in file.communities.iter_mut().map(|c| &mut c.hall).filter(|h| h.demo) {
            hall.phone.clear();
            hall.hours.clear();
            hall.demo = false;
        }
    }
    Ok(file.communities)
}

/// Rows of one version.
fn to_rows(
    communities: &[Community],
    json: &[String],
    version: i64,
) -> (Vec<community::Model>, Vec<estate::Model>) {
    let rows = communities.iter().zip(json).zip(1..).map(|((c, json), position)| community::Model {
        version,
        slug: c.slug.clone(),
        position,
        json: json.clone(),
    });
    let estates = communities.iter().flat_map(|c| {
        c.estates.iter().map(move |e| estate::Model {
            version,
            slug: e.slug.clone(),
            community_slug: c.slug.clone(),
            name: e.name.clone(),
        })
    });
    (rows.collect(), estates.collect())
}
