//! Alerts: the rungs of the ladder, told to whom they concern until their matter is mended.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use sea_orm::{DatabaseTransaction, FromQueryResult, Value};
use uuid::Uuid;
use yunlin_api::cases::Role;
use yunlin_api::desk::{AlertCase, DeskAlert, DeskAlerts, KnowAlert};

use super::case::{unwire, wire};
use super::env::Env;
use super::lines::communities;
use super::{reach, store, view};
use crate::domain::calendar;
use crate::domain::identity::Staff;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// Alerts that are shown at once.
const SHOWN: usize = 200;

/// Subject of the alarm about a year without holidays.
pub(super) const CALENDAR: &str = "calendar";

/// Level of a case whose bureau has no staff.
pub(super) const UNSERVED: &str = "unserved";

#[derive(FromQueryResult)]
struct Row {
    subject: String,
    level: String,
    due: String,
    told: String,
    at: DateTime<Utc>,
    number: Option<String>,
    item_name: Option<String>,
    community: Option<String>,
    known_at: Option<DateTime<Utc>>,
}

/// What concerns this member of staff now.
pub async fn list(env: &Env, by: &Staff) -> Result<DeskAlerts, ApiError> {
    let (db, mut values) = (env.ctx.db.read(), reach::Values::of(by));
    let text = of_cases(by, &mut values);
    let mut rows = Row::find_by_statement(sql(env.ctx.db.backend(), &text, values.list())).all(db).await?;
    if keeps_calendar(by) && calendar::alarm(&env.calendar, env.today) {
        let id = [Value::from(by.id().to_string())];
        rows.extend(Row::find_by_statement(sql(env.ctx.db.backend(), OF_CALENDAR, id)).one(db).await?);
    }
    rows.sort_by_key(|row| std::cmp::Reverse(row.at));
    let names = communities(db, rows.iter().filter_map(|row| row.community.as_deref())).await?;
    let rows = rows.into_iter().map(|row| alert(row, &names)).collect::<Result<Vec<_>, _>>()?;
    let unknown = rows.iter().filter(|row| !row.known).count();
    Ok(DeskAlerts { rows, unknown: u32::try_from(unknown).unwrap_or(u32::MAX) })
}

/// Only the last rung of a matter: what is overdue needs not be said to have been due.
fn of_cases(by: &Staff, values: &mut reach::Values) -> String {
    let mut concerns = vec![reach::held()];
    concerns.extend(by.grants().iter().map(|grant| reach::granted(grant, values)));
    format!(
        "SELECT l.subject, l.level, l.due, l.told, l.at, f.number, f.item_name, f.community, \
        s.at AS known_at FROM escalation_log l \
        JOIN case_file f ON f.id = l.subject \
        LEFT JOIN case_rating r ON r.case_id = f.id \
        LEFT JOIN escalation_known s \
            ON s.subject = l.subject AND s.level = l.level AND s.due = l.due AND s.staff_id = $1 \
        WHERE ({}) AND ({}) AND NOT EXISTS (SELECT 1 FROM escalation_log h \
            WHERE h.subject = l.subject AND h.due = l.due AND h.at > l.at \
            AND h.level NOT IN ({alone}) AND l.level NOT IN ({alone})) \
        ORDER BY l.at DESC LIMIT {SHOWN}",
        reach::OPEN,
        concerns.join(" OR "),
        alone = reach::ALONE,
    )
}

const OF_CALENDAR: &str = "SELECT l.subject, l.level, l.due, l.told, l.at, NULL AS number, NULL AS item_name, \
    NULL AS community, s.at AS known_at FROM escalation_log l LEFT JOIN escalation_known s \
    ON s.subject = l.subject AND s.level = l.level AND s.due = l.due AND s.staff_id = $1 \
    WHERE l.subject = 'calendar' ORDER BY l.at DESC LIMIT 1";

fn keeps_calendar(by: &Staff) -> bool {
    by.grants().iter().any(|grant| grant.role == Role::Admin)
}

fn alert(row: Row, names: &BTreeMap<String, String>) -> Result<DeskAlert, ApiError> {
    let name = |slug: &String| names.get(slug).cloned().unwrap_or_default();
    let case = Uuid::parse_str(&row.subject).ok().map(|id| AlertCase {
        id,
        number: view::stored_number(row.number.as_deref().unwrap_or_default()),
        item_name: row.item_name.unwrap_or_default(),
        community_name: row.community.as_ref().map(name).unwrap_or_default(),
    });
    Ok(DeskAlert {
        subject: row.subject,
        rung: unwire(&row.level)?,
        due: row.due,
        told: row.told,
        at: view::moment(row.at),
        case,
        known: row.known_at.is_some(),
    })
}

/// Notes that they know; only of what concerns them.
pub async fn know(
    env: &Env,
    tx: &DatabaseTransaction,
    by: &Staff,
    (input, seen): (&KnowAlert, &DeskAlerts),
) -> Result<(), ApiError> {
    let is = |row: &&DeskAlert| {
        row.subject == input.subject.as_str() && row.rung == input.rung && row.due == input.due.as_str()
    };
    let row = seen.rows.iter().find(is).ok_or_else(ApiError::not_found)?;
    Ok(store::know_rung(tx, (&row.subject, &wire(&row.rung)?, &row.due), by.id(), env.now).await?)
}
