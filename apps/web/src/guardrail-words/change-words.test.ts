import type { OrganizationChange } from "@sekinin/guardrails";
import { describe, expect, test } from "vitest";
import { changeWords, effectWords, policyTypeName } from "./change-words.ts";

const policy = { policyId: "p-1", name: "DenyTrail", type: "SERVICE_CONTROL_POLICY" };
const node = { nodeId: "ou-1", name: "Workloads" };
const nameOf = (id: string) => ({ "ou-2": "Sandbox", "ou-3": "Prod" })[id] ?? id;

const changes: readonly { change: OrganizationChange; en: string; ja: string }[] = [
  {
    change: { kind: "policy-created", ...policy, content: null },
    en: "Policy `DenyTrail` was created",
    ja: "ポリシー `DenyTrail` が作成されました",
  },
  {
    change: { kind: "policy-removed", ...policy, content: null },
    en: "Policy `DenyTrail` was removed",
    ja: "ポリシー `DenyTrail` が削除されました",
  },
  {
    change: { kind: "policy-edited", ...policy, before: null, after: null },
    en: "Policy `DenyTrail` was edited",
    ja: "ポリシー `DenyTrail` が編集されました",
  },
  {
    change: { kind: "policy-renamed", ...policy, before: "Old" },
    en: "Policy `Old` is now called `DenyTrail`",
    ja: "ポリシー `Old` の名前が `DenyTrail` に変わりました",
  },
  {
    change: { kind: "attached", ...policy, targetId: "ou-1", targetName: "Workloads" },
    en: "Policy `DenyTrail` was attached to `Workloads`",
    ja: "ポリシー `DenyTrail` が `Workloads` にアタッチされました",
  },
  {
    change: { kind: "detached", ...policy, targetId: "ou-1", targetName: "Workloads" },
    en: "Policy `DenyTrail` was detached from `Workloads`",
    ja: "ポリシー `DenyTrail` が `Workloads` からデタッチされました",
  },
  {
    change: { kind: "account-moved", ...node, from: "ou-2", to: "ou-3" },
    en: "Account `Workloads` moved from `Sandbox` to `Prod`",
    ja: "アカウント `Workloads` が `Sandbox` から `Prod` へ移動しました",
  },
  {
    change: { kind: "unit-moved", ...node, from: "ou-2", to: "gone" },
    en: "OU `Workloads` moved from `Sandbox` to `gone`",
    ja: "OU `Workloads` が `Sandbox` から `gone` へ移動しました",
  },
  {
    change: { kind: "account-joined", ...node, parentId: "ou-2" },
    en: "Account `Workloads` joined below `Sandbox`",
    ja: "アカウント `Workloads` が `Sandbox` に加わりました",
  },
  {
    change: { kind: "account-left", ...node, parentId: "ou-2" },
    en: "Account `Workloads` left the organization",
    ja: "アカウント `Workloads` が組織を離れました",
  },
  {
    change: { kind: "unit-created", ...node, parentId: "ou-2" },
    en: "OU `Workloads` was created below `Sandbox`",
    ja: "OU `Workloads` が `Sandbox` に作成されました",
  },
  {
    change: { kind: "unit-removed", ...node, parentId: "ou-2" },
    en: "OU `Workloads` was removed",
    ja: "OU `Workloads` が削除されました",
  },
  {
    change: { kind: "type-enabled", type: "RESOURCE_CONTROL_POLICY" },
    en: "Resource control policy: the type was switched on",
    ja: "リソースコントロールポリシーのタイプが有効になりました",
  },
  {
    change: { kind: "type-disabled", type: "NEW_POLICY" },
    en: "NEW_POLICY: the type was switched off, all its policies are detached",
    ja: "NEW_POLICYのタイプが無効になり、すべてデタッチされました",
  },
];

test.each(changes)("$en", ({ change, en, ja }) => {
  expect(changeWords(change, "en", nameOf)).toBe(en);
  expect(changeWords(change, "ja", nameOf)).toBe(ja);
});

describe("effects", () => {
  const effect = { objectiveId: "cloudtrail-off", direction: "weaker" as const, sample: [] };
  test.each([
    {
      given: { before: "enforced", after: "none", accounts: 14 },
      en: "14 accounts: Enforced → None",
      ja: "14 アカウント：強制 → なし",
    },
    {
      given: { before: "none", after: "enforced", accounts: 1 },
      en: "1 account: None → Enforced",
      ja: "1 アカウント：なし → 強制",
    },
    {
      given: { before: "conditional", after: "conditional", accounts: 2 },
      en: "2 accounts: Conditional, by other ways out",
      ja: "2 アカウント：条件付き（抜け道が変化）",
    },
    {
      given: { before: "odd", after: "none", accounts: 2 },
      en: "2 accounts: odd → None",
      ja: "2 アカウント：odd → なし",
    },
  ])("$en", ({ given, en, ja }) => {
    expect(effectWords({ ...effect, ...given }, "en")).toBe(en);
    expect(effectWords({ ...effect, ...given }, "ja")).toBe(ja);
  });
});

test("a type that AWS adds later stands as it is", () => {
  expect(policyTypeName("BRAND_NEW_POLICY", "ja")).toBe("BRAND_NEW_POLICY");
});
