//! Staff of the demonstration: visibly made up, one password for all, nothing to set up. Never outside of `demo_data`.

use yunlin_api::cases::{Queue, Role};

use super::password;
use super::setup::add_with;
use super::store::{self, NewStaff};
use crate::domain::identity::Grant;
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// The password of all of them.
pub const DEMO_PASSWORD: &str = "yunlin-demo-2026";

/// Login, name, unit, role, bureau (none: the window), community (none: the whole district).
type Line = (&'static str, &'static str, &'static str, Role, Option<&'static str>, Option<&'static str>);

/// Each bureau to which an item with an online form goes has an officer: what is accepted must not vanish.
const STAFF: [Line; 9] = [
    ("sg-hanyuan", "演示社工甲", "汉源社区综合窗口", Role::Worker, None, Some("hanyuan")),
    ("sg-taihang", "演示社工乙", "太行路社区综合窗口", Role::Worker, None, Some("taihanglu")),
    ("ks-renshe", "演示科员甲", "区人社局（社保）", Role::Officer, Some("区人社局（社保）"), None),
    ("ks-minzheng", "演示科员乙", "区民政局", Role::Officer, Some("区民政局"), None),
    ("ks-jiuye", "演示科员丙", "区人社局（就业）", Role::Officer, Some("区人社局（就业）"), None),
    ("ks-yibao", "演示科员丁", "区医保分局", Role::Officer, Some("区医保分局"), None),
    ("ks-weijian", "演示科员戊", "区卫健委", Role::Officer, Some("区卫健委"), None),
    ("sj-hanyuan", "演示书记甲", "汉源社区党总支", Role::Secretary, None, Some("hanyuan")),
    ("qu-admin", "演示管理员", "区社区服务管理中心", Role::Admin, None, None),
];

/// Login, password and unit of each, for whoever starts the demonstration.
pub fn accounts() -> impl Iterator<Item = String> {
    STAFF.iter().map(|(login, _, unit, ..)| format!("{login} / {DEMO_PASSWORD}  {unit}"))
}

/// Makes them in a demonstration that has no staff yet.
pub async fn seed(ctx: &Ctx) -> Result<(), ApiError> {
    if !ctx.config.demo_data || store::any(ctx).await? {
        return Ok(());
    }
    // One for all, as the password is.
    let hash = password::hash(DEMO_PASSWORD).await?;
    for (login, name, unit, role, bureau, community) in STAFF {
        let queue = bureau.map_or(Queue::Window, |b| Queue::Bureau(b.to_owned()));
        let grant = Grant { role, queue, community: community.map(ToOwned::to_owned) };
        let new = NewStaff {
            login: login.to_owned(),
            name: name.to_owned(),
            unit: unit.to_owned(),
            grants: vec![grant],
        };
        add_with(ctx, &new, hash.clone(), false).await?;
    }
    tracing::info!(accounts = STAFF.len(), "made the staff of the demonstration");
    Ok(())
}
