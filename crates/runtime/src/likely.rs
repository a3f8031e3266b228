//! The word that was likely meant by one that nobody knows.

/// How long a word is at most that is compared, in characters: a longer one is nobody's slip.
const LIMIT: usize = 64;

/// The known word that `word` is a slip of: of its characters or the other's, whichever has more, up to a
/// third are wrong, missing, too many or swapped with their neighbour, whatever their case. Of several the
/// closest, then the first by name. The packages for other languages choose as this does.
pub(crate) fn likely<'a>(word: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let length = word.chars().take(LIMIT + 1).count();
    if length > LIMIT {
        return None;
    }
    let word = word.to_ascii_lowercase();
    let distances = known.into_iter().filter_map(|known| {
        let longer = length.max(known.chars().take(LIMIT + 1).count());
        let is_comparable = longer <= LIMIT;
        let distance =
            is_comparable.then(|| strsim::osa_distance(&word, &known.to_ascii_lowercase()))?;
        (distance * 3 <= longer).then_some((distance, known))
    });
    distances.min().map(|(_, known)| known)
}

#[cfg(test)]
mod tests {
    use super::likely;

    #[test]
    fn a_slip_is_seen_and_another_word_is_not() {
        let known = ["parcel_id", "parcel_kind", "signed_at", "id"];
        let cases = [
            ("parcle_id", Some("parcel_id")),
            ("parcelId", Some("parcel_id")),
            ("PARCEL_KIND", Some("parcel_kind")),
            ("signedAt", Some("signed_at")),
            ("signed", Some("signed_at")),
            ("ID", Some("id")),
            ("is", None),
            ("", None),
            ("weight", None),
        ];
        for (word, meant) in cases {
            assert_eq!(likely(word, known), meant, "{word}");
        }
        assert_eq!(likely("cat", ["hat", "bat"]), Some("bat"));
        assert_eq!(likely(&"a".repeat(65), [&*"a".repeat(64)]), None);
    }
}
