import type { FaultRule } from "@sekinin/aws-sim";
import type { OrganizationReading } from "@sekinin/guardrails";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import type { Pacer } from "../pacing/pacer.ts";
import { memberRoleArn, requiredActions } from "../permissions/index.ts";
import { type AwsSession, openSession } from "../session/open-session.ts";
import { type SimulatedAccess, simulatedAccess, simulatedRoles } from "../testing/simulated-access.ts";
import { createMemoryPageStore, type PageStore, type StoredPage } from "./page-store.ts";
import { type OrganizationRequest, readOrganization } from "./read-organization.ts";

/** AWS's rates for Organizations are slow; the pacer has its own tests. */
const unpaced: Pacer = { take: async () => {}, penalise: async () => {} };
const limits = { callMs: 2_000, throttleAttempts: 2, transientAttempts: 2 };

async function manage(simulated: SimulatedAccess, accountId = simulated.managementId): Promise<AwsSession> {
  const name = accountId === simulated.managementId ? simulatedRoles.managementRoleName : simulatedRoles.memberRoleName;
  return openSession(
    { ...simulated.access, pacer: unpaced },
    simulated.request({
      roleArn: memberRoleArn("aws", accountId, name),
      expectedAccountId: accountId,
      actions: requiredActions("management"),
    }),
  );
}

async function readWith(simulated: SimulatedAccess, changes: Partial<OrganizationRequest> = {}) {
  const session = await manage(simulated);
  try {
    return await readOrganization(session, {
      pages: createMemoryPageStore(),
      signal: new AbortController().signal,
      ...changes,
    });
  } finally {
    session.close();
  }
}

function expectWhole({ organization }: SimulatedAccess, reading: OrganizationReading): void {
  expect(reading.unread).toEqual([]);
  expect(reading.organization).toEqual({
    id: organization.id,
    managementAccountId: organization.managementAccountId,
    featureSet: "ALL",
  });
  const units = organization.units.map(({ id, name, parentId }) => ({ id, name, parentId }));
  expect(reading.organizationalUnits.toSorted(byId)).toEqual(units.toSorted(byId));
  const accounts = [...organization.accountIds()].map((id) => organization.account(id));
  expect(reading.accounts.toSorted(byId)).toEqual(
    accounts
      .map((account) => ({
        id: account?.id ?? "",
        name: account?.name,
        parentId: account?.parentId,
        state: account?.state,
        joinedAt: account?.joinedAt.toISOString(),
      }))
      .toSorted(byId),
  );
  const policies = reading.policies.map(({ id, type, content, targetIds }) => ({
    id,
    type,
    content: content.status === "read" ? content.value : null,
    targets: targetIds.status === "read" ? [...targetIds.value].toSorted() : null,
  }));
  const planted = organization.policies.map(({ id, type, content, targetIds }) => ({
    id,
    type,
    content,
    targets: [...targetIds].toSorted(),
  }));
  const settled = (rows: typeof policies) => rows.filter(({ id }) => id !== "p-RCPFullAWSAccess").toSorted(byId);
  expect(settled(policies)).toEqual(settled(planted));
}

const byId = (one: { readonly id: string }, other: { readonly id: string }) => one.id.localeCompare(other.id);

