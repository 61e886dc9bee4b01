import {
  createTeam,
  finaliseOrganization,
  setAssignment,
  storeAccountResult,
  type TenantTransaction,
} from "@sekinin/db";
import {
  createTestDatabase,
  decided,
  type SampleCrawl,
  sampleCrawl,
  sampleResult,
  sampleTree,
  type TestDatabase,
} from "@sekinin/db/testing";
import { partyKey } from "@sekinin/posture";
import { controls, fail } from "@sekinin/responsibility";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { readControlPage } from "./controls/[controlId]/read-control-page.ts";
import { everyFinding, type FindingSearch } from "./findings/finding-search.ts";
import { readFindingsPage } from "./findings/read-findings-page.ts";
import { readOverviewPage } from "./overview/read-overview-page.ts";
import { readTrendPage } from "./trends/read-trend-page.ts";

/** The goal of every page, its tenant's setting and the session aside. */
const most = 6;
const now = new Date("2026-11-03T00:00:00Z");
const controlId = "s3-bucket-tls-required";
const actor = { kind: "command-line", id: null } as const;

let db: TestDatabase;
/** One whose first crawl runs, and one that has a complete one. */
const made = {} as Record<"running" | "complete", SampleCrawl>;
let party: string;

beforeAll(async () => {
  db = await createTestDatabase(inject("postgresAdminUrl"));
  for (const state of ["running", "complete"] as const) {
    const crawl = await sampleCrawl(db.database, (await db.createTenant()).id);
    const verdicts = [decided(controlId, "eu-west-1", "arn:aws:s3:::ledger", fail("no-tls-deny"))];
    const result = sampleResult(crawl, verdicts, { controls });
    await db.database.withTenant(crawl.tenantId, async (tx) => {
      await storeAccountResult(tx, result);
      if (state === "running") return;
      const nodes = sampleTree(new Map([[result.accountId, result.sums]]));
      await finaliseOrganization(tx, { ...crawl, nodes, day: "2026-11-02", at: now });
      const { id } = await createTeam(tx, { actor, name: "Storage", email: null });
      const subject = { subjectKind: "control", subject: controlId, nodeId: "ou-work" } as const;
      const named = { kind: "team", id } as const;
      await setAssignment(tx, { actor, organizationId: crawl.organizationId, ...subject, party: named });
      party = partyKey(named);
    });
    made[state] = crawl;
  }
});
afterAll(() => db.drop());

/** How many statements `work` sends, the one that names the tenant aside. */
async function statementsOf(
  state: keyof typeof made,
  work: (tx: TenantTransaction) => Promise<{ readonly kind: string }>,
): Promise<readonly [kind: string, statements: number]> {
  let count = 0;
  const { kind } = await db.database.withTenant(made[state].tenantId, (tx) =>
    work(
      new Proxy(tx, {
        get(target, name) {
          const value: unknown = Reflect.get(target, name);
          const isModel = typeof name === "string" && /^[a-z]/.test(name) && typeof value === "object";
          if (name === "$queryRaw" || name === "$executeRaw" || isModel) count += 1;
          return typeof value === "function" ? value.bind(target) : value;
        },
      }),
    ),
  );
  return [kind, count];
}

const searches: readonly [name: string, search: () => Partial<FindingSearch>][] = [
  ["everything", () => ({})],
  ["an OU and words", () => ({ node: "ou-work", text: "ledger" })],
  ["a party", () => ({ party })],
  ["a party, an OU and words", () => ({ party, node: "ou-work", text: "ledger" })],
  ["an OU that is not there", () => ({ node: "ou-gone" })],
  ["an account that is not there, below the root", () => ({ node: "r-root", account: "999999999999" })],
  ["what was opened since", () => ({ opened: "2026-11-01", statuses: ["open", "resolved"] })],
];

test.each(searches)("findings and a control's page of %s take at most six", async (_, search) => {
  for (const state of ["complete", "running"] as const) {
    for (const view of ["controls", "list"] as const) {
      const asked = {
        search: { ...everyFinding, ...search(), view },
        place: { after: null, before: null },
        zone: "UTC",
        now,
      };
      for (const read of [
        (tx: TenantTransaction) => readFindingsPage(tx, asked),
        (tx: TenantTransaction) => readControlPage(tx, controlId, asked),
      ]) {
        const [kind, statements] = await statementsOf(state, read);
        expect(kind).toBe("findings");
        expect(statements).toBeGreaterThan(1);
        expect(statements).toBeLessThanOrEqual(most);
      }
    }
  }
});

test("overview and trends take at most six", async () => {
  const trend = { organizationId: null, unitId: null, range: 30, domains: [] } as const;
  const pages = [
    (tx: TenantTransaction) => readOverviewPage(tx, null, now),
    (tx: TenantTransaction) => readTrendPage(tx, trend, "2026-11-03"),
  ];
  const counted = await Promise.all(pages.map((read) => statementsOf("complete", read)));
  expect(counted.map(([kind]) => kind)).toEqual(["overview", "trend"]);
  expect(Math.max(...counted.map(([, statements]) => statements))).toBeLessThanOrEqual(most);
});
