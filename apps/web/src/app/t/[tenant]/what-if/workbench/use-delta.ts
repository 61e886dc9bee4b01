import type { DraftOperation } from "@sekinin/guardrails";
import { useEffect, useRef, useState } from "react";
import type { DeltaAnswer } from "../delta-answer.ts";
import { type Asked, ask } from "./ask.ts";

const waitMs = 250;

/** The last answer, and whether it still is about the draft as it stands. */
export type Delta = {
  readonly asked: Asked<DeltaAnswer> | null;
  readonly isStale: boolean;
  readonly again: () => void;
};

/** What the draft would change, asked a moment after the last step; null operations (nothing that can be sent) wait. */
export function useDelta(tenant: string, organizationId: string, operations: readonly DraftOperation[] | null): Delta {
  const [shown, setShown] = useState<{
    readonly operations: readonly DraftOperation[];
    readonly asked: Asked<DeltaAnswer>;
  } | null>(null);
  const [tries, setTries] = useState(0);
  const isFirst = useRef(true);
  useEffect(() => {
    if (operations === null) return;
    const stop = new AbortController();
    const timer = setTimeout(
      () => {
        ask<DeltaAnswer>(`/api/t/${tenant}/what-if/delta`, {
          method: "POST",
          body: { organizationId, operations },
          signal: stop.signal,
        }).then(
          (asked) => setShown({ operations, asked }),
          () => undefined,
        );
      },
      isFirst.current ? 0 : waitMs,
    );
    isFirst.current = false;
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [tenant, organizationId, operations, tries]);
  return {
    asked: shown?.asked ?? null,
    isStale: shown !== null && shown.operations !== operations,
    again: () => setTries((count) => count + 1),
  };
}
