//! What the change log says of the contract.

/// Whether one of the newest entries names `title` under `### Contract`: those of the section that is
/// not released yet, or of the section of `version`.
pub(crate) fn mentions(changelog: &str, version: &str, title: &str) -> bool {
    let mut in_section = false;
    let mut in_contract = false;
    for line in changelog.lines() {
        if let Some(heading) = line.strip_prefix("## ") {
            in_section =
                heading.starts_with("[Unreleased]") || heading.starts_with(&format!("[{version}]"));
            in_contract = false;
        } else if let Some(heading) = line.strip_prefix("### ") {
            in_contract = in_section && heading.trim() == "Contract";
        } else if in_contract && line.contains(&format!("`{title}`")) {
            return true;
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::mentions;

    const CHANGELOG: &str = "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- `Added`\n\n\
                             ### Contract\n\n- `Fresh` has a colour.\n\n## [1.1.0]\n\n\
                             ### Contract\n\n- `Recent`\n\n## [1.0.0]\n\n### Contract\n\n- `Old`\n";

    #[test]
    fn only_the_newest_entries_count() {
        assert!(mentions(CHANGELOG, "1.1.0", "Fresh"));
        assert!(mentions(CHANGELOG, "1.1.0", "Recent"));
        assert!(!mentions(CHANGELOG, "1.1.0", "Old"));
        assert!(!mentions(CHANGELOG, "1.1.0", "Added"), "it is not of the contract");
    }
}
