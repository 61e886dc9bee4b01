import { expect } from "vitest";
import type { WayOutRequirement } from "../coverage/coverage.ts";
import type { AtomOutcome, AtomWayOut } from "../decide/atom-outcome.ts";
import { decideAtom } from "../decide/decide-atom.ts";
import { DecisionMemo } from "../decide/decision-memo.ts";
import { relevantStatements } from "../decide/relevant-statements.ts";
import type { Level } from "../evaluate/compile-organization.ts";
import { compileDocument } from "../evaluate/compile-statement.ts";
import { inNetwork, parseAddress, parseNetwork } from "../values/ip-network.ts";
import { globPattern, matches } from "../values/pattern.ts";
import { expandText } from "../values/policy-text.ts";
import { everyRequest, place, type SmallRequest, smallAtom, smallUniverse, type World } from "./random-levels.ts";

/** One for all worlds, so that what decisions share is tried as well. */
const memo = new DecisionMemo();

export function decideWorld(levels: readonly Level[], action: string): AtomOutcome {
  const relevant = relevantStatements(action, levels);
  const outcome = decideAtom({ atom: smallAtom(action), place, universe: smallUniverse, relevant }, memo);
  expect(memo.contradictions).toEqual([]);
  return outcome;
}

/**
 * Tries every request of the small world and compares with the decision, both ways: nothing passes what is stopped,
 * each way out has a request that passes, each request that passes fulfils a way out, and what an open way asks for is
 * enough to pass. Returns the outcome's kind, so that tests can count them.
 */
export function checkWorld(world: World): AtomOutcome["kind"] {
  const { levels, action } = world;
  const outcome = decideWorld(levels, action);
  const requests = everyRequest(world);
  const passes = passage(levels, action);
  if (outcome.kind === "unknown") return outcome.kind;
  if (outcome.kind === "stopped") {
    expect(requests.find(passes)).toBeUndefined();
    return outcome.kind;
  }
  const ways = outcome.kind === "open" ? [outcome.wayOut] : outcome.waysOut;
  for (const way of ways) {
    expect(way.witness).not.toBeNull();
    expect(isNamed(way)).toBe(outcome.kind === "escapes");
  }
  const kind = typeOf(ways[0]?.witness?.request.principal ?? "");
  const isFulfilled = (request: SmallRequest) =>
    ways.some(({ requirements }) => requirements.every((one) => fulfils(one, request)));
  const wrong =
    outcome.kind === "escapes"
      ? requests.find((request) => passes(request) && !isFulfilled(request))
      : requests.find((request) => kindOf(request) === kind && isFulfilled(request) && !passes(request));
  expect(wrong).toBeUndefined();
  return outcome.kind;
}

/** The plain evaluator's matching, without its findings: everything is tried many times. */
function passage(levels: readonly Level[], action: string): (request: SmallRequest) => boolean {
  const all = levels.map(({ entries }) =>
    entries.flatMap((entry) => (entry.kind === "policy" ? compileDocument(entry.document)(action.toLowerCase()) : [])),
  );
  return ({ resource, context }) =>
    all.every((level) => {
      let isAllowed = false;
      for (const { statement, matches } of level) {
        if (!(statement.effect === "Allow" && isAllowed) && matches(resource, context) === true) {
          if (statement.effect === "Deny") return false;
          isAllowed = true;
        }
      }
      return isAllowed;
    });
}

/** An open way is told for one kind of caller. */
function kindOf({ context }: SmallRequest): string {
  return typeOf(context.get("aws:principalarn")?.[0] ?? "");
}

function typeOf(principal: string): string {
  return /:(user|role|root|federated-user)/.exec(principal)?.[1] ?? "";
}

/** Written anew, apart from the procedure: whether a way out asks for what only some have. */
function isNamed({ requirements }: AtomWayOut): boolean {
  return requirements.some(({ key, how, values, orAbsent }) => {
    const name = key.toLowerCase();
    if (!/^aws:(principal|viaawsservice|multifactor|sourceip|sourcevpce|resourcetag)/.test(name)) return false;
    if (name === "aws:multifactorauthpresent" && (how === "absent" || (orAbsent && !values.includes("false"))))
      return true;
    if (orAbsent || how === "absent" || how === "does-not-match" || how === "outside") return false;
    const isFlag = name === "aws:viaawsservice" || name === "aws:multifactorauthpresent";
    return !(isFlag && values.includes("false"));
  });
}

/** Whether a request does what a requirement says. */
function fulfils(
  { key, how, values, orAbsent, quantifier, ignoresCase }: WayOutRequirement,
  { context, resource }: SmallRequest,
) {
  const given = key === "$resource" ? [resource] : (context.get(key.toLowerCase()) ?? []);
  if (given.length === 0) return how === "absent" || orAbsent;
  if (how === "absent") return false;
  if (how === "present") return true;
  const one = (value: string) => values.some((wanted) => holds(key, how, wanted, value, ignoresCase === true));
  const isNot = how === "does-not-match" || how === "outside";
  const each = given.map((value) => one(value) !== isNot);
  return quantifier === "some" ? each.includes(true) : !each.includes(false);
}

function holds(
  key: string,
  how: WayOutRequirement["how"],
  wanted: string,
  value: string,
  ignoresCase: boolean,
): boolean {
  if (how === "within" || how === "outside") {
    const network = parseNetwork(wanted);
    const address = parseAddress(value);
    return network !== null && address !== null && inNetwork(network, address);
  }
  if (how === "compares") {
    const [sign, bound] = wanted.split(" ");
    const difference = Number(value) - Number(bound);
    if (sign === "=") return difference === 0;
    if (sign === "!=") return difference !== 0;
    if (sign === "<") return difference < 0;
    if (sign === "<=") return difference <= 0;
    return sign === ">" ? difference > 0 : difference >= 0;
  }
  if (key.startsWith("aws:MultiFactor") || key.startsWith("aws:ViaAWS")) return wanted === value;
  return matches(globPattern(expandedPieces(wanted), ignoresCase), value);
}

function expandedPieces(text: string) {
  const expanded = expandText(text, "2012-10-17", (key) => (key === "aws:principalaccount" ? place.account.id : null));
  return expanded.kind === "pieces" ? expanded.pieces : [];
}
