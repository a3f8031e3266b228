// Small documents, valid as they are read.

export const step = {
  step_index: 0,
  timestamp: "2026-03-14T09:26:53Z",
  step_type: "read_ticket",
  status: "ok",
};

export const evidence = {
  bundle_id: "EVD-3f2b8c9d4e5f",
  bundle_type: "evidence",
  created_at: "2026-03-14T09:40:00Z",
  run_id: "run_8c1f4e2ab7",
  trace_id: "trace_5d90ae71",
  tenant_id: "tenant-eu-west-4",
  policy_context: { policy_snapshot_id: "polsnap_1" },
};

export const request = { incident_id: "inc_20260314_0017" };
