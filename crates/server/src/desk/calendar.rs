//! Holiday tables: read by all staff, set by the district's administrator; open cases are counted anew.

use yunlin_api::calendar::Day;
use yunlin_api::cases::Role;
use yunlin_api::desk::{CalendarYears, GetCalendar, PostCalendar, SetCalendar};
use yunlin_api::identity::Done;
use yunlin_api::problem::Code;

use crate::domain::cases::{self, Env};
use crate::domain::{audit, calendar, identity, writes};
use crate::infra::web::{ApiError, Call, Reply};

pub(super) async fn get(call: Call<GetCalendar>) -> Result<Reply<GetCalendar>, ApiError> {
    identity::staff(&call).await?;
    let env = Env::load(&call.ctx).await?;
    let years = calendar::years(call.ctx.db.read()).await?;
    let alarm = calendar::alarm(&env.calendar, env.today);
    Reply::personal(&CalendarYears { years, alarm })
}

pub(super) async fn set(call: Call<PostCalendar>) -> Result<Reply<PostCalendar>, ApiError> {
    let by = identity::staff(&call).await?;
    if !by.grants().iter().any(|g| g.role == Role::Admin) {
        return Err(ApiError::new(Code::Forbidden).because("节假日安排由区管理员录入，请联系区管理员。"));
    }
    let (env, input, who) = (Env::load(&call.ctx).await?, call.input.clone(), by.clone());
    let (off, work) = (days(&input, "off", &input.off)?, days(&input, "work", &input.work)?);
    if let Some(both) = off.iter().find(|day| work.contains(day)) {
        return Err(ApiError::field("work", format!("{both}不能既放假又上班，请核对。")));
    }
    writes::once(&call, &by.id().to_string(), move |tx| {
        let (env, who, input) = (env.clone(), who.clone(), input.clone());
        let (off, work) = (off.clone(), work.clone());
        Box::pin(async move {
            let year = i32::from(input.year);
            calendar::set(tx, year, input.source.as_str(), (&off, &work), env.now).await?;
            audit::record(tx, &who, &entry(&input, env.now)).await?;
            cases::plan_recount(&env, tx).await?;
            Ok(Done {})
        })
    })
    .await
}

/// Days of that year, each once.
fn days(input: &SetCalendar, field: &str, list: &[String]) -> Result<Vec<Day>, ApiError> {
    let wrong =
        |text: &str| ApiError::field(field, format!("{text}不是{}年的日期，写法是2027-01-01。", input.year));
    let mut out = Vec::new();
    for text in list.iter().take(367) {
        let day =
            Day::parse(text).filter(|d| d.year() == i32::from(input.year)).ok_or_else(|| wrong(text))?;
        if !out.contains(&day) {
            out.push(day);
        }
    }
    Ok(out)
}

fn entry(input: &SetCalendar, at: chrono::DateTime<chrono::Utc>) -> audit::Entry {
    audit::Entry {
        person: None,
        act: format!("录入了{}年的节假日安排", input.year),
        case: None,
        about: input.source.as_str().to_owned(),
        at,
    }
}
