//! Progress by number and the last four digits, without signing in; and whose a slip is.

use uuid::Uuid;
use yunlin_api::apply::{AskProgress, Progress};
use yunlin_api::cases::{CaseNumber, CaseState};
use yunlin_api::identity::half_width;
use yunlin_api::problem::Code;

use super::case::{Applicant, Case};
use super::env::Env;
use super::{intake, store, wording};
use crate::domain::catalogue;
use crate::domain::identity::Staff;
use crate::infra::web::ApiError;

/// The one answer to a number that does not exist and to digits that do not fit.
fn no_such_pair() -> ApiError {
    let why = "编号和后四位对不上，请看回执单核对；记不清的，请带身份证到窗口，或登录后到「我的办件」里看。";
    ApiError::new(Code::NotFound).because(why)
}

/// Where a case stands. Whoever left no phone gives the last four characters of the ID number.
pub async fn find(env: &Env, input: &AskProgress) -> Result<Progress, ApiError> {
    let db = env.ctx.db.read();
    let case = store::by_number(db, input.number.as_str()).await?.ok_or_else(no_such_pair)?;
    if !fits(&case.applicant(&env.ctx.keys)?, input.phone_last4.as_str()) {
        return Err(no_such_pair());
    }
    let community = catalogue::community(db, case.community()).await?;
    let community = community.ok_or_else(|| ApiError::internal("a case of an unknown community"))?;
    let s = &case.standing;
    let due = s.promise.first().filter(|_| s.state == CaseState::Accepted);
    Ok(Progress {
        item_name: case.row.item_name.clone(),
        state: s.state,
        next: match s.state {
            CaseState::Paused => wording::paused(s.paused_until, env.today),
            state => wording::next(state).to_owned(),
        },
        due: due.map(|span| span.due.to_string()),
        estimated: due.is_some_and(|span| span.estimated),
        holder: intake::holder(&community, &s.queue),
    })
}

fn fits(applicant: &Applicant, given: &str) -> bool {
    let value = if applicant.phone.is_empty() { &applicant.id_number } else { &applicant.phone };
    let given = half_width(given).to_uppercase();
    given.len() == 4 && value.is_ascii() && value.len() >= 4 && value[value.len() - 4..] == given
}

/// Whose slip it is, for staff of its area.
pub async fn person_of_slip(env: &Env, by: &Staff, number: &CaseNumber) -> Result<Option<Uuid>, ApiError> {
    let found = store::by_number(env.ctx.db.read(), number.as_str()).await?;
    Ok(found.filter(|case| super::access(by, case).is_some()).map(|case| Case::person(&case)))
}
