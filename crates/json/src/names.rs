//! The names of the members of objects, compared where they stand in the text.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::hash::{BuildHasher, RandomState};

/// Up to so many members, each is compared with each.
const FEW: usize = 8;

/// Up to so many, sorting the names themselves takes no longer than hashing them.
const SOME: usize = 20;

/// The upper half of a place has room for a hash, unless the text is longer than the lower half can say.
const HALF: u32 = usize::BITS / 2;

/// The place of the first name that is there twice, among the names in `quoted`, each the byte of its
/// opening quotation mark; nothing of them is left. Takes as long as it takes to sort numbers.
pub(crate) fn twice(text: &str, quoted: &mut [usize]) -> Option<usize> {
    if let [_] | [] = quoted {
        return None;
    }
    if quoted.len() <= FEW {
        let second = (1..quoted.len()).find(|&later| {
            let (before, from) = quoted.split_at(later);
            from.first().is_some_and(|&it| before.iter().any(|&other| is_same(text, other, it)))
        });
        return second.and_then(|place| quoted.get(place)).copied();
    }
    if quoted.len() <= SOME || text.len() >> HALF != 0 {
        return twice_in_order(text, quoted);
    }
    // Of keys that nobody knows who writes names.
    let keys = RandomState::new();
    for place in &mut *quoted {
        let hash = keys.hash_one(&*name(text, *place)) >> (u64::BITS - HALF);
        *place |= usize::try_from(hash).unwrap_or_default() << HALF;
    }
    quoted.sort_unstable();
    let alike = quoted.chunk_by_mut(|left, right| left >> HALF == right >> HALF);
    let seconds = alike.filter(|it| it.len() > 1).filter_map(|places| {
        places.iter_mut().for_each(|place| *place &= usize::MAX >> HALF);
        twice_in_order(text, places)
    });
    seconds.min()
}

/// The same, as long as it takes to sort names.
fn twice_in_order(text: &str, quoted: &mut [usize]) -> Option<usize> {
    quoted.sort_unstable_by(|&left, &right| compare(text, left, right).then(left.cmp(&right)));
    let same = quoted.windows(2).filter_map(|pair| match pair {
        &[left, right] if is_same(text, left, right) => Some(right),
        _ => None,
    });
    same.min()
}

/// The byte of the closing quotation mark of the string whose opening one is at `start`.
pub(crate) fn end(text: &str, start: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = start + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => return at,
            b'\\' => at += 2,
            _ => at += 1,
        }
    }
    text.len()
}

/// What the string is whose opening quotation mark is at `start`.
pub(crate) fn name(text: &str, start: usize) -> Cow<'_, str> {
    let end = end(text, start);
    let raw = text.get(start + 1..end).unwrap_or_default();
    if !raw.contains('\\') {
        return Cow::Borrowed(raw);
    }
    // It is a string of a text that is JSON until behind it.
    let quoted = text.get(start..=end).unwrap_or_default();
    serde_json::from_str(quoted).map_or(Cow::Borrowed(raw), Cow::Owned)
}

fn is_same(text: &str, left: usize, right: usize) -> bool {
    compare(text, left, right) == Ordering::Equal
}

fn compare(text: &str, left: usize, right: usize) -> Ordering {
    let bytes = text.as_bytes();
    let (mut left_at, mut right_at) = (left + 1, right + 1);
    loop {
        match (bytes.get(left_at), bytes.get(right_at)) {
            (Some(b'"'), Some(b'"')) => return Ordering::Equal,
            // From here on they are compared as what they mean; in UTF-8, bytes sort as code points do.
            (Some(b'\\'), _) | (_, Some(b'\\')) => return name(text, left).cmp(&name(text, right)),
            (Some(b'"'), _) => return Ordering::Less,
            (_, Some(b'"')) => return Ordering::Greater,
            (left, right) if left != right => {
                // An escape further on cannot change the order of what differs here.
                return left.cmp(&right);
            }
            (None, _) => return Ordering::Equal,
            _ => (left_at, right_at) = (left_at + 1, right_at + 1),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The places of the names in an object of strings.
    fn places(names: &[&str]) -> (String, Vec<usize>) {
        let mut text = String::new();
        let places = names.iter().map(|name| {
            let place = text.len();
            text.push_str(&format!("\"{name}\""));
            place
        });
        let places = places.collect();
        (text, places)
    }

    #[test]
    fn the_second_of_a_pair_is_found_however_it_is_spelled() {
        let many: Vec<String> = (0..100).map(|it| format!("n{it}")).collect();
        let many = || many.iter().map(String::as_str);
        let cases: [(Vec<&str>, Option<usize>); 10] = [
            (vec![], None),
            (vec!["a", "b", ""], None),
            (vec!["a", "b", "a", "b"], Some(2)),
            (vec!["a", "\\u0061"], Some(1)),
            (vec!["\\u00e9", "e", "é"], Some(2)),
            (many().take(SOME).collect(), None),
            (many().take(SOME - 1).chain(["\\u006e3"]).collect(), Some(SOME - 1)),
            (many().collect(), None),
            (many().chain(["n5", "n3"]).collect(), Some(100)),
            (many().chain(["\\u006e3", "n3"]).collect(), Some(100)),
        ];
        for (names, expected) in cases {
            let (text, mut quoted) = places(&names);
            let expected = expected.map(|index| quoted[index]);
            assert_eq!(twice(&text, &mut quoted), expected, "{names:?}");
        }
    }

    #[test]
    fn names_are_in_the_order_of_what_they_mean() {
        let ends =
            ["", "a", "b", "\u{e9}", "\\u00e9", "\\u0061", "\\\"", "\\\\", " ", "~", "\u{1f600}"];
        let beginnings = ["", "x", "abc"];
        let names =
            beginnings.iter().flat_map(|it| ends.iter().map(move |end| format!("{it}{end}")));
        let names: Vec<String> = names.collect();
        let (text, places) = places(&names.iter().map(String::as_str).collect::<Vec<_>>());
        for &left in &places {
            for &right in &places {
                let (one, other) = (name(&text, left), name(&text, right));
                assert_eq!(compare(&text, left, right), one.cmp(&other), "{one} {other}");
            }
        }
    }
}
