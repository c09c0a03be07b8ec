//! The rows of the guide. The only file here with queries.

use chrono::{DateTime, Utc};
use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect, TryInsertResult,
};

use super::code::ItemCode;
use super::entity::{catalogue_current, catalogue_version, guide_error_report, service_item};
use crate::infra::db::sql;

/// The version that residents see.
pub(super) async fn current<C: ConnectionTrait>(db: &C) -> Result<Option<catalogue_version::Model>, DbErr> {
    let text = "SELECT v.* FROM catalogue_current c JOIN catalogue_version v ON v.version = c.version WHERE c.id = 1";
    let statement = sql(db.get_database_backend(), text, []);
    catalogue_version::Entity::find().from_raw_sql(statement).one(db).await
}

/// Cards of a version as JSON, in catalogue order.
pub(super) async fn cards<C: ConnectionTrait>(db: &C, version: i64) -> Result<Vec<String>, DbErr> {
    column(db, version, service_item::Column::CardJson).await
}

/// Guides of a version as JSON, in catalogue order.
pub(super) async fn texts<C: ConnectionTrait>(db: &C, version: i64) -> Result<Vec<String>, DbErr> {
    column(db, version, service_item::Column::TextJson).await
}

async fn column<C: ConnectionTrait>(
    db: &C,
    version: i64,
    column: service_item::Column,
) -> Result<Vec<String>, DbErr> {
    service_item::Entity::find()
        .select_only()
        .column(column)
        .filter(service_item::Column::Version.eq(version))
        .order_by_asc(service_item::Column::Position)
        .into_tuple()
        .all(db)
        .await
}

/// One item of a version.
pub(super) async fn item<C: ConnectionTrait>(
    db: &C,
    version: i64,
    code: &ItemCode,
) -> Result<Option<service_item::Model>, DbErr> {
    service_item::Entity::find_by_id((version, code.as_str().to_owned())).one(db).await
}

/// Writes a version with its items and makes it the current one.
pub(super) async fn publish(
    tx: &DatabaseTransaction,
    version: catalogue_version::Model,
    items: Vec<service_item::Model>,
) -> Result<(), DbErr> {
    let number = version.version;
    version.into_active_model().insert(tx).await?;
    let items = items.into_iter().map(IntoActiveModel::into_active_model);
    service_item::Entity::insert_many(items).exec_without_returning(tx).await?;
    let current = catalogue_current::Model { id: 1, version: number }.into_active_model();
    let replace = OnConflict::column(catalogue_current::Column::Id)
        .update_column(catalogue_current::Column::Version)
        .to_owned();
    catalogue_current::Entity::insert(current).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}

/// Inserts a report and gives the row that is stored under its id: this one, or an earlier one.
pub(super) async fn insert_report(
    tx: &DatabaseTransaction,
    row: guide_error_report::Model,
) -> Result<guide_error_report::Model, DbErr> {
    let inserted = guide_error_report::Entity::insert(row.clone().into_active_model())
        .on_conflict(OnConflict::column(guide_error_report::Column::Id).do_nothing().to_owned())
        .try_insert()
        .exec_without_returning(tx)
        .await?;
    if matches!(inserted, TryInsertResult::Inserted(1)) {
        return Ok(row);
    }
    let found = guide_error_report::Entity::find_by_id(row.id.clone()).one(tx).await?;
    found.ok_or_else(|| DbErr::RecordNotFound("the report that was in the way".to_owned()))
}

/// Drops reports from before a moment.
pub(super) async fn forget_reports(tx: &DatabaseTransaction, before: DateTime<Utc>) -> Result<(), DbErr> {
    let old = guide_error_report::Entity::delete_many();
    old.filter(guide_error_report::Column::ReceivedAt.lt(before)).exec(tx).await.map(|_| ())
}
