import type { DraftOperation } from "@sekinin/guardrails";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { DraftBase } from "./draft-base.ts";
import { addOperation } from "./draft-operations.ts";
import { type DraftState, isUnsaved, openDraft, stepDraft } from "./draft-state.ts";
import { nodeName, parentAfter, viewDraft } from "./draft-view.ts";

const scp = "SERVICE_CONTROL_POLICY";
const base: DraftBase = {
  organizationId: "o-abc1234567",
  rootId: "r-ab12",
  managementAccountId: "111111111111",
  types: [
    { type: scp, isEnabled: true },
    { type: "TAG_POLICY", isEnabled: false },
  ],
  units: [
    { id: "r-ab12", name: "Root", parentId: null, accounts: 1 },
    { id: "ou-ab12-11111111", name: "Workloads", parentId: "r-ab12", accounts: 2 },
    { id: "ou-ab12-22222222", name: "Sandbox", parentId: "r-ab12", accounts: 0 },
  ],
  accounts: [{ id: "222222222222", name: "payments", parentId: "ou-ab12-11111111" }],
  policies: [
    { id: "p-11111111", name: "Guard", type: scp, isAwsManaged: false, size: 10, targetIds: ["ou-ab12-11111111"] },
    { id: "p-22222222", name: "Other", type: scp, isAwsManaged: false, size: null, targetIds: [] },
  ],
};

const put = (policyId: string, content: string) =>
  ({ kind: "put-policy", policyId, name: "New", type: scp, content }) as const;
const attach = { kind: "attach", policyId: "p-22222222", targetId: "r-ab12" } as const;
const detach = { kind: "detach", policyId: "p-11111111", targetId: "ou-ab12-11111111" } as const;
const move = (parentId: string) => ({ kind: "move", nodeId: "222222222222", parentId }) as const;
const type = (status: "ENABLED" | "DISABLED", of = scp) => ({ kind: "set-policy-type", type: of, status }) as const;
const add = (...operations: readonly DraftOperation[]) =>
  operations.reduce<readonly DraftOperation[]>((all, one) => addOperation(base, all, one), []);

describe("a step more", () => {
  test.each([
    { given: "one attachment", steps: [attach], expected: [attach] },
    { given: "the same twice", steps: [attach, attach], expected: [attach] },
    { given: "attached and detached again", steps: [attach, { ...attach, kind: "detach" as const }], expected: [] },
    { given: "detached and attached again", steps: [detach, { ...detach, kind: "attach" as const }], expected: [] },
    {
      given: "a new policy, attached, then its text changed: the text stays before the attachment",
      steps: [put("draft-1", "a"), { ...attach, policyId: "draft-1" }, put("draft-1", "b")],
      expected: [put("draft-1", "b"), { ...attach, policyId: "draft-1" }],
    },
    {
      given: "a new policy that is removed: nothing of it is left",
      steps: [
        put("draft-1", "a"),
        { ...attach, policyId: "draft-1" },
        { kind: "remove-policy" as const, policyId: "draft-1" },
      ],
      expected: [],
    },
    {
      given: "a known policy that is edited and then removed",
      steps: [put("p-11111111", "a"), { kind: "remove-policy" as const, policyId: "p-11111111" }],
      expected: [{ kind: "remove-policy", policyId: "p-11111111" }],
    },
    { given: "moved twice", steps: [move("r-ab12"), move("ou-ab12-22222222")], expected: [move("ou-ab12-22222222")] },
    { given: "moved and back", steps: [move("r-ab12"), move("ou-ab12-11111111")], expected: [] },
    { given: "a type off", steps: [type("DISABLED")], expected: [type("DISABLED")] },
    { given: "a type off and on", steps: [type("DISABLED"), type("ENABLED")], expected: [] },
    { given: "a type off that is off", steps: [type("DISABLED", "TAG_POLICY")], expected: [] },
    {
      given: "a type on that the organisation never had",
      steps: [type("ENABLED", "X_POLICY")],
      expected: [type("ENABLED", "X_POLICY")],
    },
  ])("$given", ({ steps, expected }) => {
    expect(add(...steps)).toEqual(expected);
  });
});

