//! What the guide remembers and decides, without views: ticks, favourites, answers of 「我能办吗」, texts to share and to read aloud.

use yunlin_api::guide::{Check, Item, Material, Need, YesNo};

use super::wording as w;

/// Key of a tick in the phone's list: item and paper. By name, so that a paper that is added or moved takes no other's tick.
pub fn tick_key(code: &str, name: &str) -> String {
    format!("{code}:{name}")
}

/// Key of a paper in a shared link: a hash (FNV-1a) of its name, for the same reason.
pub fn short_key(name: &str) -> String {
    let hash =
        name.bytes().fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    format!("{hash:08x}")
}

/// Indexes of the papers that a shared link names, such as `have=1f0a22c3.9be41d07`. What it names no longer is left out; links
/// of an earlier app name places, such as `have=0.2`.
pub fn parse_have(have: &str, papers: &[Material]) -> Vec<usize> {
    let index = |part: &str| {
        let named = papers.iter().position(|paper| short_key(&paper.name) == part);
        named.or_else(|| part.parse().ok().filter(|i| part.len() == 1 && *i < papers.len()))
    };
    have.split('.').filter_map(index).collect()
}

/// The `have` value of ticked papers.
pub fn have(papers: &[Material], ticked: &[usize]) -> String {
    let keys: Vec<String> =
        ticked.iter().filter_map(|i| papers.get(*i)).map(|paper| short_key(&paper.name)).collect();
    keys.join(".")
}

/// Answers of the self-check as they stand in the address: one `y` or `n` per question.
pub fn parse_answers(text: &str) -> Vec<YesNo> {
    text.chars()
        .filter_map(|c| match c {
            'y' => Some(YesNo::Yes),
            'n' => Some(YesNo::No),
            _ => None,
        })
        .collect()
}

/// Where the self-check stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing<'a> {
    /// The next question and its number, from 1.
    Ask(usize, &'a Check),
    /// An answer that ends it, with what to do instead.
    Stopped(&'a Check),
    /// All answers go on.
    Passed,
}

/// Walks the questions along the answers.
pub fn standing<'a>(checks: &'a [Check], answers: &[YesNo]) -> Standing<'a> {
    for (index, check) in checks.iter().enumerate() {
        match answers.get(index) {
            None => return Standing::Ask(index + 1, check),
            Some(answer) if *answer != check.ok => return Standing::Stopped(check),
            Some(_) => {}
        }
    }
    Standing::Passed
}

/// The small print of a paper: form, copies, source, photo, deferral.
pub fn paper_notes(material: &Material) -> String {
    let form = material.form.label();
    let form = if material.copies > 1 { w::copies(form, material.copies) } else { form.to_owned() };
    let mut notes = vec![form, material.source.label().to_owned()];
    if material.need == Need::Case && !material.case.is_empty() {
        notes.push(w::only_if(&material.case));
    }
    if material.photo {
        notes.push(w::PHOTO.to_owned());
    }
    if material.deferrable {
        notes.push(w::LATER.to_owned());
    }
    notes.join(" · ")
}

/// The item as plain sentences for read-aloud.
pub fn speech(item: &Item) -> String {
    let mut lines = vec![item.card.name.clone(), item.card.summary.clone()];
    lines.extend(item.text.urgent.iter().map(|call| w::speak_call(&call.number, &call.when)));
    lines.push(w::SPEAK_CONDITIONS.to_owned());
    lines.extend(item.text.conditions.iter().cloned());
    lines.push(w::SPEAK_PAPERS.to_owned());
    lines.extend(item.text.materials.iter().map(|m| m.name.clone()));
    lines.push(w::SPEAK_STEPS.to_owned());
    lines.extend(item.text.steps.iter().enumerate().map(|(i, s)| w::speak_step(i + 1, &s.title, &s.text)));
    lines.push(item.text.location.detail.clone());
    lines.join("\n")
}

/// The checklist as text for a message to the family.
pub fn share_text(item: &Item) -> String {
    let papers: Vec<String> =
        item.text.materials.iter().map(|m| w::share_paper(&m.name, m.form.label())).collect();
    format!("{}\n{}\n{}", item.card.name, w::SPEAK_PAPERS, papers.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use yunlin_api::guide::{PaperForm, PaperSource};

    fn checks() -> Vec<Check> {
        let check = |q: &str, ok| Check { q: q.into(), ok, otherwise: "去别处".into() };
        vec![check("您满16周岁了吗？", YesNo::Yes), check("您在单位缴费吗？", YesNo::No)]
    }

    #[test]
    fn the_self_check_asks_then_passes_or_stops() {
        let checks = checks();
        assert!(matches!(standing(&checks, &[]), Standing::Ask(1, _)));
        assert!(matches!(standing(&checks, &parse_answers("y")), Standing::Ask(2, _)));
        assert_eq!(standing(&checks, &parse_answers("yn")), Standing::Passed);
        assert_eq!(standing(&checks, &parse_answers("yy")), Standing::Stopped(&checks[1]));
        assert_eq!(standing(&checks, &parse_answers("n")), Standing::Stopped(&checks[0]));
    }

    #[test]
    fn a_tick_belongs_to_the_paper_and_not_to_its_place() {
        assert_eq!(tick_key("SB-07", "居民身份证"), "SB-07:居民身份证");
        assert_ne!(tick_key("SB-07", "居民身份证"), tick_key("SB-08", "居民身份证"));
    }

    fn papers(names: &[&str]) -> Vec<Material> {
        let paper = |name: &&str| Material {
            name: (*name).to_owned(),
            form: PaperForm::Original,
            copies: 1,
            source: PaperSource::Own,
            need: Need::Must,
            case: String::new(),
            deferrable: false,
            photo: false,
            waived_by: String::new(),
            note: String::new(),
        };
        names.iter().map(paper).collect()
    }

    #[test]
    fn ticks_survive_a_shared_link_and_nonsense_in_it() {
        let papers = papers(&["居民身份证", "登记表", "户口簿"]);
        let link = have(&papers, &[0, 2]);
        assert_eq!(parse_have(&link, &papers), vec![0, 2]);
        assert_eq!(parse_have(&format!("{link}.x..00000000"), &papers), vec![0, 2]);
        assert_eq!(parse_have("0.9.x", &papers), vec![0], "a link of an earlier app");
    }

    #[test]
    fn a_shared_tick_stays_with_its_paper_when_the_guide_changes() {
        let link = have(&papers(&["居民身份证", "登记表", "户口簿"]), &[0, 2]);
        let changed = papers(&["照片", "居民身份证", "登记表"]);
        assert_eq!(parse_have(&link, &changed), vec![1], "moved, and one that is no longer asked for");
    }
}
