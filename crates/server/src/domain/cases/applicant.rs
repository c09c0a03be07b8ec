//! Who applies, as known of the person.

use sea_orm::ConnectionTrait;
use uuid::Uuid;

use super::case::Applicant;
use crate::domain::identity::people;
use crate::infra::seal::Keys;
use crate::infra::web::ApiError;

/// What is known of a person, in clear, for the case that is theirs.
pub async fn of_person<C: ConnectionTrait>(db: &C, keys: &Keys, person: Uuid) -> Result<Applicant, ApiError> {
    let known = people::known(db, keys, person).await?.ok_or_else(ApiError::not_found)?;
    Ok(Applicant {
        name: known.name.unwrap_or_default(),
        id_number: known.id_number.map(|n| n.as_str().to_owned()).unwrap_or_default(),
        phone: known.phone.map(|p| p.as_str().to_owned()).unwrap_or_default(),
    })
}
