import { type ResponsibilityDomain, responsibilityDomains, severities } from "@sekinin/responsibility";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accountCauses, type DutyChange } from "./account-causes.ts";
import { changeOfCauses } from "./cause-tally.ts";
import type { ChangeCauses } from "./changes.ts";
import { type ScoredDuty, sumDuties, sumsDifference } from "./sums.ts";

const catalogues = { before: new Set(["c", "d"]), after: new Set(["c", "d"]) };

/** A duty of weight 5 in the network. */
function duty(passed: number, failed: number, unknown = 0, changes: Partial<ScoredDuty> = {}): ScoredDuty {
  return { domain: "network", severity: "high", passed, failed, unknown, ...changes };
}

function changed(before: ScoredDuty | null, after: ScoredDuty | null, more: Partial<DutyChange> = {}): DutyChange {
  return { region: "eu-west-1", controlId: "c", before, after, ...more };
}

const network = (met: number, known: number, total: number) => ({ network: { met, known, total } });

describe("one duty", () => {
  test.each<{ given: string; before: ScoredDuty | null; after: ScoredDuty | null; causes: ChangeCauses }>([
    { given: "stays", before: duty(1, 1), after: duty(1, 1), causes: {} },
    { given: "is not applicable before and after", before: duty(0, 0), after: duty(0, 0), causes: {} },
    {
      given: "fails where it passed",
      before: duty(2, 0),
      after: duty(1, 1),
      causes: { "new-findings": network(-2.5, 0, 0) },
    },
    { given: "is mended", before: duty(1, 1), after: duty(2, 0), causes: { mended: network(2.5, 0, 0) } },
    {
      given: "gets worse with as many failures: a good resource went",
      before: duty(3, 1),
      after: duty(1, 1),
      causes: { resources: network(-1.25, 0, 0) },
    },
    {
      given: "gets better with more failures: better ones came too",
      before: duty(0, 1),
      after: duty(2, 2),
      causes: { resources: network(2.5, 0, 0) },
    },
    { given: "counts more of the same", before: duty(1, 0), after: duty(9, 0), causes: {} },
    {
      given: "appears with a failure",
      before: null,
      after: duty(1, 1),
      causes: { "new-findings": network(2.5, 5, 5) },
    },
    { given: "appears sound", before: null, after: duty(1, 0), causes: { resources: network(5, 5, 5) } },
    {
      given: "appears unread in its Region",
      before: null,
      after: duty(0, 0, 1),
      causes: { resources: network(0, 0, 5) },
    },
    {
      given: "appears with a resource where none applied",
      before: duty(0, 0),
      after: duty(1, 0),
      causes: { resources: network(5, 5, 5) },
    },
    { given: "vanishes sound", before: duty(1, 0), after: null, causes: { resources: network(-5, -5, -5) } },
    { given: "vanishes with its failure", before: duty(1, 1), after: null, causes: { mended: network(-2.5, -5, -5) } },
    {
      given: "is lost from sight, failures and all",
      before: duty(1, 3),
      after: duty(0, 0, 1),
      causes: { "visibility-lost": network(-1.25, -5, 0) },
    },
    {
      given: "is seen again, with a failure that nobody can call new",
      before: duty(0, 0, 1),
      after: duty(1, 3),
      causes: { "visibility-regained": network(1.25, 5, 0) },
    },
    {
      given: "is half lost: what is left is as good as before",
      before: duty(2, 2),
      after: duty(1, 1, 2),
      causes: { "visibility-lost": network(-1.25, -2.5, 0) },
    },
    {
      given: "is half lost and fails more",
      before: duty(4, 0),
      after: duty(1, 1, 2),
      causes: { "visibility-lost": network(-2.5, -2.5, 0), "new-findings": network(-1.25, 0, 0) },
    },
    {
      given: "weighs more: the weight is the catalogue's, the failure is not",
      before: duty(1, 0, 0, { severity: "medium" }),
      after: duty(0, 1),
      causes: { catalogue: network(3, 3, 3), "new-findings": network(-5, 0, 0) },
    },
    {
      given: "is of another domain now",
      before: duty(1, 0, 0, { domain: "governance" }),
      after: duty(1, 0),
      causes: { catalogue: { ...network(5, 5, 5), governance: { met: -5, known: -5, total: -5 } } },
    },
  ])("that $given", ({ before, after, causes }) => {
    expect(accountCauses([changed(before, after)], catalogues)).toEqual(causes);
  });

  test.each<{ given: string; change: DutyChange; before: ReadonlySet<string> | null; causes: ChangeCauses }>([
    {
      given: "a control that is new in the catalogue",
      change: changed(null, duty(0, 1), { controlId: "d" }),
      before: new Set(["c"]),
      causes: { catalogue: network(0, 5, 5) },
    },
    {
      given: "a control of which nothing is known, since the old catalogue is not known",
      change: changed(null, duty(0, 1), { controlId: "d" }),
      before: null,
      causes: { "new-findings": network(0, 5, 5) },
    },
    {
      given: "a control that the catalogue has no more",
      change: changed(duty(0, 1), null, { controlId: "gone" }),
      before: new Set(["c", "d", "gone"]),
      causes: { catalogue: network(0, -5, -5) },
    },
  ])("of $given", ({ change, before, causes }) => {
    expect(accountCauses([change], { ...catalogues, before })).toEqual(causes);
  });
});

