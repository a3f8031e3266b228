// The life of a bundle, in this language: its seal, and whether it is sound.

export { canonical, seal, SealError, type SealState, verifySeal } from "./seal.js";
export { RULES, type Rule, type Severity } from "./table.js";
export type { Finding } from "./finding.js";
export { verify, type Verification, type VerifyOptions } from "./verify.js";
