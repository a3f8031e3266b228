import { type ExportBundle, ExportsApi } from "./made";

const exports = new ExportsApi();

export const asked = exports.createExport({ exportBundleRequestInput: { incidentId: "inc_1" } });
// @ts-expect-error: what is required is required
export const incomplete = exports.createExport({ exportBundleRequestInput: {} });

export function told(bundle: ExportBundle): string {
  // @ts-expect-error: not every bundle has an attestation
  bundle.attestationStatement;
  switch (bundle.bundleType) {
    case "evidence":
      return bundle.exportedBy;
    case "soc2":
      return bundle.attestationStatement;
    case "executive_debrief":
      return bundle.incidentSummary;
  }
}
