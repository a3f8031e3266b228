//! Members that are named twice.

use crate::names;
use crate::pointer;

/// A member that is named a second time.
pub(crate) struct Twice {
    /// The last byte of the second name.
    pub(crate) offset: usize,
    /// The pointer of the object.
    pub(crate) pointer: String,
}

/// An array or object that is open.
#[derive(Clone, Copy)]
enum Open {
    /// The index of the item.
    Array(usize),
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
    Some(Twice { offset: names::end(text, second), pointer: pointer_at(text, second) })
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
        Token::Array => open.push(Open::Array(0)),
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

/// The pointer of the object that has a name at `place`.
fn pointer_at(text: &str, place: usize) -> String {
    let (mut open, mut last) = (Vec::<Open>::new(), Vec::<usize>::new());
    scan(text, place, |token| match token {
        Token::Array => open.push(Open::Array(0)),
        Token::Object => {
            open.push(Open::Object(0));
            last.push(0);
        }
        Token::Name(place) => {
            if let Some(last) = last.last_mut() {
                *last = place;
            }
        }
        Token::Comma => {
            if let Some(Open::Array(index)) = open.last_mut() {
                *index += 1;
            }
        }
        Token::Close => {
            if let Some(Open::Object(_)) = open.pop() {
                last.pop();
            }
        }
    });
    // The innermost is the object itself.
    open.pop();
    let mut pointer = String::new();
    let mut last = last.iter();
    for it in open {
        match it {
            Open::Array(index) => pointer::push(&mut pointer, &index.to_string()),
            Open::Object(_) => {
                let name = last.next().map_or_else(Default::default, |at| names::name(text, *at));
                pointer::push(&mut pointer, &name);
            }
        }
    }
    pointer
}

enum Token {
    Array,
    Object,
    /// The byte at which the name of a member begins.
    Name(usize),
    Comma,
    Close,
}

/// What a JSON text is made of until `end`, but for its scalars.
fn scan(text: &str, end: usize, mut token: impl FnMut(Token)) {
    let bytes = text.as_bytes().get(..end).unwrap_or(text.as_bytes());
    // For each array or object that is open, whether it is an object.
    let mut objects = Vec::new();
    let mut expects_name = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'"' => {
                let closing = names::end(text, at);
                // One that does not end is no name yet.
                if expects_name && closing < end {
                    token(Token::Name(at));
                    expects_name = false;
                }
                at = closing;
            }
            b'[' | b'{' => {
                let is_object = byte == b'{';
                token(if is_object { Token::Object } else { Token::Array });
                objects.push(is_object);
                expects_name = is_object;
            }
            b']' | b'}' => {
                token(Token::Close);
                objects.pop();
                expects_name = false;
            }
            b',' => {
                token(Token::Comma);
                expects_name = objects.last() == Some(&true);
            }
            _ => {}
        }
        at += 1;
    }
}
