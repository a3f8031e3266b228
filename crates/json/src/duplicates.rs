//! Members that are named twice.

use crate::names;
use crate::place::{self, Token, scan};

/// A member that is named a second time.
pub(crate) struct Twice {
    /// The last byte of the second name.
    pub(crate) offset: usize,
    /// The pointer of the member.
    pub(crate) pointer: String,
}

/// An array or object that is open.
#[derive(Clone, Copy)]
enum Open {
    Array,
    /// Where its names begin in the list of names.
    Object(usize),
}

/// The first member that is named a second time in the first `end` bytes of `text`, which have to be the
/// beginning of a JSON text.
///
/// It keeps a place for each name of the objects that are open, and takes as long as it takes to sort
/// them.
pub(crate) fn first(text: &str, end: usize) -> Option<Twice> {
    let second = second_name(text, end)?;
    let offset = names::end(text, second);
    Some(Twice { offset, pointer: place::pointer_at(text, offset + 1) })
}

/// The byte at which the first second name begins.
fn second_name(text: &str, end: usize) -> Option<usize> {
    let (mut places, mut first) = (Vec::new(), None::<usize>);
    let mut look = |names: &mut [usize]| {
        let found = names::twice(text, names);
        first = match (first, found) {
            (Some(first), Some(found)) => Some(first.min(found)),
            (first, found) => first.or(found),
        };
    };
    let mut open = Vec::new();
    scan(text, end, |token| match token {
        Token::Array => open.push(Open::Array),
        Token::Object => open.push(Open::Object(places.len())),
        Token::Name(place) => places.push(place),
        Token::Comma => {}
        Token::Close => {
            if let Some(Open::Object(begin)) = open.pop() {
                look(&mut places[begin..]);
                places.truncate(begin);
            }
        }
    });
    // Those that the text does not close.
    while let Some(it) = open.pop() {
        if let Open::Object(begin) = it {
            look(&mut places[begin..]);
            places.truncate(begin);
        }
    }
    first
}
