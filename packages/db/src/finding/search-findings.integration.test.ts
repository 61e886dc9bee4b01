import { controls, severities } from "@sekinin/responsibility";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, inject, test } from "vitest";
import type { FindingStatus } from "../account/account.ts";
import { streamFindingView } from "../export/stream-finding-view.ts";
import { createTestDatabase, type TestDatabase } from "../testing/index.ts";
import { type PlantedFinding, plantFindings, plantTree } from "../testing/many-findings.ts";
import { type SampleCrawl, sampleCrawl } from "../testing/sample-crawl.ts";
import type { TenantTransaction } from "../transaction.ts";
import { type FindingFilter, openFindings } from "./finding-filter.ts";
import { writePlace } from "./finding-place.ts";
import { readControlGroups } from "./read-control-groups.ts";
import { resolveFindings } from "./resolve-findings.ts";
import { type FindingPageInput, searchFindings } from "./search-findings.ts";

let databases: TestDatabase;
let crawl: SampleCrawl;

const accounts = Array.from({ length: 6 }, (_, index) => String(300_000_000_000 + index));
const names = ["payments", "Payments-dev", "日の出", "logs", "100%_x", "sandbox"];
const regions = ["eu-west-1", "ap-northeast-1", "global"];
const statuses = ["open", "unknown", "resolved", "frozen"] as const satisfies readonly FindingStatus[];
const some = controls.slice(0, 5);
const day = (count: number) => new Date(Date.UTC(2026, 9, 1 + count));
const units = { "ou-0": accounts.slice(0, 2), "ou-1": accounts.slice(2, 4), "r-root": accounts } as const;

/** The same each time; few instants, so that many rows tie. */
function noise(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function planted(): PlantedFinding[] {
  const pick = noise(7);
  return Array.from({ length: 400 }, (_, index) => {
    const control = some[pick(some.length)] ?? controls[0];
    if (control === undefined) throw new Error("No control");
    const name = ["Prod-db", "prod-web", "dev", "データ", "a_b%c"][pick(5)];
    const seen = pick(4);
    return {
      id: `${(pick(2 ** 31) >>> 0).toString(16).padStart(8, "0")}-0000-4000-8000-${String(index).padStart(12, "0")}`,
      accountId: accounts[pick(accounts.length)] ?? "",
      region: regions[pick(regions.length)] ?? "",
      controlId: control.id,
      resource: `arn:aws:x:::thing/${name}-${index}`,
      domain: control.domain,
      severity: control.severity,
      rank: severities.indexOf(control.severity) + 1,
      status: pick(3) > 0 ? "open" : (statuses[pick(4)] ?? "open"),
      firstSeenAt: day(seen),
      changedAt: day(seen + pick(3)),
    };
  });
}
const rows = planted();

beforeAll(async () => {
  databases = await createTestDatabase(inject("postgresAdminUrl"));
  crawl = await sampleCrawl(databases.database, (await databases.createTenant()).id);
  const unit = (nodeId: string) =>
    ({ nodeId, kind: "organizational-unit", parentId: "r-root", name: nodeId, depth: 1 }) as const;
  await plantTree(databases.ownerUrl, crawl, [
    { nodeId: "r-root", kind: "root", parentId: "", name: "Root", depth: 0 },
    unit("ou-0"),
    unit("ou-1"),
    ...accounts.map((nodeId, index) => {
      const parentId = index < 2 ? "ou-0" : index < 4 ? "ou-1" : "r-root";
      return { nodeId, kind: "account", parentId, name: names[index] ?? "", depth: 2 } as const;
    }),
  ]);
  await plantFindings(databases.ownerUrl, crawl, rows);
});
afterAll(() => databases.drop());

const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) =>
  databases.database.withTenant(crawl.tenantId, work);
const asked = (change: Partial<FindingFilter>): FindingFilter => ({ ...openFindings(crawl.organizationId), ...change });
const search = (filter: FindingFilter, page: FindingPageInput = {}) =>
  inTenant(async (tx) => searchFindings(tx, await resolveFindings(tx, filter), page));

