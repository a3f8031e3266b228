//! `pattern`, as a table.

const FIRST_PRINTABLE: u8 = b' ';
const LAST_PRINTABLE: u8 = b'~';

/// A deterministic automaton over the bytes of a UTF-8 string, compiled from a `pattern`
/// (ECMA-262) while types are generated.
///
/// Matching takes one step a byte, whatever the pattern and whatever the string.
///
/// ```
/// use exact_schema_runtime::exact::Automaton;
///
/// // ^a*$ : state 0 rejects, state 1 accepts what follows, state 2 has seen only `a`s.
/// const CLASSES: [u8; 256] = {
///     let mut classes = [0; 256];
///     classes[b'a' as usize] = 1;
///     classes
/// };
/// let only_a = Automaton {
///     classes: &CLASSES,
///     transitions: &[0, 0, 1, 1, 0, 2],
///     accepting: &[false, true, true],
///     start: 2,
/// };
/// assert!(only_a.matches("aaa"));
/// assert!(!only_a.matches("aba"));
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Automaton {
    /// For every byte, the class of bytes that it behaves as.
    pub classes: &'static [u8; 256],
    /// The next state, at `state * classes + class`.
    pub transitions: &'static [u16],
    /// Whether a string that ends in the state matches.
    pub accepting: &'static [bool],
    /// The state before the first byte.
    pub start: u16,
}

impl Automaton {
    /// Whether printable ASCII, however much of it, leads from the first state to no other.
    pub(super) const fn stays_on_printable(&self) -> bool {
        let width = self.transitions.len() / self.accepting.len();
        let mut byte = FIRST_PRINTABLE;
        while byte <= LAST_PRINTABLE {
            let class = self.classes[byte as usize] as usize;
            if self.transitions[self.start as usize * width + class] != self.start {
                return false;
            }
            byte += 1;
        }
        true
    }

    /// Whether a string matches that never leaves the first state.
    pub(super) const fn accepts_first(&self) -> bool {
        self.accepting[self.start as usize]
    }

    /// Whether the string matches.
    #[inline]
    #[must_use]
    pub fn matches(&self, text: &str) -> bool {
        let width = self.transitions.len() / self.accepting.len();
        let class = |byte: u8| usize::from(self.classes[usize::from(byte)]);
        let start = usize::from(self.start);
        // Most strings never leave the first state. To see that, no byte has to wait for the one
        // before it.
        let Some(first) = self.transitions.get(start * width..(start + 1) * width) else {
            return false;
        };
        let stays = |byte: &u8| first[class(*byte)] == self.start;
        let moved = text.bytes().position(|byte| !stays(&byte)).unwrap_or(text.len());
        let last = text.as_bytes()[moved..]
            .iter()
            .fold(start, |state, &byte| usize::from(self.transitions[state * width + class(byte)]));
        self.accepting[last]
    }
}

/// Whether the string has nothing but printable ASCII, by eight bytes at once.
#[inline]
pub(super) fn is_printable(text: &str) -> bool {
    let (chunks, rest) = text.as_bytes().as_chunks::<8>();
    let others = chunks.iter().fold(0, |others, chunk| others | others_among(*chunk));
    // The last chunk again, as far as there is one, with what follows it.
    let others = match text.as_bytes().last_chunk::<8>() {
        Some(last) => others | others_among(*last),
        None => rest.iter().fold(others, |others, byte| {
            others | u64::from(!(FIRST_PRINTABLE..=LAST_PRINTABLE).contains(byte)) << 7
        }),
    };
    others == 0
}

/// The top bit of bytes that are not printable ASCII; none where all are.
///
/// Bits of others may be set in error, by a borrow that one of them causes.
#[inline]
const fn others_among(chunk: [u8; 8]) -> u64 {
    const fn eight(byte: u8) -> u64 {
        u64::from_ne_bytes([byte; 8])
    }
    let word = u64::from_ne_bytes(chunk);
    let below = word.wrapping_sub(eight(FIRST_PRINTABLE));
    // 0x7F becomes 0x80, and what is above has the bit itself.
    let above = word.wrapping_add(eight(0x7F - LAST_PRINTABLE));
    (word | below | above) & eight(0x80)
}

#[cfg(test)]
mod tests {
    use super::is_printable;

    #[test]
    fn one_byte_that_is_not_printable_is_seen_wherever_it_is() {
        for length in 0..20 {
            assert!(is_printable(&"~ ".repeat(10)[..length]));
            for place in 0..length {
                for other in ['\0', '\u{1f}', '\u{7f}', '\u{80}', 'é', '\u{10ffff}'] {
                    for around in [' ', 'a', '~'] {
                        let text: String = (0..length)
                            .map(|at| if at == place { other } else { around })
                            .collect();
                        assert!(!is_printable(&text), "{text:?}");
                    }
                }
            }
        }
    }
}
