import type { DigestNode, DigestSource } from "@sekinin/db";
import { type ControlSums, emptySums, sumControls, sumDuties } from "@sekinin/posture";
import { controls } from "@sekinin/responsibility";

/** Sums and control sums of duties that pass, fail and are unknown this often, for every control. */
export function sampleSums(passed: number, failed: number, unknown: number) {
  const duties = controls.map(({ id, domain, severity }) => ({
    controlId: id,
    domain,
    severity,
    passed,
    failed,
    unknown,
  }));
  return { sums: sumDuties(duties), controls: sumControls(duties, controls) satisfies ControlSums };
}

/** An OU with a score of its own. */
export function sampleNode(nodeId: string, name: string, changes: Partial<DigestNode> = {}): DigestNode {
  return {
    nodeId,
    kind: "organizational-unit",
    parentId: "r-1",
    name,
    accounts: 3,
    sums: sampleSums(6, 3, 1).sums,
    ...changes,
  };
}

const root = { ...sampleNode("r-1", "Root", { kind: "root", parentId: null, accounts: 12 }), ...sampleSums(6, 3, 1) };

/** A digest's source in which something of everything happened. */
export function sampleSource(changes: Partial<DigestSource> = {}): DigestSource {
  const weight = { met: 2, known: 0, total: 0 };
  return {
    tenant: { id: "0b6f0b1e-6f3c-4d53-9a53-0c6f6b8d8f10", slug: "acme", name: "Acme Holdings", zone: "Europe/Dublin" },
    organization: { organizationId: "o-acme", name: "Root" },
    crawledAt: new Date("2026-11-23T04:12:00Z"),
    scopeKind: "organization",
    roots: [root],
    missingNodes: 0,
    children: [
      sampleNode("ou-1", "Workloads"),
      sampleNode("ou-2", "Sandbox", { sums: sampleSums(0, 0, 4).sums }),
      sampleNode("ou-3", "Empty", { sums: emptySums() }),
    ],
    changes: [
      {
        nodeId: "r-1",
        causes: {
          mended: { network: weight },
          "new-findings": { governance: { met: -0.5, known: 0, total: 0 } },
          "visibility-lost": { network: { met: -0.5, known: -1, total: 0 } },
        },
        flows: {
          network: { opened: 4, reopened: 1, mended: 9, gone: 2, unread: 0, readAgain: 0, frozen: 0 },
        },
        moves: { joined: { count: 1, accountIds: ["111111111111"] }, lostSight: { count: 2, accountIds: [] } },
      },
    ],
    since: new Date("2026-11-16T07:00:00Z"),
    unread: [{ code: "role-missing", accounts: 2 }],
    teamName: null,
    ...changes,
  };
}
