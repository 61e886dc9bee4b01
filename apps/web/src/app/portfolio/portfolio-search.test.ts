import type { CustomerPosture } from "@sekinin/db";
import { type ControlSums, type PostureSums, sumControls, sumsOfControls } from "@sekinin/posture";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { customerView } from "./customer-view.ts";
import {
  customerMeant,
  found,
  plainPortfolio,
  portfolioHref,
  portfolioSearch,
  sortCustomers,
  sortedBy,
} from "./portfolio-search.ts";

const mfa = { id: "iam-root-mfa", domain: "identity-access", severity: "critical" } as const;
const tls = { id: "s3-bucket-tls-required", domain: "data-protection", severity: "medium" } as const;

function controlsOf(passed: number, failed: number, unknown = 0): ControlSums {
  const duties = [mfa, tls].map((control) => ({ ...control, controlId: control.id, passed, failed, unknown }));
  return sumControls(duties, [mfa, tls]);
}

const nothing: CustomerPosture = {
  organizations: [],
  partial: null,
  connections: [],
  crawl: null,
  digest: null,
  taken: { subjects: 0, controls: {} },
};

function posture(controls: ControlSums, before: ControlSums | null, causes: object = {}): CustomerPosture {
  const sums = (of: ControlSums): PostureSums => sumsOfControls(of);
  return {
    ...nothing,
    organizations: [
      {
        organizationId: "o-1",
        accounts: 3,
        sums: sums(controls),
        controls,
        before: before === null ? null : sums(before),
        changes: [{ day: "2026-11-20", causes }],
        unreadAccounts: 1,
      },
    ],
    connections: ["ready"],
  };
}

const named = (name: string, of: CustomerPosture = nothing, slug = name.toLowerCase()) =>
  customerView({ slug, name }, of);

describe("an address", () => {
  test.each([
    { given: {}, expected: plainPortfolio },
    { given: { sort: "network", order: "descending" }, expected: { sort: "network", order: "descending" } },
    { given: { sort: "constructor" }, expected: { sort: "all" } },
    { given: { control: mfa.id }, expected: { control: mfa.id } },
    { given: { control: "' OR 1=1" }, expected: { control: null } },
    { given: { control: ["a", "b"] }, expected: { control: null } },
    { given: { find: " Acme " }, expected: { find: "Acme" } },
  ])("$given", ({ given, expected }) => {
    expect(portfolioSearch(given)).toEqual({ ...plainPortfolio, ...expected });
  });

  test("is read back the same", () => {
    const value = fc.option(fc.oneof(fc.string(), fc.constantFrom("network", "descending", mfa.id, "taken")), {
      nil: undefined,
    });
    fc.assert(
      fc.property(fc.record({ sort: value, order: value, control: value, find: value }), (given) => {
        const search = portfolioSearch(given);
        const address = new URL(portfolioHref(search), "http://localhost");
        expect(portfolioSearch(Object.fromEntries(address.searchParams))).toEqual(search);
      }),
    );
  });

  test("a second click turns the order round, another column starts anew", () => {
    const once = sortedBy(plainPortfolio, "network");
    expect(once).toMatchObject({ sort: "network", order: "ascending" });
    expect(sortedBy(once, "network")).toMatchObject({ sort: "network", order: "descending" });
    expect(sortedBy(sortedBy(once, "network"), "name")).toMatchObject({ sort: "name", order: "ascending" });
  });
});

