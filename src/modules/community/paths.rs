//! Addresses of the community cards.

/// The pages of this module.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// Find my community.
    Find,
    /// Card of a community.
    Card(String),
    /// For people from elsewhere.
    Elsewhere,
}

impl Page {
    /// The page of a path.
    pub fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/community").filter(|r| r.is_empty() || r.starts_with('/'))?;
        let parts: Vec<&str> = rest.split('/').filter(|p| !p.is_empty()).collect();
        match parts[..] {
            [] => Some(Self::Find),
            ["elsewhere"] => Some(Self::Elsewhere),
            [slug] => Some(Self::Card(slug.to_owned())),
            _ => None,
        }
    }

    /// The path of a page.
    pub fn href(&self) -> String {
        match self {
            Self::Find => "/community".to_owned(),
            Self::Card(slug) => format!("/community/{slug}"),
            Self::Elsewhere => "/community/elsewhere".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_is_found_again_under_its_own_address() {
        for page in [Page::Find, Page::Card("hanyuan".into()), Page::Elsewhere] {
            assert_eq!(Page::parse(&page.href()), Some(page));
        }
        assert_eq!(Page::parse("/communityx"), None);
    }
}
