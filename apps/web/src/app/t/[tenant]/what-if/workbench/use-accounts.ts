import { useEffect, useState } from "react";
import type { BaseAccount } from "../draft-base.ts";
import { ask } from "./ask.ts";

const waitMs = 250;

export type FoundAccounts = { readonly accounts: readonly BaseAccount[]; readonly left: number };

/** Accounts by name or id, or those of one node; null while nothing has come back. */
export function useAccounts(
  tenant: string,
  organizationId: string,
  asked: { readonly text: string; readonly parentId: string },
): FoundAccounts | null {
  const [found, setFound] = useState<{ readonly key: string; readonly answer: FoundAccounts } | null>(null);
  const { text, parentId } = asked;
  const key = JSON.stringify([text, parentId]);
  const isNothing = text.trim() === "" && parentId === "";
  useEffect(() => {
    if (isNothing) return;
    const stop = new AbortController();
    const query = new URLSearchParams({ organization: organizationId, text, parent: parentId });
    const timer = setTimeout(
      () => {
        ask<FoundAccounts>(`/api/t/${tenant}/what-if/accounts?${query}`, { signal: stop.signal }).then(
          (answer) => answer.ok && setFound({ key, answer: answer.data }),
          () => undefined,
        );
      },
      text === "" ? 0 : waitMs,
    );
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [tenant, organizationId, text, parentId, key, isNothing]);
  return found?.key === key ? found.answer : null;
}
