//! Why a text is refused, in types that Python has.

use exact_schema_runtime::Rejection;
use pyo3::prelude::*;

/// The pointer, the keyword, the message, and the line and the column in the text.
type Reason = (String, String, String, Option<(usize, usize)>);

/// The violations, and whether there are more.
#[derive(IntoPyObject)]
pub(crate) struct Refusal(Vec<Reason>, bool);

impl Refusal {
    pub(crate) fn of(rejection: Rejection) -> Self {
        let reasons = rejection.violations().iter().map(|it| {
            let position = it.position().map(|it| (it.line, it.column));
            let (pointer, keyword) = (it.pointer().to_owned(), it.keyword().to_owned());
            (pointer, keyword, it.message().to_owned(), position)
        });
        Self(reasons.collect(), rejection.is_truncated())
    }
}
