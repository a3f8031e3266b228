//! What is said about a rule.

use std::collections::BTreeMap;
use std::fmt;

use serde::Deserialize;

/// A rule of a sound bundle.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    id: String,
    severity: Severity,
    title: String,
    why: String,
    reference: String,
    #[serde(default)]
    set: RuleSet,
    messages: BTreeMap<String, String>,
}

impl Rule {
    pub(crate) fn parse(text: &str) -> Result<Self, toml::de::Error> {
        toml::from_str(text)
    }

    /// The name of the rule, in kebab case. It never changes its meaning.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// How grave a finding is.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.severity
    }

    /// What holds in a sound bundle, in one line.
    #[must_use]
    pub fn title(&self) -> &str {
        &self.title
    }

    /// Why it matters, in a few sentences.
    #[must_use]
    pub fn why(&self) -> &str {
        &self.why
    }

    /// The standard that asks for it.
    #[must_use]
    pub fn reference(&self) -> &str {
        &self.reference
    }

    /// The smallest set of rules that it is in.
    #[must_use]
    pub fn set(&self) -> RuleSet {
        self.set
    }

    /// Whether it is applied where the rules of `set` are.
    #[must_use]
    pub fn is_in(&self, set: RuleSet) -> bool {
        self.set <= set
    }

    /// What was expected, by the name of the last member on the way to where a finding is; the empty name is
    /// for the whole document.
    pub fn messages(&self) -> impl Iterator<Item = (&str, &str)> {
        self.messages.iter().map(|(member, message)| (member.as_str(), message.as_str()))
    }

    pub(crate) fn message(&self, member: &str) -> &str {
        self.messages.get(member).map_or(&self.title, |it| it)
    }
}

/// How grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth a look: the bundle may be sound all the same.
    Warning,
    /// The bundle is not sound.
    Error,
}

impl Severity {
    /// The severity as one word, as reports have it.
    ///
    /// ```
    /// assert_eq!(export_bundles_evidence::Severity::Error.as_str(), "error");
    /// ```
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

/// Which rules are applied.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum RuleSet {
    /// Those that every verifier applies, so that verdicts are comparable.
    #[default]
    Default,
    /// Those, and what some auditors ask for beyond them.
    All,
}
