import type { PolicyStatement } from "../policy-document.ts";
import type { LevelEntry } from "./compile-organization.ts";
import { compileDocument } from "./compile-statement.ts";
import type { RequestContext } from "./text-template.ts";

export type Outcome = "allowed" | "denied" | "unknown";

/** What one entry of a level does to a request. `may-...`: it would, if what nobody knows were known. */
export type Finding = {
  /** Index of the level, from the root. */
  readonly level: number;
  readonly effect: "denies" | "may-deny" | "allows" | "may-allow" | "nothing-allows";
  readonly entry: LevelEntry | null;
  readonly statement: PolicyStatement | null;
};

export type Evaluation = { readonly outcome: Outcome; readonly findings: readonly Finding[] };

export type LevelsRequest = {
  readonly action: string;
  /** Every resource that the request is authorised against. */
  readonly resources: readonly string[];
  readonly context: RequestContext;
};

/**
 * Whether the levels let a request through: on each level an Allow that matches, nowhere a Deny that does, for every
 * resource of the request. What nobody can say is `unknown`, unless the answer does not hang on it. The findings are
 * those that decide: the Denies and bare levels of a denied request, an Allow per level of an allowed one.
 * https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html
 */
export function evaluateLevels(levels: readonly (readonly LevelEntry[])[], request: LevelsRequest): Evaluation {
  let worst: Evaluation = { outcome: "allowed", findings: [] };
  const action = request.action.toLowerCase();
  for (const resource of request.resources) {
    const evaluation = evaluateResource(levels, { action, resource, context: request.context });
    if (evaluation.outcome === "denied") return evaluation;
    if (evaluation.outcome === "unknown" || worst.findings.length === 0) worst = evaluation;
  }
  return worst;
}

type ResourceRequest = { readonly action: string; readonly resource: string; readonly context: RequestContext };

function evaluateResource(levels: readonly (readonly LevelEntry[])[], request: ResourceRequest): Evaluation {
  const denying: Finding[] = [];
  const doubtful: Finding[] = [];
  const allowing: Finding[] = [];
  for (let level = 0; level < levels.length; level += 1) {
    let isAllowed = false;
    const mayAllow: Finding[] = [];
    for (const finding of findingsOf(levels[level] ?? [], level, request)) {
      if (finding.effect === "denies") denying.push(finding);
      else if (finding.effect === "may-deny") doubtful.push(finding);
      else if (finding.effect === "may-allow") mayAllow.push(finding);
      else if (!isAllowed) {
        isAllowed = true;
        allowing.push(finding);
      }
    }
    if (isAllowed) continue;
    if (mayAllow.length > 0) doubtful.push(...mayAllow);
    else denying.push({ level, effect: "nothing-allows", entry: null, statement: null });
  }
  if (denying.length > 0) return { outcome: "denied", findings: denying };
  return doubtful.length > 0 ? { outcome: "unknown", findings: doubtful } : { outcome: "allowed", findings: allowing };
}

function findingsOf(
  entries: readonly LevelEntry[],
  level: number,
  { action, resource, context }: ResourceRequest,
): readonly Finding[] {
  const findings: Finding[] = [];
  for (const entry of entries) {
    if (entry.kind === "unreadable") {
      findings.push({ level, effect: "may-deny", entry, statement: null });
      findings.push({ level, effect: "may-allow", entry, statement: null });
      continue;
    }
    for (const { statement, matches } of compileDocument(entry.document)(action)) {
      const matched = matches(resource, context);
      if (matched === false) continue;
      const isCertain = matched === true && entry.isCertain;
      findings.push({ level, effect: effects[statement.effect][isCertain ? "certain" : "doubtful"], entry, statement });
    }
  }
  return findings;
}

const effects = {
  Deny: { certain: "denies", doubtful: "may-deny" },
  Allow: { certain: "allows", doubtful: "may-allow" },
} as const;
