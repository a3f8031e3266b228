//! x
#![allow(missing_docs, clippy::all, clippy::unwrap_used)]
mod stock { include!(concat!(env!("OUT_DIR"), "/stock.rs")); }
use std::hint::black_box;
use std::time::Instant;
use serde::de::IgnoredAny;
fn payload(steps: usize) -> String {
    let steps: Vec<_> = (0..steps).map(|i| serde_json::json!({
        "step_index": i, "timestamp": format!("2026-03-14T09:{:02}:{:02}.{:06}Z", i/60%60, i%60, i*7919%1000000),
        "step_type": (["read_ticket","search_knowledge_base","draft_reply","tool_call.http"])[i%4],
        "tokens": 120 + i*37%4000, "cost_cents": ((i*13%400) as f64)/100.0, "duration_ms": 100.0+((i*7919)%100000) as f64/100.0,
        "status": "ok", "is_inflection": false, "content_hash": format!("{:064x}", (i as u128+1)*0x9E3779B97F4A7C15F39CC0605CEDC834u128 %(1<<120)) })).collect();
    let v = serde_json::json!({"bundle_id":"EVD-3f2b8c9d4e5f4a6b8c7d9e0f1a2b3c4d","bundle_type":"evidence","created_at":"2026-03-14T09:40:00Z","run_id":"run_8c1f4e2ab7","incident_id":"inc_20260314_0017","trace_id":"trace_5d90ae71","tenant_id":"tenant-eu-west-4","agent_id":null,
     "policy_context":{"policy_snapshot_id":"p","active_policies":[{"id":"pol","rule":{"max":4000}}],"violated_policy_id":"x","violation_type":"token_limit"},
     "steps":steps,"total_steps":3,"total_tokens":4812});
    serde_json::to_string(&v).unwrap()
}
fn time(name:&str, mut f: impl FnMut()) -> f64 {
    let mut best=vec![];
    for _ in 0..15 { let n=40; let t=Instant::now(); for _ in 0..n { f() } best.push(t.elapsed().as_secs_f64()*1e6/n as f64); }
    best.sort_by(f64::total_cmp); println!("{name:20} {:.2} us (min {:.2})", best[7], best[0]); best[7]
}
fn main() {
    for n in [100usize, 10_000] {
    let text = payload(n); println!("{n}: {} bytes", text.len());
    let bytes=text.as_bytes();
    let floor=time("ignored", || { black_box(serde_json::from_str::<IgnoredAny>(black_box(&text)).unwrap()); });
    let d=time("decode", || { black_box(export_bundles::decode::<export_bundles::EvidenceBundle>(black_box(bytes)).unwrap()); });
    let u=time("decode union", || { black_box(export_bundles::decode::<export_bundles::ExportBundle>(black_box(bytes)).unwrap()); });
    let v=time("value", || { black_box(serde_json::from_str::<serde_json::Value>(black_box(&text)).unwrap()); });
    let s=time("stock types", || { black_box(serde_json::from_str::<stock::EvidenceBundle>(black_box(&text)).unwrap()); });
    println!("decode/floor {:.2} union/decode {:.2} value/decode {:.2} stock {:.2}", d/floor, u/d, v/d, s/d);
    }
    let r=br#"{"incident_id":"inc_20260314_0017","bundle_type":"soc2","export_reason":"audit","include_raw_steps":true}"#;
    time("request", || { for _ in 0..100 { black_box(export_bundles::decode::<export_bundles::ExportBundleRequest>(black_box(r)).unwrap()); }});
}
