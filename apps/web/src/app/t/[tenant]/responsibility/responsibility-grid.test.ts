import type { Assignment, Unit } from "@sekinin/db";
import { describe, expect, test } from "vitest";
import { responsibilityGrid } from "./responsibility-grid.ts";

const unit = (nodeId: string, parentId: string | null, depth: number): Unit => ({
  nodeId,
  parentId,
  depth,
  kind: parentId === null ? "root" : "organizational-unit",
  name: `name of ${nodeId}`,
  accounts: 1,
});
const units = [unit("r", null, 0), unit("ou-a", "r", 1), unit("ou-b", "ou-a", 2)];
const team = { kind: "team", id: "t" } as const;
const partner = { kind: "partner", operatorId: "o" } as const;

function said(nodeId: string, subject: string, party: Assignment["party"]): Assignment {
  const subjectKind = subject.includes("network") ? "domain" : "control";
  return { id: `${nodeId} ${subject}`, nodeId, subjectKind, subject, party, node: null, createdAt: new Date(0) };
}

function network(assignments: readonly Assignment[]) {
  const { rows } = responsibilityGrid(units, assignments);
  return rows.map(({ cells }) => cells.find(({ domain }) => domain === "network"));
}

describe("who answers for a domain in an OU", () => {
  test("nobody, where nobody is named", () => {
    for (const cell of network([])) {
      expect(cell).toEqual({ domain: "network", party: { kind: "unassigned" }, inheritedFrom: null, exceptions: 0 });
    }
  });

  test("what is said above is inherited, by name; what is said here is not", () => {
    expect(network([said("ou-a", "network", team)])).toMatchObject([
      { party: { kind: "unassigned" }, inheritedFrom: null },
      { party: team, inheritedFrom: null },
      { party: team, inheritedFrom: "name of ou-a" },
    ]);
  });

  test("a control taken out of its domain is counted, there and below", () => {
    const cells = network([said("r", "network", team), said("ou-a", "ec2-security-group-ssh-not-open", partner)]);
    expect(cells.map((cell) => cell?.exceptions)).toEqual([0, 1, 1]);
  });

  test("a nearer domain ends the exception", () => {
    const cells = network([said("r", "ec2-security-group-ssh-not-open", partner), said("ou-a", "network", team)]);
    expect(cells.map((cell) => cell?.exceptions)).toEqual([1, 0, 0]);
  });
});

test("of very many OUs, those that say nothing of their own are left out, and counted", () => {
  const many = Array.from({ length: 200 }, (_, at) => unit(`ou-x-${at}`, "ou-a", 2));
  const { rows, left } = responsibilityGrid([...units, ...many], [said("ou-x-7", "network", team)]);
  expect(rows.map(({ nodeId }) => nodeId)).toEqual(["r", "ou-a", "ou-x-7"]);
  expect(left).toBe(200);
});
