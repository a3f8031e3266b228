import { createExport, type ExportBundle } from "./made";

export const asked = createExport({ body: { incident_id: "inc_1" } });
// @ts-expect-error: what is required is required
export const incomplete = createExport({ body: {} });

export function told(bundle: ExportBundle): string {
  // @ts-expect-error: not every bundle has an attestation
  bundle.attestation_statement;
  switch (bundle.bundle_type) {
    case "evidence":
      return bundle.exported_by;
    case "soc2":
      return bundle.attestation_statement;
    case "executive_debrief":
      return bundle.incident_summary;
  }
}
