use super::*;

/// Every form of `data/forms`, by file name.
fn published() -> Vec<(String, Form)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../data/forms");
    let files = std::fs::read_dir(folder).unwrap().map(|f| f.unwrap().path());
    let read = |path: std::path::PathBuf| {
        let name = path.file_stem().unwrap().to_string_lossy().into_owned();
        let form = toml::from_str(&std::fs::read_to_string(&path).unwrap());
        (name.clone(), form.unwrap_or_else(|e| panic!("{name}: {e}")))
    };
    files.map(read).collect()
}

#[test]
fn published_forms_keep_the_rules() {
    let forms = published();
    assert!(!forms.is_empty());
    for (name, form) in forms {
        assert_eq!(form.item, name);
        assert_eq!(form.lint(), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn pages_of_published_forms_stay_small() {
    for (name, form) in published() {
        assert!((3..=6).contains(&form.steps.len()), "{name} has {} pages", form.steps.len());
    }
}

#[test]
fn published_forms_survive_the_wire() {
    for (_, form) in published() {
        let wire = serde_json::to_string(&form).unwrap();
        assert_eq!(serde_json::from_str::<Form>(&wire).unwrap(), form);
    }
}

/// Breaks a good form and gives what is found.
fn broken(change: impl Fn(&mut Form)) -> String {
    let (_, mut form) = published().into_iter().find(|(name, _)| name == "SB-07").unwrap();
    change(&mut form);
    form.lint().join("\n")
}

#[test]
fn slips_of_the_pen_are_found() {
    assert!(broken(|f| f.title = "一二三四五六七八九十一二三".into()).contains("title"));
    assert!(broken(|f| f.steps[0].fields[0].purpose.clear()).contains("purpose"));
    assert!(broken(|f| f.steps[0].fields[0].basis.clear()).contains("basis"));
    assert!(broken(|f| f.steps[1].id = "me".into()).contains("twice"));
    assert!(broken(|f| f.steps[1].fields[1].id = "name".into()).contains("twice"));
    assert!(broken(|f| f.steps[0].fields[0].id = "姓名".into()).contains("keys"));
    assert!(broken(|f| f.steps[0].fields[0].tag = Tag::Open).contains("tag"));
    assert!(broken(|f| f.steps[0].fields[0].known = Some(Known::Phone)).contains("known"));
    assert!(broken(|f| f.steps[1].fields[0].separate_consent = true).contains("separate consent"));
    assert!(broken(|f| f.steps[1].fields[0].basis = "经您单独同意".into()).contains("separate consent"));
    assert!(broken(|f| f.real_name = false).contains("real_name"));
    assert!(broken(|f| f.published_on = "2026-02-30".into()).contains("published_on"));
    let when = |field: &str, value: &str| Some(When::on(field, &[value]));
    assert!(broken(|f| f.steps[0].when = when("old_unit", "never")).contains("not asked before"));
    assert!(broken(|f| f.steps[2].when = when("old_unit", "x")).contains("unknown values"));
    assert!(broken(|f| f.steps[2].when = Some(When::Any { any: vec![] })).contains("on nothing"));
    assert!(broken(|f| f.steps[0].fields[0].label.push_str("（可以不填）")).contains("said anyway"));
    assert!(broken(|f| f.steps[2].when = when("name", "x")).contains("no choice"));
    assert!(
        broken(|f| if let FieldKind::Choice { options } = &mut f.steps[1].fields[0].kind {
            options[1] = options[0].clone();
        })
        .contains("twice")
    );
    assert!(
        broken(|f| if let FieldKind::Upload { max, .. } = &mut f.steps[5].fields[0].kind {
            *max = 10;
        })
        .contains("photos")
    );
    assert!(
        broken(|f| if let FieldKind::Upload { watermark, .. } = &mut f.steps[5].fields[0].kind {
            *watermark = false;
        })
        .contains("watermark")
    );
}
