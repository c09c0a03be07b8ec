//! The rows of the places. The only file here with queries.

use sea_orm::sea_query::OnConflict;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, ConnectionTrait, DatabaseTransaction, DbErr, EntityTrait, IntoActiveModel,
    QueryFilter, QueryOrder, QuerySelect,
};

use super::entity::{community, estate, place_current, place_version};
use crate::infra::db::sql;

/// The version that residents see.
pub(super) async fn current<C: ConnectionTrait>(db: &C) -> Result<Option<place_version::Model>, DbErr> {
    let text = "SELECT v.* FROM place_current c JOIN place_version v ON v.version = c.version WHERE c.id = 1";
    let statement = sql(db.get_database_backend(), text, []);
    place_version::Entity::find().from_raw_sql(statement).one(db).await
}

/// Communities of a version as JSON, in display order.
pub(super) async fn communities<C: ConnectionTrait>(db: &C, version: i64) -> Result<Vec<String>, DbErr> {
    community::Entity::find()
        .select_only()
        .column(community::Column::Json)
        .filter(community::Column::Version.eq(version))
        .order_by_asc(community::Column::Position)
        .into_tuple()
        .all(db)
        .await
}

/// Writes a version and makes it the current one.
pub(super) async fn publish(
    tx: &DatabaseTransaction,
    version: place_version::Model,
    communities: Vec<community::Model>,
    estates: Vec<estate::Model>,
) -> Result<(), DbErr> {
    let number = version.version;
    version.into_active_model().insert(tx).await?;
    let communities = communities.into_iter().map(IntoActiveModel::into_active_model);
    community::Entity::insert_many(communities).exec_without_returning(tx).await?;
    if !estates.is_empty() {
        let estates = estates.into_iter().map(IntoActiveModel::into_active_model);
        estate::Entity::insert_many(estates).exec_without_returning(tx).await?;
    }
    let current = place_current::Model { id: 1, version: number }.into_active_model();
    let replace = OnConflict::column(place_current::Column::Id)
        .update_column(place_current::Column::Version)
        .to_owned();
    place_current::Entity::insert(current).on_conflict(replace).exec_without_returning(tx).await?;
    Ok(())
}
