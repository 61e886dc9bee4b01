import fc from "fast-check";
import { expect, test } from "vitest";
import { indexAssignments, type Party, type PartyAssignment, partyKey, partyOf, pathUp } from "./party.ts";
import { partyScope } from "./party-scope.ts";

const controls = [
  { id: "c-open", domain: "network" },
  { id: "c-logs", domain: "network" },
  { id: "c-key", domain: "data-protection" },
] as const;
const parentOf = new Map<string, string | null>([
  ["r", null],
  ["ou-a", "r"],
  ["ou-b", "r"],
  ["1", "ou-a"],
  ["2", "ou-a"],
  ["3", "ou-b"],
]);
const accounts = ["1", "2", "3", "left"];
const team = { kind: "team", id: "t" } as const;
const partner = { kind: "partner", operatorId: "o" } as const;
const nobody = { kind: "unassigned" } as const;

function domain(nodeId: string, subject: string, party: PartyAssignment["party"]): PartyAssignment {
  return { nodeId, subjectKind: "domain", subject, party };
}

const cases: {
  given: string;
  assignments: PartyAssignment[];
  party: Party;
  everywhere: string[];
  pairs: string[];
}[] = [
  {
    given: "nothing assigned: all is nobody's, in every account",
    assignments: [],
    party: nobody,
    everywhere: ["c-open", "c-logs", "c-key"],
    pairs: [],
  },
  { given: "nothing assigned: a team has nothing", assignments: [], party: team, everywhere: [], pairs: [] },
  { given: "AWS has none of what is scored", assignments: [], party: { kind: "aws" }, everywhere: [], pairs: [] },
  {
    given: "the root's assignment does not reach an account that left the tree",
    assignments: [domain("r", "network", team)],
    party: team,
    everywhere: [],
    pairs: ["c-open 1", "c-open 2", "c-open 3", "c-logs 1", "c-logs 2", "c-logs 3"],
  },
  {
    given: "what is left over stays nobody's",
    assignments: [domain("ou-a", "network", team), domain("3", "network", partner)],
    party: nobody,
    everywhere: ["c-key"],
    pairs: ["c-open left", "c-logs left"],
  },
  {
    given: "a place that is gone gives nothing",
    assignments: [domain("ou-gone", "network", team)],
    party: team,
    everywhere: [],
    pairs: [],
  },
];

test.each(cases)("$given", ({ assignments, party, everywhere, pairs }) => {
  const scope = partyScope(parentOf, accounts, indexAssignments(assignments), controls, party);
  expect(scope.everywhere).toEqual(everywhere);
  expect(scope.controlIds.map((id, at) => `${id} ${scope.accountIds[at]}`)).toEqual(pairs);
});

test("every control of every account is in exactly the scope of the party that answers for it", () => {
  const places = [...parentOf.keys()];
  const one = fc.record({ node: fc.nat(), subject: fc.nat({ max: 4 }), isTeam: fc.boolean() });
  fc.assert(
    fc.property(fc.array(one, { maxLength: 8 }), (said) => {
      const index = indexAssignments(
        said.map(({ node, subject, isTeam }) => ({
          nodeId: places[node % places.length] ?? "r",
          subjectKind: subject < 3 ? ("control" as const) : ("domain" as const),
          subject: ["c-open", "c-logs", "c-key", "network", "data-protection"][subject] ?? "c-open",
          party: isTeam ? team : partner,
        })),
      );
      for (const party of [team, partner, nobody]) {
        const scope = partyScope(parentOf, accounts, index, controls, party);
        const pairs = new Set(scope.controlIds.map((id, at) => `${id} ${scope.accountIds[at]}`));
        for (const control of controls) {
          for (const account of accounts) {
            const isIn = scope.everywhere.includes(control.id) || pairs.has(`${control.id} ${account}`);
            const answers = partyOf(index, pathUp(parentOf, account), control).party;
            expect(isIn).toBe(partyKey(answers) === partyKey(party));
          }
        }
      }
    }),
  );
});
