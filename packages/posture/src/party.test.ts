import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { addControlSums, type ControlSums, sumControls } from "./control-sums.ts";
import {
  indexAssignments,
  type Party,
  type PartyAssignment,
  partyControls,
  partyKey,
  partyOf,
  partyOfDomain,
  partyOfKey,
  pathUp,
} from "./party.ts";

const catalogue = [
  { id: "c-open", domain: "network" },
  { id: "c-logs", domain: "network" },
  { id: "c-key", domain: "data-protection" },
] as const;
type KnownControl = (typeof catalogue)[number];
const [open, logs, key] = catalogue;

const teamA = { kind: "team", id: "a" } as const;
const teamB = { kind: "team", id: "b" } as const;
const partner = { kind: "partner", operatorId: "o" } as const;
const nobody = { kind: "unassigned" } as const;
const parties: readonly Party[] = [teamA, teamB, partner, nobody, { kind: "aws" }];

function says(nodeId: string, subject: KnownControl | string, party: PartyAssignment["party"]): PartyAssignment {
  return typeof subject === "string"
    ? { nodeId, subjectKind: "domain", subject, party }
    : { nodeId, subjectKind: "control", subject: subject.id, party };
}

const rules: {
  given: string;
  assignments: PartyAssignment[];
  control: KnownControl;
  party: Party;
  saidAt: string | null;
}[] = [
  { given: "nobody says anything", assignments: [], control: open, party: nobody, saidAt: null },
  { given: "the root says it", assignments: [says("r", "network", teamA)], control: open, party: teamA, saidAt: "r" },
  {
    given: "another domain's assignment says nothing",
    assignments: [says("r", "data-protection", teamA)],
    control: open,
    party: nobody,
    saidAt: null,
  },
  {
    given: "the nearest node wins",
    assignments: [says("r", "network", teamA), says("ou", "network", teamB)],
    control: open,
    party: teamB,
    saidAt: "ou",
  },
  {
    given: "on one node the control beats its domain",
    assignments: [says("ou", "network", teamB), says("ou", open, partner)],
    control: open,
    party: partner,
    saidAt: "ou",
  },
  {
    given: "a control taken out leaves the others of its domain",
    assignments: [says("ou", "network", teamB), says("ou", open, partner)],
    control: logs,
    party: teamB,
    saidAt: "ou",
  },
  {
    given: "a nearer domain beats a control further up",
    assignments: [says("r", open, partner), says("ou", "network", teamB)],
    control: open,
    party: teamB,
    saidAt: "ou",
  },
  {
    given: "the account itself may carry one",
    assignments: [says("ou", "data-protection", teamB), says("1", key, teamA)],
    control: key,
    party: teamA,
    saidAt: "1",
  },
  {
    given: "a sibling's assignment says nothing",
    assignments: [says("other", "network", teamA)],
    control: open,
    party: nobody,
    saidAt: null,
  },
];

describe("who answers", () => {
  test.each(rules)("$given", ({ assignments, control, party, saidAt }) => {
    expect(partyOf(indexAssignments(assignments), ["1", "ou", "r"], control)).toEqual({ party, saidAt });
  });

  test("nowhere it is nobody", () => {
    expect(partyOf(indexAssignments([says("r", "network", teamA)]), [], open)).toEqual({ party: nobody, saidAt: null });
  });

  test("a domain as a whole is not a control's", () => {
    const index = indexAssignments([says("r", "network", teamA), says("ou", open, partner)]);
    expect(partyOfDomain(index, ["ou", "r"], "network")).toEqual({ party: teamA, saidAt: "r" });
    expect(partyOfDomain(index, ["ou", "r"], "governance")).toEqual({ party: nobody, saidAt: null });
  });

  test("keys tell parties apart", () => {
    expect(new Set(parties.map(partyKey)).size).toBe(parties.length);
    expect(partyKey({ kind: "partner", operatorId: "x" })).toBe("partner:x");
  });
});

describe("a party's key", () => {
  const id = "3f0e7f52-1111-4222-8333-444455556666";
  const readable: readonly Party[] = [
    { kind: "aws" },
    nobody,
    { kind: "team", id },
    { kind: "partner", operatorId: id },
  ];
  test.each(readable)("is read back: $kind", (party) => {
    expect(partyOfKey(partyKey(party))).toEqual(party);
  });
  test.each(["", "AWS", "team", "team:", "team:x", `team:${id} `, `aws:${id}`, `partner:${id.toUpperCase()}`, `${id}`])(
    "is not %j",
    (text) => {
      expect(partyOfKey(text)).toBeNull();
    },
  );
});

describe("the path up", () => {
  const parentOf = new Map<string, string | null>([
    ["r", null],
    ["ou", "r"],
    ["1", "ou"],
    ["x", "y"],
    ["y", "x"],
    ["lost", "gone"],
  ]);
  test.each([
    { of: "1", path: ["1", "ou", "r"] },
    { of: "r", path: ["r"] },
    { of: "gone", path: [] },
    { of: "lost", path: ["lost"] },
    { of: "x", path: ["x", "y"] },
  ])("of $of is $path", ({ of, path }) => {
    expect(pathUp(parentOf, of)).toEqual(path);
  });
});

