//! What a problem is made of, from values that are known to fit.

use exact_schema_runtime::{ProblemDetails, Violation};

use super::{JsonPointer, Problem, ProblemStatus, ProblemType, ProblemViolation};

/// The engine's own, in the contract's words.
impl From<ProblemDetails> for Problem {
    fn from(details: ProblemDetails) -> Self {
        Self {
            type_: ProblemType(details.uri().into()),
            title: details.kind().title().to_owned(),
            status: ProblemStatus(details.kind().status().into()),
            detail: details.detail().map(str::to_owned),
            instance: None,
            violations: details.violations().iter().map(ProblemViolation::from).collect(),
            truncated: details.is_truncated(),
        }
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
    use exact_schema_runtime::ProblemDetails;

    use crate::{CONTRACT, Problem, ProblemKind, decode};

    /// What the engine sends is what the contract describes.
    #[test]
    fn the_engine_sends_the_same_document() {
        for kind in ProblemKind::ALL {
            let details = ProblemDetails::new(kind, &CONTRACT).with_detail("Why.");
            let sent = serde_json::to_string(&details).unwrap();
            assert_eq!(sent, serde_json::to_string(&Problem::from(details)).unwrap());
        }
    }

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
            for kind in CONTRACT.types() {
                let rejection = kind.check(text.as_bytes()).unwrap_err();
                let problem = Problem::from(&rejection);
                assert!(!problem.violations.is_empty());
                survives(&problem);
            }
        }
    }
}
