//! Progress by number and last four digits, for whoever has the slip; each ask is counted, so nobody tries them all.

use yunlin_api::apply::PostProgress;

use crate::domain::cases::{self, Env};
use crate::domain::writes;
use crate::infra::web::{ApiError, Call, Reply};

pub(in super::super) async fn post(call: Call<PostProgress>) -> Result<Reply<PostProgress>, ApiError> {
    writes::count_guest(&call).await?;
    let env = Env::load(&call.ctx).await?;
    Reply::value(&cases::progress(&env, &call.input).await?, call.headers())
}
