//! Addresses of 在线办理. The only place that builds or reads them.

use uuid::Uuid;

use crate::infra::nav::Address;

/// The pages that fill something in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fill {
    /// Apply for an item; where one stands is in the query, see [`Place`].
    New(String),
    /// It was handed over.
    Sent(Uuid),
    /// Complete what was missing (补正).
    Complete(Uuid),
}

/// The pages that follow what was sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Follow {
    /// Where to start.
    Start,
    /// 我的办件
    Cases,
    /// One of them.
    Case(Uuid),
    /// 好差评
    Rate(Uuid),
    /// 撤回
    Withdraw(Uuid),
    /// Progress by number.
    Progress,
}

fn parts(path: &str) -> Option<Vec<&str>> {
    let rest = path.strip_prefix("/apply").filter(|r| r.is_empty() || r.starts_with('/'))?;
    Some(rest.split('/').filter(|p| !p.is_empty()).collect())
}

impl Fill {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        match parts(path)?[..] {
            ["new", code] => Some(Self::New(code.to_owned())),
            ["sent", id] => Some(Self::Sent(Uuid::parse_str(id).ok()?)),
            ["case", id, "complete"] => Some(Self::Complete(Uuid::parse_str(id).ok()?)),
            _ => None,
        }
    }

    /// The path of a page.
    pub fn href(&self) -> String {
        match self {
            Self::New(code) => format!("/apply/new/{code}"),
            Self::Sent(id) => format!("/apply/sent/{id}"),
            Self::Complete(id) => format!("/apply/case/{id}/complete"),
        }
    }
}

impl Follow {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        let id = |id: &str| Uuid::parse_str(id).ok();
        match parts(path)?[..] {
            [] => Some(Self::Start),
            ["cases"] => Some(Self::Cases),
            ["progress"] => Some(Self::Progress),
            ["case", case] => Some(Self::Case(id(case)?)),
            ["case", case, "rate"] => Some(Self::Rate(id(case)?)),
            ["case", case, "withdraw"] => Some(Self::Withdraw(id(case)?)),
            _ => None,
        }
    }

    /// The path of a page.
    pub fn href(&self) -> String {
        match self {
            Self::Start => "/apply".to_owned(),
            Self::Cases => "/apply/cases".to_owned(),
            Self::Progress => "/apply/progress".to_owned(),
            Self::Case(id) => format!("/apply/case/{id}"),
            Self::Rate(id) => format!("/apply/case/{id}/rate"),
            Self::Withdraw(id) => format!("/apply/case/{id}/withdraw"),
        }
    }
}

/// Where one stands in a form; each is a step of history.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A page of the form; the first one when empty.
    Step(String),
    /// 核对信息
    Check,
}

/// Stands for the check page in the address; no step is called so.
const CHECK: &str = "~check";

impl Place {
    /// From the value of `step`.
    pub fn read(step: &str) -> Self {
        if step == CHECK { Self::Check } else { Self::Step(step.to_owned()) }
    }

    /// The address of this place in the draft of an item.
    pub fn href(&self, code: &str, draft: Uuid) -> String {
        let step = match self {
            Self::Step(id) => id,
            Self::Check => CHECK,
        };
        format!("{}?step={step}&draft={draft}", Fill::New(code.to_owned()).href())
    }
}

/// Name of the counter in the address of the start page.
pub const COUNTER: &str = "counter";

/// From where somebody comes back to the start page of an item.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Return {
    /// From signing in.
    SignedIn,
    /// From the real name.
    Named,
}

impl Return {
    /// What the address says.
    pub fn read(address: &Address) -> Option<Self> {
        match address.param("after")?.as_str() {
            "sign-in" => Some(Self::SignedIn),
            "real-name" => Some(Self::Named),
            _ => None,
        }
    }

    /// The page with this in its address, and the counter that was chosen there.
    pub fn href(self, page: &Fill, counter: &str) -> String {
        let from = match self {
            Self::SignedIn => "sign-in",
            Self::Named => "real-name",
        };
        format!("{}?after={from}&{COUNTER}={counter}", page.href())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_again_under_its_own_address_and_by_one_room_only() {
        let id = Uuid::from_u128(7);
        for page in [Fill::New("SB-07".into()), Fill::Sent(id), Fill::Complete(id)] {
            assert_eq!(Fill::parse(&page.href()), Some(page.clone()));
            assert_eq!(Follow::parse(&page.href()), None);
        }
        for page in [
            Follow::Start,
            Follow::Cases,
            Follow::Case(id),
            Follow::Rate(id),
            Follow::Withdraw(id),
            Follow::Progress,
        ] {
            assert_eq!(Follow::parse(&page.href()), Some(page.clone()));
            assert_eq!(Fill::parse(&page.href()), None);
        }
        assert_eq!(Follow::parse("/applyx"), None);
        assert_eq!(Follow::parse("/apply/case/nonsense"), None);
    }

    #[test]
    fn the_check_page_is_told_from_the_steps() {
        assert_eq!(Place::read(CHECK), Place::Check);
        assert_eq!(Place::read("bank"), Place::Step("bank".into()));
    }
}
