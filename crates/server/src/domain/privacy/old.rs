//! What is left when its purpose is over: consents that ended long ago, and the empty rows of people who are gone.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DatabaseTransaction, DbErr};

use crate::infra::db::sql;

/// A consent that no longer stands: a newer word of the same person is there, it is a withdrawal, or the person is gone.
const ENDED: &str = "DELETE FROM consent WHERE at < $1 AND (agreed = FALSE \
    OR EXISTS (SELECT 1 FROM consent n WHERE n.person = consent.person \
        AND (n.at > consent.at OR (n.at = consent.at AND n.id > consent.id))) \
    OR EXISTS (SELECT 1 FROM person p WHERE p.id = consent.person AND p.erased_at IS NOT NULL))";

/// Persons who were erased before a moment and of whom nothing is kept any more; `p` is the row.
const HUSK: &str = "p.erased_at < $1 \
    AND NOT EXISTS (SELECT 1 FROM case_file c WHERE c.person_id = p.id) \
    AND NOT EXISTS (SELECT 1 FROM consent c WHERE c.person = p.id) \
    AND NOT EXISTS (SELECT 1 FROM separate_consent c WHERE c.person = p.id) \
    AND NOT EXISTS (SELECT 1 FROM audit_entry e WHERE e.person = p.id) \
    AND NOT EXISTS (SELECT 1 FROM id_check i WHERE i.person = p.id) \
    AND NOT EXISTS (SELECT 1 FROM person_home h WHERE h.person = p.id)";

/// What hangs on the account of a husk, the account, and the husk.
const OF_HUSKS: [&str; 5] = [
    "DELETE FROM session WHERE account IN (SELECT a.id FROM account a JOIN person p ON p.id = a.person WHERE ",
    "DELETE FROM account_phone WHERE account IN (SELECT a.id FROM account a JOIN person p ON p.id = a.person WHERE ",
    "DELETE FROM account_mode WHERE account IN (SELECT a.id FROM account a JOIN person p ON p.id = a.person WHERE ",
    "DELETE FROM account WHERE person IN (SELECT p.id FROM person p WHERE ",
    "DELETE FROM person WHERE id IN (SELECT p.id FROM person p WHERE ",
];

/// Lets go of both, of before a moment.
pub(super) async fn forget(tx: &DatabaseTransaction, before: DateTime<Utc>) -> Result<(), DbErr> {
    let backend = tx.get_database_backend();
    tx.execute_raw(sql(backend, ENDED, [before.into()])).await?;
    for beginning in OF_HUSKS {
        tx.execute_raw(sql(backend, &format!("{beginning}{HUSK})"), [before.into()])).await?;
    }
    Ok(())
}
