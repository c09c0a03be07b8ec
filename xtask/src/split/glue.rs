//! Puts the splitter's loader inside wasm-bindgen's JS glue: no extra request, no circular import, and parts from packed files.

use std::collections::BTreeMap;
use std::path::Path;

use super::pack::{Place, rank};
use crate::Result;

/// Fetches a file once, cuts a part out of it, instantiates from bytes (no streaming: some web views fail at it).
/// A request that is still for 20 s ends as one that failed; a slow line that goes on bringing bytes is left alone.
const RUNTIME: &str = r#"
const __read = async (name) => {
  const stop = new AbortController();
  let still;
  const wait = () => { clearTimeout(still); still = setTimeout(() => stop.abort(), 20000); };
  wait();
  try {
    const r = await fetch(new URL(name, import.meta.url), { signal: stop.signal });
    if (!r.ok) throw new Error(name + " " + r.status);
    const bytes = [], reader = r.body.getReader();
    for (let next; !(next = await reader.read()).done; wait()) bytes.push(next.value);
    return await new Blob(bytes).arrayBuffer();
  } finally { clearTimeout(still); }
};
const __files = new Map();
const __file = (name) => {
  let file = __files.get(name);
  if (!file) {
    file = __read(name);
    file.catch(() => __files.delete(name));
    __files.set(name, file);
  }
  return file;
};
const __places = new Map();
for (const [file, steps] of Object.entries(__FILES)) {
  let part = 0, at = 0;
  for (const step of steps) {
    const [name, length] = __PARTS[part += step];
    if (!__places.has(name)) __places.set(name, []);
    __places.get(name).push([file, at, length]);
    at += length;
  }
}
const __part = (name) => () => {
  const places = __places.get(name);
  const [file, at, length] = places.find(([f]) => __files.has(f)) || places[0];
  const bytes = __file(file);
  return async (imports) => (await WebAssembly.instantiate(new Uint8Array(await bytes, at, length), imports)).instance;
};
const __loads = new Map();
const __chunks = (steps) => {
  let chunk = 0;
  const names = steps.map((step) => `chunk_${chunk += step}`);
  names.sort((a, b) => __places.get(a).length - __places.get(b).length);
  return names.map((name) => {
    if (!__loads.has(name)) __loads.set(name, makeLoad(__part(name), []));
    return __loads.get(name);
  });
};
"#;

/// The finished glue.
pub(crate) fn join(work: &Path, places: &BTreeMap<String, Vec<Place>>) -> Result<String> {
    let glue = std::fs::read_to_string(work.join("pkg").join("app.js"))?;
    let loader = std::fs::read_to_string(work.join("__wasm_split.js"))?;
    let (glue, names) = without_imports(&glue);
    let first = names.first().ok_or("the glue imports no loader: are there split points?")?;
    let glue = one_loader_entry(&glue, &names);
    let (loader, exports) = inlined(&loader)?;
    let (parts, files) = table(places)?;
    let loader = shortened(&loader)?;
    let exports = exports.join(", ");
    Ok(minified(&format!(
        "{glue}\nconst __PARTS = {parts};\nconst __FILES = {files};{RUNTIME}{loader}\nconst {first} = {{ {exports} }};\n"
    )))
}

/// Steps from one number of a list to the next, from 0: small numbers, which a compressor likes.
fn steps(numbers: &[usize]) -> Vec<i64> {
    let signed = |n: usize| i64::try_from(n).unwrap_or(i64::MAX);
    let before = std::iter::once(0).chain(numbers.iter().copied());
    numbers.iter().zip(before).map(|(n, before)| signed(*n) - signed(before)).collect()
}

