import type { components, paths } from "./made";

type ExportBundle = components["schemas"]["ExportBundle"];
type Request = paths["/v1/exports"]["post"]["requestBody"]["content"]["application/json"];

export const shortest: Request = { incident_id: "inc_1" };
// @ts-expect-error: what is required is required
export const incomplete: Request = {};

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