/** The same question, answered by walking over all rows. */
function expected(filter: FindingFilter): PlantedFinding[] {
  const inScope = (row: PlantedFinding, scope: Pick<FindingFilter, "accountIds" | "controlIds">) =>
    (scope.accountIds === null || scope.accountIds.includes(row.accountId)) &&
    (scope.controlIds === null || scope.controlIds.includes(row.controlId));
  const says = (row: PlantedFinding, { words, controlIds }: { words: string; controlIds: readonly string[] }) =>
    row.accountId === words ||
    (!/^\d{12}$/.test(words) &&
      (names[accounts.indexOf(row.accountId)] ?? "").toLowerCase().includes(words.toLowerCase())) ||
    controlIds.includes(row.controlId) ||
    row.resource === words ||
    (!words.startsWith("arn:") &&
      row.resource
        .replace(/^.*[:/]/, "")
        .toLowerCase()
        .startsWith(words.toLowerCase()));
  const found = rows.filter((row) => {
    const control = controls.find(({ id }) => id === row.controlId);
    const below = filter.nodeId === null ? accounts : (units[filter.nodeId as keyof typeof units] ?? []);
    return (
      inScope(row, filter) &&
      below.includes(row.accountId) &&
      (filter.domains.length === 0 || filter.domains.some((domain) => domain === row.domain)) &&
      (filter.severities.length === 0 || filter.severities.some((severity) => severity === row.severity)) &&
      filter.statuses.some((status) => status === row.status) &&
      (filter.service === null || control?.service === filter.service) &&
      (filter.region === null || filter.region === row.region) &&
      (filter.seenFrom === null || row.firstSeenAt >= filter.seenFrom) &&
      (filter.seenUntil === null || row.firstSeenAt <= filter.seenUntil) &&
      (filter.changedFrom === null || row.changedAt >= filter.changedFrom) &&
      (filter.text === null || says(row, filter.text)) &&
      (filter.anyOf === null || filter.anyOf.some((scope) => inScope(row, scope)))
    );
  });
  return found.sort((left, right) => {
    const byId = left.id < right.id ? -1 : 1;
    if (filter.sort === "newest") return right.changedAt.getTime() - left.changedAt.getTime() || byId;
    return left.rank - right.rank || right.firstSeenAt.getTime() - left.firstSeenAt.getTime() || byId;
  });
}

const idOf = ({ id }: { id: string }) => id;
const controlIds = some.map(({ id }) => id);
const scope = fc.record({
  accountIds: fc.option(fc.subarray(accounts)),
  controlIds: fc.option(fc.subarray(controlIds)),
});
const words = [
  "pay",
  "PROD",
  "prod-db-1",
  "日の",
  "データ",
  "100%_",
  "a_b%",
  "arn:aws:x:::thing/dev-3",
  "300000000001",
  "zz",
];
const filters: fc.Arbitrary<Partial<FindingFilter>> = fc.record(
  {
    nodeId: fc.constantFrom("r-root", "ou-0", "ou-1", "ou-absent"),
    accountIds: fc.constantFrom(...accounts.map((id) => [id])),
    controlIds: fc.subarray(controlIds, { minLength: 1 }),
    domains: fc.subarray(some.map(({ domain }) => domain)),
    severities: fc.subarray([...severities]),
    statuses: fc.subarray([...statuses], { minLength: 1 }),
    service: fc.constantFrom(...some.map(({ service }) => service)),
    region: fc.constantFrom(...regions, "us-east-1"),
    seenFrom: fc.nat(4).map(day),
    seenUntil: fc.nat(4).map(day),
    changedFrom: fc.nat(6).map(day),
    text: fc.record({ words: fc.constantFrom(...words), controlIds: fc.subarray(controlIds, { maxLength: 2 }) }),
    anyOf: fc.array(scope, { maxLength: 3 }),
    sort: fc.constantFrom("worst", "newest"),
  },
  { requiredKeys: [] },
);

