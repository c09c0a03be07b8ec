//! `cargo xtask search`: what a query finds, ranked; or how a table of queries fares.

use yunlin_api::search::{Engine, Entry, Kind};

use crate::Result;
use crate::sh::root;

/// Most results printed for one query.
const MOST: usize = 20;

/// One query, or `--table FILE` with lines `query<TAB>accepted codes, comma-separated`.
pub(crate) fn run(args: &[&str]) -> Result {
    let engine = engine()?;
    match args {
        ["--table", file] => table(&engine, &std::fs::read_to_string(file)?),
        [] => Err("search QUERY or search --table FILE".into()),
        words => {
            for (code, name, score) in ranked(&engine, &words.join(" ")).into_iter().take(MOST) {
                println!("{code}\t{name}\t{score:.3}");
            }
            Ok(())
        }
    }
}

/// Code, name, score of the items found.
pub(crate) fn ranked<'a>(engine: &'a Engine, query: &str) -> Vec<(&'a str, &'a str, f32)> {
    let found = engine.search(query);
    found
        .iter()
        .map(|f| (&engine.entries()[f.entry], f.score))
        .map(|(e, s)| (e.key.as_str(), e.title.as_str(), s))
        .collect()
}

/// Share of lines whose first, and whose first three results hold an accepted code, in percent; and the misses.
pub(crate) fn rates(engine: &Engine, table: &str) -> (f64, f64, Vec<String>) {
    let (mut lines, mut first, mut three) = (0_u32, 0_u32, 0_u32);
    let mut misses = Vec::new();
    for line in table.lines() {
        let Some((query, accepted)) = line.split_once('\t') else { continue };
        let accepted: Vec<&str> = accepted.split(',').map(str::trim).collect();
        let found = ranked(engine, query);
        let place = found.iter().position(|(code, _, _)| accepted.contains(code));
        lines += 1;
        first += u32::from(place == Some(0));
        three += u32::from(place.is_some_and(|p| p < 3));
        if place != Some(0) {
            let got: Vec<&str> = found.iter().take(3).map(|(code, _, _)| *code).collect();
            misses.push(format!("{query}\twanted {}\tgot {}", accepted.join(","), got.join(",")));
        }
    }
    let percent = |n: u32| f64::from(n) * 100.0 / f64::from(lines.max(1));
    (percent(first), percent(three), misses)
}

fn table(engine: &Engine, table: &str) -> Result {
    let (first, three, misses) = rates(engine, table);
    for miss in misses {
        println!("{miss}");
    }
    println!("top-1 {first:.1}");
    println!("top-3 {three:.1}");
    Ok(())
}

/// The engine over the catalogue's files, as the app builds it from the server's answer.
pub(crate) fn engine() -> Result<Engine> {
    let csv = std::fs::read_to_string(root().join("data/catalogue/items.csv"))?;
    let mut entries = Vec::new();
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let [code, name, category, bureau, ..] = cells[..] else {
            return Err(format!("items.csv: {line}").into());
        };
        let text = std::fs::read_to_string(root().join(format!("data/catalogue/items/{code}.toml")))?;
        let item: toml::Table = text.parse()?;
        let missing = |key: &str| format!("{code}.toml: no {key}");
        let summary = item.get("summary").and_then(toml::Value::as_str).ok_or_else(|| missing("summary"))?;
        let words = item.get("words").and_then(toml::Value::as_array).ok_or_else(|| missing("words"))?;
        entries.push(Entry {
            kind: Kind::Item,
            key: code.to_owned(),
            title: name.to_owned(),
            sub: summary.to_owned(),
            words: words.iter().filter_map(|w| w.as_str().map(str::to_owned)).collect(),
            weak: format!("{category} {bureau}"),
        });
    }
    Ok(Engine::new(entries))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residents_words_find_their_item() {
        let table = std::fs::read_to_string(root().join("data/search/queries.tsv")).unwrap();
        assert!(table.lines().count() >= 290);
        let (first, three, misses) = rates(&engine().unwrap(), &table);
        assert!(first >= 92.0 && three >= 98.0, "top-1 {first:.1}, top-3 {three:.1}\n{}", misses.join("\n"));
    }

    #[test]
    fn a_query_about_nothing_here_finds_nothing() {
        let engine = engine().unwrap();
        for query in ["明天下雨吗", "呵呵", "股票"] {
            assert!(ranked(&engine, query).len() < 20, "{query}");
        }
        assert!(ranked(&engine, "呵呵").is_empty());
    }
}
