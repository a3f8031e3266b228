import { isEvidenceBundle, PolicyContext, parse, validate } from "/package/index.js";
import { validate as validateBundle } from "/package/export-bundle.js";

globalThis.tried = (document) => {
  const { value } = parse("ExportBundle", new TextEncoder().encode(JSON.stringify(document)));
  return {
    valid: validate("EvidenceBundle", document).valid,
    tokens: value.total_tokens,
    guarded: isEvidenceBundle(value),
    keyword: validateBundle({ bundle_type: "soc3" }).violations[0].keyword,
    issues: PolicyContext["~standard"].validate({}).issues.length,
  };
};
