//! The change log: what is not released, and what was when.

use semver::Version;

/// The sections of a change log, newest first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Changelog {
    pub(super) sections: Vec<Section>,
}

/// One section: its heading after `## `, and what stands below.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Section {
    pub(super) heading: String,
    pub(super) text: String,
}

/// What the first section is called.
const UNRELEASED: &str = "[Unreleased]";

impl Changelog {
    pub(super) fn parse(text: &str) -> Self {
        let mut sections: Vec<Section> = Vec::new();
        for line in text.lines() {
            if let Some(heading) = line.strip_prefix("## ") {
                sections.push(Section { heading: heading.to_owned(), text: String::new() });
            } else if let Some(section) = sections.last_mut() {
                section.text.push_str(line);
                section.text.push('\n');
            }
        }
        Self { sections }
    }

    /// What was released as that version.
    pub(super) fn of(&self, version: &Version) -> Option<&Section> {
        self.sections.iter().find(|it| it.release().is_some_and(|(found, _)| found == *version))
    }

    /// The versions that it says were released, newest first.
    pub(super) fn versions(&self) -> impl Iterator<Item = Version> {
        self.sections.iter().filter_map(|it| Some(it.release()?.0))
    }

    /// What stands in the way of releasing `version`.
    pub(super) fn faults(&self, version: &Version) -> Vec<String> {
        let mut faults = Vec::new();
        let [first, releases @ ..] = &self.sections[..] else {
            return vec![format!("CHANGELOG.md: expected a section {UNRELEASED}, found none")];
        };
        if first.heading != UNRELEASED {
            faults.push(format!(
                "CHANGELOG.md: expected {UNRELEASED} first, found {}",
                first.heading
            ));
        }
        if self.of(version).is_some() && !first.text.trim().is_empty() {
            faults.push(format!(
                "CHANGELOG.md: {version} was released, and {UNRELEASED} has changes; set the next version in Cargo.toml"
            ));
        }
        let mut newer: Option<(Version, &str)> = None;
        for section in releases {
            let Some((version, date)) = section.release() else {
                faults.push(format!(
                    "CHANGELOG.md: expected a heading such as [1.2.0] - 2026-03-14, found {}",
                    section.heading
                ));
                continue;
            };
            if newer.as_ref().is_some_and(|(newest, day)| *newest <= version || *day < date) {
                faults.push(format!("CHANGELOG.md: {} stands below an older one", section.heading));
            }
            newer = Some((version, date));
        }
        faults
    }

    /// What remains to be done before `version` is released.
    pub(super) fn open(&self, version: &Version) -> Option<String> {
        let is_open = self.of(version).is_none();
        is_open.then(|| format!("CHANGELOG.md: put `## [{version}] - <date>` below {UNRELEASED}"))
    }
}

impl Section {
    /// The version that it is of, and the day.
    fn release(&self) -> Option<(Version, &str)> {
        let (version, date) = self.heading.strip_prefix('[')?.split_once("] - ")?;
        let is_date = date.len() == 10
            && date.char_indices().all(|(index, it)| match index {
                4 | 7 => it == '-',
                _ => it.is_ascii_digit(),
            });
        Some((Version::parse(version).ok()?, is_date.then_some(date)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NEXT: Version = Version::new(1, 2, 0);

    fn faults(sections: &str) -> Vec<String> {
        Changelog::parse(&format!("# Changelog\n\n{sections}")).faults(&NEXT)
    }

    #[test]
    fn a_change_log_in_order_has_no_faults() {
        let text =
            "## [Unreleased]\n\n- New.\n\n## [1.1.0] - 2026-11-24\n\n## [1.0.0] - 2026-11-23\n";
        assert_eq!(faults(text), [""; 0]);
        let changelog = Changelog::parse(text);
        assert_eq!(changelog.versions().count(), 2);
        assert!(changelog.open(&NEXT).unwrap().contains("## [1.2.0] - <date>"));
        assert_eq!(changelog.of(&Version::new(1, 1, 0)).unwrap().text, "\n");
        assert_eq!(changelog.open(&Version::new(1, 1, 0)), None);
    }

    #[test]
    fn what_is_out_of_order_is_named() {
        assert_eq!(faults(""), ["CHANGELOG.md: expected a section [Unreleased], found none"]);
        let cases = [
            (
                "## [1.1.0] - 2026-11-24\n",
                "expected [Unreleased] first, found [1.1.0] - 2026-11-24",
            ),
            (
                "## [Unreleased]\n## [1.1.0]\n",
                "expected a heading such as [1.2.0] - 2026-03-14, found [1.1.0]",
            ),
            ("## [Unreleased]\n## [1.1.0] - 24.11.2026\n", "found [1.1.0] - 24.11.2026"),
            (
                "## [Unreleased]\n- a\n## [1.2.0] - 2026-11-24\n",
                "1.2.0 was released, and [Unreleased] has changes",
            ),
            (
                "## [Unreleased]\n## [1.0.0] - 2026-11-23\n## [1.1.0] - 2026-11-23\n",
                "[1.1.0] - 2026-11-23 stands below an older one",
            ),
            (
                "## [Unreleased]\n## [1.1.0] - 2026-11-23\n## [1.0.0] - 2026-11-24\n",
                "[1.0.0] - 2026-11-24 stands below an older one",
            ),
        ];
        for (text, expected) in cases {
            let found = faults(text);
            assert!(found.len() == 1 && found[0].contains(expected), "{text}: {found:?}");
        }
    }
}
