//! No comparison takes more than 256 MiB, whatever the schemas hold. What is counted is what was asked of the
//! allocator at its peak; how many steps a comparison takes is counted by itself, and time by nobody.

#![allow(clippy::expect_used, reason = "a test stops where it cannot go on")]

use exact_schema_compat::{Document, Inclusion, Options, inclusion};
use peak_alloc::PeakAlloc;
use serde_json::{Map, Value, json};

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

const MOST: usize = 256 << 20;

/// A tree of objects with two children each, down to leaves of a type: the smallest document has as many as there
/// are ways down.
fn tree(levels: usize, leaf: &str) -> Value {
    let level = |level: usize| {
        let below = json!({"$ref": format!("#/$defs/level{}", level + 1)});
        json!({"type": "object", "properties": {"l": below, "r": below}, "required": ["l", "r"]})
    };
    let mut defs: Map<String, Value> =
        (0..levels).map(|it| (format!("level{it}"), level(it))).collect();
    defs.insert(format!("level{levels}"), json!({"type": leaf}));
    json!({"$ref": "#/$defs/level0", "$defs": defs})
}

fn tuple(length: usize, item: &str) -> Value {
    json!({"type": "array", "prefixItems": vec![json!({"type": item}); length]})
}

fn many_members(least: u64) -> Value {
    json!({"type": "object", "minProperties": least})
}

/// One test, so that nothing else allocates meanwhile.
#[test]
fn no_comparison_takes_more_memory_than_is_promised() {
    for (name, old, new, expected) in [
        ("a tree", tree(30, "number"), tree(30, "integer"), "too large to be made up"),
        ("a tuple", tuple(3_000, "number"), tuple(3_000, "integer"), "all of its steps"),
        (
            "many members",
            many_members(10_000_000),
            many_members(10_000_001),
            "too large to be made up",
        ),
    ] {
        let [old, new] = [old, new].map(|it| Document::new(name, it).expect("a valid schema"));
        let before = HEAP.current_usage();
        HEAP.reset_peak_usage();
        let decided = inclusion(&old, &new, &Options::default());
        let peak = HEAP.peak_usage().saturating_sub(before);
        assert!(peak <= MOST, "{name}: {} MiB", peak >> 20);
        let undetermined =
            matches!(&decided, Inclusion::Undetermined { reason } if reason.contains(expected));
        assert!(
            undetermined || matches!(decided, Inclusion::Refuted { .. }),
            "{name}: {decided:?}"
        );
    }
}
