import { type DraftBase, type DraftOperation, type OrganizationReading, read } from "@sekinin/guardrails";
import { afterEach, describe, expect, test } from "vitest";
import { createDraftThreads, type DraftLimits, type DraftThreads, draftLimits } from "./draft-threads.ts";

const type = "SERVICE_CONTROL_POLICY";
const allow = { Effect: "Allow", Action: "*", Resource: "*" };
const deny = { Effect: "Deny", Action: "organizations:LeaveOrganization", Resource: "*" };
const text = (...Statement: readonly object[]) => JSON.stringify({ Version: "2012-10-17", Statement });
const ids = Array.from({ length: 300 }, (_, index) => String(222_222_222_222 + index));

const reading: OrganizationReading = {
  format: "sekinin.organization/1",
  organization: { id: "o-aaaaaaaaaa", managementAccountId: "111111111111", featureSet: "ALL" },
  root: { id: "r-root", policyTypes: [{ type, status: "ENABLED" }] },
  organizationalUnits: [],
  accounts: ids.map((id) => ({ id, name: id, parentId: "r-root", state: "ACTIVE", joinedAt: null })),
  policies: [
    {
      id: "p-11111111",
      name: "Guard",
      type,
      awsManaged: false,
      content: read(text(allow)),
      targetIds: read(["r-root", ...ids]),
    },
  ],
  delegatedAdministrators: [],
  unread: [],
};
const base: DraftBase = { reading, partition: "aws", parameters: {}, inUse: new Map() };

const closing: DraftOperation[] = [
  { kind: "put-policy", policyId: "p-11111111", name: "Guard", type, content: text(allow, deny) },
];

/** Policies that ask for the emptiness of many crossed patterns, each in other accounts: minutes of work. */
function hostile(): DraftOperation[] {
  const patterns = (count: number, of: (index: number) => string) => Array.from({ length: count }, (_, i) => of(i));
  return Array.from({ length: 30 }, (_, k) => k).flatMap((k): DraftOperation[] => {
    const policyId = `draft-${k}`;
    const statements = Array.from({ length: 12 }, (_, s) => ({
      Effect: "Deny",
      NotAction: `x${k}${s}:*`,
      Resource: "*",
      Condition: {
        StringNotLike: { "aws:PrincipalArn": patterns(18, (i) => `*${k}a*${s}b*${i}c*a*b*a*c*`) },
        StringLike: { "aws:UserAgent": patterns(10, (i) => `*${i}${k}*a*${s}*b*`) },
      },
    }));
    return [
      { kind: "put-policy", policyId, name: policyId, type, content: text(...statements) },
      ...patterns(9, (j) => ids[(k * 7 + j * 3) % ids.length] ?? "").map(
        (targetId): DraftOperation => ({ kind: "attach", policyId, targetId }),
      ),
    ];
  });
}

let threads: DraftThreads;
const made = (limits: Partial<DraftLimits> = {}) => {
  threads = createDraftThreads({ ...draftLimits, openSeconds: 120, ...limits });
  return (userId: string, after: readonly DraftOperation[], of: object = base) =>
    threads.ask(of, base, userId, { kind: "delta", before: [], after });
};
afterEach(() => threads.close());

describe("a draft in a thread", () => {
  test("is told, and a second one of the same organisation fast", { timeout: 180_000 }, async () => {
    const ask = made();
    const first = await ask("ann", closing);
    if (first.kind !== "delta") throw new Error("a delta was asked for");
    expect(first.delta.rows.find(({ objectiveId }) => objectiveId === "org-leave")).toMatchObject({
      before: "none",
      direction: "stronger",
    });
    const start = performance.now();
    await ask("ann", closing);
    // 300 ms on an idle machine; tests share theirs.
    expect(performance.now() - start).toBeLessThan(3_000);
  });

  test("that is too much ends in time, holds up nobody, and leaves the next one its answer", {
    timeout: 300_000,
  }, async () => {
    const ask = made({ seconds: 2 });
    await ask("ann", []);
    let ticks = 0;
    const ticking = setInterval(() => {
      ticks += 1;
    }, 20);
    const start = performance.now();
    const asked = ask("eve", hostile());
    const [other] = await Promise.all([
      ask("ann", []).then(({ kind }) => kind),
      expect(asked).rejects.toMatchObject({ code: "draft.too-much" }),
    ]);
    clearInterval(ticking);
    expect(other).toBe("delta");
    expect(performance.now() - start).toBeGreaterThan(2_000);
    expect(ticks).toBeGreaterThan(20);
  });

  test("of more memory than it may take ends without the process", { timeout: 180_000 }, async () => {
    const ask = made({ megabytes: 16 });
    await expect(ask("eve", closing)).rejects.toMatchObject({ code: "draft.too-much" });
  });

  test("gives way to a newer one of the same user, and to no other's", { timeout: 180_000 }, async () => {
    const ask = made();
    const running = ask("ann", []);
    const [older, others, newer] = [ask("ann", []), ask("bob", []), ask("ann", closing)];
    await expect(older).rejects.toMatchObject({ code: "draft.overtaken" });
    expect((await Promise.all([running, others, newer])).map(({ kind }) => kind)).toEqual(["delta", "delta", "delta"]);
  });

  test("waits its turn where every thread is taken", { timeout: 180_000 }, async () => {
    const ask = made({ most: 1 });
    const running = ask("ann", []);
    await expect(ask("bob", [], {})).rejects.toMatchObject({ code: "draft.busy" });
    await running;
    await expect(ask("bob", [], {})).resolves.toMatchObject({ kind: "delta" });
  });
});
