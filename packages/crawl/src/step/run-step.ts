import {
  addFinaliseStepWhenDone,
  type ClaimedStep,
  claimStep,
  endCrawl,
  findCrawl,
  finishStep,
  LeaseLost,
  releaseStep,
  renewLease,
  stepExists,
} from "@sekinin/db";
import { accountStep, giveUpAccount } from "../account/account-step.ts";
import { assertNever } from "../assert-never.ts";
import { finaliseStep } from "../finalise/finalise-step.ts";
import { failCrawl } from "../organization/fail-crawl.ts";
import { organizationStep } from "../organization/organization-step.ts";
import type { CrawlServices } from "../services.ts";
import { type HeldLease, holdLease, type Interruption, StepInterrupted } from "./hold-lease.ts";
import { backOffSeconds, isCutOffEachTime, TryAgain } from "./passing.ts";
import type { StepContext } from "./step-context.ts";

/**
 * How one delivery of a step ended. `not-visible`: this tenant has no such step. `not-claimed`: another worker has
 * it, it has ended, or its time has not come. `released`: it will be tried again.
 */
export type StepOutcome = "done" | "failed" | "not-visible" | "not-claimed" | "released" | "cancelled" | "lease-lost";

/**
 * Claims one step, does its work under a lease that is kept alive, and ends it. May be called any number of times,
 * by any number of workers, for the same step: it has one effect. Throws only where the database is away.
 */
export async function runStep(
  services: CrawlServices,
  { tenantId, stepId }: { readonly tenantId: string; readonly stepId: string },
  { signal }: { readonly signal: AbortSignal },
): Promise<StepOutcome> {
  const { database, limits } = services;
  const claim = await database.withTenant(tenantId, async (tx) => {
    const step = await claimStep(tx, stepId, limits.leaseSeconds, services.clock.now());
    if (step !== null) return step;
    return (await stepExists(tx, stepId)) ? "not-claimed" : "not-visible";
  });
  if (typeof claim === "string") return claim;
  const lease = keepLease(services, tenantId, claim, signal);
  const context: StepContext = {
    services,
    tenantId,
    step: claim,
    signal: lease.signal,
    spent: { calls: 0, throttles: 0 },
  };
  try {
    await workOf(context);
    services.reached?.("after-commit");
    return await settled(context, "done");
  } catch (error) {
    return await settled(context, await settleFailure(context, error));
  } finally {
    await lease.release();
  }
}

function keepLease(services: CrawlServices, tenantId: string, step: ClaimedStep, stopping: AbortSignal): HeldLease {
  const { database, limits } = services;
  return holdLease(
    {
      renew: () => database.withTenant(tenantId, (tx) => renewLease(tx, step.id, step.leaseToken, limits.leaseSeconds)),
      isCancelled: async () => {
        const crawl = await database.withTenant(tenantId, (tx) => findCrawl(tx, step.crawlId));
        return crawl === null || crawl.cancelRequestedAt !== null || crawl.state !== "running";
      },
    },
    limits,
    stopping,
  );
}

function workOf(context: StepContext): Promise<void> {
  const { kind, attempt } = context.step;
  // An account becomes unknown by itself; without any other step the crawl has no end.
  if (kind !== "account" && isCutOffEachTime(attempt, context.services.limits))
    return failCrawl(context, { code: "crawl.gave-up" }, "unchanged");
  switch (kind) {
    case "organization":
      return organizationStep(context);
    case "account":
      return accountStep(context);
    case "finalise":
      return finaliseStep(context);
    default:
      return assertNever(kind);
  }
}

/** What follows a step's end in the crawl as a whole. Repeating it changes nothing; the reconciler does it as well. */
async function settled(context: StepContext, outcome: StepOutcome): Promise<StepOutcome> {
  const { services, tenantId, step } = context;
  services.metrics.count("sekinin_crawl_steps_total", "Steps of crawls by kind and outcome", {
    kind: step.kind,
    outcome,
  });
  if (outcome === "lease-lost") return outcome;
  await services.database.withTenant(tenantId, async (tx) => {
    if (await addFinaliseStepWhenDone(tx, step.crawlId)) return;
    // A step may have ended well just when its crawl was cancelled: the last one to end closes it.
    await endCrawl(tx, step.crawlId, { state: "cancelled" }, services.clock.now());
  });
  return outcome;
}

async function settleFailure(context: StepContext, error: unknown): Promise<StepOutcome> {
  const { services, step, signal } = context;
  const interruption = interruptionOf(signal, error);
  if (interruption !== null) return settleInterruption(context, interruption);
  const reason = error instanceof TryAgain ? error.reason : null;
  const fields = { step: step.id, crawl: step.crawlId, kind: step.kind, attempt: step.attempt, reason };
  services.logger.warn(reason === null ? { ...fields, error } : fields, "a step failed");
  // A step that reports its own last attempt as unknown never comes here with it; what does is an error of ours.
  if (step.attempt >= services.limits.attempts * 2) return giveUp(context);
  return release(context, backOffSeconds(step.attempt, services.limits));
}

function interruptionOf(signal: AbortSignal, error: unknown): Interruption | null {
  if (error instanceof LeaseLost) return "lease-lost";
  if (!signal.aborted) return null;
  return signal.reason instanceof StepInterrupted ? signal.reason.interruption : null;
}

async function settleInterruption(context: StepContext, interruption: Interruption): Promise<StepOutcome> {
  switch (interruption) {
    case "lease-lost":
      context.services.metrics.count("sekinin_leases_lost_total", "Steps whose late worker wrote nothing", {});
      return "lease-lost";
    case "cancelled":
      return (await end(context, "cancelled")) === "lease-lost" ? "lease-lost" : "cancelled";
    case "stopping":
      return release(context, 0);
    default:
      return assertNever(interruption);
  }
}

/** The last attempt has failed: an account is unknown from now on, any other step ends as failed. */
async function giveUp(context: StepContext): Promise<StepOutcome> {
  const { services, step } = context;
  if (step.kind !== "account") return end(context, "failed");
  try {
    await giveUpAccount(context);
    return "done";
  } catch (error) {
    if (error instanceof LeaseLost) return "lease-lost";
    services.logger.error({ step: step.id, crawl: step.crawlId, error }, "an account could not even be made unknown");
    return end(context, "failed");
  }
}

async function end(context: StepContext, state: "failed" | "cancelled"): Promise<StepOutcome> {
  const { services, tenantId, step, spent } = context;
  const outcome = { state, unread: null, at: services.clock.now(), ...spent };
  const held = await services.database.withTenant(tenantId, (tx) => finishStep(tx, step.id, step.leaseToken, outcome));
  return held ? state : "lease-lost";
}

async function release(context: StepContext, seconds: number): Promise<StepOutcome> {
  const { services, tenantId, step, spent } = context;
  const notBefore = seconds === 0 ? null : new Date(services.clock.now().getTime() + seconds * 1_000);
  const held = await services.database.withTenant(tenantId, (tx) =>
    releaseStep(tx, step.id, step.leaseToken, notBefore, spent),
  );
  return held ? "released" : "lease-lost";
}
