//! Brings in the tables of the data files, for years that have none: what the desk has set stays.

use std::collections::BTreeSet;

use serde::Deserialize;
use yunlin_api::calendar::Day;

use super::store;
use crate::infra::ctx::Ctx;
use crate::infra::data::{DataFiles, strict_toml};
use crate::infra::seed::SeedError;

/// A data file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct YearFile {
    year: i32,
    source: String,
    off: Vec<String>,
    work: Vec<String>,
}

/// Reads every file of `calendar/`.
pub async fn publish(ctx: &Ctx, files: &DataFiles) -> Result<(), SeedError> {
    let known: Vec<i32> = store::years(ctx.db.read()).await?.iter().map(|y| y.year).collect();
    let names =
        files.list("calendar").map_err(|source| SeedError::File { file: "calendar".to_owned(), source })?;
    for name in names {
        let text = files.read(&name).map_err(|source| SeedError::File { file: name.clone(), source })?;
        let file: YearFile =
            strict_toml(&text.unwrap_or_default()).map_err(|e| SeedError::content(&name, e))?;
        if known.contains(&file.year) {
            continue;
        }
        let (off, work) = (days(&name, &file.off)?, days(&name, &file.work)?);
        let (year, source, now) = (file.year, file.source, ctx.now());
        ctx.db
            .tx::<_, sea_orm::DbErr, _>(move |tx| {
                let (off, work, source) = (off.clone(), work.clone(), source.clone());
                Box::pin(async move { store::replace(tx, year, &source, (&off, &work), now).await })
            })
            .await?;
    }
    Ok(())
}

/// Days and ranges `a..b`, both ends included.
fn days(file: &str, list: &[String]) -> Result<Vec<Day>, SeedError> {
    let mut out = BTreeSet::new();
    for entry in list {
        let (first, last) = entry.split_once("..").unwrap_or((entry, entry));
        let (Some(first), Some(last)) = (Day::parse(first), Day::parse(last)) else {
            return Err(SeedError::content(file, format!("{entry} is no day")));
        };
        out.extend((first.epoch()..=last.epoch()).map(Day::from_epoch));
    }
    Ok(out.into_iter().collect())
}
