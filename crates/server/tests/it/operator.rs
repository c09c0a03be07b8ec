//! The operator's commands: keys are made, rotated and pruned; staff accounts are made, reset and shut.

use std::path::Path;

use sea_orm::{ConnectionTrait, Database};
use tempfile::TempDir;

use yunlin_server::domain::identity::staffing::DEMO_PASSWORD;

use crate::support::binary::{Binary, exchange, operate as run};

/// Key ids of the sealed secrets of staff, in hexadecimal.
async fn ids(folder: &Path) -> Vec<String> {
    let db = Database::connect(format!("sqlite://{}", folder.join("yunlin.db").display())).await.unwrap();
    let text = "SELECT lower(hex(substr(totp_sealed, 2, 4))) AS id FROM staff WHERE totp_sealed IS NOT NULL";
    let rows =
        db.query_all_raw(sea_orm::Statement::from_string(db.get_database_backend(), text)).await.unwrap();
    let ids = rows.iter().map(|row| row.try_get("", "id").unwrap()).collect();
    db.close().await.unwrap();
    ids
}

/// Status of a sign-in at a running desk.
async fn sign_in(address: &str, login: &str, password: &str) -> u16 {
    let key = uuid::Uuid::new_v4();
    let head = format!(
        "POST /api/desk/sessions HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {key}"
    );
    let body = serde_json::json!({ "login": login, "password": password });
    exchange(address, &head, &body.to_string()).await.unwrap().0
}

#[tokio::test]
async fn rotation_seals_everything_anew_and_prune_takes_the_old_key_out() {
    let folder = TempDir::new().unwrap();
    let keys = folder.path().join("yunlin.db.keys.toml");
    let (good, said) = run(folder.path(), &["keys", "new"]).await;
    assert!(good, "{said}");
    assert!(!run(folder.path(), &["keys", "new"]).await.0, "never over another one");
    assert!(run(folder.path(), &["staff", "disable", "--login", "sg-taihang"]).await.0);
    let old =
        yunlin_server::infra::seal::Keys::new(&yunlin_server::infra::seal::KeyFile::read(&keys).unwrap())
            .unwrap();
    let db =
        Database::connect(format!("sqlite://{}", folder.path().join("yunlin.db").display())).await.unwrap();
    let row = db
        .query_one_raw(sea_orm::Statement::from_string(
            db.get_database_backend(),
            "SELECT id FROM staff LIMIT 1",
        ))
        .await
        .unwrap()
        .unwrap();
    let id: String = row.try_get("", "id").unwrap();
    let sealed = old.seal(&format!("staff.totp_sealed/{id}"), b"12345678901234567890").unwrap();
    let hex: String = sealed.iter().map(|b| format!("{b:02x}")).collect();
    db.execute_unprepared(&format!("UPDATE staff SET totp_sealed = x'{hex}' WHERE id = '{id}'"))
        .await
        .unwrap();
    db.close().await.unwrap();
    let before = ids(folder.path()).await;
    let (good, said) = run(folder.path(), &["keys", "next"]).await;
    assert!(good, "{said}");
    let (good, said) = run(folder.path(), &["keys", "rotate"]).await;
    assert!(good && said.contains("restart all servers"), "{said}");
    assert_eq!(ids(folder.path()).await, before, "servers with the older file still read everything");
    let text = std::fs::read_to_string(&keys).unwrap();
    let (good, said) = run(folder.path(), &["keys", "prune"]).await;
    assert!(good && said.contains("1 values"), "{said}");
    let after = ids(folder.path()).await;
    assert_eq!((before.len(), after.len()), (1, 1));
    assert_ne!(before, after);
    assert!(text.contains(&before[0]) && text.contains(&after[0]));
    let text = std::fs::read_to_string(&keys).unwrap();
    assert!(!text.contains(&before[0]) && text.contains(&after[0]));
    assert!(
        run(folder.path(), &["staff", "disable", "--login", "sg-hanyuan"]).await.0,
        "the pruned file opens the database"
    );
}

#[tokio::test]
async fn a_password_is_reset_beside_a_running_server_which_asks_for_the_new_one_at_once() {
    let folder = TempDir::new().unwrap();
    let server = Binary::start(folder.path(), &[]).await;
    let (good, said) = run(folder.path(), &["staff", "reset", "--login", "sg-hanyuan"]).await;
    assert!(good, "{said}");
    let once = said.split_whitespace().nth(1).unwrap();
    assert_eq!(sign_in(&server.address, "sg-hanyuan", DEMO_PASSWORD).await, 422);
    assert_eq!(sign_in(&server.address, "sg-hanyuan", once).await, 201);
    assert!(server.terminate().await);
}

#[tokio::test]
async fn staff_accounts_are_made_reset_and_shut() {
    let folder = TempDir::new().unwrap();
    let add = [
        "staff",
        "add",
        "--login",
        "sg-new",
        "--name",
        "演示社工丙",
        "--unit",
        "汉风社区综合窗口",
        "--role",
        "worker",
        "--community",
        "hanfeng",
    ];
    let (good, said) = run(folder.path(), &add).await;
    assert!(good && said.lines().next().unwrap().starts_with("sg-new "), "{said}");
    let (good, said) = run(folder.path(), &add).await;
    assert!(!good && said.contains("taken"), "{said}");
    let more = ["--login", "sg-new", "--role", "secretary", "--community", "taihanglu"];
    for (command, good) in [("grant", true), ("grant", true), ("revoke", true), ("revoke", false)] {
        let (done, said) = run(folder.path(), &[&["staff", command][..], &more].concat()).await;
        assert_eq!(done, good, "{command}: {said}");
    }
    assert!(run(folder.path(), &["staff", "reset", "--login", "sg-new"]).await.0);
    assert!(run(folder.path(), &["staff", "disable", "--login", "sg-new"]).await.0);
    let (good, said) = run(folder.path(), &["staff", "disable", "--login", "nobody"]).await;
    assert!(!good && said.contains("no login"), "{said}");
    for wide in [["--role", "king"], ["--role", "worker"], ["--role", "secretary"], ["--role", "officer"]] {
        let who = ["staff", "add", "--login", "x", "--name", "x", "--unit", "x"];
        let (good, said) = run(folder.path(), &[&who[..], &wide].concat()).await;
        assert!(!good, "{wide:?}: {said}");
    }
}
