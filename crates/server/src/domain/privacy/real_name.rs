//! The real name (level L2), given only at the step that needs it.

use std::pin::Pin;

use chrono::Duration;
use sea_orm::DatabaseTransaction;
use yunlin_api::identity::{GiveRealName, IdNumber};
use yunlin_api::problem::Code;

use super::consent;
use crate::domain::identity::{Resident, people};
use crate::domain::writes;
use crate::infra::ctx::Ctx;
use crate::infra::web::ApiError;

/// Numbers that one account may try in a day: a refusal says that a number is known here, so nobody asks through them all.
const TRIES_PER_DAY: u32 = 5;

/// What to do instead.
const TOO_MANY: &str = "今天登记或更正的次数太多了，请明天再试；急着办的，请带身份证到社区大厅窗口办理。";

/// What a verifier found.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// Form and, as far as the verifier can, substance are right. The sentence says how far that is.
    Fits(&'static str),
    /// Name and number do not belong together.
    Differs,
}

/// What a check returns.
type Checking<'a> = Pin<Box<dyn Future<Output = Result<Verdict, ApiError>> + Send + 'a>>;

/// Checks whether a name belongs to an ID number; of somebody who has given none, whether it can be a name.
trait Verifier: Send + Sync {
    fn check<'a>(&'a self, name: &'a str, number: Option<&'a IdNumber>) -> Checking<'a>;
}

/// The embedded one: looks at the form alone and says so.
struct FormOnly;

impl Verifier for FormOnly {
    fn check<'a>(&'a self, name: &'a str, _: Option<&'a IdNumber>) -> Checking<'a> {
        let known =
            |c: char| c == '·' || ('\u{3400}'..='\u{323AF}').contains(&c) || c.is_alphabetic() || c == ' ';
        let fits = name.chars().count() >= 2 && name.chars().all(known);
        Box::pin(async move { Ok(if fits { Verdict::Fits(FORM_ONLY) } else { Verdict::Differs }) })
    }
}

/// How far the embedded check goes.
const FORM_ONLY: &str = "已检查姓名和身份证号的格式。是否与公安登记一致，由工作人员办理时核对原件。";

/// Checks what a resident gives, outside of any transaction; gives what was checked, in words.
pub async fn checked(ctx: &Ctx, of: &Resident, input: &GiveRealName) -> Result<&'static str, ApiError> {
    consent::require(ctx.db.read(), of).await?;
    if input.id_number.born() > ctx.today().to_string() {
        return Err(ApiError::field("id_number", "身份证号码中的出生日期还没到，请核对第7到14位。"));
    }
    verified(input.name.as_str(), Some(&input.id_number)).await
}

/// Checks another name of a resident as the first one was checked, against the number that is noted; each is a try.
pub(super) async fn renamed(ctx: &Ctx, of: &Resident, name: &str) -> Result<(), ApiError> {
    let known =
        people::known(ctx.db.read(), &ctx.keys, of.person()).await?.ok_or_else(ApiError::not_found)?;
    if known.id_number.is_some() {
        count(ctx, of).await?;
    }
    verified(name, known.id_number.as_ref()).await.map(drop)
}

/// What the verifier says, in words.
async fn verified(name: &str, number: Option<&IdNumber>) -> Result<&'static str, ApiError> {
    match FormOnly.check(name, number).await? {
        Verdict::Fits(how_far) => Ok(how_far),
        Verdict::Differs => Err(ApiError::field("name", "姓名请按身份证填写，不要有数字和符号。")),
    }
}

/// Counts one try, in a transaction of its own: a number that is refused afterwards has been asked about all the same.
pub async fn count(ctx: &Ctx, of: &Resident) -> Result<(), ApiError> {
    let (who, now) = (format!("real-name/{}", of.account()), ctx.now());
    let counted = ctx.db.tx::<Option<u32>, ApiError, _>(move |tx| {
        let who = who.clone();
        Box::pin(async move { writes::Counter::add(tx, &who, Duration::days(1), TRIES_PER_DAY, now).await })
    });
    match counted.await? {
        None => Ok(()),
        Some(rest) => Err(ApiError::too_many(rest).because(TOO_MANY)),
    }
}

/// Notes name and number of a resident. A number that is noted stays; another one is corrected at the counter.
pub async fn give(
    tx: &DatabaseTransaction,
    ctx: &Ctx,
    of: &Resident,
    input: &GiveRealName,
) -> Result<(), ApiError> {
    let at_counter = |why: &str| Err(ApiError::new(Code::Conflict).because(why));
    let known = people::known(tx, &ctx.keys, of.person()).await?.ok_or_else(ApiError::not_found)?;
    if known.id_number.as_ref().is_some_and(|n| *n != input.id_number) {
        return at_counter(
            "您已经登记过另一个身份证号。登记错了的，请在「我的数据」里注销后重新登记；急着办的，请带身份证到窗口办理。",
        );
    }
    if !people::name_person(tx, &ctx.keys, of.person(), input.name.as_str(), &input.id_number).await? {
        return at_counter(
            "这个身份证号已经登记在另一个手机号上。请用那个手机号登录；那个号码不用了的，请带身份证到窗口办理，凭回执编号查进度。",
        );
    }
    Ok(())
}
