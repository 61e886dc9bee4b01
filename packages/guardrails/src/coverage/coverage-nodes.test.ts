import { expect, test } from "vitest";
import { compileOrganization } from "../evaluate/compile-organization.ts";
import { organizationWith } from "../testing/organization.ts";
import { loadUniverse } from "../universe/load-universe.ts";
import type { Coverage, CoverageVerdict, ObjectiveOutcome, VerdictCounts } from "./coverage.ts";
import { coverageNodes } from "./coverage-nodes.ts";

const none = { stopped: 0, escaping: 0, open: 0, unknown: 0 };
const outcome = (verdict: CoverageVerdict): ObjectiveOutcome => ({
  verdict,
  reason: null,
  actions: none,
  hardening: none,
  waysOut: [],
  waysOutLeftOff: 0,
  deciding: [],
  witness: null,
  metBy: null,
});

const reading = organizationWith({
  units: { "ou-a": "r-1", "ou-b": "ou-a", "ou-lost": "ou-gone" },
  accounts: { "1": "ou-a", "2": "ou-b", "3": "ou-b", "4": "r-1", "5": "ou-lost", "222222222222": "r-1" },
});
const compiled = compileOrganization(reading, { universe: loadUniverse() });

function nodesOf(verdicts: Readonly<Record<string, CoverageVerdict>>) {
  const classes = Object.entries(verdicts).map(([id, verdict]) => ({
    key: id,
    accounts: [id],
    outcomes: { x: outcome(verdict) },
  }));
  const coverage: Coverage = { objectives: ["x"], classes };
  return new Map(coverageNodes(compiled, coverage).map((node) => [node.nodeId, node]));
}

test("counts what is below each node, never an average", () => {
  const nodes = nodesOf({
    "1": "enforced",
    "2": "none",
    "3": "conditional",
    "4": "unknown",
    "5": "partial",
    "222222222222": "exempt",
  });
  const counts = (id: string): VerdictCounts | undefined => nodes.get(id)?.counts.x;
  expect([...nodes.keys()].sort()).toEqual(["ou-a", "ou-b", "ou-lost", "r-1"]);
  // enforced, conditional, partial, none, unknown, exempt
  expect(counts("ou-b")).toEqual([0, 1, 0, 1, 0, 0]);
  expect(counts("ou-a")).toEqual([1, 1, 0, 1, 0, 0]);
  expect(counts("ou-lost")).toEqual([0, 0, 1, 0, 0, 0]);
  expect(counts("r-1")).toEqual([1, 1, 1, 1, 1, 1]);
});

test.each([
  { given: "one that stops nothing", verdicts: { "2": "none", "3": "partial", "1": "unknown" }, worst: "2" },
  { given: "partial before unknown", verdicts: { "2": "unknown", "3": "partial", "1": "conditional" }, worst: "3" },
  {
    given: "unknown before conditional",
    verdicts: { "2": "conditional", "3": "unknown", "1": "enforced" },
    worst: "3",
  },
  { given: "conditional before enforced", verdicts: { "2": "enforced", "1": "conditional" }, worst: "1" },
  { given: "exempt last of all", verdicts: { "222222222222": "exempt", "1": "enforced" }, worst: "1" },
] satisfies { given: string; verdicts: Record<string, CoverageVerdict>; worst: string }[])(
  "the worst account is $given",
  ({ verdicts, worst }) => {
    expect(nodesOf(verdicts).get("r-1")?.worst.x).toBe(worst);
  },
);

test.each(["SUSPENDED", "PENDING_CLOSURE", "CLOSED", "PENDING_ACTIVATION"] as const)(
  "an account that is %s counts nowhere, and is nobody's worst one",
  (state) => {
    const units = { "ou-a": "r-1", "ou-off": "r-1" };
    const accounts = { "1": "ou-a", "2": "ou-off", "222222222222": "r-1" };
    const frozen = compileOrganization(organizationWith({ units, accounts, states: { "2": state } }), {
      universe: loadUniverse(),
    });
    const classes = [
      { key: "open", accounts: ["2"], outcomes: { x: outcome("none") } },
      { key: "closed", accounts: ["1"], outcomes: { x: outcome("enforced") } },
      { key: "management", accounts: ["222222222222"], outcomes: { x: outcome("exempt") } },
    ];
    const nodes = coverageNodes(frozen, { objectives: ["x"], classes });
    expect(Object.fromEntries(nodes.map(({ nodeId, counts, worst }) => [nodeId, [counts.x, worst.x]]))).toEqual({
      "r-1": [[1, 0, 0, 0, 0, 1], "1"],
      "ou-a": [[1, 0, 0, 0, 0, 0], "1"],
      "ou-off": [[0, 0, 0, 0, 0, 0], undefined],
    });
  },
);

test("a node without accounts has no worst one", () => {
  expect(nodesOf({ "4": "none" }).get("ou-a")).toEqual({
    nodeId: "ou-a",
    counts: { x: [0, 0, 0, 0, 0, 0] },
    worst: {},
  });
});
