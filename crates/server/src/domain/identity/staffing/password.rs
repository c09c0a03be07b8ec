//! Passwords: argon2id, two at a time, away from the threads that serve requests.

use std::time::Duration;

use argon2::Argon2;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use tokio::sync::Semaphore;
use yunlin_api::problem::Code;

use crate::infra::web::ApiError;

/// Least characters.
const LEAST: usize = 10;

/// A hash takes 19 MiB and all of a core: more at once would starve the requests.
static PLACES: Semaphore = Semaphore::const_new(2);

/// Waiting longer would keep places of the API from everybody else.
const PATIENCE: Duration = Duration::from_secs(5);

/// A hash that no password has, so that an unknown login takes as long as a known one.
const NOBODY: &str =
    "$argon2id$v=19$m=19456,t=2,p=1$YWJjZGVmZ2hpamtsbW5vcA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";

/// The hash to store.
pub(super) async fn hash(password: &str) -> Result<String, ApiError> {
    let password = password.to_owned();
    work(move || Argon2::default().hash_password(password.as_bytes()).map(|h| h.to_string()))
        .await?
        .map_err(|_| ApiError::internal("a password could not be hashed"))
}

/// Whether a password fits; without a hash it takes as long and never does.
pub(super) async fn fits(password: &str, hash: Option<String>) -> Result<bool, ApiError> {
    let password = password.to_owned();
    work(move || {
        let known = hash.as_deref().unwrap_or(NOBODY);
        Argon2::default().verify_password(password.as_bytes(), known).is_ok() && hash.is_some()
    })
    .await
}

async fn work<T: Send + 'static>(job: impl FnOnce() -> T + Send + 'static) -> Result<T, ApiError> {
    let place = tokio::time::timeout(PATIENCE, PLACES.acquire()).await;
    let place = place.map_err(|_| ApiError::new(Code::Unavailable))?.map_err(ApiError::internal)?;
    let held = move || {
        // Held by the work and not by the request: whoever hangs up frees no place.
        let _place = place;
        job()
    };
    tokio::task::spawn_blocking(held).await.map_err(ApiError::internal)
}

/// Why a new password is refused, in words.
pub(super) fn weakness(new: &str, login: &str) -> Option<&'static str> {
    let lower = new.to_lowercase();
    if new.chars().count() < LEAST {
        return Some("新密码至少10个字符，可以用一句容易记的话。");
    }
    if lower.contains(&login.to_lowercase()) {
        return Some("新密码里不要包含登录名，请换一个。");
    }
    let common = ["password", "qwerty", "123456", "abcdef", "admin", "woaini", "111111", "888888", "yunlin"];
    let mut kinds: Vec<char> = lower.chars().collect();
    kinds.sort_unstable();
    kinds.dedup();
    let plain = common.iter().any(|c| lower.contains(c) && lower.chars().count() < c.len() + 6);
    (plain || kinds.len() < 5).then_some("这个密码太常见，容易被猜到，请换一个。")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_password_fits_its_hash_alone() {
        let known = hash("correct horse").await.unwrap();
        assert!(fits("correct horse", Some(known.clone())).await.unwrap());
        assert!(!fits("correct horses", Some(known)).await.unwrap());
        assert!(!fits("correct horse", None).await.unwrap());
    }

    #[test]
    fn weak_passwords_are_refused() {
        for weak in ["short", "1111111111", "password12", "sg-hanyuan-9"] {
            assert!(weakness(weak, "sg-hanyuan").is_some(), "{weak}");
        }
        assert_eq!(weakness("三月的雨下在汉源大道上", "sg-hanyuan"), None);
    }
}