describe("a whole organisation", () => {
  let simulated: SimulatedAccess;
  beforeAll(async () => {
    simulated = await simulatedAccess({
      organization: { seed: 5, accounts: 45, brokenPolicy: true },
      access: { limits },
    });
  });
  afterEach(() => simulated.simulator.setFaults({ rules: [] }));
  afterAll(() => simulated.close());

  test("is read as it was made: tree, states, policies with text and targets", async () => {
    const reading = await readWith(simulated);
    expectWhole(simulated, reading);
    // One of them is no JSON, and is carried as it is.
    expect(
      reading.policies.some(({ content }) => content.status === "read" && !content.value.trimEnd().endsWith("}")),
    ).toBe(true);
    expect(JSON.stringify(reading.accounts)).not.toContain("@");
  });

  test("AWS's fixed policy is known without a question, on every node", async () => {
    simulated.reports.length = 0;
    const reading = await readWith(simulated);
    const fixed = reading.policies.find(({ id }) => id === "p-RCPFullAWSAccess");
    const nodes = 1 + reading.organizationalUnits.length + reading.accounts.length;
    expect(fixed?.targetIds).toMatchObject({ status: "read" });
    expect(fixed?.targetIds.status === "read" ? fixed.targetIds.value.length : 0).toBe(nodes);
    const described = simulated.reports.filter(({ action }) => action === "organizations:DescribePolicy");
    expect(described).toHaveLength(reading.policies.length - 1);
  });

  test("policies are read beside the accounts, since each list has a rate of its own", async () => {
    const session = await manage(simulated);
    let described = () => {};
    const untilDescribed = new Promise<void>((resolve) => {
      described = resolve;
    });
    const slowAccounts: AwsSession = {
      ...session,
      async call(target, signal, send) {
        if (target.action === "organizations:DescribePolicy") described();
        if (target.action === "organizations:ListAccounts") await untilDescribed;
        return session.call(target, signal, send);
      },
    };
    const reading = await readOrganization(slowAccounts, {
      pages: createMemoryPageStore(),
      signal: new AbortController().signal,
    });
    expectWhole(simulated, reading);
    session.close();
  });

  test("delegated administrators come with their services", async () => {
    const reading = await readWith(simulated);
    const planted = simulated.organization.delegatedAdministrators.map(({ accountId }) => accountId);
    expect(reading.delegatedAdministrators.map(({ accountId }) => accountId)).toEqual(planted);
    expect(reading.delegatedAdministrators[0]?.servicePrincipals).toContain("guardduty.amazonaws.com");
  });

  test("the caller hears whose organisation it is before anything of it is read", async () => {
    simulated.reports.length = 0;
    const stop = new Error("taken by another tenant");
    const heard: string[] = [];
    const onOrganization = async (id: string) => {
      heard.push(id);
      throw stop;
    };
    await expect(readWith(simulated, { onOrganization })).rejects.toBe(stop);
    expect(heard).toEqual([simulated.organization.id]);
    expect(simulated.reports.map(({ action }) => action)).not.toContain("organizations:ListAccounts");
  });

  test("a delegated administrator reads the same", async () => {
    const [delegated] = simulated.organization.delegatedAdministrators;
    const id = delegated?.accountId ?? "";
    const session = await manage(simulated, id);
    const reading = readOrganization(session, { pages: createMemoryPageStore(), signal: new AbortController().signal });
    // The generated member role allows no Organizations action: the refusal names the first one that lacks.
    await expect(reading).rejects.toMatchObject({
      code: "access-denied",
      action: "organizations:DescribeOrganization",
    });
    session.close();
  });

  const denied = (operation: string): FaultRule => ({ effect: { kind: "deny" }, service: "organizations", operation });

  test.each([
    { operation: "DescribeOrganization", action: "organizations:DescribeOrganization" },
    { operation: "ListRoots", action: "organizations:ListRoots" },
  ])("without $operation there is no reading", async ({ operation, action }) => {
    simulated.simulator.setFaults({ rules: [denied(operation)] });
    await expect(readWith(simulated)).rejects.toMatchObject({ code: "access-denied", action });
  });

  test.each([
    { operation: "ListOrganizationalUnitsForParent", list: "organizational-units" },
    { operation: "ListAccounts", list: "accounts" },
    { operation: "ListPolicies", list: "policies" },
    { operation: "ListDelegatedAdministrators", list: "delegated-administrators" },
  ])("$operation denied: the list $list is named as unread", async ({ operation, list }) => {
    simulated.simulator.setFaults({ rules: [denied(operation)] });
    const { unread } = await readWith(simulated);
    expect(new Set(unread.map((gap) => gap.list))).toEqual(new Set([list]));
    const reason = { code: "access-denied", action: `organizations:${operation}` };
    for (const gap of unread) expect(gap.reason).toMatchObject(reason);
  });

  test.each([
    { operation: "DescribePolicy", field: "content" as const },
    { operation: "ListTargetsForPolicy", field: "targetIds" as const },
  ])("$operation denied: each policy's $field is unread, the rest is there", async ({ operation, field }) => {
    simulated.simulator.setFaults({ rules: [denied(operation)] });
    const { policies, unread } = await readWith(simulated);
    expect(unread).toEqual([]);
    const asked = policies.filter(({ id }) => id !== "p-RCPFullAWSAccess");
    expect(asked.length).toBeGreaterThan(3);
    for (const policy of asked) {
      expect(policy[field]).toMatchObject({ status: "unread", reason: { code: "access-denied" } });
      expect(policy[field === "content" ? "targetIds" : "content"].status).toBe("read");
    }
  });

  test.each([
    { given: "the same token for ever", effect: { kind: "same-token" } as const },
    { given: "pages for ever", effect: { kind: "endless-pages" } as const },
  ])("$given from ListAccounts: the list is cut and says so", async ({ effect }) => {
    simulated.simulator.setFaults({ rules: [{ effect, service: "organizations", operation: "ListAccounts" }] });
    const reading = await readWith(simulated);
    expect(reading.unread).toMatchObject([{ list: "accounts", reason: { code: "too-many-items" } }]);
    expect(new Set(reading.accounts.map(({ id }) => id)).size).toBe(reading.accounts.length);
  });

  test("a step that is given up ends with its reason", async () => {
    const stop = new AbortController();
    const pages = createMemoryPageStore();
    const save = async (page: StoredPage) => {
      if (page.list === "accounts") stop.abort(new Error("lease lost"));
      return pages.save(page);
    };
    const reading = readWith(simulated, { pages: { load: pages.load, save }, signal: stop.signal });
    await expect(reading).rejects.toThrow("lease lost");
  });
});

