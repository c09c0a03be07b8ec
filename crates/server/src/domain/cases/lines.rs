//! Lines of the inbox: each name that several lines share is looked up once.

use std::collections::{BTreeMap, BTreeSet};

use sea_orm::{ConnectionTrait, DbErr, Value};
use yunlin_api::desk::InboxRow;
use yunlin_api::privacy::Tag;

use super::case::{Case, unwire};
use super::env::Env;
use super::scope::access;
use super::{rating, view};
use crate::domain::catalogue;
use crate::domain::identity::Staff;
use crate::infra::db::{places, sql};
use crate::infra::web::ApiError;

/// What the lines name.
struct Names {
    communities: BTreeMap<String, String>,
    staff: BTreeMap<String, String>,
    /// Only those that whoever asks may see.
    call_backs: BTreeMap<String, String>,
}

/// The lines of these cases, in their order.
pub(super) async fn lines(env: &Env, by: &Staff, cases: &[Case]) -> Result<Vec<InboxRow>, ApiError> {
    let names = Names::of(env.ctx.db.read(), by, cases).await?;
    cases.iter().map(|case| line((env, by), case, &names)).collect()
}

impl Names {
    async fn of<C: ConnectionTrait>(db: &C, by: &Staff, cases: &[Case]) -> Result<Self, ApiError> {
        let communities = communities(db, cases.iter().map(Case::community)).await?;
        let staff = colleagues(db, cases.iter().filter_map(|case| case.row.holder_staff.as_deref())).await?;
        let may = rating::seen_by(db, by, cases).await?;
        let call_backs = rating::open_call_backs(db, &may).await?;
        Ok(Self { communities, staff, call_backs })
    }
}

fn line((env, by): (&Env, &Staff), case: &Case, names: &Names) -> Result<InboxRow, ApiError> {
    let s = &case.standing;
    let (due, next) = (s.next_due(), s.next_span());
    let holder = case.row.holder_staff.as_ref();
    Ok(InboxRow {
        id: case.id(),
        number: view::number(case),
        item: case.row.item_code.clone(),
        item_name: case.row.item_name.clone(),
        applicant_masked: Tag::Name.mask(&case.applicant(&env.ctx.keys)?.name),
        community: case.row.community.clone(),
        community_name: names.communities.get(case.community()).cloned().unwrap_or_default(),
        state: s.state,
        light: s.light(&env.calendar, env.today),
        due: due.map(|d| d.to_string()),
        estimated: next.is_some_and(|span| span.estimated),
        left: due.map(|d| view::left(&env.calendar, env.today, d)),
        source: unwire(&case.row.source)?,
        queue: s.queue.clone(),
        elsewhere: access(by, case).is_none(),
        held_by: holder.and_then(|id| names.staff.get(id)).cloned().unwrap_or_default(),
        urged: s.urged,
        callback_by: names.call_backs.get(&case.row.id).cloned(),
        version: case.version(),
    })
}

/// Names of communities by their slugs.
pub(super) async fn communities<C: ConnectionTrait>(
    db: &C,
    slugs: impl Iterator<Item = &str>,
) -> Result<BTreeMap<String, String>, ApiError> {
    let slugs: BTreeSet<&str> = slugs.collect();
    let mut names = BTreeMap::new();
    for slug in slugs {
        let found = catalogue::community(db, slug).await?;
        names.insert(slug.to_owned(), found.map(|c| c.name).unwrap_or_default());
    }
    Ok(names)
}

/// Display names of colleagues by their ids.
async fn colleagues<C: ConnectionTrait>(
    db: &C,
    ids: impl Iterator<Item = &str>,
) -> Result<BTreeMap<String, String>, DbErr> {
    let ids: BTreeSet<&str> = ids.collect();
    if ids.is_empty() {
        return Ok(BTreeMap::new());
    }
    let text = format!("SELECT id, name FROM staff WHERE id IN ({})", places(1, ids.len()));
    let values = ids.into_iter().map(Value::from);
    let rows = db.query_all_raw(sql(db.get_database_backend(), &text, values)).await?;
    rows.iter().map(|row| Ok((row.try_get("", "id")?, row.try_get("", "name")?))).collect()
}
