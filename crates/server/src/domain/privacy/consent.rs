//! Consent to the privacy notice: versioned, asked again when the notice changes, withdrawn as easily as given.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};
use uuid::Uuid;
use yunlin_api::privacy::{ConsentRow, GiveConsent, NOTICE};
use yunlin_api::problem::Code;

use crate::domain::identity::{Resident, Staff, people};
use crate::infra::ctx::Ctx;
use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// Notes that a resident agrees or withdraws. What was noted for no matter of theirs goes with the consent.
pub async fn give(
    tx: &DatabaseTransaction,
    of: &Resident,
    input: &GiveConsent,
    at: DateTime<Utc>,
) -> Result<(), ApiError> {
    if input.agreed && input.notice.as_str() != NOTICE {
        return Err(ApiError::field("notice", "隐私政策有更新，请重新打开页面，看过新的再选择。"));
    }
    note(tx, of.person(), (input.notice.as_str(), input.agreed), at).await?;
    if !input.agreed {
        people::forget_home(tx, of.person()).await?;
        people::forget_mode(tx, of.person()).await?;
    }
    Ok(())
}

/// Notes the consent that somebody gives at the counter, after the notice was explained to them.
pub async fn at_counter(
    _: &Staff,
    tx: &DatabaseTransaction,
    person: Uuid,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    note(tx, person, (NOTICE, true), at).await
}

async fn note(
    tx: &DatabaseTransaction,
    person: Uuid,
    (notice, agreed): (&str, bool),
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let text = "INSERT INTO consent (id, person, notice, agreed, at) VALUES ($1, $2, $3, $4, $5)";
    let id = Uuid::now_v7().to_string();
    let values = [id.into(), person.to_string().into(), notice.into(), agreed.into(), at.into()];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// A separate consent that a form asks for, as answered.
#[derive(Clone, Copy, Debug)]
pub struct Separate<'a> {
    /// Case that it belongs to.
    pub case: Uuid,
    /// Key of the question.
    pub field: &'a str,
    /// Item and question, in words.
    pub about: &'a str,
    /// Given, or not.
    pub agreed: bool,
}

/// Notes a separate consent in the transaction of the case; a later answer to the same question takes its place.
pub async fn separately(
    tx: &DatabaseTransaction,
    person: Uuid,
    given: &Separate<'_>,
    at: DateTime<Utc>,
) -> Result<(), DbErr> {
    let text = "INSERT INTO separate_consent (case_id, field, person, about, agreed, at) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (case_id, field) DO UPDATE SET \
        about = excluded.about, agreed = excluded.agreed, at = excluded.at";
    let values = [
        given.case.to_string().into(),
        given.field.into(),
        person.to_string().into(),
        given.about.into(),
        given.agreed.into(),
        at.into(),
    ];
    tx.execute_raw(sql(tx.get_database_backend(), text, values)).await.map(|_| ())
}

/// All consents of a resident, to the notice and separate ones, newest first.
pub(super) async fn all(ctx: &Ctx, of: &Resident) -> Result<Vec<ConsentRow>, DbErr> {
    let text = "SELECT notice, '' AS about, agreed, at, id FROM consent WHERE person = $1 \
        UNION ALL SELECT '' AS notice, about, agreed, at, case_id AS id FROM separate_consent WHERE person = $1 \
        ORDER BY at DESC, id DESC";
    let rows =
        ctx.db.read().query_all_raw(sql(ctx.db.backend(), text, [of.person().to_string().into()])).await?;
    rows.iter()
        .map(|row| {
            let at: DateTime<Utc> = row.try_get("", "at")?;
            Ok(ConsentRow {
                notice: row.try_get("", "notice")?,
                about: row.try_get("", "about")?,
                agreed: row.try_get("", "agreed")?,
                at: at.to_rfc3339_opts(SecondsFormat::Millis, true),
            })
        })
        .collect()
}

/// Refuses a write that collects personal data unless the resident has agreed to the notice as it is today. The one place where
/// that is asked, of an account that has not been deleted; within the transaction of the write, where there is one, so that a repeat of what is done gets its answer.
pub async fn require<C: ConnectionTrait>(db: &C, of: &Resident) -> Result<(), ApiError> {
    let text = "SELECT c.notice, c.agreed FROM consent c JOIN person p ON p.id = c.person \
        WHERE c.person = $1 AND p.erased_at IS NULL ORDER BY c.at DESC, c.id DESC LIMIT 1";
    let statement = sql(db.get_database_backend(), text, [of.person().to_string().into()]);
    if let Some(row) = db.query_one_raw(statement).await? {
        let (notice, agreed): (String, bool) = (row.try_get("", "notice")?, row.try_get("", "agreed")?);
        if agreed && notice == NOTICE {
            return Ok(());
        }
    }
    Err(ApiError::new(Code::NeedConsent))
}
