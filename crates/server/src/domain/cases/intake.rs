//! A case comes in: from a phone, or at the counter. The id made on the device is the primary key; the active row makes it
//! the only one of its person and item.

use chrono::{DateTime, SecondsFormat, Utc};
use sea_orm::DatabaseTransaction;
use uuid::Uuid;
use yunlin_api::apply::Submitted;
use yunlin_api::calendar::Day;
use yunlin_api::cases::{CaseNumber, Holder, Queue};
use yunlin_api::community::Community;
use yunlin_api::desk::Source;
use yunlin_api::forms::{AGREE, Answer, Answers, Form, FormErrors, Known, check_filled, prune};
use yunlin_api::problem::Code;

use super::case::{
    Applicant, Case, Words, answers_place, applicant_place, happened, queue_columns, seal, wire, words_place,
};
use super::entity::Model;
use super::env::Env;
use super::standing::{Effect, Span, Standing};
use super::step::{Actor, activate};
use super::{store, timers, told, uploads, view};
use crate::domain::catalogue::Item;
use crate::domain::privacy::{self, Separate};
use crate::infra::web::ApiError;

/// A number that is taken is drawn again; a million a day leave room.
const DRAWS: usize = 12;
/// A phone's clock further off than this is told.
const CLOCK_SLACK: chrono::Duration = chrono::Duration::minutes(5);

/// Everything that is known of a new case, checked.
#[derive(Clone, Debug)]
pub struct NewCase {
    /// Made on the device.
    pub id: Uuid,
    /// Whose.
    pub person: Uuid,
    /// Of what.
    pub item: Item,
    /// Form that was filled, if the item has one.
    pub form: Option<Form>,
    /// Where.
    pub community: Community,
    /// How it came in.
    pub source: Source,
    /// Checked answers.
    pub answers: Answers,
    /// Who applied.
    pub applicant: Applicant,
    /// Names what was sent, for a repeat under another key.
    pub body_blind: String,
    /// Clock of the device, as sent; empty at the counter.
    pub filled_at: String,
    /// Said with it.
    pub words: Words,
}

/// Takes it in. The same id with the same content again is the same case.
pub async fn take_in(
    env: &Env,
    tx: &DatabaseTransaction,
    actor: &Actor<'_>,
    new: &NewCase,
) -> Result<Submitted, ApiError> {
    let mut case = first(env, new)?;
    for _ in 0..DRAWS {
        if store::insert(tx, &case.row).await? {
            begin(env, tx, actor, &case, new).await?;
            return Ok(submitted(&case, &new.community));
        }
        if let Some(known) = again(tx, new.id, new.person, &new.body_blind).await? {
            return Ok(submitted(&known, &new.community));
        }
        case.row.number = number(env);
    }
    Err(ApiError::new(Code::Unavailable))
}

/// The case that this id already names. Another content or another person under it is refused.
pub async fn again(
    tx: &DatabaseTransaction,
    id: Uuid,
    person: Uuid,
    body_blind: &str,
) -> Result<Option<Case>, ApiError> {
    match store::any(tx, id).await? {
        Some(case) if case.person() == person && case.row.body_blind == body_blind => Ok(Some(case)),
        Some(_) => Err(ApiError::new(Code::KeyReused)),
        None => Ok(None),
    }
}

/// The row before its first event.
fn first(env: &Env, new: &NewCase) -> Result<Case, ApiError> {
    let check = Span::count(&env.calendar, env.today, new.item.text.acceptance().days);
    let standing = Standing::new(Queue::Window, check);
    let id = new.id.to_string();
    let keys = &env.ctx.keys;
    let (kind, name) = queue_columns(&standing.queue);
    let row = Model {
        number: number(env),
        person_id: new.person.to_string(),
        item_code: new.item.code.clone(),
        item_name: new.item.name.clone(),
        item_version: new.item.version,
        form_version: new.form.as_ref().map(|f| i64::from(f.version)),
        community: new.community.slug.clone(),
        queue_kind: kind.to_owned(),
        queue_name: name.to_owned(),
        state: String::new(),
        closed: false,
        version: 1,
        source: wire(&new.source)?,
        holder_staff: None,
        next_due: String::new(),
        standing: String::new(),
        answers: seal(keys, &answers_place(&id), &new.answers)?,
        applicant: seal(keys, &applicant_place(&id), &new.applicant)?,
        body_blind: new.body_blind.clone(),
        filled_at: new.filled_at.clone(),
        clock_wrong: clock_is_wrong(&new.filled_at, env.now),
        received_at: env.now,
        changed_at: env.now,
        closed_at: None,
        id,
    };
    let mut case = Case { row, standing };
    case.refresh(env.now)?;
    Ok(case)
}

