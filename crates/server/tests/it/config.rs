//! The program refuses settings that it does not know or that do not go together.

use serde_json::json;
use tempfile::TempDir;

use crate::support::binary::command;
use crate::support::{Ask, World, stories};

/// Runs `--check-config` on a file; gives success and what was said.
async fn check(text: &str, env: &[(&str, &str)]) -> (bool, String) {
    let folder = TempDir::new().unwrap();
    std::fs::write(folder.path().join("yunlin.toml"), text).unwrap();
    let mut command = command(folder.path());
    let out = command.arg("--check-config").envs(env.iter().copied()).output().await.unwrap();
    let said = [out.stdout, out.stderr].concat();
    (out.status.success(), String::from_utf8(said).unwrap())
}

#[tokio::test]
async fn a_good_file_is_accepted() {
    assert_eq!(check("port = 0", &[]).await, (true, "configuration is valid\n".to_owned()));
}

#[tokio::test]
async fn unknown_config_key_is_refused() {
    let (good, said) = check("prot = 0", &[]).await;
    assert!(!good && said.contains("unknown key prot"), "{said}");
    let (good, said) = check("", &[("YUNLIN_PROT", "0")]).await;
    assert!(!good && said.contains("YUNLIN_PROT"), "{said}");
}

#[tokio::test]
async fn a_value_of_the_wrong_type_is_refused() {
    for (text, env) in [
        ("port = 'x'", None),
        ("port = 70000", None),
        ("", Some(("YUNLIN_PORT", "x"))),
        ("log = 'loud'", None),
    ] {
        let env: Vec<_> = env.into_iter().collect();
        assert!(!check(text, &env).await.0, "{text} {env:?}");
    }
}

#[tokio::test]
async fn production_refuses_demo_data() {
    let named = "profile = 'production'\nhost_unit = '某某街道办事处'\nfiling_no = '某ICP备00000000号'\nsms_provider = 'aliyun'\nsms_key_id = 'x'\nsms_key_secret = 'x'\n";
    let (good, said) = check(named, &[]).await;
    assert!(!good && said.contains("demo_data"), "{said}");
    assert!(check(&format!("{named}demo_data = false"), &[]).await.0);
    assert!(!check("profile = 'production'\ndemo_data = false", &[]).await.0);
}

stories! {
    async fn the_foot_of_the_pages_says_what_the_settings_say(engine: Engine) {
        let named = "host_unit = '某某街道办事处'\norganiser_unit = '某某社区'\nsupport_unit = '某某公司'\nfiling_no = '某ICP备00000000号'\npolice_filing_no = '某公网安备00000000000000号'\n";
        let world = World::with(engine, named).await;
        assert_eq!(world.ask(Ask::get("/api/site")).await.json(), json!({
            "host_unit": "某某街道办事处", "organiser_unit": "某某社区", "support_unit": "某某公司",
            "filing_no": "某ICP备00000000号", "police_filing_no": "某公网安备00000000000000号", "demo": true,
        }));
        let world = world.restart("").await;
        let bare = world.ask(Ask::get("/api/site")).await.json();
        for key in ["host_unit", "organiser_unit", "support_unit", "filing_no", "police_filing_no"] {
            assert_eq!(bare[key], "", "nothing is made up: {key}");
        }
    }
}

#[test]
fn every_setting_stands_in_the_guide_for_operators() {
    let guide = include_str!("../../../../docs/operations.md");
    let defaults = include_str!("../../src/infra/config/config.default.toml");
    let keys = defaults
        .lines()
        .filter_map(|line| line.split_once(" = "))
        .map(|(key, _)| key.trim_start_matches("# "));
    let missing: Vec<&str> = keys.filter(|key| !key.contains(' ') && !guide.contains(key)).collect();
    assert!(missing.is_empty(), "tell of these in docs/operations.md: {missing:?}");
}