describe("a customer", () => {
  test("is the sum of its organisations; criticals are failed resources of critical controls", () => {
    const view = named("Acme", posture(controlsOf(1, 3), null));
    expect(view.cells.all.score).toBeCloseTo(0.25);
    expect(view.cells.network).toEqual({ score: null, knownShare: null });
    expect(view).toMatchObject({ accounts: 3, criticals: 3, unreadAccounts: 1, change: null, connection: "ready" });
  });

  test("whose crawl did not count by control has no count of criticals, rather than none", () => {
    const [one] = posture(controlsOf(1, 1), null).organizations;
    if (one === undefined) throw new Error("no organisation");
    const old = { ...nothing, organizations: [{ ...one, controls: {} }] };
    expect(named("Old", old).criticals).toBeNull();
    expect(named("New").criticals).toBe(0);
  });

  test("of which nothing is known has no score, and no change", () => {
    const view = named("New", { ...nothing, partial: { organizations: 1, accountsRead: 4 } });
    expect(view.cells.all).toEqual({ score: null, knownShare: null });
    expect(view).toMatchObject({ organizations: 1, accountsRead: 4, change: null, connection: "none", crawl: null });
    const unknown = named("Unknown", posture(controlsOf(0, 0, 2), controlsOf(1, 1)));
    expect(unknown.change).toBeNull();
  });

  test("its week's change names the cause that weighs most", () => {
    const after = controlsOf(3, 1);
    const before = controlsOf(2, 2);
    const gain = { met: 2.5, known: 0, total: 0 };
    const causes = {
      mended: { "identity-access": gain },
      "new-findings": { "data-protection": { ...gain, met: 0.5 } },
    };
    const { change } = named("Acme", posture(after, before, causes));
    expect(change?.points).toBeCloseTo(25);
    expect(change?.cause).toMatchObject({ kind: "mended" });
    expect(named("Still", posture(after, after)).change).toEqual({ points: 0, cause: null });
  });

  test("what the partner has taken on is counted by assignments, controls and failures", () => {
    const taken = { subjects: 1, controls: { [mfa.id]: controlsOf(1, 3)[mfa.id] ?? never() } };
    expect(named("Acme", { ...nothing, taken }).taken).toEqual({ subjects: 1, controls: 1, failed: 3 });
  });
});

function never(): never {
  throw new Error("no such control");
}

describe("sorting", () => {
  const low = named("B", posture(controlsOf(1, 3), controlsOf(1, 1)));
  const high = named("A", posture(controlsOf(3, 1), controlsOf(1, 3)));
  const unknown = named("C");
  const names = (search: Partial<typeof plainPortfolio>) =>
    sortCustomers([unknown, high, low], { ...plainPortfolio, ...search }, "en").map(({ name }) => name);
  test.each([
    { search: {}, expected: ["B", "A", "C"] },
    { search: { order: "descending" as const }, expected: ["A", "B", "C"] },
    { search: { sort: "name" as const }, expected: ["A", "B", "C"] },
    { search: { sort: "name" as const, order: "descending" as const }, expected: ["C", "B", "A"] },
    { search: { sort: "change" as const }, expected: ["B", "A", "C"] },
    { search: { sort: "criticals" as const, order: "descending" as const }, expected: ["B", "A", "C"] },
    { search: { sort: "crawl" as const }, expected: ["A", "B", "C"] },
    { search: { sort: "network" as const }, expected: ["A", "B", "C"] },
  ])("by $search", ({ search, expected }) => {
    expect(names(search)).toEqual(expected);
  });
});

describe("the quick switch", () => {
  const customers = [
    { slug: "acme", name: "Acme Holdings" },
    { slug: "acme-labs", name: "Acme Labs" },
    { slug: "hinode", name: "日の出ホールディングス" },
  ];
  test.each([
    { find: "acme", expected: "acme" },
    { find: "ACME HOLDINGS", expected: "acme" },
    { find: "labs", expected: "acme-labs" },
    { find: "日の出", expected: "hinode" },
    { find: "ＨＩＮＯＤＥ", expected: "hinode" },
    { find: "holdings", expected: "acme" },
    { find: "ac", expected: null },
    { find: "nobody", expected: null },
    { find: "", expected: null },
  ])("%j", ({ find, expected }) => {
    expect(customerMeant(customers, find)?.slug ?? null).toBe(expected);
  });

  test("lists those that hold what was typed", () => {
    expect(found(customers, "ac").map(({ slug }) => slug)).toEqual(["acme", "acme-labs"]);
    expect(found(customers, "")).toHaveLength(3);
  });
});
