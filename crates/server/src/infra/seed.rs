//! Why data files cannot be published.

use crate::infra::web::ApiError;

/// A file and what is wrong with it, or a failure of the database.
#[derive(Debug, thiserror::Error)]
pub enum SeedError {
    /// The file cannot be read.
    #[error("{file}: {source}")]
    File {
        /// The file.
        file: String,
        /// What the system says.
        source: std::io::Error,
    },
    /// The file does not hold what it should.
    #[error("{file}: {message}")]
    Content {
        /// The file.
        file: String,
        /// What is wrong.
        message: String,
    },
    /// The rows cannot be written.
    #[error("cannot publish: {0:?}")]
    Store(#[from] ApiError),
}

impl SeedError {
    /// Wrong content.
    pub fn content(file: &str, message: impl std::fmt::Display) -> Self {
        Self::Content { file: file.to_owned(), message: message.to_string() }
    }
}

impl From<sea_orm::DbErr> for SeedError {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Store(error.into())
    }
}
