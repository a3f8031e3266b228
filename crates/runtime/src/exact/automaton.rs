//! `pattern`, as a table.

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
