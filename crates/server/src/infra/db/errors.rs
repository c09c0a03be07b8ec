//! What a database error means for the caller: try again, come back later, or a fault.

use sea_orm::{DbErr, RuntimeErr};

/// An error that may be worth another try of the whole transaction.
pub trait Retryable {
    /// Whether the transaction lost against another one and may simply run again.
    fn is_retryable(&self) -> bool;
}

impl Retryable for DbErr {
    fn is_retryable(&self) -> bool {
        is_retryable(self)
    }
}

/// SQLSTATE (PostgreSQL family) or extended result code (SQLite), whichever variant carries it.
fn code(error: &DbErr) -> Option<String> {
    let (DbErr::Exec(inner) | DbErr::Query(inner) | DbErr::Conn(inner)) = error else { return None };
    match inner {
        RuntimeErr::SqlxError(e) => e.as_database_error().and_then(|d| d.code()).map(|c| c.into_owned()),
        RuntimeErr::Internal(_) => None,
    }
}

/// 40001 serialization failure, 40P01 deadlock, 5 SQLITE_BUSY, 517 SQLITE_BUSY_SNAPSHOT.
pub fn is_retryable(error: &DbErr) -> bool {
    matches!(code(error).as_deref(), Some("40001" | "40P01" | "5" | "517"))
}

/// The database is overloaded, starting or gone: 503, not 500.
pub fn is_out_of_reach(error: &DbErr) -> bool {
    matches!(error, DbErr::ConnectionAcquire(_) | DbErr::Conn(_))
        || is_retryable(error)
        || matches!(code(error).as_deref(), Some("57P01" | "57P02" | "57P03" | "53300"))
}
