//! The inbox of a resident. A message names what happened and what to do; personal values stay in the case.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr, FromQueryResult};
use serde_json::{Value, json};
use uuid::Uuid;
use yunlin_api::messages::{Inbox, Message};
use yunlin_api::privacy::{HeldField, HeldGroup};

use super::identity::Resident;
use super::privacy::{Asked, Source};
use crate::infra::ctx::Ctx;
use crate::infra::db::{TxFuture, sql};
use crate::infra::migrate::Migration;
use crate::infra::web::ApiError;

/// Messages that a resident gets at once.
const SHOWN: i64 = 200;

/// In order; a released step is never edited.
pub const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "messages_1_message",
        ddl: "CREATE TABLE IF NOT EXISTS message (
            id text PRIMARY KEY,
            person_id text NOT NULL,
            at timestamptz NOT NULL,
            title text NOT NULL,
            text text NOT NULL,
            href text NOT NULL,
            read_at timestamptz
        )",
    },
    Migration {
        name: "messages_2_of_person",
        ddl: "CREATE INDEX IF NOT EXISTS message_person ON message (person_id, at)",
    },
];

/// What is said to somebody.
#[derive(Clone, Debug)]
pub struct Note {
    /// Short title.
    pub title: String,
    /// What happened and what to do.
    pub text: String,
    /// Page of the app.
    pub href: String,
}

#[derive(FromQueryResult)]
struct Row {
    id: String,
    at: DateTime<Utc>,
    title: String,
    text: String,
    href: String,
    read_at: Option<DateTime<Utc>>,
}

/// Puts a message into somebody's inbox.
pub async fn put(
    tx: &DatabaseTransaction,
    person: Uuid,
    note: &Note,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let text = "INSERT INTO message (id, person_id, at, title, text, href) VALUES ($1, $2, $3, $4, $5, $6)";
    let values = [
        Uuid::now_v7().to_string().into(),
        person.to_string().into(),
        now.into(),
        note.title.clone().into(),
        note.text.clone().into(),
        note.href.clone().into(),
    ];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// The inbox, newest first.
pub async fn inbox<C: ConnectionTrait>(db: &C, of: &Resident) -> Result<Inbox, DbErr> {
    let text = "SELECT id, at, title, text, href, read_at FROM message WHERE person_id = $1 \
        ORDER BY at DESC, id DESC LIMIT $2";
    let values = [of.person().to_string().into(), SHOWN.into()];
    let rows = Row::find_by_statement(sql(db.get_database_backend(), text, values)).all(db).await?;
    let messages = rows.into_iter().map(|row| Message {
        id: Uuid::parse_str(&row.id).unwrap_or_default(),
        at: row.at.to_rfc3339_opts(SecondsFormat::Millis, true),
        title: row.title,
        text: row.text,
        href: row.href,
        read: row.read_at.is_some(),
    });
    Ok(Inbox { messages: messages.collect(), unread: unread(db, of.person()).await? })
}

/// How many are not read yet.
pub async fn unread<C: ConnectionTrait>(db: &C, person: Uuid) -> Result<u32, DbErr> {
    let text = "SELECT CAST(COUNT(*) AS bigint) AS n FROM message WHERE person_id = $1 AND read_at IS NULL";
    let row = db.query_one_raw(sql(db.get_database_backend(), text, [person.to_string().into()])).await?;
    let count: i64 = row.map_or(Ok(0), |row| row.try_get("", "n"))?;
    Ok(u32::try_from(count).unwrap_or(u32::MAX))
}

/// Deletes what was said about a page.
pub async fn forget(tx: &DatabaseTransaction, person: &str, href: &str) -> Result<(), DbErr> {
    let text = "DELETE FROM message WHERE person_id = $1 AND href = $2";
    let values = [person.into(), href.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// Marks all as read.
pub async fn mark_read(tx: &DatabaseTransaction, of: &Resident, now: DateTime<Utc>) -> Result<(), DbErr> {
    let text = "UPDATE message SET read_at = $2 WHERE person_id = $1 AND read_at IS NULL";
    let values = [of.person().to_string().into(), now.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// What the inbox holds of a resident.
pub const SOURCE: Source = Source { name: "messages", held, export, kept, erase };

fn held(ctx: &Ctx, person: Uuid) -> Asked<'_, Vec<HeldGroup>> {
    Box::pin(async move {
        let count = all(ctx, person).await?.len();
        if count == 0 {
            return Ok(Vec::new());
        }
        let field = HeldField {
            label: "消息".to_owned(),
            masked: format!("{count} 条"),
            purpose: "告诉您办到哪一步".to_owned(),
            kept: "和办件一起删除；注销账号时删除".to_owned(),
        };
        Ok(vec![HeldGroup { title: "消息".to_owned(), fields: vec![field] }])
    })
}

fn export(ctx: &Ctx, person: Uuid) -> Asked<'_, Value> {
    Box::pin(async move {
        let rows = all(ctx, person).await?;
        let one = |row: Row| json!({ "at": row.at.to_rfc3339(), "title": row.title, "text": row.text, "read": row.read_at.is_some() });
        Ok(rows.into_iter().map(one).collect())
    })
}

fn kept(_: &Ctx, _: Uuid) -> Asked<'_, Vec<String>> {
    Box::pin(async { Ok(Vec::new()) })
}

fn erase(tx: &DatabaseTransaction, person: Uuid) -> TxFuture<'_, (), ApiError> {
    Box::pin(async move {
        let text = "DELETE FROM message WHERE person_id = $1";
        tx.execute_raw(sql(tx.get_database_backend(), text, [person.to_string().into()])).await?;
        Ok(())
    })
}

/// All of somebody's, the oldest first.
async fn all(ctx: &Ctx, person: Uuid) -> Result<Vec<Row>, DbErr> {
    let text = "SELECT id, at, title, text, href, read_at FROM message WHERE person_id = $1 ORDER BY at, id";
    let find = sql(ctx.db.backend(), text, [person.to_string().into()]);
    Row::find_by_statement(find).all(ctx.db.read()).await
}
