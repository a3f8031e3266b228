//! The rules of a sound bundle: what no schema can say. What is said about a rule is data, in `rules/*.toml`;
//! what it finds is a function.

mod debrief;
mod finding;
mod order;
mod rule;
mod run;
mod seal;
mod soc2;
mod steps;
mod subject;

use std::sync::LazyLock;

pub use finding::Finding;
pub use rule::{Rule, RuleSet, Severity};
pub(crate) use subject::{SealFound, Subject};

use finding::Findings;

/// What a rule finds.
type Check = fn(&Subject<'_>, &mut Findings<'_>);

/// The text about a rule, and what it finds, in the order in which rules are listed.
const TABLE: [(&str, Check); 20] = [
    (include_str!("../../rules/steps-contiguous.toml"), order::contiguous),
    (include_str!("../../rules/steps-chronological.toml"), order::chronological),
    (include_str!("../../rules/totals-match.toml"), steps::totals),
    (include_str!("../../rules/inflection-agrees.toml"), steps::inflection),
    (include_str!("../../rules/run-interval.toml"), run::interval),
    (include_str!("../../rules/steps-in-run.toml"), run::steps),
    (include_str!("../../rules/created-after-run.toml"), run::created),
    (include_str!("../../rules/policy-named.toml"), run::policy_named),
    (include_str!("../../rules/period-interval.toml"), soc2::period),
    (include_str!("../../rules/incident-in-period.toml"), soc2::incident),
    (include_str!("../../rules/review-consistent.toml"), soc2::review),
    (include_str!("../../rules/follows-another.toml"), soc2::follows),
    (include_str!("../../rules/criteria-mapped.toml"), soc2::mapped),
    (include_str!("../../rules/criteria-exist.toml"), soc2::exist),
    (include_str!("../../rules/detection-order.toml"), debrief::detection),
    (include_str!("../../rules/seal-matches.toml"), seal::matches),
    (include_str!("../../rules/unsealed.toml"), seal::unsealed),
    (include_str!("../../rules/reviewer-is-not-exporter.toml"), soc2::reviewer),
    (include_str!("../../rules/attested-with-steps.toml"), soc2::attested),
    (include_str!("../../rules/policy-in-snapshot.toml"), run::policy_listed),
];

/// Every rule, in the order in which rules are listed.
///
/// ```
/// use export_bundles_evidence::{RULES, Severity};
///
/// let rule = RULES.iter().find(|it| it.id() == "totals-match").unwrap();
/// assert_eq!(rule.severity(), Severity::Error);
/// assert_eq!(rule.title(), "Totals are the sums of the steps");
/// ```
#[expect(clippy::expect_used, reason = "the files of the rules are part of this crate")]
pub static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    TABLE.iter().map(|(text, _)| Rule::parse(text).expect("the file of a rule is one")).collect()
});

/// What the rules of a set find, in document order.
pub(crate) fn findings(text: &str, subject: &Subject<'_>, set: RuleSet) -> Vec<Finding> {
    let mut found = Vec::new();
    for (rule, (_, check)) in RULES.iter().zip(TABLE) {
        if rule.is_in(set) {
            check(subject, &mut Findings::of(rule, &mut found));
        }
    }
    crate::text::in_document_order(text, &mut found, |it| &it.pointer);
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_files_are_those_of_the_table() -> std::io::Result<()> {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
        let mut files: Vec<String> = std::fs::read_dir(folder)?
            .map(|entry| entry.map(|it| it.file_name().to_string_lossy().into_owned()))
            .collect::<Result<_, _>>()?;
        files.sort();
        let mut told: Vec<String> = RULES.iter().map(|it| format!("{}.toml", it.id())).collect();
        told.sort();
        assert_eq!(files, told);
        Ok(())
    }
}
