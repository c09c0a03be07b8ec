//! Tables of the places.

use crate::infra::migrate::Migration;

/// In order; a released step is never edited.
pub(super) const MIGRATIONS: &[Migration] = &[
    Migration {
        name: "community_1_place_version",
        ddl: "CREATE TABLE IF NOT EXISTS place_version (
            version bigint PRIMARY KEY,
            published_on text NOT NULL,
            published_at timestamptz NOT NULL,
            content_hash text NOT NULL
        )",
    },
    Migration {
        name: "community_2_community",
        ddl: "CREATE TABLE IF NOT EXISTS community (
            version bigint NOT NULL REFERENCES place_version (version),
            slug text NOT NULL,
            position integer NOT NULL,
            json text NOT NULL,
            PRIMARY KEY (version, slug),
            UNIQUE (version, position)
        )",
    },
    Migration {
        name: "community_3_estate",
        ddl: "CREATE TABLE IF NOT EXISTS estate (
            version bigint NOT NULL,
            slug text NOT NULL,
            community_slug text NOT NULL,
            name text NOT NULL,
            PRIMARY KEY (version, slug),
            FOREIGN KEY (version, community_slug) REFERENCES community (version, slug)
        )",
    },
    Migration {
        name: "community_4_place_current",
        ddl: "CREATE TABLE IF NOT EXISTS place_current (
            id integer PRIMARY KEY CHECK (id = 1),
            version bigint NOT NULL REFERENCES place_version (version)
        )",
    },
];
