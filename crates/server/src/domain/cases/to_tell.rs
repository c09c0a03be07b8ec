//! Whom no short message reaches is rung or visited: a task for whoever holds the case, until somebody says that it is done.

use sea_orm::DatabaseTransaction;

use super::case::Case;
use super::env::Env;
use super::{store, wording};
use crate::infra::web::ApiError;

/// Level of the task in the log of the ladder.
pub(super) const LEVEL: &str = "to_tell";

/// Why they have to be told by somebody.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Why {
    /// They left no phone.
    NoPhone,
    /// The short message did not go out while it was news.
    NotSent,
}

/// Asks for it. What is newer takes the place of what nobody has told yet.
pub(super) async fn ask(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    (why, news): (Why, &str),
) -> Result<(), ApiError> {
    let told = match why {
        Why::NoPhone => wording::to_tell(news),
        Why::NotSent => wording::not_sent(news),
    };
    let due = env.today.to_string();
    Ok(store::ring_anew(tx, (&case.row.id, LEVEL, &due), &told, env.now).await?)
}
