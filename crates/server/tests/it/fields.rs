//! Every text that travels is tagged: what it holds and how. A field that nobody thought about fails here.

use std::collections::BTreeMap;

use serde_json::Value;
use yunlin_api::privacy::Tag;

use crate::support::{Ask, Engine, World};

const FILE: &str = include_str!("../../../../data/privacy/fields.csv");

/// How a field travels.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
enum Form {
    Clear,
    Masked,
    Public,
}

/// The reviewed file.
fn tagged() -> BTreeMap<String, (Tag, Form)> {
    let mut reader = csv::ReaderBuilder::new().comment(Some(b'#')).from_reader(FILE.as_bytes());
    let rows = reader.deserialize::<(String, Tag, Form)>().map(Result::unwrap);
    let mut all = BTreeMap::new();
    for (field, tag, form) in rows {
        assert!(all.insert(field.clone(), (tag, form)).is_none(), "{field} stands twice");
    }
    all
}

/// Whether a schema can carry text that people write: not an id, not one of a closed list, not a number.
fn is_text(schema: &Value, document: &Value) -> bool {
    if let Some(to) = schema["$ref"].as_str() {
        let target = &document.pointer(to.trim_start_matches('#')).unwrap();
        return target.get("properties").is_none() && is_text(target, document);
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        if let Some(list) = schema[several].as_array() {
            return list.iter().any(|one| is_text(one, document));
        }
    }
    let kind = &schema["type"];
    let is = |name: &str| kind == name || kind.as_array().is_some_and(|k| k.iter().any(|one| one == name));
    let closed = schema.get("enum").is_some() || schema.get("const").is_some() || schema["format"] == "uuid";
    (is("string") && !closed)
        || (is("array") && is_text(&schema["items"], document))
        || (is("object") && schema.get("additionalProperties").is_some())
}

/// All texts of a schema, `Type.field`, also those inside variants.
fn texts(name: &str, schema: &Value, document: &Value, found: &mut Vec<String>) {
    for (field, inner) in schema["properties"].as_object().into_iter().flatten() {
        if is_text(inner, document) {
            found.push(format!("{name}.{field}"));
        }
        texts(name, inner, document, found);
    }
    for several in ["oneOf", "anyOf", "allOf"] {
        for one in schema[several].as_array().into_iter().flatten() {
            texts(name, one, document, found);
        }
    }
    if schema["items"].is_object() {
        texts(name, &schema["items"], document, found);
    }
}

#[tokio::test]
async fn every_text_that_travels_is_tagged() {
    let world = World::new(Engine::Sqlite).await;
    let document = world.ask(Ask::get("/api/openapi.json")).await.json();
    let tagged = tagged();
    let mut found = Vec::new();
    for (name, schema) in document["components"]["schemas"].as_object().unwrap() {
        texts(name, schema, &document, &mut found);
    }
    assert!(found.len() > 60, "{found:?}");
    let missing: Vec<&String> = found.iter().filter(|f| !tagged.contains_key(*f)).collect();
    assert!(missing.is_empty(), "tag these in data/privacy/fields.csv: {missing:?}");
}

#[test]
fn nothing_that_is_called_personal_is_tagged_open() {
    let suspicious = ["name", "phone", "id_number", "card", "address", "mobile", "last4"];
    for (field, (tag, form)) in tagged() {
        let last = field.rsplit('.').next().unwrap();
        if suspicious.iter().any(|s| last.contains(s)) {
            assert!(tag.is_personal() || form == Form::Public, "{field} is open");
        }
        if last.ends_with("_masked") {
            assert!(tag.is_personal() && form == Form::Masked, "{field} says that it is masked");
        }
        assert!(form != Form::Public || !tag.is_personal(), "{field} is personal and public");
    }
}
