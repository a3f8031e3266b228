// What the compiler must know of the types; judged by it alone, and never run.

import type {
  EvidenceBundle,
  EvidenceBundleInput,
  ExportBundle,
  ExportBundleInput,
  ExportBundleRequestInput,
  PolicyContext,
  SOC2Bundle,
  StepStatus,
  Timestamp,
  TraceStepEvidence,
  TraceStepEvidenceInput,
} from "export-bundles";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_ extends true>(): void => {};

// A member with a default is always sent, and may be absent where it is read.
holds<Same<TraceStepEvidence["tokens"], number>>();
holds<Same<TraceStepEvidenceInput["tokens"], number | undefined>>();
holds<Same<EvidenceBundle["steps"], TraceStepEvidence[]>>();
holds<Same<NonNullable<EvidenceBundleInput["steps"]>, TraceStepEvidenceInput[]>>();

// What is sent may be read, and not the other way round.
holds<EvidenceBundle extends EvidenceBundleInput ? true : false>();
holds<ExportBundle extends ExportBundleInput ? true : false>();
holds<EvidenceBundleInput extends EvidenceBundle ? false : true>();

// Closed sets are closed, scalars have names, and nothing is `any`.
holds<Same<StepStatus, "ok" | "warning" | "violation">>();
holds<Same<EvidenceBundle["created_at"], Timestamp>>();
holds<Same<PolicyContext["active_policies"][number][string], unknown>>();

// The tag tells the branches of the union apart.
export function narrows(bundle: ExportBundle): string {
  // @ts-expect-error: not every bundle has an attestation
  bundle.attestation_statement;
  switch (bundle.bundle_type) {
    case "evidence":
      holds<Same<typeof bundle, EvidenceBundle>>();
      return bundle.exported_by;
    case "soc2":
      holds<Same<typeof bundle, SOC2Bundle>>();
      return bundle.attestation_statement;
    case "executive_debrief":
      return bundle.incident_summary;
  }
}

export const shortest: ExportBundleRequestInput = { incident_id: "inc_1" };
export const unset: ExportBundleRequestInput = { incident_id: "inc_1", export_reason: null };
// @ts-expect-error: JSON does not have undefined, which only values that are judged may hold
export const undefinedMember: ExportBundleRequestInput = { incident_id: "inc_1", export_reason: undefined };
// @ts-expect-error: no member is unknown
export const unknownMember: ExportBundleRequestInput = { incident_id: "inc_1", reason: "audit" };
// @ts-expect-error: what is required is required
export const incomplete: ExportBundleRequestInput = {};
// @ts-expect-error: a closed set
export const outside: ExportBundleRequestInput = { incident_id: "inc_1", bundle_type: "soc3" };

export function index(bundle: EvidenceBundle): number {
  // @ts-expect-error: there may be no first step
  bundle.steps[0].tokens;
  return bundle.steps[0]?.tokens ?? 0;
}
