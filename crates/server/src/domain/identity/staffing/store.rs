//! Rows of staff accounts and of what they may touch.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, QueryResult};
use uuid::Uuid;
use yunlin_api::cases::{Queue, Role};
use yunlin_api::desk::Colleague;

use crate::domain::identity::people::id_of;
use crate::domain::identity::{Grant, Staff};
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;

/// Community column of a grant for the whole district.
const EVERYWHERE: &str = "*";

/// Queue column of 综合窗口; a bureau stands there by its name.
const WINDOW: &str = "window";

/// One account.
#[derive(Clone)]
pub(super) struct Account {
    pub(super) id: Uuid,
    pub(super) login: String,
    pub(super) password_hash: String,
    pub(super) totp_sealed: Option<Vec<u8>>,
    pub(super) totp_on: bool,
    pub(super) active: bool,
}

/// An account to be made.
#[derive(Clone, Debug)]
pub struct NewStaff {
    /// Login name.
    pub login: String,
    /// Display name.
    pub name: String,
    /// Unit, as residents see it.
    pub unit: String,
    /// What they may touch.
    pub grants: Vec<Grant>,
}

const COLUMNS: &str = "id, login, password_hash, totp_sealed, totp_on, active";

/// The account of a login name.
pub(super) async fn by_login(ctx: &Ctx, login: &str) -> Result<Option<Account>, DbErr> {
    one(ctx, &format!("SELECT {COLUMNS} FROM staff WHERE login = $1"), login).await
}

/// The account of an id.
pub(super) async fn by_id(ctx: &Ctx, id: Uuid) -> Result<Option<Account>, DbErr> {
    one(ctx, &format!("SELECT {COLUMNS} FROM staff WHERE id = $1"), &id.to_string()).await
}

async fn one(ctx: &Ctx, text: &str, value: &str) -> Result<Option<Account>, DbErr> {
    let row = ctx.db.read().query_one_raw(sql(ctx.db.backend(), text, [value.into()])).await?;
    row.map(|row| read(&row)).transpose()
}

fn read(row: &QueryResult) -> Result<Account, DbErr> {
    Ok(Account {
        id: id_of(row, "id")?,
        login: row.try_get("", "login")?,
        password_hash: row.try_get("", "password_hash")?,
        totp_sealed: row.try_get("", "totp_sealed")?,
        totp_on: row.try_get("", "totp_on")?,
        active: row.try_get("", "active")?,
    })
}

/// What a member of staff may touch, by the columns of a grant; nothing where an outer join found none.
pub(super) fn grant(row: &QueryResult) -> Result<Option<Grant>, DbErr> {
    let Some(role) = row.try_get::<Option<String>>("", "role")? else { return Ok(None) };
    let (queue, community): (String, String) = (row.try_get("", "queue")?, row.try_get("", "community")?);
    Ok(Some(Grant {
        role: role_of(&role)?,
        queue: if queue == WINDOW { Queue::Window } else { Queue::Bureau(queue) },
        community: Some(community).filter(|c| c != EVERYWHERE),
    }))
}

fn role_of(text: &str) -> Result<Role, DbErr> {
    serde_json::from_value(text.into()).map_err(|e| DbErr::Custom(e.to_string()))
}

fn queue_text(queue: &Queue) -> &str {
    match queue {
        Queue::Window => WINDOW,
        Queue::Bureau(name) => name,
    }
}

/// Makes an account unless the login is taken; says whether it did.
pub(super) async fn insert(
    tx: &DatabaseTransaction,
    new: &NewStaff,
    password_hash: &str,
    must_change: bool,
    at: DateTime<Utc>,
) -> Result<bool, DbErr> {
    let backend = tx.get_database_backend();
    let id = Uuid::now_v7().to_string();
    let text = "INSERT INTO staff (id, login, name, unit, password_hash, must_change, totp_on, totp_step, active, made_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, 0, $8, $9) ON CONFLICT (login) DO NOTHING";
    let values = [
        id.clone().into(),
        new.login.clone().into(),
        new.name.clone().into(),
        new.unit.clone().into(),
        password_hash.into(),
        must_change.into(),
        false.into(),
        true.into(),
        at.into(),
    ];
    if tx.execute_raw(sql(backend, text, values)).await?.rows_affected() == 0 {
        return Ok(false);
    }
    for grant in &new.grants {
        add_grant(tx, &id, grant).await?;
    }
    Ok(true)
}

/// Adds a grant; false when it is there.
pub(super) async fn add_grant(tx: &DatabaseTransaction, staff: &str, grant: &Grant) -> Result<bool, DbErr> {
    let text = "INSERT INTO staff_grant (staff, role, queue, community) VALUES ($1, $2, $3, $4) \
        ON CONFLICT (staff, role, queue, community) DO NOTHING";
    Ok(change(tx, text, columns(staff, grant)?).await? == 1)
}

/// Takes a grant away; false when there is none.
pub(super) async fn drop_grant(tx: &DatabaseTransaction, staff: &str, grant: &Grant) -> Result<bool, DbErr> {
    let text = "DELETE FROM staff_grant WHERE staff = $1 AND role = $2 AND queue = $3 AND community = $4";
    Ok(change(tx, text, columns(staff, grant)?).await? == 1)
}

