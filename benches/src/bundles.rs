//! Bundles, made from a seed: the same number of them is the same text.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

use export_bundles_evidence::sealed;
use serde_json::json;

use crate::Result;
use crate::random::Random;

/// Writes so many sealed evidence bundles, a line each, of about 2.9 kB: of 20 tenants, and of the three months of a
/// quarter, one after the other, as exports come.
pub fn write(path: &Path, bundles: u64) -> Result<()> {
    let mut numbers = Random(7);
    let mut file = BufWriter::with_capacity(1 << 20, File::create(path)?);
    for number in 0..bundles {
        let text = bundle(number, bundles, &mut numbers);
        file.write_all(sealed(text.as_bytes())?.as_bytes())?;
        file.write_all(b"\n")?;
    }
    Ok(file.flush()?)
}

const STEPS: [&str; 4] = ["plan", "call_model", "search", "send_email"];

fn bundle(number: u64, of: u64, numbers: &mut Random) -> String {
    let (month, day) = (7 + number * 3 / of, 1 + number * 3 % of * 28 / of);
    let minute =
        format!("2026-{month:02}-{day:02}T{:02}:{:02}", numbers.below(23), numbers.below(60));
    let count = 8 + numbers.below(8);
    let (mut tokens, mut cost, mut duration) = (0, 0, 0);
    let steps: Vec<_> = (0..count)
        .map(|index| {
            let of_step = [numbers.below(4_000), numbers.below(400), numbers.below(9_000)];
            tokens += of_step[0];
            cost += of_step[1];
            duration += of_step[2];
            json!({
                "step_index": index,
                "timestamp": format!("{minute}:{:02}.{:06}Z", index, 1 + numbers.below(999_999)),
                "step_type": STEPS[numbers.below(4) as usize],
                "tokens": of_step[0],
                "cost_cents": of_step[1] as f64 / 4.0,
                "duration_ms": of_step[2] as f64 / 4.0,
                "status": if index + 1 == count { "violation" } else { "ok" },
                "is_inflection": index + 1 == count,
            })
        })
        .collect();
    let violation = steps.last().map_or(json!(null), |it| it["timestamp"].clone());
    json!({
        "bundle_id": format!("EVD-{:016x}{:016x}", numbers.next(), numbers.next()),
        "bundle_type": "evidence",
        "created_at": format!("2026-{month:02}-{day:02}T23:59:59Z"),
        "run_id": format!("run_{:016x}", numbers.next()),
        "incident_id": format!("inc_{:016x}", numbers.next()),
        "trace_id": format!("trace_{:016x}", numbers.next()),
        "tenant_id": format!("tenant-{}", numbers.below(20)),
        "agent_id": format!("agent-{}", numbers.below(200)),
        "policy_context": {
            "policy_snapshot_id": "polsnap_2026_07_01",
            "active_policies": [{ "id": "pol_token_budget", "rule": { "metric": "tokens", "max": 4000 } }],
            "violated_policy_id": "pol_token_budget",
            "violation_type": "token_limit",
            "threshold_value": "4000 tokens",
            "actual_value": format!("{tokens} tokens"),
        },
        "violation_step_index": count - 1,
        "violation_timestamp": violation,
        "steps": steps,
        "total_steps": count,
        "total_duration_ms": duration as f64 / 4.0,
        "total_tokens": tokens,
        "total_cost_cents": cost as f64 / 4.0,
        "run_goal": "Answer what the customer asks, and send the answer by mail.",
        "run_started_at": format!("{minute}:00Z"),
        "termination_reason": "policy_block",
    })
    .to_string()
}
