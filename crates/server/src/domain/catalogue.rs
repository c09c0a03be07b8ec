//! The published items and places, as mechanisms need them. The rows belong to the guide and the community cards.

use sea_orm::{ConnectionTrait, DbErr, FromQueryResult};
use yunlin_api::community::Community;
use yunlin_api::guide::{Channel, ItemText, Limit, Mode};

use crate::infra::db::sql;
use crate::infra::web::ApiError;

/// An item of the current catalogue.
#[derive(Clone, Debug)]
pub struct Item {
    /// Code.
    pub code: String,
    /// Name.
    pub name: String,
    /// Version of the catalogue.
    pub version: i64,
    /// Lead bureau.
    pub bureau: String,
    /// Online channel.
    pub channel: Channel,
    /// Who does what after intake.
    pub mode: Mode,
    /// The guide.
    pub text: ItemText,
    /// Notes for social workers, as one text.
    pub handbook: Option<String>,
}

/// What is read of an item.
const COLUMNS: &str = "i.version, i.code, i.name, i.bureau, i.channel, i.mode, i.text_json, i.handbook_json";

#[derive(FromQueryResult)]
struct Row {
    version: i64,
    code: String,
    name: String,
    bureau: String,
    channel: String,
    mode: String,
    text_json: String,
    handbook_json: Option<String>,
}

impl Item {
    /// Promised and statutory working days, where a document fixes them.
    pub fn limits(&self) -> (Option<u16>, Option<u16>) {
        let days = |limit: &Limit| match limit {
            Limit::Known { days, .. } => Some(*days),
            _ => None,
        };
        (days(&self.text.limits.promised), days(&self.text.limits.statutory))
    }

    /// Whether silence past the check means acceptance: where the rule of the item says so, and where papers are taken at all.
    pub fn silence_accepts(&self) -> bool {
        !matches!(self.mode, Mode::Inform) && self.text.acceptance().silence
    }

    /// Whether a bureau finishes it after intake.
    pub fn is_routed(&self) -> bool {
        matches!(self.mode, Mode::Agent | Mode::Assist) && self.bureau.starts_with('区')
    }
}

/// An item by its code; nothing but a code reaches the database.
pub async fn item<C: ConnectionTrait>(db: &C, code: &str) -> Result<Option<Item>, ApiError> {
    if code.is_empty() || code.len() > 20 || !code.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') {
        return Ok(None);
    }
    let text = format!(
        "SELECT {COLUMNS} FROM catalogue_current c JOIN service_item i ON i.version = c.version \
        WHERE c.id = 1 AND i.code = $1"
    );
    let row = Row::find_by_statement(sql(db.get_database_backend(), &text, [code.into()])).one(db).await?;
    row.map(item_of).transpose()
}

/// An item as it stood in a version of the catalogue.
pub async fn item_of_version<C: ConnectionTrait>(
    db: &C,
    code: &str,
    version: i64,
) -> Result<Option<Item>, ApiError> {
    let text = format!("SELECT {COLUMNS} FROM service_item i WHERE i.code = $1 AND i.version = $2");
    let values = [code.into(), version.into()];
    let row = Row::find_by_statement(sql(db.get_database_backend(), &text, values)).one(db).await?;
    row.map(item_of).transpose()
}

fn item_of(row: Row) -> Result<Item, ApiError> {
    let broken = || ApiError::internal("a catalogue row cannot be read");
    Ok(Item {
        channel: Channel::from_wire(&row.channel).ok_or_else(broken)?,
        mode: Mode::from_wire(&row.mode).ok_or_else(broken)?,
        text: serde_json::from_str(&row.text_json)?,
        handbook: row.handbook_json.as_deref().map(handbook).transpose()?,
        code: row.code,
        name: row.name,
        version: row.version,
        bureau: row.bureau,
    })
}

/// The three notes under their headings.
fn handbook(json: &str) -> Result<String, ApiError> {
    let notes: std::collections::BTreeMap<String, String> = serde_json::from_str(json)?;
    let headed = [("intake", "窗口核对"), ("traps", "常见问题"), ("handover", "交接")];
    let parts =
        headed.iter().filter_map(|(key, title)| notes.get(*key).map(|text| format!("{title}：{text}")));
    Ok(parts.collect::<Vec<_>>().join("\n"))
}

/// Bureaus that lead items, each once, in catalogue order.
pub async fn bureaus<C: ConnectionTrait>(db: &C) -> Result<Vec<String>, DbErr> {
    let text = "SELECT i.bureau FROM catalogue_current c JOIN service_item i ON i.version = c.version \
        WHERE c.id = 1 GROUP BY i.bureau ORDER BY MIN(i.position)";
    let rows = db.query_all_raw(sql(db.get_database_backend(), text, [])).await?;
    let all: Result<Vec<String>, DbErr> = rows.iter().map(|row| row.try_get("", "bureau")).collect();
    Ok(all?.into_iter().filter(|b| b.starts_with('区')).collect())
}

/// An estate of the published places.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Estate {
    /// Name.
    pub name: String,
    /// Slug of its community.
    pub community: String,
}

/// An estate by its slug.
pub async fn estate<C: ConnectionTrait>(db: &C, slug: &str) -> Result<Option<Estate>, DbErr> {
    let text = "SELECT e.name, e.community_slug AS community FROM place_current c \
        JOIN estate e ON e.version = c.version WHERE c.id = 1 AND e.slug = $1";
    Estate::find_by_statement(sql(db.get_database_backend(), text, [slug.into()])).one(db).await
}

/// A community by its slug.
pub async fn community<C: ConnectionTrait>(db: &C, slug: &str) -> Result<Option<Community>, ApiError> {
    let text = "SELECT k.json FROM place_current c JOIN community k ON k.version = c.version \
        WHERE c.id = 1 AND k.slug = $1";
    let row = db.query_one_raw(sql(db.get_database_backend(), text, [slug.into()])).await?;
    let Some(row) = row else { return Ok(None) };
    let json: String = row.try_get("", "json")?;
    Ok(Some(serde_json::from_str(&json)?))
}
