//! Items that a sentence of a guide names: 「…」 around the very name or code of another item.

use yunlin_api::guide::ItemCard;

/// The items, in the order in which they are named, each once. What stands in 「」 and is no item is none.
pub fn named<'a>(text: &str, items: &'a [ItemCard]) -> Vec<&'a ItemCard> {
    let mut named: Vec<&ItemCard> = Vec::new();
    for quoted in text.split('「').skip(1) {
        let Some((inside, _)) = quoted.split_once('」') else { continue };
        let found = items.iter().find(|item| item.name == inside || item.code == inside);
        named.extend(found.filter(|item| !named.iter().any(|known| known.code == item.code)));
    }
    named
}

#[cfg(test)]
mod tests {
    use super::*;
    use yunlin_api::guide::{Channel, Mode};

    fn card(code: &str, name: &str) -> ItemCard {
        ItemCard {
            code: code.into(),
            name: name.into(),
            category: String::new(),
            bureau: String::new(),
            channel: Channel::Notice,
            mode: Mode::Inform,
            summary: String::new(),
            persons: vec![],
            events: vec![],
            words: vec![],
        }
    }

    fn codes(text: &str) -> Vec<String> {
        let items = [card("MZ-06", "临时救助申请"), card("SF-01", "人民调解申请")];
        named(text, &items).iter().map(|item| item.code.clone()).collect()
    }

    #[test]
    fn items_are_found_by_name_or_code_each_once_and_in_order() {
        assert_eq!(codes("吵架的走「人民调解申请」，能撑几天的走「临时救助申请」。"), ["SF-01", "MZ-06"]);
        assert_eq!(codes("看「MZ-06」，就是「临时救助申请」"), ["MZ-06"]);
        assert_eq!(codes("「包装费」别交，看「临时救助申请」"), ["MZ-06"]);
    }

    #[test]
    fn what_is_only_quoted_is_no_item() {
        for text in ["说「不要告诉他是我」就行", "没有引号", "半个「临时救助申请", "倒着」的「引号", ""]
        {
            assert_eq!(codes(text), Vec::<String>::new(), "{text}");
        }
    }
}
