//! What the project promises of a service under load, against what was measured.

use crate::entries::Entry;
use crate::flood::SIDECAR;
use crate::payloads::{BUNDLE, LARGE_BUNDLE, REQUEST};
use crate::report::{Figures, Report};
use export_bundles_benches::claim::Bound::{self, AtLeast, AtMost};
use export_bundles_benches::claim::Claim;

/// What a connection may hold at the most, in MiB: the limit of a body.
const BODY_LIMIT: f64 = 8.0;

/// Every claim, in the order in which they are listed.
pub fn claims(report: &Report) -> Vec<Claim> {
    let promise = |says, payload, measured, unit, bound: Bound| Claim {
        says,
        payload,
        measured,
        unit,
        bound,
        aim: None,
    };
    let mut claims = vec![
        promise(
            "at least 3 times the requests a second of the best peer",
            BUNDLE,
            against_best(report, |ours, peer| ours.rate / peer.rate),
            "×",
            AtLeast(3.0),
        ),
        promise(
            "a lower p99 than the best peer",
            BUNDLE,
            against_best(report, |ours, peer| peer.p99 / ours.p99),
            "× lower",
            AtLeast(1.0),
        ),
    ];
    let all = [REQUEST, BUNDLE, LARGE_BUNDLE];
    let reads = "at most 1.4 times the CPU time of the handler that only reads the body";
    let parses = "at most 1.4 times the CPU time of the handler that parses the body";
    for (says, entry) in [(reads, Entry::Body), (parses, Entry::Parsed)] {
        for payload in all {
            let measured = times(report, payload, entry);
            claims.push(promise(says, payload, measured, "×", AtMost(1.4)));
        }
    }
    for flood in &report.floods {
        let limit = flood.connections as f64 * BODY_LIMIT + 64.0;
        claims.push(promise(
            "resident memory stays below connections × body limit + 64 MiB",
            flood.who,
            Some(mebibytes(flood.peak) / limit),
            " of it",
            AtMost(1.0),
        ));
    }
    let sidecar = report.floods.iter().find(|it| it.who == SIDECAR);
    claims.push(promise(
        "resident memory returns to its start, within 16 MiB",
        SIDECAR,
        sidecar.map(|it| mebibytes(it.after) - mebibytes(it.before)),
        " MiB more",
        AtMost(16.0),
    ));
    claims
}

/// The least favourable comparison with a peer, on the bundle of 100 steps.
fn against_best(report: &Report, ratio: fn(&Figures, &Figures) -> f64) -> Option<f64> {
    let rows = &report.table(BUNDLE)?.rows;
    let ours = &rows.get(&Entry::Payload)?.valid;
    let peers = Entry::PEERS.iter().filter_map(|peer| rows.get(peer));
    peers.map(|peer| ratio(ours, &peer.valid)).min_by(f64::total_cmp)
}

/// How many times the CPU time of another entry a request takes.
fn times(report: &Report, payload: &str, entry: Entry) -> Option<f64> {
    let rows = &report.table(payload)?.rows;
    Some(rows.get(&Entry::Payload)?.valid.cpu / rows.get(&entry)?.valid.cpu)
}

fn mebibytes(bytes: u64) -> f64 {
    bytes as f64 / f64::from(1 << 20)
}