describe("whatever is asked", () => {
  test("pages forward hold every finding once and in order, and back again the same", async () => {
    await fc.assert(
      fc.asyncProperty(filters, fc.integer({ min: 1, max: 60 }), async (change, limit) => {
        const filter = asked(change);
        const all = expected(filter).map(idOf);
        const pages: string[][] = [];
        let page = await search(filter, { limit });
        expect(page.previous).toBeNull();
        for (;;) {
          pages.push(page.findings.map(idOf));
          if (page.next === null) break;
          page = await search(filter, { limit, after: page.next });
          expect(page.isPlaceUnknown).toBe(false);
        }
        expect(pages.flat()).toEqual(all);
        for (const before of pages.slice(0, -1).reverse()) {
          page = await search(filter, { limit, before: page.previous });
          expect(page.findings.map(idOf)).toEqual(before);
        }
        expect(page.previous).toBeNull();
      }),
      { numRuns: 60 },
    );
  });

  test("an export holds the same findings in the same order, and the groups count them", async () => {
    await fc.assert(
      fc.asyncProperty(filters, async (change) => {
        const filter = asked(change);
        const all = expected(filter);
        const { streamed, groups } = await inTenant(async (tx) => {
          const resolved = await resolveFindings(tx, filter);
          const ids: string[] = [];
          for await (const finding of streamFindingView(tx, resolved)) ids.push(finding.id);
          return { streamed: ids, groups: await readControlGroups(tx, resolved) };
        });
        expect(streamed).toEqual(all.map(idOf));
        expect(groups).toMatchObject({ findings: all.length, isCapped: false });
        for (const group of groups.groups) {
          const own = all.filter(({ controlId }) => controlId === group.controlId);
          expect(group).toEqual({
            controlId: group.controlId,
            severity: own[0]?.severity,
            findings: own.length,
            accounts: new Set(own.map(({ accountId }) => accountId)).size,
            isCapped: false,
            unknown: null,
            oldestAt: new Date(Math.min(...own.map(({ firstSeenAt }) => firstSeenAt.getTime()))),
          });
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe("a cursor", () => {
  test("has the page that it was made for", async () => {
    const first = await search(asked({}), { limit: 5 });
    const { findings } = await search(asked({}), { limit: 5, after: first.next });
    expect(findings.map(idOf)).toEqual(expected(asked({})).slice(5, 10).map(idOf));
  });

  test.each<[string, (cursor: string) => string]>([
    ["altered", (cursor) => `${cursor.slice(0, 4)}x${cursor.slice(5)}`],
    ["cut", (cursor) => cursor.slice(0, -3)],
    ["empty", () => ""],
    ["another order's", () => writePlace(asked({ sort: "newest" }), { rank: 1, at: day(1), id: rows[0]?.id ?? "" })],
    [
      "another organisation's",
      () =>
        writePlace({ ...asked({}), organizationId: "o-other00001" }, { rank: 1, at: day(1), id: rows[0]?.id ?? "" }),
    ],
    ["a statement", () => Buffer.from("1' OR 1=1").toString("base64url")],
    ["beyond all dates", () => Buffer.from(`1.999999999999999.${rows[0]?.id}.0000000000000000`).toString("base64url")],
  ])("that is %s leads to the first page, and says so", async (_, alter) => {
    const first = await search(asked({}), { limit: 5 });
    for (const side of ["after", "before"] as const) {
      const page = await search(asked({}), { limit: 5, [side]: alter(first.next ?? "") });
      expect(page).toEqual({ ...first, isPlaceUnknown: true });
    }
  });

  test("of a finding that is gone still has its place", async () => {
    const all = expected(asked({}));
    const cursor = writePlace(asked({}), { rank: 1, at: new Date(0), id: "00000000-0000-4000-8000-000000000000" });
    const { findings } = await search(asked({}), { limit: 3, after: cursor });
    expect(findings.map(idOf)).toEqual(
      all
        .filter(({ rank }) => rank > 1)
        .slice(0, 3)
        .map(idOf),
    );
  });
});

test("a row says where it is", async () => {
  const { findings } = await search(asked({ accountIds: ["300000000002"] }), { limit: 1 });
  expect(findings[0]).toMatchObject({ organizationId: crawl.organizationId, accountName: "日の出", evidence: {} });
});
