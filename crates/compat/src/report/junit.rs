//! Reports as JUnit XML, which servers that build read.

use super::finding::{directions, findings};
use super::{Report, Verdict};

/// Writes a test case for each direction of each type.
#[must_use]
pub fn junit(report: &Report) -> String {
    let findings = findings(report);
    let (mut cases, mut tests, mut failures, mut errors) = (String::new(), 0, 0, 0);
    for report in &report.types {
        for (direction, _, verdict) in directions(report) {
            tests += 1;
            let (class, name) = (escaped(&report.name), escaped(direction));
            cases.push_str(&format!("    <testcase classname=\"{class}\" name=\"{name}\""));
            let messages =
                findings.iter().filter(|it| it.report == report && it.direction == direction);
            let messages: Vec<&str> = messages.map(|it| it.message.as_str()).collect();
            let text = escaped(&messages.join("\n"));
            let element = match verdict {
                Verdict::Compatible => {
                    cases.push_str("/>\n");
                    continue;
                }
                Verdict::Undetermined { .. } => {
                    errors += 1;
                    "error"
                }
                Verdict::Breaking { .. } if verdict.is_accepted() => "system-out",
                Verdict::Breaking { .. } => {
                    failures += 1;
                    "failure"
                }
            };
            let attribute = match element {
                "system-out" => String::new(),
                _ => format!(" message=\"{}\"", escaped(verdict.name())),
            };
            cases.push_str(&format!(
                ">\n      <{element}{attribute}>{text}</{element}>\n    </testcase>\n"
            ));
        }
    }
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n  <testsuite name=\"compat\" \
         tests=\"{tests}\" failures=\"{failures}\" errors=\"{errors}\">\n{cases}  </testsuite>\n\
         </testsuites>\n"
    )
}

/// A text as XML has it; what XML does not hold at all is left out.
fn escaped(text: &str) -> String {
    let mut escaped = String::new();
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\t' | '\n' => escaped.push(c),
            '\0'..='\u{1f}' | '\u{fffe}' | '\u{ffff}' => {}
            c => escaped.push(c),
        }
    }
    escaped
}
