//! What all who counted come to, under the names that `archive verify --format json` has.

use std::collections::BTreeMap;

use export_bundles::ContentHash;
use export_bundles_archive::{Month, Partition, Period, Rooted, period_root};
use serde::Serialize;

use super::census::{Count, Counts, Double, Line, Unsound, keep_first};

/// Why there is no report.
#[derive(Debug, thiserror::Error)]
pub enum NoReport {
    /// A line is none that a counter gave.
    #[error("expected the lines of counters: {0}")]
    Line(#[from] serde_json::Error),
    /// Two counters had the same.
    #[error(
        "the bundles of {0} of {1} were counted in two places: their rows were not brought together"
    )]
    Twice(String, Month),
    /// What is asked about is no period.
    #[error("{0:?}: {1}")]
    Period(String, export_bundles_archive::NoPeriod),
}

/// So many bundles of a month, a tenant and a type.
#[derive(Serialize)]
struct Population {
    month: Month,
    tenant: String,
    #[serde(rename = "type")]
    kind: String,
    #[serde(flatten)]
    count: Count,
}

#[derive(Serialize)]
struct Report {
    months: Vec<Month>,
    bundles: u64,
    root: ContentHash,
    population: Vec<Population>,
    partitions: Vec<Rooted>,
    warnings: Counts,
    aside: u64,
    reasons: Counts,
    unsound: Vec<Unsound>,
    doubles: u64,
    double: Vec<Double>,
    documents: u64,
}

/// The report of the months of a period, or of all. What is not sound has no month: it is told in each.
pub fn of(lines: &[String], period: Option<&str>) -> Result<String, NoReport> {
    let named = |text: &str| {
        text.parse::<Period>().map_err(|error| NoReport::Period(text.to_owned(), error))
    };
    let period = period.map(named).transpose()?;
    let mut partitions: BTreeMap<Partition, (Rooted, BTreeMap<String, Count>)> = BTreeMap::new();
    let mut report = Report {
        months: Vec::new(),
        bundles: 0,
        root: period_root([]),
        population: Vec::new(),
        partitions: Vec::new(),
        warnings: Counts::new(),
        aside: 0,
        reasons: Counts::new(),
        unsound: Vec::new(),
        doubles: 0,
        double: Vec::new(),
        documents: 0,
    };
    for line in lines {
        match serde_json::from_str(line)? {
            Line::Partition { rooted, .. }
                if period.is_some_and(|it| !it.contains(rooted.partition.month)) => {}
            Line::Partition { rooted, types, warnings, doubles, named } => {
                report.documents += rooted.bundles + doubles;
                report.bundles += rooted.bundles;
                report.doubles += doubles;
                add(&mut report.warnings, warnings);
                named.into_iter().for_each(|it| keep_first(&mut report.double, it));
                let partition = rooted.partition.clone();
                if partitions.insert(partition, (rooted.clone(), types)).is_some() {
                    let Partition { tenant, month } = rooted.partition;
                    return Err(NoReport::Twice(tenant, month));
                }
            }
            Line::Aside { documents, doubles, reasons, named } => {
                report.documents += documents;
                report.aside += documents - doubles;
                report.doubles += doubles;
                add(&mut report.reasons, reasons);
                named.into_iter().for_each(|it| keep_first(&mut report.unsound, it));
            }
        }
    }
    for (partition, (rooted, types)) in partitions {
        let Partition { month, tenant } = partition;
        if report.months.last() != Some(&month) {
            report.months.push(month);
        }
        let of_type = |(kind, count)| Population { month, tenant: tenant.clone(), kind, count };
        report.population.extend(types.into_iter().map(of_type));
        report.partitions.push(rooted);
    }
    report.root = period_root(&report.partitions);
    Ok(serde_json::to_string(&report)?)
}

fn add(counts: &mut Counts, more: Counts) {
    more.into_iter().for_each(|(what, count)| *counts.entry(what).or_default() += count);
}
