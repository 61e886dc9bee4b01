import { readFileSync } from "node:fs";
import { join } from "node:path";
import { importsOf, listSources, readWorkspaces, resolveImport, roomOf } from "./sources.mjs";

/** What each room may import of ours; tests may also import the simulator and its own room's neighbours for real parts. */
export const directions = {
  "packages/config": [],
  "packages/guardrails": [],
  "packages/responsibility": ["packages/guardrails"],
  "packages/posture": ["packages/responsibility"],
  "packages/aws": ["packages/responsibility", "packages/guardrails"],
  "packages/aws-sim": [],
  "packages/db": ["packages/config", "packages/guardrails", "packages/posture", "packages/responsibility"],
  "packages/jobs": [],
  "packages/crawl": [
    "packages/aws",
    "packages/config",
    "packages/db",
    "packages/guardrails",
    "packages/posture",
    "packages/responsibility",
  ],
  "packages/digest": ["packages/config", "packages/db", "packages/posture", "packages/responsibility"],
  "packages/auth": ["packages/config", "packages/db"],
  "packages/ui": ["packages/guardrails", "packages/posture", "packages/responsibility"],
  "apps/worker": [
    "packages/aws",
    "packages/config",
    "packages/crawl",
    "packages/db",
    "packages/digest",
    "packages/guardrails",
    "packages/jobs",
    "packages/posture",
    "packages/responsibility",
  ],
  "apps/cli": [
    "packages/auth",
    "packages/aws",
    "packages/config",
    "packages/crawl",
    "packages/db",
    "packages/guardrails",
    "packages/jobs",
    "packages/posture",
    "packages/responsibility",
  ],
  "apps/web": [
    "packages/auth",
    "packages/config",
    "packages/db",
    "packages/digest",
    "packages/guardrails",
    "packages/jobs",
    "packages/posture",
    "packages/responsibility",
    "packages/ui",
  ],
};

/** Web and cli may read what collectors declare, without the SDK. */
const declarations = "packages/aws/src/permissions/";
const pureRooms = new Set(["packages/guardrails", "packages/responsibility", "packages/posture"]);

function isTest(path) {
  return /\.test\.tsx?$/.test(path) || path.includes("/test/") || path.includes("/testing/");
}

/** Problems with the ways that imports go: one line each, naming the file and the import. */
export function checkDirections(root) {
  const workspaces = readWorkspaces(root);
  const problems = [];
  const graph = new Map();
  for (const file of listSources(root)) {
    const room = roomOf(file);
    const targets = [];
    for (const specifier of importsOf(readFileSync(join(root, file), "utf8"))) {
      const target = resolveImport(root, workspaces, file, specifier);
      if (target !== null) {
        targets.push(target);
        if (!isAllowed(room, file, target))
          problems.push(`${file}: ${room} may not import ${roomOf(target)} (\`${specifier}\`)`);
      } else if (specifier.startsWith("@sekinin/") || specifier.startsWith(".")) {
        if (!/\.(css|json|svg)$/.test(specifier) && !specifier.includes("generated/"))
          problems.push(`${file}: \`${specifier}\` names nothing`);
      } else if (pureRooms.has(room) && !isTest(file)) {
        problems.push(`${file}: ${room} is pure and may not import \`${specifier}\``);
      }
    }
    graph.set(file, targets);
  }
  return [...problems, ...findCycles(graph).map((cycle) => `import cycle: ${cycle.join(" -> ")}`)];
}

function isAllowed(room, file, target) {
  const other = roomOf(target);
  if (other === room) return true;
  const allowed = directions[room];
  if (allowed === undefined) return false;
  if (allowed.includes(other)) return true;
  if (room === "apps/web" && target.startsWith(declarations)) return true;
  return isTest(file) && (other.startsWith("packages/") || other === "scripts/lib");
}

/** Strongly connected components of more than one file (Tarjan 1972), each as a path through its members. */
export function findCycles(graph) {
  const state = { index: 0, stack: [], seen: new Map(), cycles: [] };
  for (const node of graph.keys()) if (!state.seen.has(node)) visit(node, graph, state);
  return state.cycles;
}

function visit(node, graph, state) {
  const entry = { index: state.index, low: state.index, onStack: true };
  state.index += 1;
  state.seen.set(node, entry);
  state.stack.push(node);
  for (const next of graph.get(node) ?? []) {
    if (!graph.has(next)) continue;
    const known = state.seen.get(next);
    if (known === undefined) entry.low = Math.min(entry.low, visit(next, graph, state).low);
    else if (known.onStack) entry.low = Math.min(entry.low, known.index);
  }
  if (entry.low === entry.index) {
    const members = [];
    let member;
    do {
      member = state.stack.pop();
      state.seen.get(member).onStack = false;
      members.push(member);
    } while (member !== node);
    if (members.length > 1 || (graph.get(node) ?? []).includes(node)) state.cycles.push(members.reverse());
  }
  return entry;
}
