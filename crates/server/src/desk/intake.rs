//! One-window intake: walk-in, phone, visit. A person without a phone has a case too.

use std::sync::Arc;

use sea_orm::DatabaseTransaction;
use yunlin_api::apply::Submitted;
use yunlin_api::cases::{CaseAction, CaseState};
use yunlin_api::desk::{Intake, IntakePerson, PostIntake, Source};
use yunlin_api::forms::Form;
use yunlin_api::guide::Mode;
use yunlin_api::problem::Code;

use crate::domain::cases::{self, Actor, Env, NewCase, Words};
use crate::domain::catalogue::Item;
use crate::domain::identity::people::{self, NewPerson};
use crate::domain::identity::{self, Staff};
use crate::domain::{catalogue, forms, privacy, writes};
use crate::infra::web::{ApiError, Call, Reply};

pub(super) async fn post(call: Call<PostIntake>) -> Result<Reply<PostIntake>, ApiError> {
    let by = identity::staff(&call).await?;
    let env = Env::load(&call.ctx).await?;
    let body_blind = call.ctx.keys.blind("submit", &call.key()?.request_hash);
    let ready = Arc::new(ready(&env, &by, &call.input).await);
    let (input, who) = (Arc::new(call.input.clone()), by.clone());
    writes::once(&call, &by.id().to_string(), move |tx| {
        let (env, who, input, ready) = (env.clone(), who.clone(), Arc::clone(&input), Arc::clone(&ready));
        let body_blind = body_blind.clone();
        Box::pin(async move {
            match ready.as_ref() {
                Ok(ready) => take_in(&env, tx, &who, (&input, ready, body_blind)).await,
                Err(error) => Err(error.again()),
            }
        })
    })
    .await
}

/// What is known before the transaction.
struct Ready {
    item: Item,
    form: Option<Form>,
    community: yunlin_api::community::Community,
}

/// Item, form and place; and whether this counter may take it in.
async fn ready(env: &Env, by: &Staff, input: &Intake) -> Result<Ready, ApiError> {
    let db = env.ctx.db.read();
    let community = catalogue::community(db, &input.community).await?;
    let community = community.filter(|c| cases::works_at(by, &c.slug));
    let community = community.ok_or_else(|| ApiError::field("community", "请选您所在的窗口。"))?;
    let item = catalogue::item(db, &input.item).await?;
    let item = item.ok_or_else(|| ApiError::field("item", "没有这个事项，请从列表里选。"))?;
    if item.mode == Mode::Inform {
        let place = &item.text.location.detail;
        return Err(ApiError::field("item", format!("这个事项窗口不受理，请告知居民去办：{place}。")));
    }
    if input.source == Source::Phone {
        return Err(ApiError::field("source", "请选窗口、电话或上门。"));
    }
    if !input.consent {
        return Err(
            ApiError::new(Code::Forbidden).because("请先向申请人说明个人信息怎么用，征得同意后再受理。")
        );
    }
    if let Some(home) = &input.home {
        let estate = catalogue::estate(db, home.estate()).await?;
        if estate.is_none_or(|estate| estate.community != community.slug) {
            return Err(ApiError::field("home", "请从列表里选本社区的小区；住在别处的不用填住处。"));
        }
    }
    let form = match input.form_version {
        Some(version) => Some(forms::accepted(db, &item.code, version, env.today).await?),
        None => None,
    };
    Ok(Ready { item, form, community })
}

async fn take_in(
    env: &Env,
    tx: &DatabaseTransaction,
    by: &Staff,
    (input, ready, body_blind): (&Intake, &Ready, String),
) -> Result<Submitted, ApiError> {
    let keys = &env.ctx.keys;
    let person = match &input.person {
        IntakePerson::Known { person } => *person,
        IntakePerson::New { name, id_number, phone } => {
            let new = NewPerson {
                name: name.as_str().to_owned(),
                id_number: Some(id_number.clone()),
                phone: phone.clone(),
            };
            people::register(by, tx, keys, &new, env.now).await?
        }
    };
    let unknown = || ApiError::field("person", "没有找到这个人，请重新查找。");
    let applicant = cases::of_person(tx, keys, person)
        .await
        .map_err(|e| if e.code() == Code::NotFound { unknown() } else { e })?;
    privacy::consent_at_counter(by, tx, person, env.now).await?;
    if let Some(home) = &input.home {
        people::note_home(by, tx, keys, (person, home), env.now).await?;
    }
    let mut answers = input.answers.clone();
    if let Some(form) = &ready.form {
        cases::fill_known(form, &mut answers, &applicant);
        answers = cases::checked(form, &answers, (env.today, true))?;
    }
    let note = input.note.as_ref().map_or("", |n| n.as_str());
    let new = NewCase {
        id: input.id,
        person,
        item: ready.item.clone(),
        form: ready.form.clone(),
        community: ready.community.clone(),
        source: input.source,
        answers,
        applicant,
        body_blind,
        filled_at: String::new(),
        words: Words::note("窗口收件。").inside(note),
    };
    let roles = cases::at_window(by, &ready.community.slug).ok_or_else(ApiError::not_found)?;
    let role = roles.best(CaseState::Received, CaseAction::Accept);
    cases::take_in(env, tx, &Actor::Staff(by, role), &new).await
}