describe("back and forth", () => {
  const open = () => openDraft(base, [], 1);
  const run = (state: DraftState, ...steps: Parameters<typeof stepDraft>[1][]) => steps.reduce(stepDraft, state);

  test("keystrokes in one policy are one step; a pause or another policy begins the next", () => {
    const typed = run(
      open(),
      { kind: "type", operation: put("draft-1", "a") },
      { kind: "type", operation: put("draft-1", "ab") },
      { kind: "pause-typing" },
      { kind: "type", operation: put("draft-1", "abc") },
      { kind: "type", operation: put("draft-2", "x") },
    );
    expect(typed.past).toHaveLength(3);
    expect(run(typed, { kind: "undo" }).operations).toEqual([put("draft-1", "abc")]);
    expect(run(typed, { kind: "undo" }, { kind: "undo" }).operations).toEqual([put("draft-1", "ab")]);
    expect(run(typed, { kind: "undo" }, { kind: "undo" }, { kind: "undo" }).operations).toEqual([]);
  });

  test("what was suggested is one step back", () => {
    const done = run(open(), { kind: "do-all", operations: [put("draft-1", "a"), { ...attach, policyId: "draft-1" }] });
    expect(done.operations).toHaveLength(2);
    expect(run(done, { kind: "undo" }).operations).toEqual([]);
  });

  test("nothing to take back or to do again changes nothing", () => {
    expect(run(open(), { kind: "undo" })).toEqual(open());
    expect(run(open(), { kind: "redo" })).toEqual(open());
  });

  test("what was typed while the save was on its way is still unsaved", () => {
    const sent = run(open(), { kind: "do", operation: attach });
    const saved = run(sent, { kind: "saved", operations: sent.operations, version: 2 });
    expect([isUnsaved(open()), isUnsaved(sent), isUnsaved(saved), saved.saved.version]).toEqual([
      false,
      true,
      false,
      2,
    ]);
    const later = run(
      sent,
      { kind: "do", operation: detach },
      { kind: "saved", operations: sent.operations, version: 2 },
    );
    expect(isUnsaved(later)).toBe(true);
  });

  test("any steps, all taken back and done again, end where they were", () => {
    const operation = fc.oneof(
      fc.constantFrom<DraftOperation>(attach, detach, move("r-ab12"), move("ou-ab12-22222222"), type("DISABLED")),
      fc
        .record({ id: fc.constantFrom("draft-1", "p-11111111"), text: fc.string() })
        .map(({ id, text }) => put(id, text)),
    );
    fc.assert(
      fc.property(fc.array(operation, { maxLength: 20 }), (operations) => {
        const done = operations.reduce<DraftState>(
          (state, one) => stepDraft(state, { kind: "do", operation: one }),
          open(),
        );
        const back = done.past.reduce<DraftState>((state) => stepDraft(state, { kind: "undo" }), done);
        expect(back.operations).toEqual([]);
        const again = done.past.reduce<DraftState>((state) => stepDraft(state, { kind: "redo" }), back);
        expect(again.operations).toEqual(done.operations);
        expect(new Set(done.operations.map((one) => JSON.stringify(one))).size).toBe(done.operations.length);
      }),
    );
  });
});

describe("the organisation as it would be", () => {
  test("attachments are marked by what the draft did", () => {
    const view = viewDraft(base, [detach, attach, put("draft-1", "abc"), { ...attach, policyId: "draft-1" }]);
    expect(view.attachments.get("ou-ab12-11111111")).toEqual([{ policyId: "p-11111111", change: "detached" }]);
    expect(view.attachments.get("r-ab12")).toEqual([
      { policyId: "p-22222222", change: "attached" },
      { policyId: "draft-1", change: "attached" },
    ]);
    expect(view.policies.get("draft-1")).toMatchObject({ origin: "new", size: 3 });
    expect(view.policies.get("p-11111111")).toMatchObject({ origin: "kept", size: 10 });
  });

  test("a removed policy is off everywhere", () => {
    const view = viewDraft(base, [{ kind: "remove-policy", policyId: "p-11111111" }]);
    expect(view.policies.get("p-11111111")?.origin).toBe("removed");
    expect(view.attachments.get("ou-ab12-11111111")).toEqual([{ policyId: "p-11111111", change: "detached" }]);
  });

  test("places, types and names; what nobody knows stays its id", () => {
    const view = viewDraft(base, [move("ou-ab12-22222222"), type("DISABLED"), put("p-11111111", "x")]);
    expect(parentAfter(view, "222222222222")).toBe("ou-ab12-22222222");
    expect(parentAfter(view, "ou-ab12-11111111")).toBe("r-ab12");
    expect(parentAfter(view, "999999999999")).toBeNull();
    expect(view.types.get(scp)).toBe(false);
    expect(view.policies.get("p-11111111")?.origin).toBe("edited");
    expect([nodeName(view, "222222222222"), nodeName(view, "999999999999")]).toEqual(["payments", "999999999999"]);
  });
});
