//! Scopes. They come only from a live session, so a query without one does not compile.

use std::collections::BTreeSet;

use axum::http::HeaderMap;
use uuid::Uuid;
use yunlin_api::cases::{Queue, Role};
use yunlin_api::endpoint::{Endpoint, FOR_ACCOUNT, IDLE};
use yunlin_api::identity::Level;
use yunlin_api::problem::Code;

use super::{sessions, staffing};
use crate::infra::config::Profile;
use crate::infra::ctx::Ctx;
use crate::infra::web::{ApiError, Call, Cookie, cookie};

/// A resident with a live session.
#[derive(Clone, Debug)]
pub struct Resident {
    pub(super) account: Uuid,
    pub(super) person: Uuid,
    pub(super) session: Uuid,
    pub(super) level: Level,
}

impl Resident {
    /// The account on which they signed in.
    pub fn account(&self) -> Uuid {
        self.account
    }

    /// The person behind it: whom cases belong to.
    pub fn person(&self) -> Uuid {
        self.person
    }

    /// The session that asks.
    pub fn session(&self) -> Uuid {
        self.session
    }

    /// How sure we are of them.
    pub fn level(&self) -> Level {
        self.level
    }
}

/// One line of what a member of staff may touch: queue AND place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Grant {
    /// As what.
    pub role: Role,
    /// Whose queue.
    pub queue: Queue,
    /// Community slug; none for the whole district.
    pub community: Option<String>,
}

/// A member of staff with a live session; grants are read at every request.
#[derive(Clone, Debug)]
pub struct Staff {
    pub(super) id: Uuid,
    pub(super) session: Uuid,
    pub(super) name: String,
    pub(super) unit: String,
    pub(super) grants: Vec<Grant>,
    pub(super) must_change: bool,
    pub(super) totp: bool,
}

impl Staff {
    /// Names the account.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// Display name, for colleagues only.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// Unit, as residents see it.
    pub fn unit(&self) -> &str {
        &self.unit
    }

    /// The session that asks.
    pub fn session(&self) -> Uuid {
        self.session
    }

    /// Whether the password must be changed before anything else.
    pub fn must_change(&self) -> bool {
        self.must_change
    }

    /// Whether the authenticator is set up.
    pub fn totp(&self) -> bool {
        self.totp
    }

    /// What must be done before any work, in words.
    fn due(&self, profile: Profile) -> Option<&'static str> {
        if self.must_change {
            return Some("请先修改初始密码，改好后再办理业务。");
        }
        let missing = profile == Profile::Production && !self.totp;
        missing.then_some("请先绑定动态口令，绑好后再办理业务。")
    }

    /// All grants.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// The roles in which they may touch a case of this queue and community, each once; none for most.
    pub fn roles_for(&self, queue: &Queue, community: &str) -> BTreeSet<Role> {
        let fits = |g: &&Grant| {
            (g.queue == *queue || matches!(g.role, Role::Secretary | Role::Admin))
                && g.community.as_deref().is_none_or(|c| c == community)
        };
        self.grants.iter().filter(fits).map(|g| g.role).collect()
    }
}

/// The resident who calls, or 401.
pub async fn resident<E: Endpoint>(call: &Call<E>) -> Result<Resident, ApiError> {
    resident_of(&call.ctx, call.headers()).await
}

/// The same where the request is not JSON.
pub async fn resident_of(ctx: &Ctx, headers: &HeaderMap) -> Result<Resident, ApiError> {
    let token = cookie(headers, &ctx.config, Cookie::Resident).ok_or_else(|| ApiError::new(Code::SignIn))?;
    let resident = sessions::find(ctx, token).await?.ok_or_else(|| ApiError::new(Code::SignIn))?;
    match headers.get(FOR_ACCOUNT) {
        // Made by somebody else on a shared phone: it waits for them.
        Some(made_by) if made_by.as_bytes() != resident.account.to_string().as_bytes() => {
            Err(ApiError::new(Code::SignIn))
        }
        _ => Ok(resident),
    }
}

/// The member of staff who calls, ready to work; 401 without a live session, 403 while password or authenticator are due.
pub async fn staff<E: Endpoint>(call: &Call<E>) -> Result<Staff, ApiError> {
    staff_of(&call.ctx, call.headers()).await
}

/// The same where the request is not JSON.
pub async fn staff_of(ctx: &Ctx, headers: &HeaderMap) -> Result<Staff, ApiError> {
    let staff = any_staff_of(ctx, headers).await?;
    match staff.due(ctx.config.profile) {
        None => Ok(staff),
        Some(what) => Err(ApiError::new(Code::Forbidden).because(what)),
    }
}

/// The member of staff who calls, also while password or authenticator are due: for setting up exactly these.
pub async fn staff_in_any_state<E: Endpoint>(call: &Call<E>) -> Result<Staff, ApiError> {
    any_staff_of(&call.ctx, call.headers()).await
}

async fn any_staff_of(ctx: &Ctx, headers: &HeaderMap) -> Result<Staff, ApiError> {
    let token = cookie(headers, &ctx.config, Cookie::Desk).ok_or_else(|| ApiError::new(Code::SignIn))?;
    let touched = !headers.contains_key(IDLE);
    staffing::sessions::find(ctx, token, touched).await?.ok_or_else(|| ApiError::new(Code::SignIn))
}
