//! Checks an application before its transaction: the item, the form, the person, the consent, the answers.

use yunlin_api::apply::Submit;
use yunlin_api::desk::Source;
use yunlin_api::guide::Channel;
use yunlin_api::identity::Level;
use yunlin_api::problem::Code;

use crate::domain::cases::{Env, NewCase, Words, checked, fill_known, of_person};
use crate::domain::identity::Resident;
use crate::domain::{catalogue, forms, privacy};
use crate::infra::web::ApiError;

/// What is to be taken in.
pub(super) async fn prepare(
    env: &Env,
    by: &Resident,
    input: &Submit,
    body_blind: String,
) -> Result<NewCase, ApiError> {
    let db = env.ctx.db.read();
    let item = catalogue::item(db, &input.item).await?;
    let item = item.filter(|item| item.channel == Channel::Online).ok_or_else(|| {
        ApiError::field("item", "这个事项不能在手机上申请，请到社区大厅办理，或打社区电话问清楚。")
    })?;
    let community = catalogue::community(db, &input.community).await?;
    let community = community.ok_or_else(|| ApiError::field("community", "请从列表里选您的社区。"))?;
    if !input.confirmed {
        return Err(ApiError::field("confirmed", "请先看清并确认承诺，再提交。"));
    }
    privacy::require_consent(db, by).await?;
    let form = forms::accepted(db, &item.code, input.form_version, env.today).await?;
    if form.real_name && by.level() < Level::RealName {
        return Err(ApiError::new(Code::NeedRealName));
    }
    let applicant = of_person(db, &env.ctx.keys, by.person()).await?;
    let mut answers = input.answers.clone();
    fill_known(&form, &mut answers, &applicant);
    let answers = checked(&form, &answers, (env.today, false))?;
    Ok(NewCase {
        id: input.id,
        person: by.person(),
        item,
        form: Some(form),
        community,
        source: Source::Phone,
        answers,
        applicant,
        body_blind,
        filled_at: input.filled_at.chars().take(40).collect(),
        words: Words::note("在手机上提交了申请。"),
    })
}
