//! Each published form, filled as people fill it: what must pass, and what must not.

use super::{Answers, Form, check, check_filled, steps_shown};

const TODAY: &str = "2026-11-22";
const ME: &str = r#""name":"李明","id_number":"11010519491231002X","phone":"13800138000""#;
const ONE: &str = r#"["00000000-0000-0000-0000-000000000001"]"#;
const TWO: &str = r#"["00000000-0000-0000-0000-000000000001","00000000-0000-0000-0000-000000000002"]"#;
const THREE: &str = r#"["00000000-0000-0000-0000-000000000001","00000000-0000-0000-0000-000000000002","00000000-0000-0000-0000-000000000003"]"#;

fn form(item: &str) -> Form {
    let path = format!("{}/../../data/forms/{item}.toml", env!("CARGO_MANIFEST_DIR"));
    toml::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Answers from lines of JSON, with the photos put in.
fn filled(lines: &[&str]) -> Answers {
    let json = format!("{{{}}}", lines.join(","));
    let json = json.replace("THREE", THREE).replace("ONE", ONE).replace("TWO", TWO).replace("ME", ME);
    serde_json::from_str(&json).unwrap_or_else(|e| panic!("{e}: {json}"))
}

/// Passes, on so many pages; every answer is asked for.
#[track_caller]
fn passes(item: &str, pages: usize, lines: &[&str]) {
    let (form, answers) = (form(item), filled(lines));
    let good = check_filled(&form, &answers, TODAY).unwrap_or_else(|e| panic!("{e:?}"));
    assert_eq!(good.len(), answers.len(), "an answer was dropped: {good:?}");
    assert_eq!(steps_shown(&form, &answers).len(), pages);
}

/// Fails at these fields.
#[track_caller]
fn fails(item: &str, fields: &[&str], lines: &[&str]) {
    let errors = check(&form(item), &filled(lines), TODAY).unwrap_err();
    assert_eq!(errors.iter().map(|e| e.field.as_str()).collect::<Vec<_>>(), fields, "{errors:?}");
}

#[test]
fn jy_01_takes_the_dismissed_and_the_graduate() {
    let rest = r#""address":"和平小区3号楼501","education":"college","wanted":"都可以","wage":"any","help":["jobs"],"id_front":ONE,"id_back":ONE"#;
    let dismissed =
        r#""reason":"dismissed","jobless_since":"20261031","stopped":"yes","leave_paper":TWO,"hukou":"here""#;
    passes("JY-01", 6, &["ME", dismissed, rest]);
    passes(
        "JY-01",
        6,
        &["ME", r#""reason":"graduated","jobless_since":"2026-7-1","hukou":"elsewhere""#, rest],
    );
    fails(
        "JY-01",
        &["jobless_since"],
        &[r#""reason":"land","jobless_since":"20270101","hukou":"here""#, rest],
    );
    let other = r#""reason":"other","jobless_since":"20260101","other_paper":ONE,"hukou":"elsewhere","residence_paper":TWO"#;
    passes("JY-01", 6, &["ME", other, rest]);
    fails("JY-01", &["stopped"], &[r#""reason":"resigned","jobless_since":"20260101","hukou":"here""#, rest]);
}

#[test]
fn sb_07_takes_who_pays_alone_and_who_lets_the_bank() {
    let rest = r#""old_unit":"never","hukou":"here","address":"和平小区3号楼501","base":"p60","id_front":ONE,"id_back":ONE"#;
    passes("SB-07", 6, &["ME", rest, r#""start_month":"２０２６年１１月","pay_way":"self""#]);
    let bank = r#""start_month":"202612","pay_way":"bank","card":"4111 1111 1111 1111","card_photo":ONE"#;
    passes("SB-07", 6, &["ME", rest, bank]);
    fails("SB-07", &["card", "card_photo"], &[rest, r#""start_month":"202612","pay_way":"bank""#]);
    fails("SB-07", &["start_month"], &[rest, r#""start_month":"202610","pay_way":"self""#]);
}

#[test]
fn mz_08_takes_the_old_person_and_the_daughter() {
    let rest = r#""hukou_address":"和平小区1号楼101","address":"和平小区3号楼501","pay_to":"card","card":"4111111111111111","bank_name":"农业银行","card_photo":ONE,"id_front":ONE,"id_back":ONE"#;
    passes("MZ-08", 5, &["ME", r#""applicant":"self","hukou":"local""#, rest]);
    let daughter = r#""applicant":"other","relation":"child","agent_papers":THREE,"elder_name":"王秀英","elder_id":"11010519491231002X","elder_phone":"0471-1234567","hukou":"moved","before":"stopped""#;
    passes("MZ-08", 6, &["ME", daughter, rest]);
    fails("MZ-08", &["card"], &[r#""applicant":"self","hukou":"local""#, &rest.replace("1111\"", "1112\"")]);
    let book =
        rest.replace(r#""card","card":"4111111111111111""#, r#""passbook","passbook":"0512345678901""#);
    passes("MZ-08", 5, &["ME", r#""applicant":"self","hukou":"local""#, &book]);
    let bare = r#""applicant":"other","hukou":"moved""#;
    fails("MZ-08", &["relation", "agent_papers", "elder_name", "elder_id", "before"], &[bare, rest]);
}

#[test]
fn yb_07_takes_long_and_short_stays() {
    let rest = r#""city":"江苏省南京市","start_on":"20261201","admitted":"no","id_photo":ONE"#;
    passes("YB-07", 5, &["ME", r#""patient":"self","stay":"long","long_reason":"living""#, rest]);
    let mother = r#""patient":"other","relation":"child","insured_name":"王秀英","insured_id":"11010519491231002X","stay":"short","short_reason":"referral","referral_papers":ONE"#;
    passes("YB-07", 6, &["ME", mother, rest]);
    passes("YB-07", 5, &["ME", r#""patient":"self","stay":"long","long_reason":"posted""#, rest]);
    passes(
        "YB-07",
        5,
        &["ME", r#""patient":"self","stay":"long","long_reason":"studying","living_papers":ONE"#, rest],
    );
    let late = rest.replace("20261201", "20260501");
    fails("YB-07", &["start_on"], &[r#""patient":"self","stay":"long","long_reason":"living""#, &late]);
    fails("YB-07", &["short_reason"], &[r#""patient":"self","stay":"short","long_reason":"living""#, rest]);
}

#[test]
fn wj_01_takes_a_first_and_a_third_child() {
    let couple = r#""married":"yes","remarried":"no","spouse_name":"赵敏","spouse_id":"11010519491231002X","spouse_id_photo":ONE"#;
    let rest = r#""hukou":"both","address":"和平小区3号楼501","hukou_photos":TWO,"id_photos":TWO"#;
    passes("WJ-01", 5, &["ME", couple, rest, r#""stage":"pregnant","due_on":"20270520","order":"first""#]);
    let third = r#""stage":"born","born_on":"20261101","birth_photo":ONE,"order":"third","children":[{"child_born":"20200101","child_from":"ours"},{"child_born":"20150101","child_from":"adopted"}]"#;
    passes("WJ-01", 6, &["ME", couple, rest, third]);
    let alone = r#""married":"no","other_parent":"absent""#;
    let twins = r#""stage":"born","born_on":"20261101","birth_photo":TWO,"order":"first""#;
    passes("WJ-01", 5, &["ME", alone, &rest.replace("both", "neither"), twins]);
    let given = r#""married":"no","other_parent":"give""#;
    fails("WJ-01", &["spouse_name", "spouse_id"], &[given, rest, twins]);
    let again = couple.replace(r#""remarried":"no""#, r#""remarried":"yes","divorce_photo":ONE"#);
    passes("WJ-01", 5, &["ME", &again, rest, twins]);
    let far = r#""stage":"pregnant","due_on":"20280520","order":"first""#;
    fails("WJ-01", &["due_on"], &[couple, rest, far]);
    fails("WJ-01", &["children"], &[couple, rest, r#""stage":"planning","order":"second""#]);
    let unborn = r#""stage":"planning","order":"second","children":[{"child_born":"20280101"}]"#;
    fails("WJ-01", &["children.0.child_born", "children.0.child_from"], &[couple, rest, unborn]);
}

#[test]
fn mz_16_takes_the_old_person_the_son_and_the_neighbour() {
    let who = r#""name":"李明","phone":"13800138000""#;
    let rest = r#""age":"８１岁","living":"alone","address":"和平小区3号楼501","contacts":[{"contact_name":"李明","contact_phone":"0471-1234567","contact_relation":"child"}]"#;
    passes(
        "MZ-16",
        6,
        &[who, r#""applicant":"self","health_consent":"agree","needs":["hearing"],"consent":"visit""#, rest],
    );
    let refused = filled(&[
        who,
        r#""applicant":"self","health_consent":"refuse","needs":["hearing"],"consent":"visit""#,
        rest,
    ]);
    let kept = check(&form("MZ-16"), &refused, TODAY).unwrap();
    assert!(!kept.contains_key("needs"), "without the separate consent nothing of it is kept");
    passes(
        "MZ-16",
        6,
        &[who, r#""applicant":"kin","elder_name":"王秀英","consent":"phone","times":["weekend"]"#, rest],
    );
    passes("MZ-16", 5, &[who, r#""applicant":"neighbor","elder_name":"王秀英","consent":"not_asked""#, rest]);
    let neighbour = filled(&[
        r#""applicant":"neighbor","elder_name":"王秀英","needs":["memory"],"consent":"not_asked""#,
        rest,
    ]);
    let kept = check(&form("MZ-16"), &neighbour, TODAY).unwrap();
    assert!(!kept.contains_key("needs"), "a neighbour's word on somebody's health is not kept");
    let young = rest.replace("８１", "35").replace("0471-1234567", "110");
    fails(
        "MZ-16",
        &["age", "contacts.0.contact_phone"],
        &[r#""applicant":"self","consent":"visit""#, &young],
    );
}
