import { describe, expect, test } from "vitest";
import { memberId, roleName, smallOrganization } from "../../testing/small-organization.ts";
import type { FaultRule } from "./fault.ts";
import { createFaultBook, type FaultedCall } from "./fault-book.ts";

const call: FaultedCall = { service: "ec2", operation: "DescribeVpcs", accountId: memberId, region: "eu-west-1" };
const account = smallOrganization.account(memberId);
if (account === undefined) throw new Error("the small organisation lost its member");

describe("strike", () => {
  test("without rules nothing is struck, and the same empty list is given", () => {
    const book = createFaultBook({ rules: [] });
    expect(book.strike(call)).toBe(book.strike(call));
    expect(book.strike(call)).toEqual([]);
  });

  test("several rules strike together, in their order, each with its own count", () => {
    const rules: FaultRule[] = [
      { effect: { kind: "latency", latencyMs: 5 } },
      { effect: { kind: "deny" }, count: 1 },
      { effect: { kind: "hang" }, service: "s3" },
    ];
    const book = createFaultBook({ rules });
    expect(book.strike(call).map(({ kind }) => kind)).toEqual(["latency", "deny"]);
    expect(book.strike(call).map(({ kind }) => kind)).toEqual(["latency"]);
    expect(book.strike({ ...call, service: "s3" }).map(({ kind }) => kind)).toEqual(["latency", "hang"]);
  });

  test("calls that do not match count neither for `after` nor for `count`", () => {
    const book = createFaultBook({
      rules: [{ effect: { kind: "deny" }, operation: "DescribeVpcs", after: 1, count: 1 }],
    });
    const other = { ...call, operation: "DescribeSubnets" };
    expect([other, call, other, call, call].map((each) => book.strike(each).length)).toEqual([0, 0, 0, 1, 0]);
  });

  test("setting the same faults again starts anew", () => {
    const faults = { rules: [{ effect: { kind: "deny" as const }, count: 1 }] };
    const book = createFaultBook(faults);
    expect(book.strike(call)).toHaveLength(1);
    expect(book.strike(call)).toHaveLength(0);
    book.set(faults);
    expect(book.current()).toBe(faults);
    expect(book.strike(call)).toHaveLength(1);
  });

  test("a probability is kept over many calls", () => {
    const book = createFaultBook({ seed: 5, rules: [{ effect: { kind: "deny" }, probability: 0.2 }] });
    const hits = Array.from({ length: 5000 }, () => book.strike(call).length).reduce((sum, each) => sum + each, 0);
    expect(hits).toBeGreaterThan(900);
    expect(hits).toBeLessThan(1100);
  });
});

describe("seen", () => {
  test("an untouched account is itself", () => {
    expect(createFaultBook({ rules: [] }).seen(account)).toBe(account);
  });

  test.each<{ given: string; change: (book: ReturnType<typeof createFaultBook>) => void; expected: object }>([
    { given: "suspended", change: (book) => book.suspend(memberId), expected: { state: "SUSPENDED" } },
    {
      given: "without its role",
      change: (book) => book.deleteRole(memberId, roleName),
      expected: { roles: account.roles.filter(({ name }) => name !== roleName) },
    },
    {
      given: "without a Region",
      change: (book) => book.optOut(memberId, "eu-west-1"),
      expected: { enabledRegions: new Set(["us-east-1"]) },
    },
  ])("$given, and whole again when faults are set anew", ({ change, expected }) => {
    const book = createFaultBook({ rules: [] });
    change(book);
    const { id, state, roles, enabledRegions } = account;
    expect(book.seen(account)).toEqual({ id, state, roles, enabledRegions, ...expected });
    book.set({ rules: [] });
    expect(book.seen(account)).toBe(account);
  });

  test("another account's faults do not show", () => {
    const book = createFaultBook({ rules: [] });
    book.suspend("000000000000");
    book.deleteRole("000000000000", roleName);
    expect(book.seen(account)).toBe(account);
  });
});
