//! Where in a document a byte of its text is.

use crate::names;
use crate::pointer;

/// An array or object that is open.
#[derive(Clone, Copy)]
enum Open {
    /// The index of the item.
    Array(usize),
    /// The byte at which the name of its last member begins, once it has one.
    Object(Option<usize>),
}

/// The pointer of the value that is being read, or named, where the first `end` bytes of `text` end, which
/// have to be the beginning of a JSON text.
pub(crate) fn pointer_at(text: &str, end: usize) -> String {
    let mut open = Vec::new();
    scan(text, end, |token| match (token, open.last_mut()) {
        (Token::Array, _) => open.push(Open::Array(0)),
        (Token::Object, _) => open.push(Open::Object(None)),
        (Token::Name(place), Some(Open::Object(last))) => *last = Some(place),
        (Token::Comma, Some(Open::Array(index))) => *index += 1,
        (Token::Name(_) | Token::Comma, _) => {}
        (Token::Close, _) => {
            open.pop();
        }
    });
    let mut pointer = String::new();
    for it in open {
        match it {
            Open::Array(index) => pointer::push(&mut pointer, &index.to_string()),
            Open::Object(Some(place)) => pointer::push(&mut pointer, &names::name(text, place)),
            Open::Object(None) => {}
        }
    }
    pointer
}

/// What opens, parts, names and closes what a text holds.
pub(crate) enum Token {
    Array,
    Object,
    /// The byte at which the name of a member begins.
    Name(usize),
    Comma,
    Close,
}

/// What a JSON text is made of until `end`, but for its scalars.
pub(crate) fn scan(text: &str, end: usize, mut token: impl FnMut(Token)) {
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
