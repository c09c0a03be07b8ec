//! Codes go out by jobs: at once when all is well, later when it is not, and never again when they are over.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use serde_json::json;
use tokio::net::TcpListener;

use crate::sms::{Seen, double_at};
use crate::support::{Engine, World, stories};

const PHONE: &str = "13800000001";
const JOBS: &str = "SELECT COUNT(*) FROM job WHERE kind = 'sign_in_code'";

/// A server whose provider is at this address.
async fn world(engine: Engine, provider: &TcpListener) -> World {
    let settings = format!(
        "sms_provider = 'aliyun'\nsms_url = 'http://{}'\nsms_key_id = 'id'\nsms_key_secret = 'x'\nsms_code_template = 'T1'",
        provider.local_addr().unwrap()
    );
    World::with(engine, &settings).await
}

/// The provider works.
fn works(provider: TcpListener) -> Arc<Mutex<Vec<Seen>>> {
    double_at(provider, json!({ "Code": "OK" }))
}

/// Waits until a query gives this number: the first try runs beside the answer.
async fn becomes(world: &World, query: &str, wanted: i64) {
    let watch = async {
        while world.count(query).await != wanted {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_secs(30), watch).await.expect(query);
}

/// A provider that refuses, and a code for which it has been tried once.
async fn tried_in_vain(engine: Engine) -> (World, std::net::SocketAddr, String) {
    let provider = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let (world, address) = (world(engine, &provider).await, provider.local_addr().unwrap());
    drop(provider);
    let code = world.code(PHONE).await;
    becomes(&world, &format!("{JOBS} AND attempts = 1 AND lease_until IS NULL"), 1).await;
    (world, address, code)
}

stories! {
    async fn a_code_goes_out_at_once_and_once(engine: Engine) {
        let provider = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let world = world(engine, &provider).await;
        let seen = works(provider);
        let code = world.code(PHONE).await;
        becomes(&world, JOBS, 0).await;
        world.tick().await;
        let seen = seen.lock().unwrap().clone();
        assert_eq!(seen.len(), 1);
        assert!(seen[0].query.contains(&code) && seen[0].query.contains(PHONE), "{}", seen[0].query);
    }

    async fn a_code_that_could_not_be_sent_goes_out_when_the_provider_is_back(engine: Engine) {
        let (world, address, code) = tried_in_vain(engine).await;
        for secret in [code.as_str(), PHONE] {
            let found = format!("{JOBS} AND (payload || subject || due) LIKE '%{secret}%'");
            assert_eq!(world.count(&found).await, 0, "{secret} stands in the job");
        }
        let seen = works(TcpListener::bind(address).await.unwrap());
        assert_eq!(world.tick().await, 0, "not before the pause is over");
        world.clock.forward(chrono::Duration::seconds(10));
        assert_eq!(world.tick().await, 1);
        assert!(seen.lock().unwrap()[0].query.contains(&code), "the code that was promised");
        assert_eq!(seen.lock().unwrap().len(), 1);
        assert_eq!(world.count(JOBS).await, 0);
        assert_eq!(world.enter(PHONE, &code, json!({})).await.status, 201);
    }

    async fn a_code_that_is_over_or_replaced_is_not_sent_any_more(engine: Engine) {
        let (world, address, _) = tried_in_vain(engine).await;
        world.clock.forward(chrono::Duration::minutes(2));
        let newer = world.code(PHONE).await;
        becomes(&world, &format!("{JOBS} AND attempts = 1 AND lease_until IS NULL"), 2).await;
        let seen = works(TcpListener::bind(address).await.unwrap());
        world.clock.forward(chrono::Duration::minutes(1));
        assert_eq!(world.tick().await, 2);
        assert_eq!(seen.lock().unwrap().len(), 1, "the older one gave way");
        assert!(seen.lock().unwrap()[0].query.contains(&newer));
        drop(seen);
        assert_eq!(world.count(JOBS).await, 0);
    }
}
