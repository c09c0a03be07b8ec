//! Persons, their accounts and their phone numbers: three different things (a couple shares a phone, an old person has
//! none, a number gets a new owner). Names, ID numbers and phones are sealed here and opened here.

mod accounts;
mod checked;
mod counter;
mod home;
mod me;
mod mode;
mod store;

use sea_orm::{DbErr, QueryResult};
use uuid::Uuid;
use yunlin_api::identity::Phone;

pub use accounts::{attach, forget_unused_numbers, number_of, stored_number};
pub use counter::{NewPerson, by_id_number, by_phone, register};
pub use home::{by_room, forget_home, home_of, note_home};
pub use me::me;
pub use mode::{forget_mode, mode_of, set_mode};
pub use store::{Known, known, name_person, set_name};

pub(super) use accounts::{Held, IDLE_DAYS, detach_idle, new_account, on_phone};

/// A column that holds an id.
pub fn id_of(row: &QueryResult, column: &str) -> Result<Uuid, DbErr> {
    let text: String = row.try_get("", column)?;
    Uuid::parse_str(&text).map_err(|e| DbErr::Custom(e.to_string()))
}

/// Kinds of blind indexes.
pub(super) mod kind {
    pub(in super::super) const PHONE: &str = "phone";
    pub(in super::super) const PHONE_ON_DEVICE: &str = "phone-on-device";
    pub(in super::super) const PHONE_OF_ACCOUNT: &str = "phone-of-account";
    pub(in super::super) const ID_NUMBER: &str = "id_number";
    pub(in super::super) const ROOM: &str = "room";
}

/// Places of sealed values.
pub(super) mod place {
    use uuid::Uuid;

    pub(in super::super) fn name(person: Uuid) -> String {
        format!("person.name_sealed/{person}")
    }

    pub(in super::super) fn id_number(person: Uuid) -> String {
        format!("person.id_sealed/{person}")
    }

    pub(in super::super) fn phone(phone: Uuid) -> String {
        format!("phone.sealed/{phone}")
    }

    pub(in super::super) fn home(person: Uuid) -> String {
        format!("person_home.sealed/{person}")
    }
}

/// A number as it was stored; it was checked then.
fn stored_phone(text: &str) -> Option<Phone> {
    Phone::new(text).ok()
}
