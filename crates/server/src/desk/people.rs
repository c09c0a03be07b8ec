//! Finds a known person by something exact. Each search is logged, whether it finds somebody or not.

use axum::http::HeaderMap;
use uuid::Uuid;
use yunlin_api::cases::CaseNumber;
use yunlin_api::community::RoomKey;
use yunlin_api::desk::{FindBy, FindPerson, FoundPeople, FoundPerson, PostFindPerson};
use yunlin_api::identity::{IdNumber, Phone};
use yunlin_api::privacy::Tag;
use yunlin_api::problem::Code;

use super::case::still_new;
use crate::domain::cases::{self, Env};
use crate::domain::identity::{self, Staff, people};
use crate::domain::{audit, catalogue, writes};
use crate::infra::web::{ApiError, Call, Reply};

pub(super) async fn find(call: Call<PostFindPerson>) -> Result<Reply<PostFindPerson>, ApiError> {
    let by = identity::staff(&call).await?;
    if !cases::takes_in(&by) {
        return Err(
            ApiError::new(Code::Forbidden).because("查找居民是窗口的事。办件转到科室后，申请人在办件里。")
        );
    }
    let env = Env::load(&call.ctx).await?;
    let found = matching(&env, &by, &call.input).await?;
    let (who, now, ids) = (by.clone(), env.now, found.clone());
    let scope = by.id().to_string();
    let done = writes::once_then(
        &call,
        &scope,
        move |tx| {
            let (who, ids) = (who.clone(), ids.clone());
            Box::pin(async move {
                let logged = if ids.is_empty() { vec![None] } else { ids.into_iter().map(Some).collect() };
                for person in logged {
                    audit::record(tx, &who, &looked_up(person, now)).await?;
                }
                Ok(Some(now))
            })
        },
        |at| async move {
            still_new(now, at)?;
            let mut people = Vec::new();
            for person in found {
                people.extend(masked(&env, &by, person).await?);
            }
            Reply::value(&FoundPeople { people }, &HeaderMap::new())
        },
    );
    done.await
}

/// Everybody who fits exactly.
async fn matching(env: &Env, by: &Staff, input: &FindPerson) -> Result<Vec<Uuid>, ApiError> {
    let (db, keys, value) = (env.ctx.db.read(), &env.ctx.keys, input.value.as_str());
    match input.by {
        FindBy::Phone => {
            let phone = Phone::new(value).map_err(|e| ApiError::field("value", e.detail()))?;
            Ok(people::by_phone(by, db, keys, &phone).await?)
        }
        FindBy::IdNumber => {
            let number = IdNumber::new(value).map_err(|e| ApiError::field("value", e.detail()))?;
            Ok(people::by_id_number(by, db, keys, &number).await?.into_iter().collect())
        }
        FindBy::Slip => {
            let number = CaseNumber::parse(value).map_err(|e| ApiError::field("value", e.detail()))?;
            Ok(cases::person_of_slip(env, by, &number).await?.into_iter().collect())
        }
        FindBy::Room => {
            let room = RoomKey::parse(value).map_err(|e| ApiError::field("value", e.detail()))?;
            let estate = catalogue::estate(db, room.estate()).await?;
            let own = estate.is_some_and(|estate| cases::works_at(by, &estate.community));
            if !own {
                return Err(ApiError::field("value", "只能按本窗口社区的小区查找，请从列表里选小区。"));
            }
            Ok(people::by_room(by, db, keys, &room).await?)
        }
    }
}

/// One of them, masked; nothing of somebody whose data has been deleted, though an old slip still names them.
async fn masked(env: &Env, by: &Staff, person: Uuid) -> Result<Option<FoundPerson>, ApiError> {
    let db = env.ctx.db.read();
    match cases::of_person(db, &env.ctx.keys, person).await {
        Ok(known) => Ok(Some(FoundPerson {
            person,
            name_masked: Tag::Name.mask(&known.name),
            phone_masked: Tag::Phone.mask(&known.phone),
            id_masked: Tag::IdNumber.mask(&known.id_number),
            cases: cases::of_found(by, db, person).await?,
        })),
        Err(error) if error.code() == Code::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn looked_up(person: Option<Uuid>, at: chrono::DateTime<chrono::Utc>) -> audit::Entry {
    audit::Entry {
        person,
        act: "窗口查找了您的登记".to_owned(),
        case: None,
        about: "窗口受理".to_owned(),
        at,
    }
}
