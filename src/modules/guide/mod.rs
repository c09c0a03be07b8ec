//! 办事公示: a resident finds the service item that applies, checks whether they qualify, and sees what to bring and where to go.

mod components;
mod pages;
pub mod paths;
mod state;
mod wording;

// Three parts: whoever looks through the lists does not wait for the code of the full guide, nor its reader for the forms.
crate::modules::room!(LISTS, guide, preload_lists, load_lists, paths::ListPage::parse => paths::ListPage, pages::lists);
crate::modules::room!(ITEM, item, preload_item, load_item, paths::ItemPage::parse => paths::ItemPage, pages::item);
crate::modules::room!(FORMS, forms, preload_forms, load_forms, paths::FormPage::parse => paths::FormPage, pages::forms);