describe("an account that cannot be entered", () => {
  const regions = [
    changed(duty(1, 1), null),
    changed(duty(3, 0), null, { region: "us-east-1" }),
    changed(null, duty(0, 0, 1), { region: "global" }),
  ];
  const back = regions.map(({ before, after, ...rest }) => ({ ...rest, before: after, after: before }));

  test("loses the duties of its Regions from sight: nothing was mended, nothing is gone", () => {
    expect(accountCauses(regions, catalogues)).toEqual({ "visibility-lost": network(-7.5, -10, -5) });
  });

  test("has them again when it is entered: nothing is new", () => {
    expect(accountCauses(back, catalogues)).toEqual({ "visibility-regained": network(7.5, 10, 5) });
  });

  test("leaves other controls to their own causes", () => {
    const other = changed(duty(1, 1), null, { controlId: "d" });
    expect(accountCauses([...regions, other], catalogues)).toMatchObject({ mended: network(-2.5, -5, -5) });
  });
});

const count = fc.oneof(fc.constant(0), fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 5_000 }));
const anyDuty: fc.Arbitrary<ScoredDuty> = fc.record({
  domain: fc.constantFrom(...responsibilityDomains),
  severity: fc.constantFrom(...severities),
  passed: count,
  failed: count,
  unknown: count,
});
const anyChange: fc.Arbitrary<DutyChange> = fc.record({
  region: fc.constantFrom("global", "eu-west-1", "us-east-1"),
  controlId: fc.constantFrom("c", "d", "e"),
  before: fc.option(anyDuty),
  after: fc.option(anyDuty),
});
const anyChanges = fc.uniqueArray(anyChange, { selector: ({ region, controlId }) => `${region} ${controlId}` });
const anyCatalogues = fc.record({
  before: fc.option(fc.subarray(["c", "d", "e"]).map((ids) => new Set(ids))),
  after: fc.subarray(["c", "d", "e"]).map((ids) => new Set(ids)),
});
const present = (duties: readonly (ScoredDuty | null)[]) => duties.filter((one) => one !== null);

describe("any change", () => {
  test("adds up exactly: the parts are the change of the sums, whatever the causes", () => {
    fc.assert(
      fc.property(anyChanges, anyCatalogues, (changes, given) => {
        const from = sumDuties(present(changes.map(({ before }) => before)));
        const to = sumDuties(present(changes.map(({ after }) => after)));
        const expected = new Map<ResponsibilityDomain, unknown>(sumsDifference(from, to));
        const found = changeOfCauses(accountCauses(changes, given));
        for (const domain of responsibilityDomains) {
          const zero = { met: 0, known: 0, total: 0 };
          expect(found.get(domain) ?? zero).toEqual(expected.get(domain) ?? zero);
        }
      }),
      { numRuns: 500 },
    );
  });

  test("does not hang on the order of the duties, nor on those that stayed", () => {
    fc.assert(
      fc.property(anyChanges, anyCatalogues, anyDuty, (changes, given, same) => {
        const stayed = changed(same, same, { controlId: "same" });
        const catalogue = { before: given.before, after: new Set([...given.after, "same"]) };
        expect(accountCauses([...changes, stayed].reverse(), catalogue)).toEqual(accountCauses(changes, given));
      }),
    );
  });

  test("sight that is lost takes away, sight that is regained gives", () => {
    fc.assert(
      fc.property(anyDuty, anyDuty, (before, after) => {
        const same = { ...after, domain: before.domain, severity: before.severity };
        const causes = accountCauses([changed(before, same)], catalogues);
        for (const { known } of Object.values(causes["visibility-lost"] ?? {})) expect(known).toBeLessThan(0);
        for (const { known } of Object.values(causes["visibility-regained"] ?? {})) expect(known).toBeGreaterThan(0);
      }),
    );
  });
});