/// Every part with its length, and which parts each file holds, one behind the other: where a part lies follows from that.
fn table(places: &BTreeMap<String, Vec<Place>>) -> Result<(String, String)> {
    let name = |part: &str| part.trim_end_matches(".wasm").to_owned();
    let length = |places: &[Place]| places.first().map_or(0, |(_, _, length)| *length);
    let parts: Vec<(String, usize)> = places.iter().map(|(part, at)| (name(part), length(at))).collect();
    let mut files: BTreeMap<(u8, &str), Vec<(usize, usize)>> = BTreeMap::new();
    for (number, of_part) in places.values().enumerate() {
        for (file, at, _) in of_part {
            files.entry((rank(file), file)).or_default().push((*at, number));
        }
    }
    let mut lists = Vec::new();
    for ((_, file), mut held) in files {
        held.sort_unstable();
        let end = held.iter().try_fold(0, |at, (there, part)| (at == *there).then(|| at + parts[*part].1));
        end.ok_or_else(|| format!("{file} has a hole"))?;
        let numbers: Vec<usize> = held.into_iter().map(|(_, part)| part).collect();
        lists.push(format!("{}:{}", serde_json::to_string(file)?, serde_json::to_string(&steps(&numbers))?));
    }
    Ok((serde_json::to_string(&parts)?, format!("{{{}}}", lists.join(","))))
}

/// The loader without a line for each chunk: a room names its chunks by their numbers.
fn shortened(loader: &str) -> Result<String> {
    let own = |line: &&str| !(line.starts_with("const __chunk_") && line.ends_with(", []);"));
    let kept = loader.lines().filter(own).collect::<Vec<_>>().join("\n");
    let mut out = String::new();
    let mut rest = kept.as_str();
    while let Some((before, list)) = rest.split_once("[__chunk_") {
        let (list, after) = list.split_once(']').ok_or("a list of chunks without an end")?;
        let number = |c: &str| c.trim().trim_start_matches("__chunk_").parse::<usize>();
        let numbers = list.split(',').map(number).collect::<std::result::Result<Vec<_>, _>>()?;
        out.push_str(&format!("{before}__chunks({})", serde_json::to_string(&steps(&numbers))?));
        rest = after;
    }
    out.push_str(rest);
    if out.contains("__chunk_") { Err("the splitter's loader has a new shape".into()) } else { Ok(out) }
}

/// The rooms that need each chunk, read from the splitter's loader.
pub(crate) fn rooms_of(work: &Path) -> Result<BTreeMap<String, Vec<String>>> {
    let loader = std::fs::read_to_string(work.join("__wasm_split.js"))?;
    let mut rooms: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for definition in loader.split("export const __wasm_split_load_").skip(1) {
        // A definition of another shape would leave its room without its chunks.
        let room = definition.split(' ').next().ok_or("a part without a name")?;
        let deps = definition.split("\n, [").nth(1).and_then(|d| d.split_once(']'));
        let (deps, _) = deps.ok_or_else(|| format!("part {room}: no list of chunks"))?;
        for chunk in deps.split(',').map(str::trim).filter(|c| !c.is_empty()) {
            let file = format!("{}.wasm", chunk.trim_start_matches('_'));
            rooms.entry(file).or_default().push(room.to_owned());
        }
    }
    Ok(rooms)
}

/// Drops `import * as importN from "./__wasm_split.js"` lines and says which names they bound.
fn without_imports(glue: &str) -> (String, Vec<String>) {
    let mut names = Vec::new();
    let kept = glue.lines().filter(|line| {
        let name = line
            .strip_prefix("import * as ")
            .and_then(|rest| rest.split_once(" from "))
            .filter(|(_, from)| from.contains("__wasm_split.js"));
        if let Some((name, _)) = name {
            names.push(name.to_owned());
        }
        name.is_none()
    });
    let kept = kept.collect::<Vec<_>>().join("\n");
    (kept, names)
}

/// The import object names the loader once, under the first of its names.
fn one_loader_entry(glue: &str, names: &[String]) -> String {
    let entry =
        |line: &str| line.trim_start().trim_start_matches(['"', '\'']).starts_with("./__wasm_split.js");
    let others: Vec<&String> = names.iter().skip(1).collect();
    let keep =
        |line: &&str| !(entry(line) && others.iter().any(|n| line.trim_end().ends_with(&format!(": {n},"))));
    glue.lines().filter(keep).collect::<Vec<_>>().join("\n")
}

