// The module of the contract's package that holds documents against rules. Not every contract has one.

declare module "made-rules" {
  export interface Finding {
    readonly rule: string;
    readonly severity: "error" | "warning";
    readonly pointer: string;
    readonly message: string;
  }

  export interface Verification {
    readonly findings: readonly Finding[];
    readonly verdict: "sound" | "unsound";
  }

  export const verify: ((text: string | Uint8Array) => Promise<Verification>) | undefined;
}
