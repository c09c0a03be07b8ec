//! One server that every other starts from: schema, catalogue and forms are the same for all, and take longer to make
//! than most stories take to tell.

use std::path::{Path, PathBuf};

use tempfile::TempDir;
use tokio::sync::OnceCell;

use super::database::{Engine, Fresh, postgres_like};
use super::{Hands, START, start};

/// A database as it is after the first start, its keys, and nobody connected to it.
struct Template {
    folder: TempDir,
    fresh: Fresh,
}

static SQLITE: OnceCell<Template> = OnceCell::const_new();
static POSTGRES: OnceCell<Template> = OnceCell::const_new();

/// A database of its own that a server has been started on, with the usual settings.
pub(super) async fn copy(engine: Engine, folder: &Path) -> Fresh {
    let cell = if engine == Engine::Sqlite { &SQLITE } else { &POSTGRES };
    let template = cell.get_or_init(|| make(engine)).await;
    hand_over(template.folder.path(), folder);
    match engine {
        Engine::Sqlite => Fresh { url: format!("sqlite:{}", folder.join("test.db").display()) },
        Engine::Postgres => Fresh { url: postgres_like(&template.fresh).await },
    }
}

async fn make(engine: Engine) -> Template {
    let folder = TempDir::new().unwrap();
    let fresh = Fresh::of(engine, folder.path()).await;
    let app = start(&fresh, &folder, &Hands::at(START), "").await;
    let db = app.ctx().db.clone();
    drop(app);
    db.close().await.unwrap();
    Template { folder, fresh }
}

/// The keys, and the database where it is a file.
fn hand_over(from: &Path, to: &Path) {
    let files: Vec<PathBuf> = std::fs::read_dir(from).unwrap().map(|entry| entry.unwrap().path()).collect();
    for file in files.iter().filter(|file| file.is_file()) {
        std::fs::copy(file, to.join(file.file_name().unwrap())).unwrap();
    }
}
