import type { AccountState } from "@sekinin/db";
import { sumDuties } from "@sekinin/posture";
import { expect, test } from "vitest";
import { readingWith } from "../testing/organization-reading.ts";
import { finalisedNodes } from "./finalised-nodes.ts";
import { treeNodes } from "./tree-nodes.ts";

const state = (accountId: string, failed: number, status: AccountState["status"] = "current"): AccountState => ({
  organizationId: "o-abc1234567",
  accountId,
  name: `name of ${accountId}`,
  status,
  reason: null,
  crawlId: "c",
  observedAt: new Date(0),
  lastReadAt: new Date(0),
  sums: sumDuties([{ domain: "network", severity: "high", passed: 1, failed, unknown: 0 }]),
  calls: 1,
});
const nodeOf = (nodes: ReturnType<typeof finalisedNodes>, id: string) => nodes.find((node) => node.id === id);

test("an OU sums the accounts below it, and names the worst", () => {
  const nodes = finalisedNodes(treeNodes(readingWith()), [state("222222222222", 0), state("333333333333", 3)]);
  expect(nodeOf(nodes, "r-ab12")).toMatchObject({ accounts: 3, childCount: 4, depth: 0, parentId: null });
  expect(nodeOf(nodes, "r-ab12")?.posture.sums.network).toMatchObject({ duties: 2, failed: 3, failingDuties: 1 });
  expect(nodeOf(nodes, "r-ab12")?.posture.worst.network).toEqual({ accountId: "333333333333", score: 0.25 });
  expect(nodeOf(nodes, "ou-ab12-guarded1")).toMatchObject({ accounts: 1, childCount: 1 });
  expect(nodeOf(nodes, "ou-ab12-empty001")).toMatchObject({ accounts: 0, childCount: 0 });
});

test("a suspended account stays in the tree and leaves every sum", () => {
  const accounts = readingWith().accounts.map((account) =>
    account.id === "333333333333" ? { ...account, state: "SUSPENDED" as const } : account,
  );
  const nodes = finalisedNodes(treeNodes(readingWith({ accounts })), [
    state("222222222222", 0),
    state("333333333333", 3, "frozen"),
  ]);
  expect(nodeOf(nodes, "333333333333")).toMatchObject({
    accountState: "SUSPENDED",
    accounts: 0,
    parentId: "ou-ab12-open0001",
  });
  expect(nodeOf(nodes, "r-ab12")?.posture.sums.network).toMatchObject({ duties: 1, failed: 0 });
});

test("an account that left hangs below the root as LEFT, in no sum", () => {
  const nodes = finalisedNodes(treeNodes(readingWith()), [state("999999999999", 9, "frozen")]);
  expect(nodeOf(nodes, "999999999999")).toMatchObject({
    accountState: "LEFT",
    parentId: "r-ab12",
    name: "name of 999999999999",
    accounts: 0,
  });
  expect(nodeOf(nodes, "r-ab12")?.posture.sums.network.failed).toBe(0);
});

test("an active account of which nothing could be written counts without any duty", () => {
  const nodes = finalisedNodes(treeNodes(readingWith()), []);
  expect(nodeOf(nodes, "222222222222")).toMatchObject({ accounts: 1, accountState: "ACTIVE" });
  expect(nodeOf(nodes, "r-ab12")?.accounts).toBe(3);
});
