//! Rows of the guide.

pub(super) mod catalogue_current;
pub(super) mod catalogue_version;
pub(super) mod guide_error_report;
pub(super) mod service_item;
