// What each rule finds. What is said about it is in `table.ts`.

import type { EvidenceBundle, ExecutiveDebriefBundle, ExportBundle, SOC2Bundle } from "../types.js";
import type { Note } from "./finding.js";
import { moment, wholeSeconds } from "./moments.js";
import { CRITERIA } from "./table.js";

/** What rules look at. */
export interface Subject {
  readonly bundle: ExportBundle;
  /** Where a seal was looked for: what the document says of it, or the place of a number that has none. */
  readonly seal: "matches" | "broken" | "absent" | { readonly inexact: string };
}

type Notes = Note & { at(pointer: string): void };
type Check = (subject: Subject, note: Notes) => void;
type Maybe<T> = T | null | undefined;

/** How far sums of amounts may lie apart: they depend on the order of their terms. */
const TOLERANCE = 1e-6;

const isSet = <T>(value: Maybe<T>): value is T => value !== undefined && value !== null;

const isBefore = (one: Maybe<string>, other: Maybe<string>): boolean =>
  isSet(one) && isSet(other) && moment(one) < moment(other);

/** A check of what evidence bundles and SOC 2 bundles both hold. */
const ofEvidence =
  (check: (bundle: EvidenceBundle | SOC2Bundle, note: Notes) => void): Check =>
  ({ bundle }, note) => {
    if (bundle.bundle_type !== "executive_debrief") check(bundle, note);
  };

const ofSOC2 =
  (check: (bundle: SOC2Bundle, note: Notes) => void): Check =>
  ({ bundle }, note) => {
    if (bundle.bundle_type === "soc2") check(bundle, note);
  };

const ofDebrief =
  (check: (bundle: ExecutiveDebriefBundle, note: Notes) => void): Check =>
  ({ bundle }, note) => {
    if (bundle.bundle_type === "executive_debrief") check(bundle, note);
  };

function isSum(total: number, amounts: readonly number[]): boolean {
  const sum = amounts.reduce((sum, amount) => sum + amount, 0);
  return Number.isFinite(sum) && Math.abs(total - sum) <= TOLERANCE * Math.max(total, sum);
}

