//! A case as a row.

use sea_orm::entity::prelude::*;

/// One row.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_file")]
pub struct Model {
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: String,
    pub number: String,
    pub person_id: String,
    pub item_code: String,
    pub item_name: String,
    pub item_version: i64,
    pub form_version: Option<i64>,
    pub community: String,
    pub queue_kind: String,
    pub queue_name: String,
    pub state: String,
    pub closed: bool,
    pub version: i64,
    pub source: String,
    pub holder_staff: Option<String>,
    pub next_due: String,
    pub standing: String,
    pub answers: Vec<u8>,
    pub applicant: Vec<u8>,
    pub body_blind: String,
    pub filled_at: String,
    pub clock_wrong: bool,
    pub received_at: DateTimeUtc,
    pub changed_at: DateTimeUtc,
    pub closed_at: Option<DateTimeUtc>,
}

#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}
