//! A promise, and what has become of it.

use std::fmt;

/// A promise about one payload.
pub struct Claim {
    /// What is promised.
    pub says: &'static str,
    /// The name of the payload.
    pub payload: &'static str,
    /// What was measured, where it could be.
    pub measured: Option<f64>,
    /// What the figures count.
    pub unit: &'static str,
    /// What was promised.
    pub bound: Bound,
    /// What we would like to reach.
    pub aim: Option<f64>,
}

/// Which side of a limit is good.
#[derive(Clone, Copy)]
pub enum Bound {
    /// Values from this one on.
    AtLeast(f64),
    /// Values up to this one.
    AtMost(f64),
}

/// What has become of a claim.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is kept.
    Held,
    /// It is not.
    Missed,
    /// Nobody knows here.
    NotMeasured,
}

impl Claim {
    /// Whether it is kept.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        let held = match (self.measured, self.bound) {
            (None, _) => return Verdict::NotMeasured,
            (Some(measured), Bound::AtLeast(limit)) => measured >= limit,
            (Some(measured), Bound::AtMost(limit)) => measured <= limit,
        };
        if held { Verdict::Held } else { Verdict::Missed }
    }
}

/// A line of the list of claims.
impl fmt::Display for Claim {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = match self.verdict() {
            Verdict::Held => "held",
            Verdict::Missed => "MISSED",
            Verdict::NotMeasured => "not measured",
        };
        let figure = self.measured.map(|it| format!(": {it:.2}{}", self.unit)).unwrap_or_default();
        let aim = self.aim.map(|it| format!(" (aim {it})")).unwrap_or_default();
        writeln!(f, "- {verdict}: {}{aim} – {}{figure}", self.says, self.payload)
    }
}
