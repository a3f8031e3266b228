//! The matrix as a page.

use std::fmt::Write;

use super::{Matrix, Score};

/// The counts in Markdown, with the mark of the file.
#[must_use]
pub fn markdown(matrix: &Matrix, mark: &str) -> String {
    let mut page = format!(
        "<!-- {mark} -->\n\n# The matrix\n\n\
         Every validator against every case of the corpus beside this page.\n\n\
         | validator | verdict | one violation | all violations |\n\
         | --- | ---: | ---: | ---: |\n"
    );
    for row in &matrix.rows {
        let complete = if row.validator.is_own() { score(row.complete) } else { "–".to_owned() };
        let _ = writeln!(
            page,
            "| {} | {} | {} | {complete} |",
            row.name,
            score(row.verdicts),
            score(row.single),
        );
    }
    for (name, _) in &matrix.unasked {
        let _ = writeln!(page, "| {name} | not asked | – | – |");
    }
    page.push_str(
        "\n- *verdict*: the cases that it calls valid or invalid as it should.\n\
         - *one violation*: the cases with a single violation, of which it names pointer and keyword.\n\
         - *all violations*: the invalid cases of which it names every pointer and keyword, and no \
         other. A general validator is not asked: of a document with several faults it may say more.\n\
         \n| type | valid cases | invalid cases |\n| --- | ---: | ---: |\n",
    );
    for (title, valid, invalid) in &matrix.types {
        let _ = writeln!(page, "| `{title}` | {valid} | {invalid} |");
    }
    let valid: usize = matrix.types.iter().map(|it| it.1).sum();
    let invalid: usize = matrix.types.iter().map(|it| it.2).sum();
    let _ = writeln!(page, "| all {} | {valid} | {invalid} |", valid + invalid);
    page
}

fn score(score: Score) -> String {
    let share = match score.is_full() {
        true => "100%".to_owned(),
        false => format!("{:.2}%", 100.0 * score.agreed as f64 / score.of as f64),
    };
    format!("{} of {} ({share})", score.agreed, score.of)
}
