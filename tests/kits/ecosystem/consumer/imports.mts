// A program in ES modules; judged by the compiler alone, and never run.

import { type ExportBundle, EvidenceBundle, parse } from "export-bundles";
import { verify } from "export-bundles/evidence";
import { locate } from "export-bundles/locate";
import * as soc2 from "export-bundles/soc2-bundle";

export function told(text: string): string {
  const read = parse("ExportBundle", text);
  if (!read.valid) return read.violations.map(({ pointer }) => pointer).join();
  const bundle: ExportBundle = read.value;
  // @ts-expect-error: not every bundle has an attestation
  bundle.attestation_statement;
  return bundle.bundle_type === "soc2" ? bundle.attestation_statement : bundle.bundle_id;
}

export const schema: Record<string, unknown> = EvidenceBundle["~standard"].jsonSchema.input({ target: "draft-07" });
export const isValid: boolean = soc2.validate({}).valid;
export const verdict: Promise<string> = verify("{}").then((it) => it.verdict);
export const start: number | undefined = locate("{}", [""]).places.get("")?.start;
