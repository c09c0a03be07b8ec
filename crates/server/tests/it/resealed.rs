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

#[test]
fn a_new_key_seals_and_the_old_one_still_opens() {
    let file = KeyFile::random();
    let old = Keys::new(&file).unwrap().seal("a/1", b"x").unwrap();
    let waiting = file.with_next();
    let keys = Keys::new(&waiting).unwrap();
    assert!(keys.is_current(&keys.seal("a/1", b"x").unwrap()) && keys.is_current(&old), "it waits");
    let both = waiting.with_new_seal_key();
    let ahead = Keys::new(&both).unwrap().seal("a/1", b"x").unwrap();
    assert_eq!(keys.open("a/1", &ahead).unwrap(), b"x", "known before it is used");
    let keys = Keys::new(&both).unwrap();
    assert_eq!(keys.open("a/1", &old).unwrap(), b"x");
    assert!(!keys.is_current(&old));
    let new = keys.seal("a/1", b"x").unwrap();
    assert!(keys.is_current(&new));
    let one = Keys::new(&both.without_old_seal_keys()).unwrap();
    assert_eq!(one.open("a/1", &new).unwrap(), b"x");
    assert!(one.open("a/1", &old).is_err());
    assert_eq!(one.blind("phone", "1"), keys.blind("phone", "1"));
    assert_ne!(keys.blind("phone", "1"), keys.blind("login", "1"));
    assert!(keys.signed("f/1", &keys.sign("f/1")) && !keys.signed("f/2", &keys.sign("f/1")));
}
