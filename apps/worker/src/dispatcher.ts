import { type Backlog, chooseNext, crawlStep, emptyFairState, type FairState } from "@sekinin/jobs";
import type { WorkQueue } from "./queues.ts";

/** One tenant's open steps as Postgres tells them: `pending` oldest first and capped, `running` with a live lease. */
export type DispatchableTenant = {
  readonly tenantId: string;
  readonly pending: readonly string[];
  readonly running: number;
};

export type DispatcherServices = {
  readonly queue: WorkQueue;
  readonly listDispatchable: (limit: { readonly perTenantLimit: number }) => Promise<readonly DispatchableTenant[]>;
  /** Hands of all living workers together. */
  readonly hands: () => Promise<number>;
};

export type DispatcherLimits = {
  /** Jobs in Redis per hand: one in work, the rest at the ready. */
  readonly jobsPerHand: number;
  /** Share of all jobs in Redis that one tenant may have while others wait, 0 to 1. */
  readonly tenantShare: number;
};

export type Dispatched = { readonly added: number; readonly waiting: number; readonly inRedis: number };

const keyOf = (tenantId: string, stepId: string) => crawlStep.key({ version: 1, tenantId, stepId });

/** Removes what lies in Redis from the pending steps and counts it as in flight instead. */
function backlogOf(tenant: DispatchableTenant, inRedis: ReadonlySet<string>): Backlog {
  const pending = tenant.pending.filter((stepId) => !inRedis.has(keyOf(tenant.tenantId, stepId)));
  return { tenantId: tenant.tenantId, pending, inFlight: tenant.running + tenant.pending.length - pending.length };
}

/** Most steps of one tenant in flight: everything where it is alone, else its share and at least one. */
export function perTenantCap(capacity: number, tenants: number, share: number): number {
  return tenants <= 1 ? capacity : Math.max(1, Math.floor(capacity * share));
}

/**
 * Fills Redis up to its bound with the steps whose turn it is. Holds nothing but the ring's state, so that any process
 * may go on where another ended, and what Redis lost is added again.
 */
export function createDispatcher(services: DispatcherServices, limits: DispatcherLimits) {
  let state: FairState = emptyFairState;
  return async function dispatch(): Promise<Dispatched> {
    const hands = await services.hands();
    const capacity = Math.max(1, hands) * limits.jobsPerHand;
    // Redis is asked first: a step that ends in between is then at worst offered again, never forgotten.
    const held = await services.queue.jobIds();
    const tenants = await services.listDispatchable({ perTenantLimit: capacity });
    const backlogs = tenants.map((tenant) => backlogOf(tenant, held.ids));
    const waitingTenants = backlogs.filter(({ pending }) => pending.length > 0).length;
    const { chosen, state: next } = chooseNext(backlogs, state, {
      slots: Math.max(0, capacity - held.ids.size),
      perTenant: perTenantCap(capacity, waitingTenants, limits.tenantShare),
      quantum: 1,
    });
    await services.queue.add(
      crawlStep,
      chosen.map(({ tenantId, stepId }) => ({ version: 1 as const, tenantId, stepId })),
    );
    state = next;
    return { added: chosen.length, waiting: held.waiting, inRedis: held.ids.size + chosen.length };
  };
}