type Plan = {
  readonly units: readonly number[];
  readonly accounts: readonly {
    readonly parent: number;
    readonly counts: readonly (readonly [number, number, number])[];
  }[];
  readonly assignments: readonly { readonly node: number; readonly subject: number; readonly party: number }[];
};

const subjects = [open, logs, key, "network", "data-protection"] as const;
const assignable = [teamA, teamB, partner] as const;
const count = fc.nat({ max: 3 });
const plans: fc.Arbitrary<Plan> = fc.record({
  units: fc.array(fc.nat(), { maxLength: 8 }),
  accounts: fc.array(
    fc.record({ parent: fc.nat(), counts: fc.array(fc.tuple(count, count, count), { minLength: 3, maxLength: 3 }) }),
    { maxLength: 12 },
  ),
  assignments: fc.array(
    fc.record({ node: fc.nat(), subject: fc.nat({ max: subjects.length - 1 }), party: fc.nat({ max: 2 }) }),
    { maxLength: 12 },
  ),
});

function lay({ units, accounts, assignments }: Plan) {
  const ids = ["r", ...units.map((_, at) => `ou-${at}`)];
  const parentOf = new Map<string, string | null>([["r", null]]);
  for (const [at, parent] of units.entries()) parentOf.set(`ou-${at}`, ids[parent % (at + 1)] ?? "r");
  const own = new Map<string, ControlSums>();
  for (const [at, { parent, counts }] of accounts.entries()) {
    parentOf.set(String(at), ids[parent % ids.length] ?? "r");
    const duties = catalogue.map(({ id, domain }, index) => {
      const [passed = 0, failed = 0, unknown = 0] = counts[index] ?? [];
      return { controlId: id, domain, severity: "high" as const, passed, failed, unknown };
    });
    own.set(String(at), sumControls(duties, catalogue));
  }
  const nodes = [...parentOf.keys()];
  const index = indexAssignments(
    assignments.map(({ node, subject, party }) =>
      says(nodes[node % nodes.length] ?? "r", subjects[subject] ?? open, assignable[party] ?? teamA),
    ),
  );
  const controls = new Map<string, ControlSums>();
  for (const [account, sums] of own) {
    for (const node of pathUp(parentOf, account)) {
      const known = controls.get(node);
      controls.set(node, known === undefined ? sums : addControlSums(known, sums));
    }
  }
  return { parentOf, own, controls, index, nodes };
}

/** Account by account, as a reader of the rules would count. */
function counted({ parentOf, own, index }: ReturnType<typeof lay>, party: Party, nodeId: string): ControlSums {
  let total: ControlSums = {};
  for (const [account, sums] of own) {
    const path = pathUp(parentOf, account);
    if (!path.includes(nodeId)) continue;
    const mine = Object.entries(sums).filter(
      ([id, { domain, duties }]) =>
        duties > 0 && partyKey(partyOf(index, path, { id, domain }).party) === partyKey(party),
    );
    total = addControlSums(total, Object.fromEntries(mine));
  }
  return total;
}

test("sums of a party equal a count account by account, bit by bit, for every node and party", () => {
  fc.assert(
    fc.property(plans, (plan) => {
      const laid = lay(plan);
      for (const party of parties) {
        const sums = partyControls(laid, laid.index, party, laid.nodes);
        for (const node of laid.nodes) expect(sums.get(node)).toEqual(counted(laid, party, node));
      }
    }),
    { numRuns: 300 },
  );
});

test("what is wanted is answered, and nothing else; a node that is gone has nothing", () => {
  const laid = lay({
    units: [0],
    accounts: [
      {
        parent: 1,
        counts: [
          [1, 1, 0],
          [0, 1, 1],
          [2, 0, 0],
        ],
      },
    ],
    assignments: [],
  });
  const index = indexAssignments([says("ou-0", "network", teamA), says("gone", "network", teamA)]);
  const sums = partyControls(laid, index, teamA, ["r", "gone"]);
  expect([...sums.keys()]).toEqual(["r", "gone"]);
  expect(sums.get("gone")).toEqual({});
  expect(Object.keys(sums.get("r") ?? {})).toEqual(["c-logs", "c-open"]);
  expect(sums.get("r")?.["c-open"]).toMatchObject({ passed: 1, failed: 1, failingAccounts: 1, met: 2.5, known: 5 });
});

test("AWS answers for nothing that is scored", () => {
  const laid = lay({
    units: [],
    accounts: [
      {
        parent: 0,
        counts: [
          [1, 1, 1],
          [1, 1, 1],
          [1, 1, 1],
        ],
      },
    ],
    assignments: [],
  });
  expect(partyControls(laid, laid.index, { kind: "aws" }, ["r"]).get("r")).toEqual({});
});
