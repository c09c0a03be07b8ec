//! What is published anew while cases run: rules of an item, versions of a form.

use std::path::{Path, PathBuf};

use chrono::Duration;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, Engine, Session, World, application, stories};

const PHONE: &str = "13800000001";

/// Copies a folder with everything below it.
fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        if from.is_dir() {
            copy(&from, &to);
        } else {
            std::fs::copy(from, to).unwrap();
        }
    }
}

/// A server whose data lie in a folder of its own, and the setting that says so.
async fn own_data(engine: Engine) -> (World, PathBuf, String) {
    let world = World::new(engine).await;
    let data = world.folder.path().join("data");
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../data"), &data);
    let setting = format!("data_dir = '{}'", data.display());
    (world, data, setting)
}

/// Changes a data file; what is changed must be there.
fn change(file: &Path, from: &str, to: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    assert!(text.contains(from), "{from} in {}", file.display());
    std::fs::write(file, text.replacen(from, to, 1)).unwrap();
}

/// The line of an item in the list of all.
fn line_of(list: &Path, item: &str) -> String {
    let text = std::fs::read_to_string(list).unwrap();
    text.lines().find(|line| line.starts_with(&format!("{item},"))).unwrap().to_owned()
}

/// The same line for an item that the window only tells of.
fn told_only(line: &str) -> String {
    let cells: Vec<&str> = line.split(',').collect();
    assert!(["直办", "代办", "协办"].contains(&cells[6]), "{line}");
    [&cells[..6], &["告知"], &cells[7..]].concat().join(",")
}

/// Submits a new application for SB-07 under a version of its form, to begin in a month.
async fn submit(by: &Session, version: u32, month: &str) -> (Answer, Value) {
    let mut body = application();
    body["form_version"] = json!(version);
    body["answers"]["start_month"] = json!(month);
    by.upload_photos(&body).await;
    (by.post("/api/apply/cases", &body).await, body)
}

stories! {
    async fn silence_accepts_only_where_the_rule_of_the_item_says_so(engine: Engine) {
        let (world, data, setting) = own_data(engine).await;
        let list = data.join("catalogue/items.csv");
        change(&list, &line_of(&list, "SB-07"), &told_only(&line_of(&list, "SB-07")));
        let world = world.restart(&setting).await;
        assert_eq!(submit(&world.applicant(PHONE).await, 2, "2026-04").await.0.status, 201);
        let body = json!({
            "id": Uuid::now_v7(), "item": "MZ-01", "community": "hanyuan", "source": "counter", "consent": true,
            "person": { "is": "new", "name": "演老太", "id_number": crate::support::id_number(2) },
        });
        let taken = world.staff("sg-hanyuan").await.post("/api/desk/cases", &body).await;
        assert_eq!(taken.status, 201, "{}", taken.text());
        let aid = json!({
            "id": Uuid::now_v7(), "item": "SF-02", "community": "hanyuan", "source": "counter", "consent": true,
            "person": { "is": "new", "name": "演大爷", "id_number": crate::support::id_number(3) },
        });
        assert_eq!(world.staff("sg-hanyuan").await.post("/api/desk/cases", &aid).await.status, 201);
        change(&list, &line_of(&list, "MZ-01"), &told_only(&line_of(&list, "MZ-01")));
        let world = world.restart(&setting).await;
        world.clock.forward(Duration::days(6));
        while world.tick().await > 0 {}
        let state = |item: &str| format!("SELECT state FROM case_file WHERE item_code = '{item}'");
        assert_eq!(world.text(&state("SB-07")).await, "received", "what is only told of is not accepted by silence");
        assert_eq!(world.text(&state("MZ-01")).await, "accepted", "the rule is that of the day on which it came in");
        assert_eq!(world.text(&state("SF-02")).await, "received", "the law of legal aid knows no such silence");
        assert_eq!(world.count("SELECT COUNT(*) FROM case_event WHERE action = 'accept_by_silence'").await, 1);
    }

    async fn a_replaced_form_is_taken_for_ninety_days_and_then_says_what_has_changed(engine: Engine) {
        let (world, data, setting) = own_data(engine).await;
        let form = data.join("forms/SB-07.toml");
        change(&form, "label = \"您本人的银行卡号\"", "label = \"您本人的社保卡金融账号\"");
        let world = world.restart(&setting).await;
        assert_eq!(world.count("SELECT COUNT(*) FROM form_version WHERE item_code = 'SB-07'").await, 2);
        let resident = world.applicant(PHONE).await;
        let (taken, body) = submit(&resident, 2, "2026-04").await;
        assert_eq!(taken.status, 201, "on the day itself: {}", taken.text());
        let view = resident.get(&format!("/api/apply/cases/{}", body["id"].as_str().unwrap())).await.text();
        assert!(view.contains("您本人的银行卡号"), "shown as it was filled: {view}");
        world.clock.forward(Duration::days(90));
        let (taken, _) = submit(&world.applicant("13800000002").await, 2, "2026-06").await;
        assert_eq!(taken.status, 201, "on the ninetieth day: {}", taken.text());
        world.clock.forward(Duration::days(1));
        let third = world.applicant("13800000003").await;
        let problem = submit(&third, 2, "2026-06").await.0.problem(409, "form_changed");
        assert_eq!(problem["fields"].as_array().unwrap().len(), 1, "{problem}");
        assert_eq!(problem["fields"][0]["field"], "card", "{problem}");
        assert!(problem["fields"][0]["detail"].as_str().unwrap().contains("您本人的社保卡金融账号"), "{problem}");
        assert_eq!(submit(&third, 3, "2026-06").await.0.status, 201, "the new version is taken");
        assert_eq!(world.count("SELECT COUNT(*) FROM case_file").await, 3);
    }
}