/** By the id of the rule. */
export const CHECKS: Readonly<Record<string, Check>> = {
  "steps-contiguous": ofEvidence(({ steps }, note) => {
    steps.forEach((step, index) => {
      if (step.step_index !== index) note("steps", index, "step_index");
    });
  }),

  "steps-chronological": ofEvidence(({ steps }, note) => {
    steps.forEach((step, index) => {
      if (isBefore(step.timestamp, steps[index - 1]?.timestamp)) note("steps", index, "timestamp");
    });
  }),

  "totals-match": ofEvidence((bundle, note) => {
    const { steps } = bundle;
    if (steps.length === 0) return;
    if (bundle.total_steps !== steps.length) note("total_steps");
    const tokens = steps.reduce((sum, step) => sum + BigInt(step.tokens), 0n);
    if (BigInt(bundle.total_tokens) !== tokens) note("total_tokens");
    if (!isSum(bundle.total_cost_cents, steps.map((step) => step.cost_cents))) note("total_cost_cents");
    if (!isSum(bundle.total_duration_ms, steps.map((step) => step.duration_ms))) note("total_duration_ms");
  }),

  "inflection-agrees": ofEvidence((bundle, note) => {
    const { steps } = bundle;
    if (steps.length === 0) return;
    const marked = steps.flatMap((step, index) => (step.is_inflection ? [index] : []));
    for (const index of marked.slice(1)) note("steps", index, "is_inflection");
    const [first] = marked;
    if (first === undefined) {
      if (isSet(bundle.violation_step_index)) note("violation_step_index");
      return;
    }
    const step = steps[first]!;
    if (step.status !== "violation") note("steps", first, "status");
    if (bundle.violation_step_index !== step.step_index) note("violation_step_index");
    const at = bundle.violation_timestamp;
    if (!isSet(at) || moment(at) !== moment(step.timestamp)) note("violation_timestamp");
  }),

  "run-interval": ofEvidence((bundle, note) => {
    if (isBefore(bundle.run_completed_at, bundle.run_started_at)) note("run_completed_at");
  }),

  "steps-in-run": ofEvidence((bundle, note) => {
    const outside = bundle.steps.findIndex(
      ({ timestamp }) => isBefore(timestamp, bundle.run_started_at) || isBefore(bundle.run_completed_at, timestamp),
    );
    if (outside >= 0) note("steps", outside, "timestamp");
  }),

  "created-after-run": ofEvidence((bundle, note) => {
    if (isBefore(bundle.created_at, bundle.run_completed_at)) note("created_at");
  }),

  "policy-named": ofEvidence((bundle, note) => {
    const isMarked = isSet(bundle.violation_step_index) || bundle.steps.some((step) => step.is_inflection);
    if (isMarked && !isSet(bundle.policy_context.violated_policy_id)) note("policy_context", "violated_policy_id");
  }),

  "period-interval": ofSOC2((bundle, note) => {
    if (isBefore(bundle.compliance_period_end, bundle.compliance_period_start)) note("compliance_period_end");
  }),

  "incident-in-period": ofSOC2((bundle, note) => {
    const at = bundle.violation_timestamp;
    if (isBefore(at, bundle.compliance_period_start) || isBefore(bundle.compliance_period_end, at)) {
      note("violation_timestamp");
    }
  }),

  "review-consistent": ofSOC2((bundle, note) => {
    const isReviewed = bundle.review_status !== "PENDING";
    if (isSet(bundle.reviewed_by) !== isReviewed) note("reviewed_by");
    if (isSet(bundle.reviewed_at) !== isReviewed) note("reviewed_at");
  }),

  "follows-another": ofSOC2((bundle, note) => {
    if (bundle.follows === bundle.bundle_id) note("follows");
  }),

  "criteria-mapped": ofSOC2((bundle, note) => {
    const covered = new Set<string>(bundle.criteria_covered);
    const mapped = new Set<string>(bundle.control_mappings.map((mapping) => mapping.control_id));
    if (covered.size !== mapped.size || [...covered].some((id) => !mapped.has(id))) note("criteria_covered");
  }),

  "criteria-exist": ofSOC2((bundle, note) => {
    bundle.control_mappings.forEach((mapping, index) => {
      if (!CRITERIA.has(mapping.control_id)) note("control_mappings", index, "control_id");
    });
    bundle.criteria_covered.forEach((id, index) => {
      if (!CRITERIA.has(id)) note("criteria_covered", index);
    });
  }),

  "detection-order": ofDebrief((bundle, note) => {
    const seconds = wholeSeconds(bundle.violation_time, bundle.detection_time);
    if (seconds === undefined) note("detection_time");
    else if (seconds !== bundle.time_to_detect_seconds) note("time_to_detect_seconds");
  }),

  "seal-matches": ({ seal }, note) => {
    if (seal === "broken") note("content_hash");
    else if (typeof seal === "object") note.at(seal.inexact);
  },

  unsealed: ({ bundle, seal }, note) => {
    if (bundle.bundle_type !== "executive_debrief" && seal === "absent") note.at("");
  },

  "reviewer-is-not-exporter": ofSOC2((bundle, note) => {
    if (bundle.reviewed_by === bundle.exported_by) note("reviewed_by");
  }),

  "attested-with-steps": ofSOC2((bundle, note) => {
    if (bundle.attestation_statement !== "" && bundle.steps.length === 0) note("attestation_statement");
  }),

  "policy-in-snapshot": ofEvidence((bundle, note) => {
    const { violated_policy_id: id, active_policies: policies } = bundle.policy_context;
    if (isSet(id) && !policies.some((policy) => (policy as { id?: unknown }).id === id)) {
      note("policy_context", "violated_policy_id");
    }
  }),
};