describe("a step that was killed", () => {
  let simulated: SimulatedAccess;
  beforeAll(async () => {
    simulated = await simulatedAccess({ organization: { seed: 6, accounts: 70 }, access: { limits } });
  });
  afterEach(() => simulated.simulator.setFaults({ rules: [] }));
  afterAll(() => simulated.close());

  /** Fails after so many pages, as a process that dies does. */
  function dying(store: PageStore, after: number): PageStore {
    let saved = 0;
    return {
      load: store.load,
      save: async (page) => {
        saved += 1;
        if (saved > after) throw new Error("killed");
        await store.save(page);
      },
    };
  }
  const listCalls = () =>
    simulated.reports.filter(
      ({ action }) => action.startsWith("organizations:") && !/DescribeOrganization|ListRoots/.test(action),
    ).length;

  test.each([1, 3, 8, 20])(
    "after %i pages goes on from there, to the same end, with no page read twice",
    async (after) => {
      simulated.reports.length = 0;
      await readWith(simulated);
      const whole = listCalls();
      const pages = createMemoryPageStore();
      await expect(readWith(simulated, { pages: dying(pages, after) })).rejects.toThrow("killed");
      // Calls in flight are given up, not waited for.
      await new Promise((resolve) => setTimeout(resolve, 50));
      simulated.reports.length = 0;
      const reading = await readWith(simulated, { pages });
      expectWhole(simulated, reading);
      expect(listCalls()).toBe(whole - after);
    },
  );

  test("pages of another shape, or after a gap, are read anew", async () => {
    const pages = createMemoryPageStore();
    await readWith(simulated, { pages });
    await pages.save({ list: "accounts", sequence: 1, body: [{ id: 7 }], nextToken: "t" });
    await pages.save({ list: "policies/SERVICE_CONTROL_POLICY", sequence: 0, body: { rows: [] }, nextToken: null });
    expectWhole(simulated, await readWith(simulated, { pages }));
  });

  test("a token that AWS knows no more starts the list anew", async () => {
    const pages = createMemoryPageStore();
    await pages.save({ list: "accounts", sequence: 0, body: [], nextToken: "token of yesterday" });
    expectWhole(simulated, await readWith(simulated, { pages }));
  });
});

describe("endpoints that are not AWS of today", () => {
  const read = async (organization: NonNullable<Parameters<typeof simulatedAccess>[0]>["organization"]) => {
    const simulated = await simulatedAccess({
      access: { limits },
      ...(organization === undefined ? {} : { organization }),
    });
    try {
      return { simulated, reading: await readWith(simulated) };
    } finally {
      await simulated.close();
    }
  };

  test("without Paths the tree is walked", async () => {
    const { simulated, reading } = await read({ seed: 5, accounts: 30, omitAccountPaths: true });
    expectWhole(simulated, reading);
    expect(simulated.reports.map(({ action }) => action)).toContain("organizations:ListAccountsForParent");
  });

  test("with Paths it is not", async () => {
    const { simulated } = await read({ seed: 5, accounts: 30 });
    expect(simulated.reports.map(({ action }) => action)).not.toContain("organizations:ListAccountsForParent");
  });

  test("without Status the State says it", async () => {
    const { simulated, reading } = await read({ seed: 5, accounts: 30, omitAccountStatus: true });
    expectWhole(simulated, reading);
    expect(new Set(reading.accounts.map(({ state }) => state)).size).toBeGreaterThan(1);
  });

  test("without SCPs there are none, and none is asked for", async () => {
    const { reading } = await read({ seed: 5, accounts: 10, disabledPolicyTypes: ["SERVICE_CONTROL_POLICY"] });
    expect(reading.policies.filter(({ type }) => type === "SERVICE_CONTROL_POLICY")).toEqual([]);
    expect(reading.root.policyTypes.map(({ type }) => type)).not.toContain("SERVICE_CONTROL_POLICY");
  });

  test("hostile names are texts", async () => {
    const { simulated, reading } = await read({ seed: 5, accounts: 30, hostileNames: true });
    expectWhole(simulated, reading);
  });
});
