//! JSON Pointers (RFC 6901), as text and as URI fragments.

/// `pointer` with one more step.
pub(crate) fn child(pointer: &str, token: &str) -> String {
    format!("{pointer}/{}", token.replace('~', "~0").replace('/', "~1"))
}

/// The steps of `pointer`, decoded.
pub(crate) fn tokens(pointer: &str) -> impl Iterator<Item = String> {
    pointer.split('/').skip(1).map(|token| token.replace("~1", "/").replace("~0", "~"))
}

/// `pointer` as a reference within the same document.
pub(crate) fn to_reference(pointer: &str) -> String {
    let mut reference = String::from("#");
    for byte in pointer.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~!$&'()*+,;=:@".contains(&byte) {
            reference.push(char::from(byte));
        } else {
            reference.push_str(&format!("%{byte:02X}"));
        }
    }
    reference
}

/// The pointer in a reference within the same document; `None` for any other reference.
pub(crate) fn from_reference(reference: &str) -> Option<String> {
    let pointer = decode(reference.strip_prefix('#')?);
    (pointer.is_empty() || pointer.starts_with('/')).then_some(pointer)
}

/// `fragment` without percent-encoding.
pub(crate) fn decode(fragment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = fragment.bytes();
    while let Some(byte) = rest.next() {
        let mut ahead = rest.clone();
        match (byte, hexadecimal(ahead.next()), hexadecimal(ahead.next())) {
            (b'%', Some(high), Some(low)) => {
                bytes.push(high * 16 + low);
                rest = ahead;
            }
            _ => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn hexadecimal(byte: Option<u8>) -> Option<u8> {
    u8::try_from(char::from(byte?).to_digit(16)?).ok()
}

#[cfg(test)]
mod tests {
    use super::{child, from_reference, to_reference, tokens};

    #[test]
    fn references_carry_any_member_name() {
        let pointer = child(&child("", "a/b~c"), "50% ü");
        assert_eq!(from_reference(&to_reference(&pointer)), Some(pointer.clone()));
        assert_eq!(tokens(&pointer).collect::<Vec<_>>(), ["a/b~c", "50% ü"]);
    }
}
