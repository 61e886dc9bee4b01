import type { CoverageVerdict } from "@sekinin/guardrails/coverage";
import type { ReactNode } from "react";

/** How much of the disc is filled, as a path from its top: the more, the fewer get through. */
const fillings: Readonly<Partial<Record<CoverageVerdict, string>>> = {
  enforced: "M8 2.5a5.5 5.5 0 1 0 0 11a5.5 5.5 0 1 0 0-11z",
  conditional: "M8 8V2.5A5.5 5.5 0 1 1 2.5 8z",
  partial: "M8 2.5a5.5 5.5 0 0 1 0 11z",
};

/** The sign of a verdict: a disc that is full, three quarters, half or empty; a question mark; a dash. Beside a word. */
export function CoverageMark({ verdict }: { readonly verdict: CoverageVerdict }): ReactNode {
  return (
    <svg width="14" height="14" viewBox="0 0 16 16" aria-hidden="true" focusable="false" data-mark={verdict}>
      {verdict === "unknown" || verdict === "exempt" ? (
        <path
          d={verdict === "exempt" ? "M4 8h8" : "M5.2 5.9a2.9 2.9 0 115 2c-1.2.9-2.2 1.3-2.2 2.6M8 13.4v.1"}
          fill="none"
          stroke="currentColor"
          strokeWidth="1.6"
          strokeLinecap="round"
        />
      ) : (
        <>
          <circle cx="8" cy="8" r="5.5" fill="none" stroke="currentColor" strokeWidth="1.4" />
          {fillings[verdict] !== undefined && <path d={fillings[verdict]} fill="currentColor" />}
        </>
      )}
    </svg>
  );
}
