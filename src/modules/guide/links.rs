//! Items that a sentence of a guide names: 「…」 around the very name of another item leads to it.

use yunlin_api::guide::ItemCard;

/// A part of a sentence.
#[derive(Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Plain words.
    Words(&'a str),
    /// The name of an item.
    Item(&'a ItemCard),
}

/// Cuts a sentence at the items that it names. What stands in 「」 and is no item stays plain.
pub fn pieces<'a>(text: &'a str, items: &'a [ItemCard]) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    let mut words_from = text;
    while let Some((_, quoted)) = rest.split_once('「') {
        rest = quoted;
        let Some((inside, after)) = quoted.split_once('」') else { break };
        let Some(item) = items.iter().find(|i| i.name == inside || i.code == inside) else { continue };
        let before = words_from.len() - quoted.len();
        pieces.extend(words_from.get(..before).map(Piece::Words));
        pieces.push(Piece::Item(item));
        words_from = quoted.get(inside.len()..).unwrap_or(after);
        rest = words_from;
    }
    if !words_from.is_empty() {
        pieces.push(Piece::Words(words_from));
    }
    pieces
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

    #[test]
    fn a_named_item_is_cut_out_and_nothing_is_lost() {
        let items = [card("MZ-06", "临时救助申请"), card("SF-01", "人民调解申请")];
        let text = "能撑几天的，走「临时救助申请」，吵架的走「人民调解申请」。";
        let found = pieces(text, &items);
        let expected = [
            Piece::Words("能撑几天的，走「"),
            Piece::Item(&items[0]),
            Piece::Words("」，吵架的走「"),
            Piece::Item(&items[1]),
            Piece::Words("」。"),
        ];
        assert_eq!(found, expected);
    }

    #[test]
    fn what_is_no_item_stays_plain() {
        let items = [card("MZ-06", "临时救助申请")];
        for text in ["说「不要告诉他是我」就行", "没有引号", "半个「引号", "倒着」的「引号", ""]
        {
            let plain: Vec<_> = pieces(text, &items);
            let expected = if text.is_empty() { vec![] } else { vec![Piece::Words(text)] };
            assert_eq!(plain, expected, "{text}");
        }
        let mixed = pieces("「包装费」别交，看「临时救助申请」", &items);
        let expected = [Piece::Words("「包装费」别交，看「"), Piece::Item(&items[0]), Piece::Words("」")];
        assert_eq!(mixed, expected);
    }
}
