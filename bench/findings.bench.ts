import {
  type FindingFilter,
  openFindings,
  readControlGroups,
  readFindingChoices,
  resolveFindings,
  searchFindings,
  type TenantTransaction,
} from "@sekinin/db";
import { generateHistory } from "./generated-history.ts";
import { median, report, time, withServices } from "./harness.ts";

type Asked = readonly [name: string, change: Partial<FindingFilter>];

const day = 86_400_000;

/** What people ask for, and what is dear: narrow, wide, empty, rare, old, new. */
function mix(unitIds: readonly string[], accountIds: readonly string[], now: number): readonly Asked[] {
  const [wide, next] = unitIds;
  const deep = unitIds.at(-1) ?? null;
  return [
    ["everything", {}],
    ["critical and high", { severities: ["critical", "high"] }],
    ["low", { severities: ["low"] }],
    ["a wide OU", { nodeId: wide ?? null }],
    ["a wide OU, one control", { nodeId: next ?? null, controlIds: ["s3-bucket-tls-required"] }],
    ["a deep OU", { nodeId: deep }],
    ["a deep OU, one domain", { nodeId: deep, domains: ["network"] }],
    ["an account", { accountIds: accountIds.slice(7, 8) }],
    ["a control", { controlIds: ["config-recorder-enabled"] }],
    ["a domain", { domains: ["data-protection"] }],
    ["a service", { service: "lambda" }],
    ["a Region", { region: "eu-west-1" }],
    ["a Region without any", { region: "mx-central-1" }],
    ["resolved", { statuses: ["resolved"] }],
    ["all statuses", { statuses: ["open", "unknown", "resolved", "frozen"] }],
    ["older than 90 days", { seenUntil: new Date(now - 90 * day) }],
    ["newer than 7 days", { seenFrom: new Date(now - 7 * day) }],
    ["changed in 7 days", { changedFrom: new Date(now - 7 * day), statuses: ["open", "unknown", "resolved"] }],
    ["changed in a year", { changedFrom: new Date(now - 365 * day) }],
    ["latest change first", { sort: "newest" }],
    ["latest change first, a control", { sort: "newest", controlIds: ["iam-root-mfa"] }],
    ["the beginning of a name", { text: { words: "i-0", controlIds: [] } }],
    ["a name that is nowhere", { text: { words: "zzzz", controlIds: [] } }],
    ["an account's number", { text: { words: accountIds[99] ?? "", controlIds: [] } }],
    [
      "words of a control",
      { text: { words: "bucket", controlIds: ["s3-bucket-tls-required", "s3-bucket-versioning"] } },
    ],
    [
      "what a party answers for",
      { anyOf: [{ accountIds: accountIds.slice(0, 900), controlIds: ["iam-root-mfa", "kms-key-rotation"] }] },
    ],
  ];
}

/** The transaction, and how many statements were sent through it. */
function counting(tx: TenantTransaction): { readonly tx: TenantTransaction; readonly sent: () => number } {
  let sent = 0;
  const proxy = new Proxy(tx, {
    get(target, name) {
      if (name === "$queryRaw" || name === "$executeRaw") sent += 1;
      const value: unknown = Reflect.get(target, name, target);
      return typeof value === "function" ? value.bind(target) : value;
    },
  });
  return { tx: proxy, sent: () => sent };
}

function percentile95(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN;
}

/** A million findings of 2,000 accounts: pages of many filters, first and deep, against one indexed row on the same pool. */
await withServices(async (services) => {
  const test = await services.createDatabase();
  try {
    const history = await generateHistory({ ownerUrl: test.ownerUrl });
    const { organizationId, tenantId, unitIds, accountIds } = history;
    const inTenant = <T>(work: (tx: TenantTransaction) => Promise<T>) => test.database.withTenant(tenantId, work);
    const some = await inTenant((tx) => tx.finding.findFirstOrThrow({ where: { status: "open" } }));
    const key = { tenantId_id: { tenantId, id: some.id } };
    const rowMs = median(await time(500, () => inTenant((tx) => tx.finding.findUnique({ where: key }))));
    const asked = mix(unitIds, accountIds, Date.now());
    const searches: number[] = [];
    const groups: number[] = [];
    const detail: Record<string, string> = {};
    let mostStatements = 0;
    for (const [name, change] of asked) {
      const filter = { ...openFindings(organizationId), ...change };
      const search = (after: string | null) =>
        inTenant(async (tx) => searchFindings(tx, await resolveFindings(tx, filter), { after }));
      let place: string | null = null;
      for (let page = 0; page < 20; page += 1) place = (await search(place)).next ?? place;
      const first = await time(20, () => search(null));
      const deep = await time(20, () => search(place));
      const grouped = await time(20, () =>
        inTenant(async (tx) => readControlGroups(tx, await resolveFindings(tx, filter))),
      );
      searches.push(...first, ...deep);
      groups.push(...grouped);
      detail[name] = [first, deep, grouped].map((taken) => median(taken).toFixed(1)).join(" / ");
      await inTenant(async (plain) => {
        for (const isList of [true, false]) {
          const { tx, sent } = counting(plain);
          await readFindingChoices(tx, organizationId);
          const resolved = await resolveFindings(tx, filter);
          await readControlGroups(tx, resolved, { isOldestAsked: !isList });
          if (isList) await searchFindings(tx, resolved);
          mostStatements = Math.max(mostStatements, sent());
        }
      });
    }
    const ratio = percentile95(searches) / rowMs;
    report({
      name: "search of 1 M findings, 95th percentile over a mix of filters / one indexed row read",
      ratio,
      goal: "<= 20",
      ok: ratio <= 20,
      detail: {
        rowMs,
        p95Ms: percentile95(searches),
        medianMs: median(searches),
        "first / deep / by control, ms": detail,
      },
    });
    const groupRatio = percentile95(groups) / rowMs;
    report({
      name: "findings by control, 95th percentile over the same filters / one indexed row read",
      ratio: groupRatio,
      goal: "<= 100",
      ok: groupRatio <= 100,
      detail: { p95Ms: percentile95(groups), medianMs: median(groups) },
    });
    report({
      name: "SQL statements of a page of findings",
      ratio: mostStatements,
      goal: "<= 6",
      ok: mostStatements <= 6,
      detail: {},
    });
  } finally {
    await test.drop();
  }
});
