//! A new key reaches every value that an older one sealed, also where a row has two keys.

use serde_json::json;
use yunlin_server::domain::{SEALED, sealed};
use yunlin_server::infra::seal::{KeyFile, Keys};

use crate::support::{World, stories};

const PHONE: &str = "13800000001";

stories! {
    async fn what_was_said_in_a_case_is_sealed_anew(engine: Engine) {
        let world = World::new(engine).await;
        let (resident, case) = world.received(PHONE).await;
        for version in 1_u32..13 {
            world.acted("sg-hanyuan", &case, json!({ "act": "message", "version": version, "text": format!("第{version}次留言") })).await;
        }
        let path = format!("/api/apply/cases/{}", case["id"].as_str().unwrap());
        let before = resident.get(&path).await.json()["events"].clone();
        let file = KeyFile::read(&world.folder.path().join("keys.toml")).unwrap().with_new_seal_key();
        let mut ctx = world.app.ctx().clone();
        ctx.keys = Keys::new(&file).unwrap();
        let columns: Vec<_> = SEALED.iter().flat_map(|columns| columns.iter().copied()).collect();
        let events = columns.iter().copied().filter(|c| c.table == "case_event").collect::<Vec<_>>();
        assert_eq!(sealed::reseal(&ctx, &events).await.unwrap(), 13);
        assert_eq!(sealed::reseal(&ctx, &events).await.unwrap(), 0, "nothing is left of the older key");
        assert!(sealed::reseal(&ctx, &columns).await.unwrap() > 0);
        file.replace(&world.folder.path().join("keys.toml")).unwrap();
        drop((resident, ctx));
        let world = world.restart("").await;
        let after = world.resident(PHONE).await.get(&path).await.json()["events"].clone();
        assert_eq!(after, before);
    }
}
