import { useEffect, useState } from "react";
import { type Asked, ask } from "./ask.ts";

/** The text that a policy has in AWS: fetched when it is first opened. Null while it comes. */
export function usePolicyText(
  tenant: string,
  organizationId: string,
  policyId: string | null,
): Asked<{ readonly content: string }> | null {
  const [texts, setTexts] = useState<Readonly<Record<string, Asked<{ readonly content: string }>>>>({});
  const isKnown = policyId === null || Object.hasOwn(texts, policyId);
  useEffect(() => {
    if (isKnown || policyId === null) return;
    const stop = new AbortController();
    const query = new URLSearchParams({ organization: organizationId, policy: policyId });
    ask<{ readonly content: string }>(`/api/t/${tenant}/what-if/policy?${query}`, { signal: stop.signal }).then(
      (answer) => setTexts((known) => ({ ...known, [policyId]: answer })),
      () => undefined,
    );
    return () => stop.abort();
  }, [tenant, organizationId, policyId, isKnown]);
  return policyId === null ? null : (texts[policyId] ?? null);
}
