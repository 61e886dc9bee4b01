import fc from "fast-check";
import { expect, test } from "vitest";
import type { OrganizationPolicy } from "./organization.ts";
import { type Reading, read, unread } from "./reading.ts";
import { restrictingPolicies } from "./restricting-policies.ts";
import { organizationWith, scpWith } from "./testing/organization.ts";

// A second, slow reading of the rule: enumerate what the hidden policies could be, and see whether the answer moves.

const everything = { Effect: "Allow", Action: "*", Resource: "*" };
const contents = {
  full: [everything],
  deny: [everything, { Effect: "Deny", Action: "s3:*", Resource: "*" }],
  denyOnly: [{ Effect: "Deny", Action: "s3:*", Resource: "*" }],
  narrow: [{ Effect: "Allow", Action: "s3:*", Resource: "*" }],
};
type Kind = keyof typeof contents;
const kinds = Object.keys(contents) as Kind[];

const units = { a: "r-1", b: "a", c: "r-1" };
const targets = ["r-1", "a", "b", "c"];

type Planted = { readonly kind: Kind; readonly hidden: boolean; readonly targetIds: readonly string[] };

const anyPolicies = fc.array(
  fc.record({ kind: fc.constantFrom(...kinds), hidden: fc.boolean(), targetIds: fc.subarray(targets) }),
  { maxLength: 5 },
);

function policiesOf(planted: readonly Planted[], contentOf: (one: Planted, at: number) => Reading<string>) {
  return planted.map((one, at): OrganizationPolicy => scpWith(`p${at}`, contentOf(one, at), one.targetIds));
}

const textOf = (kind: Kind) => read(JSON.stringify({ Version: "2012-10-17", Statement: contents[kind] }));

/** By the words of the rule, with everything known. */
function restrictsByTheBook(planted: readonly Planted[], node: string): boolean {
  const path = node === "b" ? ["r-1", "a", "b"] : node === "r-1" ? ["r-1"] : ["r-1", node];
  return path.some((level) => {
    const attached = planted.filter(({ targetIds }) => targetIds.includes(level)).map(({ kind }) => kind);
    const unites = attached.some((kind) => kind === "full" || kind === "deny");
    return attached.some((kind) => kind.startsWith("deny") || (kind === "narrow" && !unites));
  });
}

test("with everything read, the answer is the rule's", () => {
  fc.assert(
    fc.property(anyPolicies, fc.constantFrom(...targets), (planted, node) => {
      const organization = organizationWith({ units, policies: policiesOf(planted, ({ kind }) => textOf(kind)) });
      const answer = restrictingPolicies(organization, node);
      expect(answer).toMatchObject({ status: "read" });
      expect(answer.status === "read" && answer.value.length > 0).toBe(restrictsByTheBook(planted, node));
    }),
    { numRuns: 500 },
  );
});

/** Every way in which the hidden policies could read. */
function worlds(planted: readonly Planted[]): readonly (readonly Planted[])[] {
  return planted.reduce<readonly (readonly Planted[])[]>(
    (made, one) => {
      const choices = one.hidden ? kinds.map((kind) => ({ ...one, kind })) : [one];
      return made.flatMap((world) => choices.map((choice) => [...world, choice]));
    },
    [[]],
  );
}

test("an answer is given only where it is the same however the hidden policies read", () => {
  fc.assert(
    fc.property(anyPolicies, fc.constantFrom(...targets), (planted, node) => {
      const policies = policiesOf(planted, ({ kind, hidden }) => (hidden ? unread("access-denied") : textOf(kind)));
      const answer = restrictingPolicies(organizationWith({ units, policies }), node);
      const possible = new Set(worlds(planted).map((world) => restrictsByTheBook(world, node)));
      const given = answer.status === "read" ? [answer.value.length > 0] : [...possible];
      expect([...possible]).toEqual(expect.arrayContaining(given));
      expect(answer.status === "unread" || possible.size === 1).toBe(true);
    }),
    { numRuns: 500 },
  );
});

test("where the answer is withheld, it could indeed be either", () => {
  fc.assert(
    fc.property(anyPolicies, fc.constantFrom(...targets), (planted, node) => {
      const policies = policiesOf(planted, ({ kind, hidden }) => (hidden ? unread("access-denied") : textOf(kind)));
      fc.pre(restrictingPolicies(organizationWith({ units, policies }), node).status === "unread");
      const possible = new Set(worlds(planted).map((world) => restrictsByTheBook(world, node)));
      // Two hidden neighbours can hide a certain answer (one full, one narrow); only a "nothing" is never withheld.
      expect(possible.has(true)).toBe(true);
    }),
    { numRuns: 300 },
  );
});

test("a Deny more never takes a restriction away, and moving it up the path keeps it", () => {
  fc.assert(
    fc.property(anyPolicies, (planted) => {
      const known = policiesOf(planted, ({ kind }) => textOf(kind));
      const before = restrictingPolicies(organizationWith({ units, policies: known }), "b");
      for (const target of ["b", "a", "r-1"]) {
        const policies = [...known, scpWith("extra", contents.denyOnly, [target])];
        const after = restrictingPolicies(organizationWith({ units, policies }), "b");
        const names = before.status === "read" ? before.value : [];
        expect(after).toMatchObject({ status: "read", value: expect.arrayContaining([...names, "extra"]) });
      }
    }),
  );
});

test("attaching FullAWSAccess never adds a restriction", () => {
  fc.assert(
    fc.property(anyPolicies, fc.constantFrom(...targets), (planted, target) => {
      const known = policiesOf(planted, ({ kind }) => textOf(kind));
      const before = restrictingPolicies(organizationWith({ units, policies: known }), "b");
      const policies = [...known, scpWith("FullAWSAccess", contents.full, [target])];
      const after = restrictingPolicies(organizationWith({ units, policies }), "b");
      const allowed = before.status === "read" ? before.value : [];
      const got = after.status === "read" ? after.value : ["unread"];
      expect(allowed).toEqual(expect.arrayContaining([...got]));
    }),
  );
});

test("the order of policies changes nothing", () => {
  fc.assert(
    fc.property(anyPolicies, fc.constantFrom(...targets), (planted, node) => {
      const policies = policiesOf(planted, ({ kind, hidden }) => (hidden ? unread("access-denied") : textOf(kind)));
      const forwards = restrictingPolicies(organizationWith({ units, policies }), node);
      const backwards = restrictingPolicies(organizationWith({ units, policies: [...policies].reverse() }), node);
      expect(backwards).toEqual(forwards);
    }),
  );
});
