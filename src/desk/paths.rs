//! Addresses of the desk. The only place that builds or reads them; filters and the open case stand in the query.

use uuid::Uuid;
use yunlin_api::desk::InboxFilter;
use yunlin_api::endpoint::encode_segment;

/// The pages of the desk.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Leads to the inbox or to signing in.
    Start,
    /// Sign in.
    SignIn,
    /// Change the own password.
    Password,
    /// Set up the authenticator.
    Totp,
    /// What is to be done, and the case that is open.
    Inbox,
    /// Take a matter in.
    Intake,
    /// What the applicant takes home.
    Slip(Uuid),
    /// A clean sheet of a case for the bureau's own system.
    Sheet(Uuid),
    /// What is late, and what was forgotten.
    Alerts,
    /// Holidays.
    Calendar,
}

/// Whether a path is the desk's; the pages themselves are known only to its own part.
pub fn of(path: &str) -> Option<String> {
    let rest = path.strip_prefix("/desk")?;
    (rest.is_empty() || rest.starts_with('/')).then(|| path.to_owned())
}

/// Whether a path is one of the counter's.
pub fn at_counter(path: &str) -> Option<String> {
    let first = path.strip_prefix("/desk/")?.split('/').next()?;
    ["intake", "slip", "sheet", "calendar"].contains(&first).then(|| path.to_owned())
}

impl Page {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/desk").filter(|r| r.is_empty() || r.starts_with('/'))?;
        let parts: Vec<&str> = rest.split('/').filter(|p| !p.is_empty()).collect();
        match parts[..] {
            [] => Some(Self::Start),
            ["sign-in"] => Some(Self::SignIn),
            ["password"] => Some(Self::Password),
            ["totp"] => Some(Self::Totp),
            ["inbox"] => Some(Self::Inbox),
            ["intake"] => Some(Self::Intake),
            ["slip", id] => Uuid::parse_str(id).ok().map(Self::Slip),
            ["sheet", id] => Uuid::parse_str(id).ok().map(Self::Sheet),
            ["alerts"] => Some(Self::Alerts),
            ["calendar"] => Some(Self::Calendar),
            _ => None,
        }
    }

    /// The path of a page.
    pub fn href(&self) -> String {
        match self {
            Self::Start => "/desk".to_owned(),
            Self::SignIn => "/desk/sign-in".to_owned(),
            Self::Password => "/desk/password".to_owned(),
            Self::Totp => "/desk/totp".to_owned(),
            Self::Inbox => "/desk/inbox".to_owned(),
            Self::Intake => "/desk/intake".to_owned(),
            Self::Slip(id) => format!("/desk/slip/{id}"),
            Self::Sheet(id) => format!("/desk/sheet/{id}"),
            Self::Alerts => "/desk/alerts".to_owned(),
            Self::Calendar => "/desk/calendar".to_owned(),
        }
    }
}

/// What the inbox shows: filters, the open case, the photo that is held up.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct View {
    /// Community slug.
    pub community: Option<String>,
    /// `window` or the name of a bureau.
    pub queue: Option<String>,
    /// `mine`, `handled`, `due`, `closed` or `callback`.
    pub show: Option<String>,
    /// Exact case number.
    pub number: Option<String>,
    /// The open case.
    pub case: Option<Uuid>,
    /// Number of the photo that is held up, from 1.
    pub photo: Option<usize>,
}

/// What can be shown instead of all that is open.
const SHOWN: [&str; 5] = ["mine", "handled", "due", "closed", "callback"];

impl View {
    /// The view that an address names; unknown values count as not set.
    pub fn of(param: impl Fn(&str) -> Option<String>) -> Self {
        Self {
            community: param("community"),
            queue: param("queue").filter(|q| !q.is_empty()),
            show: param("show").filter(|s| SHOWN.contains(&s.as_str())),
            number: param("number"),
            case: param("case").and_then(|v| Uuid::parse_str(&v).ok()),
            photo: param("photo").and_then(|v| v.parse().ok()).filter(|n| *n > 0),
        }
    }

