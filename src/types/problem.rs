//! What a problem is made of, from values that are known to fit.

use super::{JsonPointer, ProblemStatus, ProblemType, ProblemViolation};
use crate::{ProblemKind, Violation};

impl From<ProblemKind> for ProblemType {
    fn from(kind: ProblemKind) -> Self {
        Self(format!("urn:export-bundles:problem:{}", kind.name()).into())
    }
}

impl From<ProblemKind> for ProblemStatus {
    fn from(kind: ProblemKind) -> Self {
        Self(kind.status().into())
    }
}

impl From<&Violation> for ProblemViolation {
    fn from(violation: &Violation) -> Self {
        Self {
            pointer: JsonPointer(violation.pointer().into()),
            keyword: violation.keyword().to_owned(),
            message: violation.message().to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::{DocumentType, Problem, ProblemKind, decode};

    fn survives(problem: &Problem) {
        assert_eq!(decode(&serde_json::to_vec(problem).unwrap()).as_ref(), Ok(problem));
    }

    #[test]
    fn every_kind_is_a_problem_that_the_schema_accepts() {
        for kind in ProblemKind::ALL {
            survives(&kind.into());
        }
        assert!(ProblemKind::ALL.is_sorted_by_key(|kind| kind.status()));
    }

    #[test]
    fn every_rejection_is_a_problem_that_the_schema_accepts() {
        let texts = [
            "{}",
            "[",
            "7",
            r#"{"incident_id": ["/~"], "/": 1, "~": 2}"#,
            r#"{"active_policies": [{"a/b~c": {"": {"x": 1, "x": 2}}}]}"#,
            r#"{"steps": [{}, 1, {"status": "bad"}], "policy_context": []}"#,
        ];
        for text in texts {
            for kind in DocumentType::all() {
                let rejection = kind.check(text.as_bytes()).unwrap_err();
                let problem = Problem::from(&rejection);
                assert!(!problem.violations.is_empty());
                survives(&problem);
            }
        }
    }
}
