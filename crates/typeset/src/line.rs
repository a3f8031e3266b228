//! Where lines end.

use crate::setting::{Cluster, Kind, Line};

/// Breaks clusters into lines of that width: after spaces and hyphens, between ideographs, and anywhere where a word
/// is wider than a line. There is at least one line.
pub(crate) fn lines(clusters: &[Cluster], width: f32, keeps_spaces: bool) -> Vec<Line> {
    let mut lines = Vec::with_capacity(1);
    let mut start = 0;
    let mut taken = 0.0;
    let mut rest_at = None;
    for (at, cluster) in clusters.iter().enumerate() {
        if cluster.kind == Kind::Feed {
            lines.push(line(clusters, start, at, keeps_spaces));
            (start, taken, rest_at) = (at + 1, 0.0, None);
            continue;
        }
        if cluster.kind == Kind::Ideograph && at > start {
            rest_at = Some(at);
        }
        let hangs = cluster.kind == Kind::Space && !keeps_spaces;
        if !hangs && taken + cluster.advance > width && at > start {
            let end = rest_at.take().unwrap_or(at);
            lines.push(line(clusters, start, end, keeps_spaces));
            start = end;
            taken = clusters[start..at].iter().map(|it| it.advance).sum();
            // What follows the last chance to break was on one line until now, but a very wide letter may follow.
            if taken + cluster.advance > width && at > start {
                lines.push(line(clusters, start, at, keeps_spaces));
                (start, taken) = (at, 0.0);
            }
        }
        taken += cluster.advance;
        if matches!(cluster.kind, Kind::Space | Kind::Hyphen | Kind::Ideograph) {
            rest_at = Some(at + 1);
        }
    }
    lines.push(line(clusters, start, clusters.len(), keeps_spaces));
    lines
}

fn line(clusters: &[Cluster], start: usize, end: usize, keeps_spaces: bool) -> Line {
    let seen = match clusters[start..end].iter().rposition(|it| it.kind != Kind::Space) {
        _ if keeps_spaces => end,
        Some(last) => start + last + 1,
        None => start,
    };
    let width = clusters[start..seen].iter().map(|it| it.advance).sum();
    // A text of 4 GiB does not come this far.
    let index = |it| u32::try_from(it).unwrap_or(u32::MAX);
    Line { start: index(start), end: index(end), width }
}
