//! The reference of the API: the document itself, and a plain page made from it that needs no script and no other host.

use std::fmt::Write as _;

use axum::http::HeaderValue;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};
use utoipa::openapi::OpenApi;

use super::csp;

const STYLE: &str = "body{font:16px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}\
h2{margin-top:2.5rem;border-top:1px solid #999;padding-top:1rem}pre{background:#f4f4f4;padding:1rem;overflow:auto}\
table{border-collapse:collapse;width:100%}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left;vertical-align:top}";

/// Rendered once.
#[derive(Debug)]
pub(super) struct Reference {
    json: String,
    html: String,
    policy: HeaderValue,
}

impl Reference {
    /// Renders a document.
    pub(super) fn new(document: &OpenApi) -> Self {
        // A tree of strings and maps always becomes JSON; the snapshot test would show an empty one.
        let tree = serde_json::to_value(document).unwrap_or_default();
        let json = serde_json::to_string_pretty(&tree).unwrap_or_default();
        let hash = STANDARD.encode(Sha256::digest(STYLE));
        let policy = format!(
            "default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
        );
        let policy = HeaderValue::from_str(&policy).unwrap_or(csp::DATA);
        let mut html = String::new();
        // Writing to a String cannot fail.
        let _ = page(&tree, &mut html);
        Self { json, html, policy }
    }

    /// The document.
    pub(super) fn json(&self) -> Response {
        let head = [(CONTENT_TYPE, "application/json"), (CACHE_CONTROL, "no-cache")];
        (head, self.json.clone()).into_response()
    }

    /// The page.
    pub(super) fn html(&self) -> Response {
        let head = [(CONTENT_TYPE, "text/html; charset=utf-8"), (CACHE_CONTROL, "no-cache")];
        ([(csp::HEADER, self.policy.clone())], head, self.html.clone()).into_response()
    }
}

/// The whole page.
fn page(tree: &Value, out: &mut String) -> std::fmt::Result {
    let title = text(&tree["info"]["title"]);
    write!(out, "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>{title}</title>")?;
    write!(
        out,
        "<meta name=\"viewport\" content=\"width=device-width\"><style>{STYLE}</style><h1>{title}</h1>"
    )?;
    write!(out, "<p>{} <a href=\"/api/openapi.json\">openapi.json</a>", text(&tree["info"]["description"]))?;
    for (path, methods) in tree["paths"].as_object().into_iter().flatten() {
        for (verb, operation) in methods.as_object().into_iter().flatten() {
            self::operation(path, verb, operation, out)?;
        }
    }
    for (name, schema) in tree["components"]["schemas"].as_object().into_iter().flatten() {
        let name = escape(name);
        write!(out, "<h2 id=\"{name}\">{name}</h2><p>{}", text(&schema["description"]))?;
        write!(out, "<pre>{}</pre>", escape(&serde_json::to_string_pretty(schema).unwrap_or_default()))?;
    }
    Ok(())
}

/// One operation: what goes in and every answer.
fn operation(path: &str, verb: &str, operation: &Value, out: &mut String) -> std::fmt::Result {
    let verb = verb.to_uppercase();
    write!(out, "<h2>{verb} <code>{}</code></h2><p>{}", escape(path), text(&operation["summary"]))?;
    out.push_str("<table><tr><th>in<th>name<th>must<th>meaning</tr>");
    for p in operation["parameters"].as_array().into_iter().flatten() {
        let must = if p["required"] == true { "yes" } else { "" };
        let meaning = text(&p["description"]);
        write!(
            out,
            "<tr><td>{}<td><code>{}</code><td>{must}<td>{meaning}</tr>",
            text(&p["in"]),
            text(&p["name"])
        )?;
    }
    let body = &operation["requestBody"]["content"]["application/json"];
    if let Some(name) = schema_name(body) {
        write!(out, "<tr><td>body<td><a href=\"#{name}\">{name}</a><td>yes<td>application/json</tr>")?;
    }
    out.push_str("</table><table><tr><th>status<th>media type<th>schema<th>meaning</tr>");
    for (status, answer) in operation["responses"].as_object().into_iter().flatten() {
        let content = answer["content"].as_object().and_then(|c| c.iter().next());
        let media = content.map_or("", |(media, _)| media.as_str());
        let name = content.and_then(|(_, c)| schema_name(c)).unwrap_or_default();
        let meaning = text(&answer["description"]);
        write!(out, "<tr><td>{status}<td>{media}<td><a href=\"#{name}\">{name}</a><td>{meaning}</tr>")?;
    }
    out.push_str("</table>");
    if body["example"].is_object() {
        write!(
            out,
            "<pre>{}</pre>",
            escape(&serde_json::to_string_pretty(&body["example"]).unwrap_or_default())
        )?;
    }
    Ok(())
}

/// Last part of the schema's reference.
fn schema_name(content: &Value) -> Option<String> {
    content["schema"]["$ref"].as_str().and_then(|r| r.rsplit('/').next()).map(escape)
}

/// Text of a value, safe in HTML.
fn text(value: &Value) -> String {
    escape(value.as_str().unwrap_or_default())
}

fn escape(raw: &str) -> String {
    raw.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
