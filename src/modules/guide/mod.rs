//! 办事公示: a resident finds the service item that applies, checks whether they qualify, and sees what to bring and where to go.

mod components;
mod links;
mod pages;
pub mod paths;
mod state;
mod ways;
mod wording;

// Four parts: whoever looks through the lists does not wait for the code of the full guide, nor its reader for the questions,
// nor whoever answers those for the outbox that carries a report.
crate::modules::room!(LISTS, guide, preload_lists, load_lists, paths::ListPage::parse => paths::ListPage, pages::lists);
crate::modules::room!(ITEM, item, preload_item, load_item, paths::ItemPage::parse => paths::ItemPage, pages::item);
crate::modules::room!(CHECK, check, preload_check, load_check, paths::CheckPage::parse => paths::CheckPage, pages::check);
crate::modules::room!(REPORT, report, preload_report, load_report, paths::ReportPage::parse => paths::ReportPage, pages::report);
