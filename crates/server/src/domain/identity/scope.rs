//! Scopes. They come only from a live session, so a query without one does not compile.

use uuid::Uuid;
use yunlin_api::cases::{Queue, Role};
use yunlin_api::endpoint::Endpoint;
use yunlin_api::identity::Level;
use yunlin_api::problem::Code;

use crate::infra::web::{ApiError, Call};

/// A resident with a live session.
#[derive(Clone, Debug)]
pub struct Resident {
    account: Uuid,
    person: Uuid,
    session: Uuid,
    level: Level,
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
    id: Uuid,
    name: String,
    unit: String,
    grants: Vec<Grant>,
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

    /// All grants.
    pub fn grants(&self) -> &[Grant] {
        &self.grants
    }

    /// The role in which they may touch a case of this queue and community; the strongest one.
    pub fn role_for(&self, queue: &Queue, community: &str) -> Option<Role> {
        let fits = |g: &&Grant| {
            (g.queue == *queue || matches!(g.role, Role::Secretary | Role::Admin))
                && g.community.as_deref().is_none_or(|c| c == community)
        };
        self.grants.iter().filter(fits).map(|g| g.role).max()
    }
}

/// The resident who calls, or 401.
pub async fn resident<E: Endpoint>(call: &Call<E>) -> Result<Resident, ApiError> {
    let _ = call.headers();
    Err(ApiError::new(Code::SignIn))
}

/// The member of staff who calls, or 401.
pub async fn staff<E: Endpoint>(call: &Call<E>) -> Result<Staff, ApiError> {
    let _ = call.headers();
    Err(ApiError::new(Code::SignIn))
}
