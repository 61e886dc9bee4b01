import { crawlStep } from "@sekinin/jobs";
import { describe, expect, test } from "vitest";
import { createDispatcher, type DispatchableTenant, perTenantCap } from "./dispatcher.ts";

const step = (tenant: number, index: number) =>
  `00000000-0000-4000-8000-${String(tenant).padStart(4, "0")}${String(index).padStart(8, "0")}`;
const tenantOf = (tenant: number, steps: number): DispatchableTenant => ({
  tenantId: `11111111-0000-4000-8000-${String(tenant).padStart(12, "0")}`,
  pending: Array.from({ length: steps }, (_, index) => step(tenant, index)),
  running: 0,
});

/** A dispatcher over rows and a Redis that are plain data. */
function bench(tenants: readonly DispatchableTenant[], hands: number) {
  const rows = new Map(
    tenants.map((tenant) => [tenant.tenantId, { pending: [...tenant.pending], running: tenant.running }]),
  );
  const redis = new Map<string, { tenantId: string; stepId: string }>();
  const dispatch = createDispatcher(
    {
      queue: {
        jobIds: async () => ({ ids: new Set(redis.keys()), waiting: redis.size }),
        add: async (definition, payloads) => {
          for (const payload of payloads) redis.set(definition.key(payload), payload as never);
        },
        close: async () => {},
      },
      listDispatchable: async ({ perTenantLimit }) =>
        [...rows].map(([tenantId, { pending, running }]) => ({
          tenantId,
          pending: pending.slice(0, perTenantLimit),
          running,
        })),
      hands: async () => hands,
    },
    { jobsPerHand: 2, tenantShare: 0.5 },
  );
  /** The oldest job in Redis ends. */
  const finishOne = () => {
    const first = [...redis][0];
    if (first === undefined) return;
    redis.delete(first[0]);
    const row = rows.get(first[1].tenantId);
    row?.pending.splice(row.pending.indexOf(first[1].stepId), 1);
  };
  return { dispatch, redis, rows, finishOne };
}

test("Redis never holds more than its bound, however often the dispatcher runs", async () => {
  const { dispatch, redis } = bench([tenantOf(1, 500)], 4);
  expect(await dispatch()).toEqual({ added: 8, waiting: 0, inRedis: 8 });
  expect((await dispatch()).added).toBe(0);
  expect(redis.size).toBe(8);
});

test("what Redis lost is added again", async () => {
  const { dispatch, redis } = bench([tenantOf(1, 5)], 4);
  await dispatch();
  redis.clear();
  expect((await dispatch()).added).toBe(5);
});

test("a tenant that comes later gets its share while the first is still long from done", async () => {
  const { dispatch, redis, rows, finishOne } = bench([tenantOf(1, 500)], 4);
  await dispatch();
  const small = tenantOf(2, 3);
  rows.set(small.tenantId, { pending: [...small.pending], running: 0 });
  let finished = 0;
  while (rows.get(small.tenantId)?.pending.length !== 0) {
    await dispatch();
    finishOne();
    finished += 1;
  }
  expect(finished).toBeLessThanOrEqual(8 + 2 * 3 + 1);
  expect(redis.size).toBeLessThanOrEqual(8);
});

test("a step whose job lies in Redis is not offered twice, and counts against its tenant", async () => {
  const { dispatch, redis } = bench([tenantOf(1, 9), tenantOf(2, 9)], 2);
  await dispatch();
  expect(redis.size).toBe(4);
  const perTenant = [...redis.values()].map(({ tenantId }) => tenantId);
  expect(perTenant.filter((id) => id.endsWith("1"))).toHaveLength(2);
  expect(redis.has(crawlStep.key({ version: 1, tenantId: tenantOf(1, 1).tenantId, stepId: step(1, 0) }))).toBe(true);
});

describe("the cap of one tenant", () => {
  test.each([
    { given: "alone", tenants: 1, cap: 8 },
    { given: "nobody", tenants: 0, cap: 8 },
    { given: "with one other", tenants: 2, cap: 4 },
    { given: "with twenty others", tenants: 21, cap: 4 },
  ])("$given: $cap of 8", ({ tenants, cap }) => {
    expect(perTenantCap(8, tenants, 0.5)).toBe(cap);
  });
  test("is at least one", () => {
    expect(perTenantCap(1, 9, 0.5)).toBe(1);
  });
});
