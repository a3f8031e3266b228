// What the compiler must know of the functions; judged by it alone, and never run.

import {
  type DocumentInputs,
  type Documents,
  type DocumentType,
  EvidenceBundle,
  type EvidenceBundleInput,
  type ExportBundle,
  ExportBundleRequest,
  type ExportBundleRequestInput,
  isEvidenceBundle,
  isExportBundleInput,
  parse,
  validate,
  type Violation,
} from "export-bundles";
import * as soc2 from "export-bundles/soc2-bundle";
import type { StandardJSONSchemaV1, StandardSchemaV1 } from "@standard-schema/spec";

type Same<A, B> = (<T>() => T extends A ? 1 : 2) extends <T>() => T extends B ? 1 : 2 ? true : false;
const holds = <_ extends true>(): void => {};

// The type's title decides what is read; the verdict, whether there is a value.
export function reads(text: string, bytes: Uint8Array): ExportBundle | readonly Violation[] {
  const read = parse("ExportBundle", text);
  // @ts-expect-error: there may be none
  read.value.bundle_type;
  read.value?.bundle_type;
  const one = parse("EvidenceBundle", bytes);
  if (one.valid) holds<Same<typeof one.value, EvidenceBundle>>();
  const other = soc2.parse(text);
  if (other.valid) holds<Same<typeof other.value.review_status, "PENDING" | "REVIEWED" | "APPROVED">>();
  return read.valid ? read.value : read.violations;
}

// @ts-expect-error: no type has this title
validate("EvidenceBundel", {});
// @ts-expect-error: a value is not a text
parse("EvidenceBundle", {});

export function guards(value: unknown): void {
  if (isEvidenceBundle(value)) holds<Same<typeof value, EvidenceBundle>>();
  // @ts-expect-error: not told yet
  value.bundle_id;
  if (isExportBundleInput(value)) value.bundle_id.toUpperCase();
}

export function violation(it: Violation): [string, string, string] {
  // @ts-expect-error: a verdict is not to be changed
  it.pointer = "";
  return [it.pointer, it.keyword, it.message];
}

holds<Same<Documents["EvidenceBundle"], EvidenceBundle>>();
holds<Same<DocumentInputs["EvidenceBundle"], EvidenceBundleInput>>();
holds<Same<DocumentType, keyof Documents>>();

// The objects are Standard Schemas, as the specification has them.
export const standard: StandardSchemaV1<EvidenceBundleInput, EvidenceBundle> = EvidenceBundle;
export const described: StandardJSONSchemaV1<EvidenceBundleInput, EvidenceBundle> = EvidenceBundle;
export const onlyJudges: StandardSchemaV1<soc2.SOC2BundleInput, soc2.SOC2Bundle> = soc2.SOC2Bundle;
holds<Same<StandardSchemaV1.InferInput<typeof ExportBundleRequest>, ExportBundleRequestInput>>();
holds<Same<StandardSchemaV1.InferOutput<typeof ExportBundleRequest>, ExportBundleRequest>>();
