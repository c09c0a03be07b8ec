//! The storeys as tables: what stands where, and what it must not name (ARCHITECTURE.md, "Storeys").

/// A folder or file, and what it must not name.
pub(super) struct Rule {
    /// From the root of the project.
    pub(super) place: &'static str,
    /// Names.
    pub(super) forbidden: &'static [&'static str],
}

/// What stands above, as it follows `crate::`.
pub(super) const RULES: &[Rule] = &[
    Rule { place: "src/infra", forbidden: &["modules", "domain", "ui", "questions", "shell", "desk", "app"] },
    Rule { place: "src/ui", forbidden: &["modules", "domain", "questions", "shell", "desk", "app"] },
    Rule { place: "src/domain", forbidden: &["modules", "ui", "questions", "shell", "desk", "app"] },
    Rule { place: "src/questions", forbidden: &["modules", "shell", "desk", "app"] },
    Rule { place: "src/shell", forbidden: &["desk", "app"] },
    Rule { place: "src/desk", forbidden: &["shell", "app"] },
    Rule {
        place: "crates/server/src/infra",
        forbidden: &["modules", "domain", "http", "account", "desk", "app", "backup", "operator"],
    },
    Rule {
        place: "crates/server/src/domain",
        forbidden: &["modules", "http", "account", "desk", "app", "backup", "operator"],
    },
    Rule {
        place: "crates/server/src/account",
        forbidden: &["modules", "http", "desk", "app", "backup", "operator"],
    },
    Rule {
        place: "crates/server/src/desk",
        forbidden: &["modules", "http", "account", "app", "backup", "operator"],
    },
    Rule { place: "crates/server/src/http", forbidden: &["app", "backup", "operator"] },
    Rule {
        place: "crates/server/src/backup",
        forbidden: &["modules", "http", "account", "desk", "operator"],
    },
    Rule { place: "crates/server/src/app.rs", forbidden: &["backup", "operator"] },
];

/// Other crates and parts of them.
pub(super) const FOREIGN: &[Rule] = &[
    Rule {
        place: "crates/api/src",
        forbidden: &[
            "yunlin_server",
            "leptos",
            "std::fs",
            "std::net",
            "std::time::SystemTime",
            "tokio",
            "axum",
        ],
    },
    Rule {
        place: "src/infra",
        forbidden: &["yunlin_api::guide", "yunlin_api::apply", "yunlin_api::community", "yunlin_api::desk"],
    },
    Rule {
        place: "src/ui",
        forbidden: &["yunlin_api::guide", "yunlin_api::apply", "yunlin_api::community", "yunlin_api::desk"],
    },
    Rule {
        place: "crates/server/src/infra",
        forbidden: &["yunlin_api::guide", "yunlin_api::apply", "yunlin_api::community", "yunlin_api::desk"],
    },
    Rule { place: "src", forbidden: &["yunlin_server", "sea_orm", "sqlx"] },
    Rule { place: "crates/server/src", forbidden: &["leptos", "yunlin_app"] },
];

/// A side's modules: where they stand, and what no module names. The registry beside them lists rooms of other folders.
pub(super) const MODULES: &[Rule] = &[
    Rule { place: "src/modules", forbidden: &["shell", "desk", "app"] },
    Rule {
        place: "crates/server/src/modules",
        forbidden: &["http", "account", "desk", "app", "backup", "operator"],
    },
];

/// Above the modules, or beside them: they may name the registry, which folds all modules in, and no module by its name.
pub(super) const NO_MODULE: &[&str] = &[
    "src/shell",
    "src/desk",
    "src/app.rs",
    "src/main.rs",
    "crates/server/src/http",
    "crates/server/src/app.rs",
    "crates/server/src/operator.rs",
    "crates/server/src/main.rs",
];

/// Parts of the shared crate that may name its modules: their registry, and the desk, which works on what they took in.
pub(super) const BELOW_MODULES: &[&str] = &["registry", "desk"];
