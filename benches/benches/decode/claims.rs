//! What the project promises of its speed, against what was measured.

use crate::report::{Column, Report};
use crate::rows::Row;
use export_bundles_benches::claim::Bound::{self, AtLeast, AtMost};
use export_bundles_benches::claim::Claim;

const EVIDENCE: [&str; 2] = ["evidence, 100 steps", "evidence, 10,000 steps"];
const REQUEST: &str = "export request";

/// What is promised of every evidence bundle: in words, the limit, the aim, and the figure.
type Promise = (&'static str, Bound, Option<f64>, fn(&Column) -> Option<f64>);

const ON_EVIDENCE: [Promise; 7] = [
    ("`decode` is at least 5 times as fast as the stock pipeline", AtLeast(5.0), Some(8.0), |it| {
        it.ratio(Row::Stock, Row::Decode)
    }),
    ("`decode` takes at most 2.2 times as long as the floor", AtMost(2.2), Some(1.5), |it| {
        it.ratio(Row::Decode, Row::Floor)
    }),
    ("`decode` is at least 3 times as fast as `JSON.parse` + ajv", AtLeast(3.0), None, |it| {
        it.ratio(Row::Ajv, Row::Decode)
    }),
    ("`decode` is at least 3 times as fast as pydantic", AtLeast(3.0), None, |it| {
        it.ratio(Row::Pydantic, Row::Decode)
    }),
    (
        "`ExportBundle` takes at most 1.15 times as long as the known type",
        AtMost(1.15),
        None,
        |it| it.ratio(Row::Union, Row::Decode),
    ),
    (
        "`verify`, with rules and seal, takes at most 2.5 times as long as `decode` of `ExportBundle`",
        AtMost(2.5),
        Some(2.0),
        |it| it.ratio(Row::Verify, Row::Union),
    ),
    ("the value keeps at most 1 byte of heap for each of its text", AtMost(1.0), None, |it| {
        Some(it.heap?.kept as f64 / it.bytes as f64)
    }),
];

/// Every claim, in the order in which they are listed.
pub fn claims(report: &Report) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (says, bound, aim, figure) in ON_EVIDENCE {
        for payload in EVIDENCE {
            let measured = report.column(payload).and_then(figure);
            claims.push(Claim { says, payload, measured, unit: "×", bound, aim });
        }
    }
    let nanoseconds = report.column(REQUEST).and_then(|it| it.time(Row::Decode));
    claims.push(Claim {
        says: "a request decodes within 1.5 µs",
        payload: REQUEST,
        measured: nanoseconds.map(|it| it / 1e3),
        unit: " µs",
        bound: AtMost(1.5),
        aim: None,
    });
    claims
}
