//! The log helps to find a request and holds nothing that a resident wrote.

use serde_json::json;
use tempfile::TempDir;
use uuid::Uuid;
use yunlin_server::domain::identity::staffing::DEMO_PASSWORD;

use crate::support::binary::exchange;
use crate::support::{Binary, report};

#[tokio::test]
async fn who_signs_in_at_the_desk_stands_in_the_log_by_id_alone() {
    let folder = TempDir::new().unwrap();
    let server = Binary::start(folder.path(), &[]).await;
    for (login, password, expected) in [
        ("sg-hanyuan", DEMO_PASSWORD, 201),
        ("sg-hanyuan", "zebra-zebra", 422),
        ("zebra", "zebra-zebra", 422),
    ] {
        let body = json!({ "login": login, "password": password }).to_string();
        let key = Uuid::new_v4();
        let head = format!(
            "POST /api/desk/sessions HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {key}"
        );
        assert_eq!(exchange(&server.address, &head, &body).await.unwrap().0, expected);
    }
    assert!(server.terminate().await, "a signal ends the server in good order");
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    let lines: Vec<&str> = log.lines().filter(|line| line.contains("account of staff")).collect();
    assert_eq!(lines.iter().filter(|line| line.contains("WrongPassword")).count(), 2, "{log}");
    let signed_in = lines.iter().find(|line| line.contains("SignedIn")).expect("the sign-in");
    assert!(signed_in.contains("staff=\""), "{signed_in}");
    assert!(!log.contains("zebra") && !log.contains("sg-hanyuan"), "{log}");
}

#[tokio::test]
async fn logs_hold_no_text_of_a_report() {
    let folder = TempDir::new().unwrap();
    let server = Binary::start(folder.path(), &[]).await;
    let secret = "zebra";
    let mut good = report();
    good["text"] = json!(format!("{secret} 的电话"));
    let mut unknown = good.clone();
    unknown["id"] = json!(Uuid::now_v7());
    unknown["item_code"] = json!(secret);
    let mut field = good.clone();
    field[secret] = json!(secret);
    let mut kind = good.clone();
    kind["kind"] = json!(secret);
    for (body, expected) in [(good, 201), (unknown, 422), (field, 422), (kind, 422)] {
        let key = Uuid::new_v4();
        let head = format!(
            "POST /api/guide/error-reports HTTP/1.1\r\ncontent-type: application/json\r\nidempotency-key: {key}"
        );
        assert_eq!(exchange(&server.address, &head, &body.to_string()).await.unwrap().0, expected);
    }
    let head = format!(
        "GET /api/guide/items/{secret}?q={secret} HTTP/1.1\r\nx-request-id: {secret}\r\nuser-agent: {secret}"
    );
    assert_eq!(exchange(&server.address, &head, "").await.unwrap().0, 422);
    assert!(exchange(&server.address, &format!("GET /{secret}.png HTTP/1.1"), "").await.is_some());
    assert!(server.terminate().await, "a signal ends the server in good order");
    let log = std::fs::read_to_string(folder.path().join("log")).unwrap();
    assert!(log.contains("/api/guide/error-reports") && log.contains("request_id"), "{log}");
    assert!(!log.contains(secret), "{log}");
}
