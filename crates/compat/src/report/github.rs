//! Reports as annotations of GitHub's pull requests: its workflow commands.

use super::Report;
use super::finding::{Finding, Level, findings};

/// Writes a workflow command for each break, which shows at the line that changed.
#[must_use]
pub fn github(report: &Report) -> String {
    findings(report).iter().map(command).collect()
}

fn command(finding: &Finding<'_>) -> String {
    let level = match finding.level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Note => "notice",
    };
    let mut properties = vec![format!("title={}", property(finding.rule()))];
    if let Some(place) = finding.place() {
        properties.push(format!("file={}", property(&place.file)));
        properties.push(format!("line={}", place.line));
        properties.push(format!("col={}", place.column));
    }
    format!("::{level} {}::{}\n", properties.join(","), data(&finding.message))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
