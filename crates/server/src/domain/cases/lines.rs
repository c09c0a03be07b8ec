//! Lines of the inbox: each name that several lines share is looked up once.

use std::collections::BTreeMap;

use sea_orm::{ConnectionTrait, DbErr};
use yunlin_api::desk::InboxRow;
use yunlin_api::privacy::Tag;

use super::case::{Case, unwire};
use super::env::Env;
use super::{rating, view};
use crate::domain::catalogue;
use crate::domain::identity::Staff;
use crate::infra::db::sql;
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
    cases.iter().map(|case| line(env, case, &names)).collect()
}

impl Names {
    async fn of<C: ConnectionTrait>(db: &C, by: &Staff, cases: &[Case]) -> Result<Self, ApiError> {
        let communities = communities(db, cases.iter().map(Case::community)).await?;
        let mut staff = BTreeMap::new();
        for case in cases {
            if let Some(holder) = case.row.holder_staff.as_ref().filter(|id| !staff.contains_key(*id)) {
                staff.insert(holder.clone(), staff_name(db, holder).await?);
            }
        }
        let may = rating::seen_by(db, by, cases).await?;
        let mut call_backs = rating::open_call_backs(db, cases).await?;
        call_backs.retain(|case, _| may.contains(case));
        Ok(Self { communities, staff, call_backs })
    }
}

fn line(env: &Env, case: &Case, names: &Names) -> Result<InboxRow, ApiError> {
    let s = &case.standing;
    let due = s.next_due();
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
        left: due.map(|d| view::left(&env.calendar, env.today, d)),
        source: unwire(&case.row.source)?,
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
    let mut names = BTreeMap::new();
    for slug in slugs {
        if !names.contains_key(slug) {
            let found = catalogue::community(db, slug).await?;
            names.insert(slug.to_owned(), found.map(|c| c.name).unwrap_or_default());
        }
    }
    Ok(names)
}

/// Display name of a colleague.
async fn staff_name<C: ConnectionTrait>(db: &C, id: &str) -> Result<String, DbErr> {
    let text = "SELECT name FROM staff WHERE id = $1";
    let row = db.query_one_raw(sql(db.get_database_backend(), text, [id.into()])).await?;
    row.map_or(Ok(String::new()), |row| row.try_get("", "name"))
}