/// First event, active row, files, timers, message.
async fn begin(
    env: &Env,
    tx: &DatabaseTransaction,
    actor: &Actor<'_>,
    case: &Case,
    new: &NewCase,
) -> Result<(), ApiError> {
    activate(tx, case).await?;
    let effect = Effect::Submitted { queue: case.standing.queue.clone(), check: case.standing.check };
    let by_staff = matches!(actor, Actor::Staff(..));
    let event = happened(1, (None, case.standing.state), by_staff, effect, None);
    let words = seal(&env.ctx.keys, &words_place(&case.row.id, 1), &new.words)?;
    store::add_event(tx, &case.row.id, (&event, &actor.by()), words, env.now).await?;
    if let Some(form) = &new.form {
        uploads::attach(env, tx, actor, case, form, (&new.answers, |_| true)).await?;
        note_consents(env, tx, case, (form, &new.answers)).await?;
    }
    timers::plan(env, tx, case).await?;
    told::tell(env, tx, case, None).await
}

/// Records the separate consents that the form asks for, as answered.
pub(super) async fn note_consents(
    env: &Env,
    tx: &DatabaseTransaction,
    case: &Case,
    (form, answers): (&Form, &Answers),
) -> Result<(), ApiError> {
    for field in form.steps.iter().flat_map(|step| &step.fields).filter(|f| f.separate_consent) {
        let Some(answer) = answers.get(&field.id).and_then(Answer::text) else { continue };
        let (about, agreed) = (format!("{}：{}", case.row.item_name, field.label), answer == AGREE);
        let given = Separate { case: case.id(), field: &field.id, about: &about, agreed };
        privacy::consent_separately(tx, case.person(), &given, env.now).await?;
    }
    Ok(())
}

/// The answer to a submission.
pub fn submitted(case: &Case, community: &Community) -> Submitted {
    Submitted {
        id: case.id(),
        number: view::number(case),
        received_at: case.row.received_at.to_rfc3339_opts(SecondsFormat::Millis, true),
        check_due: case.standing.check.due.to_string(),
        check_estimated: case.standing.check.estimated,
        phone_clock_wrong: case.row.clock_wrong,
        holder: holder(community, &case.standing.queue),
    }
}

/// Who holds it, with a phone. Bureaus have none: the hall answers for them.
pub fn holder(community: &Community, queue: &Queue) -> Holder {
    let desk = match queue {
        Queue::Window => super::wording::WINDOW.to_owned(),
        Queue::Bureau(name) => name.clone(),
    };
    let hall = &community.hall;
    Holder { unit: community.name.clone(), desk, phone: hall.phone.clone(), demo: hall.demo }
}

/// Day and six random digits.
fn number(env: &Env) -> String {
    let day = env.today.to_string().replace('-', "");
    let drawn = u32::try_from(env.ctx.random_id().as_u128() % 1_000_000).unwrap_or_default();
    CaseNumber::make(&day, drawn).as_str().to_owned()
}

/// Told to the applicant; what counts is the arrival.
fn clock_is_wrong(filled_at: &str, now: DateTime<Utc>) -> bool {
    let filled = DateTime::parse_from_rfc3339(filled_at).map(|t| t.to_utc());
    filled.is_ok_and(|filled| filled > now + CLOCK_SLACK)
}

/// Checks answers by the form. At the counter, what was seen on paper may be absent; what is there must be right.
pub fn checked(form: &Form, answers: &Answers, (today, on_paper): (Day, bool)) -> Result<Answers, ApiError> {
    let wrong = match check_filled(form, answers, &today.to_string()) {
        Ok(good) => return Ok(good),
        Err(errors) => errors,
    };
    let present = |field: &str| field.split('.').next().is_some_and(|key| answers.contains_key(key));
    let wrong: FormErrors =
        if on_paper { wrong.into_iter().filter(|e| present(&e.field)).collect() } else { wrong };
    if wrong.is_empty() {
        return Ok(prune(form, answers));
    }
    Err(ApiError::new(Code::Invalid).with_fields(wrong))
}

/// Fills in what the server knows of the applicant; nobody answers that for themselves.
pub fn fill_known(form: &Form, answers: &mut Answers, applicant: &Applicant) {
    for field in form.steps.iter().filter(|s| s.repeat.is_none()).flat_map(|s| &s.fields) {
        let value = match field.known {
            Some(Known::Name) => &applicant.name,
            Some(Known::IdNumber) => &applicant.id_number,
            Some(Known::Phone) => &applicant.phone,
            None => continue,
        };
        if !value.is_empty() {
            answers.insert(field.id.clone(), Answer::Text(value.clone()));
        }
    }
}