/// The loader with its fetches replaced by packed parts; and the names that it exports.
fn inlined(loader: &str) -> Result<(String, Vec<String>)> {
    let mut out = String::new();
    let mut exports = Vec::new();
    let mut rest = loader;
    const OPEN: &str = "makeLoad(() => {";
    while let Some(at) = rest.find(OPEN) {
        out.push_str(&rest[..at]);
        let body = &rest[at + OPEN.len()..];
        let end = body.find("\n}\n").ok_or("the splitter's loader has a new shape")?;
        let name = body[..end]
            .split("\"./")
            .nth(1)
            .and_then(|s| s.split('"').next())
            .map(|file| file.trim_end_matches(".wasm"))
            .ok_or("a part without a name")?;
        out.push_str(&format!("makeLoad(__part(\"{name}\")"));
        rest = &body[end + 3..];
    }
    out.push_str(rest);
    // A room's own file is asked for first, so that its chunks are found in it.
    let (deps, own) = ("const parallelStuff = deps.map(d => d());", "const instantiate = fetcher();");
    if !(out.contains(deps) && out.contains(own)) {
        return Err("the splitter's loader has a new shape".into());
    }
    let out = out.replace(own, "").replace(deps, &format!("{own}\n{deps}"));
    let kept = out.lines().filter(|l| !l.starts_with("import ")).map(|line| {
        match line.strip_prefix("export const ") {
            Some(definition) => {
                exports.extend(definition.split([' ', '=']).next().map(str::to_owned));
                format!("const {definition}")
            }
            None => line.to_owned(),
        }
    });
    Ok((kept.collect::<Vec<_>>().join("\n"), exports))
}

/// Drops comment lines and indentation: what a compressor cannot.
fn minified(js: &str) -> String {
    let mut out = String::with_capacity(js.len());
    let mut in_comment = false;
    for line in js.lines().map(str::trim) {
        in_comment |= line.starts_with("/*");
        let skip = in_comment || line.is_empty() || line.starts_with("//");
        in_comment &= !line.ends_with("*/");
        if !skip {
            out.push_str(line);
            out.push('\n');
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_loader_reads_parts_from_their_pack() {
        let loader = "const parallelStuff = deps.map(d => d());\nconst instantiate = fetcher();\nimport { initSync } from \"./app.js\";\n/* a */\nconst __chunk_1 = makeLoad(() => {\n    const src = fetch(new URL(\"./chunk_1.wasm\", import.meta.url));\n    return 1;\n}\n, []);\nexport const __wasm_split_load_x = wrapAsyncCb(makeLoad(() => {\n    const src = fetch(new URL(\"./split_x.wasm\", import.meta.url));\n}\n, [__chunk_1]));\n";
        let (out, exports) = inlined(loader).unwrap();
        assert!(out.contains("makeLoad(__part(\"chunk_1\"), []);"), "{out}");
        assert!(out.contains("makeLoad(__part(\"split_x\"), [__chunk_1])"), "{out}");
        let short = shortened(&out).unwrap();
        assert!(short.contains("makeLoad(__part(\"split_x\"), __chunks([1]))"), "{short}");
        assert_eq!(exports, vec!["__wasm_split_load_x"]);
        assert!(!out.contains("fetch(new URL"));
    }

    #[test]
    fn where_a_part_lies_follows_from_the_order_in_its_file() {
        let place = |file: &str, at, length| (file.to_owned(), at, length);
        let mut places = BTreeMap::new();
        places.insert("chunk_1.wasm".to_owned(), vec![place("own.pack", 0, 5), place("a.wasm", 0, 5)]);
        places.insert("chunk_3.wasm".to_owned(), vec![place("a.wasm", 5, 7)]);
        places.insert("split_a.wasm".to_owned(), vec![place("a.wasm", 12, 9)]);
        let (parts, files) = table(&places).unwrap();
        assert_eq!(parts, r#"[["chunk_1",5],["chunk_3",7],["split_a",9]]"#);
        assert_eq!(files, r#"{"own.pack":[0],"a.wasm":[0,1,1]}"#);
        places.insert("split_b.wasm".to_owned(), vec![place("a.wasm", 40, 1)]);
        assert!(table(&places).is_err());
    }

    #[test]
    fn the_glue_keeps_one_loader_entry() {
        let glue = "import * as import1 from \"./__wasm_split.js\"\nimport * as import2 from \"./__wasm_split.js\"\nreturn {\n\"./__wasm_split.js\": import1,\n\"./__wasm_split.js\": import2,\n}";
        let (kept, names) = without_imports(glue);
        assert_eq!(names, vec!["import1", "import2"]);
        assert_eq!(one_loader_entry(&kept, &names), "return {\n\"./__wasm_split.js\": import1,\n}");
    }
}
