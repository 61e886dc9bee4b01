import fc from "fast-check";
import { expect, test } from "vitest";
import type { AtomOutcome } from "../decide/atom-outcome.ts";
import type { Level } from "../evaluate/compile-organization.ts";
import { checkWorld, decideWorld } from "../testing/check-world.ts";
import { countWorlds } from "../testing/count-worlds.ts";
import { allowAll, aWorld, documentOf, entryOf } from "../testing/random-levels.ts";

const runs = 5_000;

test("what is decided is what trying every request finds, both ways", { timeout: 120_000 }, () => {
  const counts = countWorlds(runs);
  expect(counts.stopped).toBeGreaterThan(runs / 10);
  expect(counts.escapes).toBeGreaterThan(runs / 50);
  expect(counts.open).toBeGreaterThan(runs / 10);
  // Nothing in these worlds is unreadable, and all of them are small.
  expect(counts.unknown).toBe(0);
});

test.each([
  ["StringNotLike", "arn:*:iam::${aws:PrincipalAccount}:role/*"],
  ["ArnNotLike", "arn:*:iam::${aws:PrincipalAccount}:role/*"],
  ["StringNotLike", "*${aws:PrincipalAccount}:user/*"],
])("a way out that names the caller's own account by a variable is one: %s %s", (operator, value) => {
  const exempt = { key: "aws:PrincipalArn", operator, values: [value] };
  const statements = [allowAll, { ...allowAll, effect: "Deny" as const, conditions: [exempt] }];
  const levels: readonly Level[] = [{ nodeId: "r-1", entries: [entryOf(documentOf(statements))] }];
  expect(checkWorld({ keys: ["aws:principalarn"], levels, action: "s:Get" })).toBe("escapes");
});

const strength: Readonly<Record<AtomOutcome["kind"], number>> = { open: 0, escapes: 1, stopped: 2, unknown: -1 };
const strengthOf = (levels: readonly Level[], action: string) => strength[decideWorld(levels, action).kind];
const numRuns = 1_500;

/** Laws of scp.md 3.6, each between two decisions. */
test("one more Deny never weakens", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(aWorld, ({ levels, action, extra }) => {
      const deny = entryOf(documentOf([{ ...extra, effect: "Deny" }]), "p-more");
      const [first, ...rest] = levels;
      const more = first === undefined ? [] : [{ ...first, entries: [...first.entries, deny] }, ...rest];
      expect(strengthOf(more, action)).toBeGreaterThanOrEqual(strengthOf(levels, action));
    }),
    { numRuns },
  );
});

test("one more level never weakens", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(aWorld, ({ levels, action, extra }) => {
      const more: readonly Level[] = [...levels, { nodeId: "ou-9", entries: [entryOf(documentOf([allowAll, extra]))] }];
      expect(strengthOf(more, action)).toBeGreaterThanOrEqual(strengthOf(levels, action));
    }),
    { numRuns },
  );
});

test("FullAWSAccess attached to a level never strengthens", { timeout: 60_000 }, () => {
  fc.assert(
    fc.property(aWorld, fc.nat(), ({ levels, action }, at) => {
      const full = entryOf(documentOf([allowAll]), "p-FullAWSAccess");
      const more = levels.map((level, index) =>
        index === at % levels.length ? { ...level, entries: [...level.entries, full] } : level,
      );
      expect(strengthOf(more, action)).toBeLessThanOrEqual(strengthOf(levels, action));
    }),
    { numRuns },
  );
});

test("order of levels and statements, copies of statements and where a Deny stands change nothing", {
  timeout: 60_000,
}, () => {
  fc.assert(
    fc.property(aWorld, ({ levels, action, extra }) => {
      const deny = entryOf(documentOf([{ ...extra, effect: "Deny" }]), "p-deny");
      const withDeny = (at: number) =>
        levels.map((level, index) => (index === at ? { ...level, entries: [...level.entries, deny] } : level));
      const turned = withDeny(levels.length - 1)
        .toReversed()
        .map(({ nodeId, entries }) => ({
          nodeId,
          entries: [...entries, ...entries].map((entry) =>
            entry.kind === "policy"
              ? { ...entry, document: { ...entry.document, statements: entry.document.statements.toReversed() } }
              : entry,
          ),
        }));
      const plain = decideWorld(withDeny(0), action);
      expect(withoutPlaces(decideWorld(turned, action))).toEqual(withoutPlaces(plain));
    }),
    { numRuns },
  );
});

/** Statements are named by where they stand first, and values told in the order in which the first of them writes them. */
function withoutPlaces(outcome: AtomOutcome): unknown {
  return JSON.parse(
    JSON.stringify(outcome, (key, value: unknown) => {
      if (key === "values" && Array.isArray(value)) return value.toSorted();
      return ["statements", "by", "detail"].includes(key) ? null : value;
    }),
  );
}
