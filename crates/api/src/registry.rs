//! The modules that exist, in the order of the home page. A tile, a search hit and a route appear when a module is listed here.

/// The six groups of 六位一体, in the order of the home page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Group {
    /// 政务服务
    Government,
    /// 便民服务
    Daily,
    /// 志愿服务
    Volunteer,
    /// 物业服务
    Property,
    /// 公共服务
    Public,
    /// 社区服务
    Community,
}

impl Group {
    /// All six, in order.
    pub const ALL: [Self; 6] =
        [Self::Government, Self::Daily, Self::Volunteer, Self::Property, Self::Public, Self::Community];

    /// Name shown above the group's tiles.
    pub const fn title(self) -> &'static str {
        match self {
            Self::Government => "政务服务",
            Self::Daily => "便民服务",
            Self::Volunteer => "志愿服务",
            Self::Property => "物业服务",
            Self::Public => "公共服务",
            Self::Community => "社区服务",
        }
    }

    /// Name of the colour token.
    pub const fn slug(self) -> &'static str {
        match self {
            Self::Government => "gov",
            Self::Daily => "daily",
            Self::Volunteer => "vol",
            Self::Property => "prop",
            Self::Public => "pub",
            Self::Community => "com",
        }
    }
}

/// What the shell needs to know of a module.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ModuleInfo {
    /// Slug = route = folder name on every side.
    pub slug: &'static str,
    /// Name on the tile, at most five characters.
    pub title: &'static str,
    /// One plain sentence: what a resident does there.
    pub summary: &'static str,
    /// Group of the home page.
    pub group: Group,
    /// Name of the Phosphor icon.
    pub icon: &'static str,
    /// Words that people type when they look for it.
    pub words: &'static [&'static str],
}

/// Every module that works today.
pub const MODULES: &[ModuleInfo] = &[crate::guide::INFO, crate::apply::INFO, crate::community::INFO];

/// Path of a module's first page.
///
/// ```
/// assert_eq!(yunlin_api::registry::path(&yunlin_api::guide::INFO), "/guide");
/// ```
pub fn path(module: &ModuleInfo) -> String {
    format!("/{}", module.slug)
}
