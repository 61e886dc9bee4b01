/** One tenant as the dispatcher sees it. `inFlight` counts running steps and those that already lie in Redis. */
export type Backlog = {
  readonly tenantId: string;
  /** Oldest first; none of them lies in Redis. */
  readonly pending: readonly string[];
  readonly inFlight: number;
};

/** Memory between two choices: whose turn is next, and what each tenant still has of its turn. */
export type FairState = {
  readonly lastServed: string | null;
  readonly deficits: Readonly<Record<string, number>>;
};

export type Choice = { readonly tenantId: string; readonly stepId: string };

export type FairLimits = {
  /** How many steps may be chosen now. */
  readonly slots: number;
  /** Most steps of one tenant in flight at once. */
  readonly perTenant: number;
  /** Steps that a tenant may take per turn. */
  readonly quantum: number;
};

export const emptyFairState: FairState = { lastServed: null, deficits: {} };

/** Tenants in ring order: a tenant with an unfinished turn first, then those after it, each by id. */
function ringFrom(backlogs: readonly Backlog[], state: FairState): Backlog[] {
  const sorted = [...backlogs].sort((a, b) => (a.tenantId < b.tenantId ? -1 : 1));
  const last = state.lastServed;
  if (last === null) return sorted;
  const unfinished = (state.deficits[last] ?? 0) > 0;
  const start = sorted.findIndex(({ tenantId }) => (unfinished ? tenantId >= last : tenantId > last));
  return start <= 0 ? sorted : [...sorted.slice(start), ...sorted.slice(0, start)];
}

/**
 * Deficit round robin with a cap per tenant. Pure: the same input gives the same choice, and the state that goes
 * out comes back in. A turn that the slots cut short goes on at the next choice; an empty or capped tenant keeps no
 * credit, so that it cannot save up a burst.
 */
export function chooseNext(
  backlogs: readonly Backlog[],
  state: FairState,
  limits: FairLimits,
): { readonly chosen: readonly Choice[]; readonly state: FairState } {
  const chosen: Choice[] = [];
  let lastServed = state.lastServed;
  let deficits: Record<string, number> = {};
  const queue = ringFrom(backlogs, state).map(({ tenantId, pending, inFlight }) => ({
    tenantId,
    pending,
    next: 0,
    room: Math.min(pending.length, Math.max(0, limits.perTenant - inFlight)),
  }));
  for (const { tenantId } of queue) {
    const carried = tenantId === state.lastServed ? (state.deficits[tenantId] ?? 0) : 0;
    deficits[tenantId] = Math.min(carried, limits.quantum);
  }
  while (chosen.length < limits.slots && queue.some((entry) => entry.next < entry.room)) {
    for (const entry of queue) {
      if (chosen.length >= limits.slots) break;
      if (entry.next >= entry.room) continue;
      let credit = deficits[entry.tenantId] || limits.quantum;
      lastServed = entry.tenantId;
      while (credit > 0 && entry.next < entry.room && chosen.length < limits.slots) {
        const stepId = entry.pending[entry.next];
        if (stepId === undefined) break;
        chosen.push({ tenantId: entry.tenantId, stepId });
        entry.next += 1;
        credit -= 1;
      }
      deficits[entry.tenantId] = entry.next < entry.room ? credit : 0;
    }
  }
  deficits = Object.fromEntries(Object.entries(deficits).filter(([, credit]) => credit > 0));
  return { chosen, state: { lastServed, deficits } };
}
