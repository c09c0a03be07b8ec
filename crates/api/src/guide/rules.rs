//! Pure rules of the guide: published counters, filters, and the next honest step of an item.

use super::{Channel, Event, ItemCard, Limit, Limits, Person};

/// The published figures, computed from the items that are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counters {
    /// All items.
    pub total: usize,
    /// Completed online in one go.
    pub online: usize,
    /// Booked online.
    pub booking: usize,
}

/// Counts what the lists hold.
pub fn counters(items: &[ItemCard]) -> Counters {
    let of = |channel| items.iter().filter(|i| i.channel == channel).count();
    Counters { total: items.len(), online: of(Channel::Online), booking: of(Channel::Booking) }
}

/// The filter of the list page, as it stands in the URL.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Filter {
    /// 按人生大事
    pub event: Option<Event>,
    /// 按人群
    pub person: Option<Person>,
    /// 按部门
    pub bureau: Option<String>,
    /// 按渠道
    pub channel: Option<Channel>,
}

impl Filter {
    /// Whether the item belongs to the list. Items for everybody appear under each kind of person only when named.
    pub fn accepts(&self, item: &ItemCard) -> bool {
        self.event.is_none_or(|e| item.events.contains(&e))
            && self.person.is_none_or(|p| item.persons.contains(&p))
            && self.bureau.as_ref().is_none_or(|b| *b == item.bureau)
            && self.channel.is_none_or(|c| item.channel == c)
    }

    /// Whether nothing is chosen.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// Promised must not exceed statutory where both are known.
///
/// ```
/// use yunlin_api::guide::{Limit, Limits, limits_agree};
/// let known = |days| Limit::Known { days, source: "示例".into() };
/// let limits = |s, p| Limits { statutory: s, promised: p, note: String::new() };
/// assert!(limits_agree(&limits(known(20), known(10))));
/// assert!(!limits_agree(&limits(known(10), known(20))));
/// assert!(limits_agree(&limits(Limit::None, Limit::Local)));
/// ```
pub fn limits_agree(limits: &Limits) -> bool {
    match (&limits.statutory, &limits.promised) {
        (Limit::Known { days: s, .. }, Limit::Known { days: p, .. }) => p <= s,
        _ => true,
    }
}