    /// The address of the view.
    pub fn href(&self) -> String {
        let pairs = [
            ("community", self.community.clone()),
            ("queue", self.queue.clone()),
            ("show", self.show.clone()),
            ("number", self.number.clone()),
            ("case", self.case.map(|c| c.to_string())),
            ("photo", self.photo.map(|p| p.to_string())),
        ];
        let mut href = Page::Inbox.href();
        let mut first = true;
        for (name, value) in pairs {
            let Some(value) = value else { continue };
            href.push(if first { '?' } else { '&' });
            first = false;
            href.push_str(name);
            href.push('=');
            encode_segment(&value, &mut href);
        }
        href
    }

    /// The same list with this case open, or with none.
    pub fn with_case(&self, case: Option<Uuid>) -> Self {
        Self { case, photo: None, ..self.clone() }
    }

    /// The same list and case with this photo held up, or with none.
    pub fn with_photo(&self, photo: Option<usize>) -> Self {
        Self { photo, ..self.clone() }
    }

    /// The list alone.
    pub fn filter(&self) -> InboxFilter {
        InboxFilter {
            community: self.community.clone(),
            queue: self.queue.clone(),
            show: self.show.clone(),
            number: self.number.clone(),
            after: None,
        }
    }
}

/// Where to go after signing in: only pages of the desk.
pub fn after_sign_in(to: Option<String>) -> String {
    let fits = |to: &String| {
        let path = to.split('?').next().unwrap_or_default();
        !matches!(Page::parse(path), None | Some(Page::SignIn | Page::Start))
    };
    to.filter(fits).unwrap_or_else(|| Page::Inbox.href())
}

/// The sign-in page that leads back here.
pub fn sign_in_from(path: &str, query: &str) -> String {
    let mut here = path.to_owned();
    if !query.is_empty() {
        here.push('?');
        here.push_str(query);
    }
    let mut href = Page::SignIn.href();
    if !matches!(Page::parse(path), None | Some(Page::Start)) {
        href.push_str("?to=");
        encode_segment(&here, &mut href);
    }
    href
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_again_under_its_own_address() {
        let id = Uuid::from_u128(7);
        for page in [
            Page::Start,
            Page::SignIn,
            Page::Password,
            Page::Totp,
            Page::Inbox,
            Page::Intake,
            Page::Slip(id),
            Page::Sheet(id),
            Page::Alerts,
            Page::Calendar,
        ] {
            assert_eq!(Page::parse(&page.href()), Some(page.clone()));
            assert!(of(&page.href()).is_some());
        }
        assert_eq!(of("/desktop"), None);
        assert_eq!(Page::parse("/desk/slip/x"), None);
    }

    #[test]
    fn a_view_survives_the_address() {
        let view = View {
            community: Some("hanyuan".into()),
            queue: Some("window".into()),
            show: Some("due".into()),
            case: Some(Uuid::from_u128(7)),
            photo: Some(2),
            number: None,
        };
        let href = view.href();
        let query = href.split_once('?').map(|(_, q)| q.to_owned()).unwrap_or_default();
        let found = View::of(|name| {
            query
                .split('&')
                .filter_map(|p| p.split_once('='))
                .find(|(n, _)| *n == name)
                .map(|(_, v)| v.to_owned())
        });
        assert_eq!(found, view);
        assert_eq!(View::default().href(), "/desk/inbox");
    }

    #[test]
    fn signing_in_never_leads_off_the_desk() {
        assert_eq!(after_sign_in(Some("/desk/intake".into())), "/desk/intake");
        assert_eq!(after_sign_in(Some("//evil.example".into())), "/desk/inbox");
        assert_eq!(after_sign_in(Some("/desk/sign-in".into())), "/desk/inbox");
        assert_eq!(sign_in_from("/desk/inbox", "show=due"), "/desk/sign-in?to=%2Fdesk%2Finbox%3Fshow%3Ddue");
    }
}