/// A grant as a row.
fn columns(staff: &str, grant: &Grant) -> Result<[sea_orm::Value; 4], DbErr> {
    let role = serde_json::to_value(grant.role).map_err(|e| DbErr::Custom(e.to_string()))?;
    Ok([
        staff.into(),
        role.as_str().unwrap_or_default().into(),
        queue_text(&grant.queue).into(),
        grant.community.as_deref().unwrap_or(EVERYWHERE).into(),
    ])
}

/// A grant in words, for the acts.
pub(super) fn in_words(grant: &Grant) -> String {
    let role = match grant.role {
        Role::Worker => "社工",
        Role::Officer => "科员",
        Role::Secretary => "书记",
        Role::Admin => "区管理员",
        Role::Resident | Role::System => "",
    };
    let place = grant.community.as_deref().unwrap_or("全区");
    format!("{role} · {} · {place}", queue_text(&grant.queue))
}

/// Whether there is any account.
pub(super) async fn any(ctx: &Ctx) -> Result<bool, DbErr> {
    let row = ctx.db.read().query_one_raw(sql(ctx.db.backend(), "SELECT id FROM staff LIMIT 1", [])).await?;
    Ok(row.is_some())
}

/// Active colleagues who share a queue and an area with this member of staff, by name.
pub async fn colleagues(ctx: &Ctx, of: &Staff) -> Result<Vec<Colleague>, DbErr> {
    let text = "SELECT DISTINCT f.id, f.name, f.unit FROM staff f JOIN staff_grant g ON g.staff = f.id \
        JOIN staff_grant mine ON mine.staff = $1 AND (mine.queue = g.queue OR mine.role IN ('secretary', 'admin')) \
        AND (mine.community = g.community OR mine.community = '*' OR g.community = '*') \
        WHERE f.active = $2 ORDER BY f.name, f.id";
    let values = [of.id().to_string().into(), true.into()];
    let rows = ctx.db.read().query_all_raw(sql(ctx.db.backend(), text, values)).await?;
    rows.iter()
        .map(|row| {
            Ok(Colleague {
                id: id_of(row, "id")?,
                name: row.try_get("", "name")?,
                unit: row.try_get("", "unit")?,
            })
        })
        .collect()
}

/// Place of the authenticator's secret.
pub(super) fn totp_place(staff: Uuid) -> String {
    format!("staff.totp_sealed/{staff}")
}

/// Uses a step of the authenticator; false when it, or a later one, was used before.
pub(super) async fn use_step(tx: &DatabaseTransaction, staff: Uuid, step: i64) -> Result<bool, DbErr> {
    let text = "UPDATE staff SET totp_step = $2 WHERE id = $1 AND totp_step < $2";
    Ok(change(tx, text, [staff.to_string().into(), step.into()]).await? == 1)
}

/// A new password.
pub(super) async fn set_password(
    tx: &DatabaseTransaction,
    staff: Uuid,
    hash: &str,
    must_change: bool,
) -> Result<(), DbErr> {
    let text = "UPDATE staff SET password_hash = $2, must_change = $3 WHERE id = $1";
    change(tx, text, [staff.to_string().into(), hash.into(), must_change.into()]).await.map(|_| ())
}

/// A secret that waits to be confirmed; false when the authenticator is in use.
pub(super) async fn put_totp(tx: &DatabaseTransaction, staff: Uuid, sealed: Vec<u8>) -> Result<bool, DbErr> {
    let text = "UPDATE staff SET totp_sealed = $2 WHERE id = $1 AND totp_on = $3";
    Ok(change(tx, text, [staff.to_string().into(), sealed.into(), false.into()]).await? == 1)
}

/// The authenticator is in use.
pub(super) async fn set_totp_on(tx: &DatabaseTransaction, staff: Uuid, step: i64) -> Result<(), DbErr> {
    let text = "UPDATE staff SET totp_on = $2, totp_step = $3 WHERE id = $1";
    change(tx, text, [staff.to_string().into(), true.into(), step.into()]).await.map(|_| ())
}

/// The authenticator is gone.
pub(super) async fn clear_totp(tx: &DatabaseTransaction, staff: Uuid) -> Result<(), DbErr> {
    let text = "UPDATE staff SET totp_on = $2, totp_sealed = NULL WHERE id = $1";
    change(tx, text, [staff.to_string().into(), false.into()]).await.map(|_| ())
}

/// Opens or shuts an account.
pub(super) async fn set_active(tx: &DatabaseTransaction, staff: Uuid, active: bool) -> Result<(), DbErr> {
    let text = "UPDATE staff SET active = $2 WHERE id = $1";
    change(tx, text, [staff.to_string().into(), active.into()]).await.map(|_| ())
}

async fn change(
    tx: &DatabaseTransaction,
    text: &str,
    values: impl IntoIterator<Item = sea_orm::Value>,
) -> Result<u64, DbErr> {
    Ok(tx.execute_raw(sql(tx.get_database_backend(), text, values)).await?.rows_affected())
}
