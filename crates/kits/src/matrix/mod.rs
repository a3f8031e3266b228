//! Every validator against every case of the conformance corpus.

mod case;
mod reduce;
mod rust;
mod table;
mod validator;

use std::path::Path;

pub use case::{Case, corpus};
pub use table::markdown;
pub use validator::{Panel, Validator};

use crate::error::Error;
use crate::judge::{Answer, Finding, Question, write_questions};

/// How every validator judged the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Matrix {
    /// How many cases there are of each type, by title: valid and invalid ones.
    pub types: Vec<(String, usize, usize)>,
    /// One row for each validator that was asked.
    pub rows: Vec<Row>,
    /// The others, in words, each with the reason.
    pub unasked: Vec<(String, &'static str)>,
}

/// How one validator judged the corpus.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which.
    pub validator: Validator,
    /// What it is, in words.
    pub name: String,
    /// The cases with the verdict that they should have.
    pub verdicts: Score,
    /// The cases with one violation, with the pointer and keyword that they should have.
    pub single: Score,
    /// The invalid cases with every pointer and keyword that they should have.
    pub complete: Score,
    /// The first disagreements that are none to be had.
    pub disagreements: Vec<Disagreement>,
}

/// How many of how many.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    /// How many agree.
    pub agreed: usize,
    /// How many there are.
    pub of: usize,
}

impl Score {
    fn count(&mut self, agrees: bool) {
        self.of += 1;
        self.agreed += usize::from(agrees);
    }

    /// Whether all agree.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.agreed == self.of
    }
}

/// A case that a validator judged otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Disagreement {
    /// Its name.
    pub case: String,
    /// Its text.
    pub text: String,
    /// What is right.
    pub expected: Vec<Finding>,
    /// What the validator said.
    pub found: Answer,
}

/// How many disagreements of a validator are kept.
const SHOWN: usize = 20;

impl Matrix {
    /// Asks every validator of `panel` about every case. `scratch` is a file to be written.
    ///
    /// # Errors
    ///
    /// That a validator cannot be asked.
    pub fn fill(panel: &Panel<'_>, cases: &[Case], scratch: &Path) -> Result<Self, Error> {
        let questions: Vec<Question> = cases.iter().map(Case::question).collect();
        write_questions(scratch, &questions)?;
        let mut rows = Vec::new();
        for validator in panel.validators() {
            let answers = panel.ask(validator, &questions, scratch)?;
            rows.push(Row::of(validator, panel.name(validator), cases, answers)?);
        }
        Ok(Self { types: count(cases), rows, unasked: panel.unasked().into_iter().collect() })
    }

    /// Whether every validator agrees on every verdict, and on pointer and keyword wherever that is
    /// asked of it.
    #[must_use]
    pub fn is_full(&self) -> bool {
        self.rows.iter().all(|row| row.disagreements.is_empty())
    }
}

impl Row {
    fn of(
        validator: Validator,
        name: String,
        cases: &[Case],
        answers: Vec<Answer>,
    ) -> Result<Self, Error> {
        if answers.len() != cases.len() {
            let complaint = format!("{} answers to {} questions", answers.len(), cases.len());
            return Err(Error::Program { what: name, complaint });
        }
        let none = Score::default();
        let mut row = Self {
            validator,
            name,
            verdicts: none,
            single: none,
            complete: none,
            disagreements: vec![],
        };
        for (case, found) in cases.iter().zip(answers) {
            row.compare(case, found);
        }
        Ok(row)
    }

    fn compare(&mut self, case: &Case, found: Answer) {
        let agrees = case.valid == found.valid;
        self.verdicts.count(agrees);
        // In which order a general validator tells what it finds is its own affair.
        let is_same = if self.validator.is_own() {
            found.violations == case.violations
        } else {
            sorted(&found.violations) == sorted(&case.violations)
        };
        if case.violations.len() == 1 {
            self.single.count(is_same);
        }
        if !case.valid {
            self.complete.count(is_same);
        }
        let is_asked = self.validator.is_own() || case.violations.len() <= 1;
        if (!agrees || is_asked && !is_same) && self.disagreements.len() < SHOWN {
            self.disagreements.push(Disagreement {
                case: case.name.clone(),
                text: case.text.clone(),
                expected: case.violations.clone(),
                found,
            });
        }
    }
}

fn sorted(findings: &[Finding]) -> Vec<&Finding> {
    let mut sorted: Vec<_> = findings.iter().collect();
    sorted.sort();
    sorted
}

fn count(cases: &[Case]) -> Vec<(String, usize, usize)> {
    let mut types: Vec<(String, usize, usize)> = Vec::new();
    for case in cases {
        if types.last().is_none_or(|(title, ..)| *title != case.title) {
            types.push((case.title.clone(), 0, 0));
        }
        if let Some((_, valid, invalid)) = types.last_mut() {
            *(if case.valid { valid } else { invalid }) += 1;
        }
    }
    types
}
