//! Places: street > community > estate. What a source does not say is absent, never invented.

use serde::{Deserialize, Serialize};

/// All places of the published version.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Places {
    /// Version of the rows.
    pub version: i64,
    /// Day of publication, `YYYY-MM-DD`.
    pub published_on: String,
    /// Communities in display order.
    pub communities: Vec<Community>,
}

/// A community (社区).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Community {
    /// Stable key, part of the URL.
    pub slug: String,
    /// Name, e.g. 汉源社区.
    pub name: String,
    /// Street office (街道办事处), where a source names it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub street: Option<String>,
    /// Roads that bound it, where a source gives them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bounds: Option<Bounds>,
    /// Number of households with its source, where one gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub households: Option<Sourced>,
    /// Full-time social workers with the source, where one gives it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub workers: Option<Sourced>,
    /// Estates (小区).
    #[serde(default)]
    pub estates: Vec<Estate>,
    /// Rooms open to residents.
    #[serde(default)]
    pub rooms: Vec<String>,
    /// Service hall.
    pub hall: Hall,
}

/// Bounding roads by side; a side may have several.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Bounds {
    /// 东至
    pub east: Vec<String>,
    /// 南至
    pub south: Vec<String>,
    /// 西至
    pub west: Vec<String>,
    /// 北至
    pub north: Vec<String>,
}

impl Bounds {
    /// Side and roads, clockwise from the east.
    pub fn sides(&self) -> [(&'static str, &[String]); 4] {
        [("东", &self.east), ("南", &self.south), ("西", &self.west), ("北", &self.north)]
    }
}

/// A figure with where and when it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Sourced {
    /// The figure.
    pub count: u32,
    /// Who says so.
    pub source: String,
    /// When, `YYYY-MM` or `YYYY-MM-DD`.
    pub as_of: String,
}

/// An estate (小区).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Estate {
    /// Stable key.
    pub slug: String,
    /// Name.
    pub name: String,
    /// Other names and common misspellings.
    #[serde(default)]
    pub aliases: Vec<String>,
}

/// The service hall of a community.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Hall {
    /// Name of the hall.
    pub name: String,
    /// Where it is, where a source says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub address: Option<String>,
    /// Opening hours by weekday.
    pub hours: Vec<Opening>,
    /// Phone number.
    pub phone: String,
    /// The phone and the hours are made up for demonstration.
    pub demo: bool,
    /// What is there: counters, self-service machine, convenience corner.
    #[serde(default)]
    pub services: Vec<String>,
}

/// One stretch of opening.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Opening {
    /// First weekday, 1 = Monday … 7 = Sunday.
    pub from_day: u8,
    /// Last weekday, inclusive.
    pub to_day: u8,
    /// Opens, `HH:MM` in the business zone.
    pub opens: String,
    /// Closes, `HH:MM`.
    pub closes: String,
}
