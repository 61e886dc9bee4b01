import fc from "fast-check";
import { expect, test } from "vitest";
import { type AttachedPolicy, effectivePolicy, settingKey } from "./effective-policy.ts";
import { type ManagementSetting, type ValueOperator, valueOperators } from "./management-policy.ts";

const values = fc.uniqueArray(fc.constantFrom("a", "b", "c"), { minLength: 1, maxLength: 2 });
const path = fc.constantFrom(["x"], ["x", "y"], ["z"]);
const allowed = fc.subarray([...valueOperators]).map((list) => new Set<ValueOperator>(list));
const setting: fc.Arbitrary<ManagementSetting> = fc.record({
  path,
  operators: fc.dictionary(fc.constantFrom(...valueOperators), values, { minKeys: 1, maxKeys: 1 }),
  isList: fc.constant(true),
});
const policy: fc.Arbitrary<AttachedPolicy> = fc.record({
  id: fc.constantFrom("p-1", "p-2", "p-3"),
  policy: fc.record({
    settings: fc.uniqueArray(setting, { maxLength: 2, selector: (one) => settingKey(one.path) }),
    limits: fc.array(fc.record({ path, allowed }), { maxLength: 1 }),
  }),
});
/** One policy a node, so that no order is unknown. */
const levels = fc.array(
  fc.oneof(
    fc.constant([]),
    policy.map((one) => [one]),
  ),
  { maxLength: 4 },
);

test("what a level locks, no level below changes, read or not", () => {
  const lock = (id: string): AttachedPolicy => ({
    id,
    policy: {
      settings: [{ path: ["x"], operators: { "@@assign": ["a"] }, isList: true }],
      limits: [{ path: ["x"], allowed: new Set() }],
    },
  });
  const unread: AttachedPolicy = { id: "p-9", doubt: { code: "policy-unread", detail: "p-9" } };
  const below = fc.array(fc.array(fc.oneof(policy, fc.constant(unread)), { maxLength: 2 }), { maxLength: 3 });
  fc.assert(
    fc.property(below, (rest) => {
      const found = effectivePolicy([[lock("p-0")], ...rest]).settings.get("x");
      expect(found).toMatchObject({ values: ["a"], policyIds: ["p-0"], isCertain: true });
    }),
  );
});

test("levels without policies change nothing", () => {
  fc.assert(
    fc.property(levels, fc.nat(4), (given, at) => {
      const more = [...given.slice(0, at), [], ...given.slice(at)];
      expect(effectivePolicy(more)).toEqual(effectivePolicy(given));
    }),
  );
});

test("the last assignment without limits is what an account gets", () => {
  const assigning = fc.array(values, { minLength: 1, maxLength: 4 });
  fc.assert(
    fc.property(assigning, (all) => {
      const given = all.map((list, at): readonly AttachedPolicy[] => [
        {
          id: `p-${at}`,
          policy: { settings: [{ path: ["x"], operators: { "@@assign": list }, isList: true }], limits: [] },
        },
      ]);
      expect(effectivePolicy(given).settings.get("x")).toMatchObject({
        values: all[all.length - 1],
        policyIds: [`p-${all.length - 1}`],
        isCertain: true,
      });
    }),
  );
});

test("a doubt anywhere leaves nothing below it certain that was not locked above", () => {
  const unread: AttachedPolicy = { id: "p-9", doubt: { code: "policy-unread", detail: "p-9" } };
  fc.assert(
    fc.property(levels, (given) => {
      const found = effectivePolicy([[unread], ...given]);
      expect([...found.settings.values()].some(({ isCertain }) => isCertain)).toBe(false);
    }),
  );
});
