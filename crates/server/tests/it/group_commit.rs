//! Writers that share a commit do not share their fate.

use std::sync::Arc;

use sea_orm::{ConnectionTrait, DbErr};
use tokio::task::JoinSet;
use uuid::Uuid;

use crate::support::{World, stories};

const TABLE: &str = "CREATE TABLE IF NOT EXISTS mark (id text PRIMARY KEY, n bigint NOT NULL)";

/// What one writer does.
#[derive(Clone, Copy, PartialEq)]
enum Way {
    Keep,
    Fail,
    Panic,
}

/// Inserts a mark, and then keeps it, fails or panics.
async fn write(world: Arc<World>, id: String, way: Way) -> Result<(), DbErr> {
    let db = world.app.ctx().db.clone();
    db.tx::<(), DbErr, _>(move |tx| {
        let id = id.clone();
        Box::pin(async move {
            tx.execute_unprepared(&format!("INSERT INTO mark (id, n) VALUES ('{id}', 1)")).await?;
            match way {
                Way::Keep => Ok(()),
                Way::Fail => Err(DbErr::Custom("the body changed its mind".to_owned())),
                Way::Panic => panic!("a body that panics"),
            }
        })
    })
    .await
}

stories! {
    async fn a_failed_or_panicked_writer_takes_back_only_its_own(engine: Engine) {
        let world = Arc::new(World::new(engine).await);
        let made = world.app.ctx().db.tx::<(), DbErr, _>(|tx| {
            Box::pin(async move { tx.execute_unprepared(TABLE).await.map(drop) })
        });
        made.await.unwrap();
        let mut writers = JoinSet::new();
        for n in 0..96 {
            let way = [Way::Keep, Way::Fail, Way::Panic][n % 3];
            let world = Arc::clone(&world);
            writers.spawn(async move {
                let done = tokio::spawn(write(world, Uuid::new_v4().to_string(), way)).await;
                (way, done.map(|d| d.is_ok()).ok())
            });
        }
        while let Some(ended) = writers.join_next().await {
            let (way, done) = ended.unwrap();
            let expected = match way {
                Way::Keep => Some(true),
                Way::Fail => Some(false),
                Way::Panic => None,
            };
            assert_eq!(done, expected);
        }
        assert_eq!(world.count("SELECT COUNT(*) FROM mark").await, 32);
    }

    async fn a_unique_key_lets_one_of_many_writers_in(engine: Engine) {
        let world = Arc::new(World::new(engine).await);
        let made = world.app.ctx().db.tx::<(), DbErr, _>(|tx| {
            Box::pin(async move { tx.execute_unprepared(TABLE).await.map(drop) })
        });
        made.await.unwrap();
        let mut writers = JoinSet::new();
        for _ in 0..32 {
            writers.spawn(write(Arc::clone(&world), "the one".to_owned(), Way::Keep));
        }
        let mut let_in = 0;
        while let Some(ended) = writers.join_next().await {
            let_in += usize::from(ended.unwrap().is_ok());
        }
        assert_eq!(let_in, 1);
        assert_eq!(world.count("SELECT COUNT(*) FROM mark").await, 1);
    }
}
