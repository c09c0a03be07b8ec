//! Joins `catalogue/items.csv` with the files of the items and makes rows of them.

use serde::Deserialize;
use yunlin_api::guide::{Channel, ItemCard, ItemText, Mode};

use super::item_file::{Handbook, ItemFile};
use crate::infra::data::{DataFiles, strict_toml};
use crate::infra::seed::SeedError;
use crate::modules::guide::entity::service_item;

/// The list of all items.
const LIST: &str = "catalogue/items.csv";

/// One item as the data files describe it.
#[derive(Clone, Debug)]
pub struct SourceItem {
    /// What lists show.
    pub card: ItemCard,
    /// The guide.
    pub text: ItemText,
    /// Belongs to the 67 of the handbook.
    pub in_handbook: bool,
    /// Note for social workers.
    pub handbook: Option<Handbook>,
}

/// One line of the list.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    item_code: String,
    name: String,
    category: String,
    lead_bureau: String,
    online_channel: String,
    in_handbook_67: String,
    handling_mode: String,
    #[serde(rename = "module")]
    _module: String,
}

/// Reads every item of the list that has its text; one without is left out and counted in the log.
pub fn read(files: &DataFiles) -> Result<Vec<SourceItem>, SeedError> {
    let list = text(files, LIST)?.ok_or_else(|| SeedError::content(LIST, "is missing"))?;
    let mut items = Vec::new();
    let mut missing = 0;
    for line in csv::Reader::from_reader(list.as_bytes()).deserialize() {
        let line: Line = line.map_err(|e| SeedError::content(LIST, e))?;
        match item(files, line)? {
            Some(item) => items.push(item),
            None => missing += 1,
        }
    }
    if missing > 0 {
        tracing::warn!(missing, "items of the list have no text and are left out");
    }
    Ok(items)
}

/// One item, if its text is there.
fn item(files: &DataFiles, line: Line) -> Result<Option<SourceItem>, SeedError> {
    let name = format!("catalogue/items/{}.toml", line.item_code);
    let Some(text) = text(files, &name)? else { return Ok(None) };
    let mut file: ItemFile = strict_toml(&text).map_err(|e| SeedError::content(&name, e))?;
    if file.code != line.item_code {
        return Err(SeedError::content(&name, format!("holds the code {}", file.code)));
    }
    let label = |known: Option<_>, label: &str| {
        known.ok_or_else(|| SeedError::content(LIST, format!("unknown {label}")))
    };
    let channel = label(channel(&line.online_channel), &line.online_channel)?;
    let mode = Mode::ALL.iter().copied().find(|m| m.label() == line.handling_mode);
    let card = ItemCard {
        code: line.item_code,
        name: line.name,
        category: line.category,
        bureau: line.lead_bureau,
        channel,
        mode: mode.ok_or_else(|| SeedError::content(LIST, format!("unknown {}", line.handling_mode)))?,
        summary: std::mem::take(&mut file.summary),
        persons: std::mem::take(&mut file.persons),
        events: std::mem::take(&mut file.events),
        words: std::mem::take(&mut file.words),
    };
    let handbook = file.handbook.take();
    let in_handbook = line.in_handbook_67 == "Y";
    Ok(Some(SourceItem { card, text: file.text(), in_handbook, handbook }))
}

/// Channel by its name in the list.
fn channel(label: &str) -> Option<Channel> {
    match label {
        "线上一次性办结" => Some(Channel::Online),
        "线上预约" => Some(Channel::Booking),
        "仅公示" => Some(Channel::Notice),
        _ => None,
    }
}

fn text(files: &DataFiles, name: &str) -> Result<Option<std::borrow::Cow<'static, str>>, SeedError> {
    files.read(name).map_err(|source| SeedError::File { file: name.to_owned(), source })
}

/// Rows of one version, in the order of the list.
pub(super) fn to_rows(items: &[SourceItem], version: i64) -> Result<Vec<service_item::Model>, SeedError> {
    let json_error = |e: serde_json::Error| SeedError::content(LIST, e);
    let mut rows = Vec::with_capacity(items.len());
    for (item, position) in items.iter().zip(1..) {
        let card = &item.card;
        let handbook = item.handbook.as_ref().map(serde_json::to_string).transpose().map_err(json_error)?;
        rows.push(service_item::Model {
            version,
            code: card.code.clone(),
            position,
            name: card.name.clone(),
            category: card.category.clone(),
            bureau: card.bureau.clone(),
            channel: card.channel.wire().to_owned(),
            mode: card.mode.wire().to_owned(),
            in_handbook: item.in_handbook,
            card_json: serde_json::to_string(card).map_err(json_error)?,
            text_json: serde_json::to_string(&item.text).map_err(json_error)?,
            handbook_json: handbook,
        });
    }
    Ok(rows)
}
