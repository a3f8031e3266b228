//! Circles and depths in directed graphs, whose nodes are numbers.

/// The nodes that each node leads to.
pub(crate) type Edges = Vec<Vec<usize>>;

/// Which nodes lie on a circle, or between two circles.
pub(crate) fn on_circles(next: &Edges) -> Vec<bool> {
    let before = reversed(next);
    let mut gone = vec![false; next.len()];
    for (next, before) in [(next, &before), (&before, next)] {
        for node in unwound(next, before) {
            gone[node] = true;
        }
    }
    gone.into_iter().map(|gone| !gone).collect()
}

/// The nodes that lead to no circle, each after all that it leads to.
pub(crate) fn leaves_first(next: &Edges) -> Vec<usize> {
    unwound(next, &reversed(next))
}

fn reversed(next: &Edges) -> Edges {
    let mut before = vec![Vec::new(); next.len()];
    for (node, targets) in next.iter().enumerate() {
        for &target in targets {
            before[target].push(node);
        }
    }
    before
}

/// Takes away every node without a next one, again and again; the nodes in that order.
fn unwound(next: &Edges, before: &Edges) -> Vec<usize> {
    let mut open: Vec<usize> = next.iter().map(Vec::len).collect();
    let mut order: Vec<usize> = (0..next.len()).filter(|&node| open[node] == 0).collect();
    let mut done = 0;
    while let Some(&node) = order.get(done) {
        for &earlier in &before[node] {
            open[earlier] -= 1;
            if open[earlier] == 0 {
                order.push(earlier);
            }
        }
        done += 1;
    }
    order
}
