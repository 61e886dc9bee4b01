import { isEveryAction, matchesPattern } from "../match-pattern.ts";
import type { PolicyStatement } from "../policy-document.ts";
import type { ActionFacts } from "../universe/action-universe.ts";

/** What the policies of an organisation can tell apart: their Action and NotAction patterns, and the keys they ask for. */
export type PolicyVocabulary = {
  /** In lower case, each once. */
  readonly actionPatterns: readonly string[];
  /** In lower case, tags by their prefix (`aws:resourcetag/`), each once. */
  readonly conditionKeys: readonly string[];
};

/** The words of some statements. Make one for all that is compared: groups of actions depend on it. */
export function policyVocabulary(statements: Iterable<PolicyStatement>): PolicyVocabulary {
  const patterns = new Set<string>();
  const keys = new Set<string>();
  for (const { actions, notActions, conditions } of statements) {
    for (const pattern of actions ?? notActions ?? []) patterns.add(pattern.toLowerCase());
    for (const { key } of conditions) keys.add(key.toLowerCase().replace(/\/.*$/, "/"));
  }
  return { actionPatterns: [...patterns].sort(), conditionKeys: [...keys].sort() };
}

/** A service's patterns, and what each of its actions looks like to them. */
type ServiceView = {
  readonly exact: ReadonlySet<string>;
  readonly globs: readonly string[];
  readonly signatures: Map<ActionFacts, string>;
};

const views = new WeakMap<PolicyVocabulary, Map<string, ServiceView>>();

/**
 * One action for all those of a service that no policy tells apart: the same patterns match them, and they carry the same
 * of the keys that policies ask for. O(actions x patterns for their service), once for a vocabulary.
 */
export function representativesOf(
  actions: readonly ActionFacts[],
  vocabulary: PolicyVocabulary,
): readonly ActionFacts[] {
  const best = new Map<string, ActionFacts>();
  for (const action of actions) {
    const signature = signatureOf(action, vocabulary);
    const other = best.get(signature);
    if (other === undefined || (!isTelling(other) && isTelling(action))) best.set(signature, action);
  }
  return [...best.values()];
}

function signatureOf(action: ActionFacts, vocabulary: PolicyVocabulary): string {
  const service = action.name.slice(0, action.name.indexOf(":"));
  const { exact, globs, signatures } = viewOf(service, vocabulary);
  const known = signatures.get(action);
  if (known !== undefined) return known;
  const name = action.name.toLowerCase();
  const matching = globs.flatMap((pattern, at) => (matchesPattern(pattern, name) ? [at] : []));
  const carried = vocabulary.conditionKeys.length === 0 ? new Set<string>() : keysOfAction(action);
  const asked = vocabulary.conditionKeys.flatMap((key, at) => (carried.has(key) ? [at] : []));
  const made = [service, exact.has(name) ? name : "", matching.join(","), asked.join(",")].join("|");
  signatures.set(action, made);
  return made;
}

function viewOf(service: string, vocabulary: PolicyVocabulary): ServiceView {
  const ofVocabulary = views.get(vocabulary) ?? new Map<string, ServiceView>();
  views.set(vocabulary, ofVocabulary);
  const known = ofVocabulary.get(service);
  if (known !== undefined) return known;
  const patterns = vocabulary.actionPatterns.filter((pattern) => concernsService(pattern, service));
  const made = {
    exact: new Set(patterns.filter((pattern) => !/[*?]/.test(pattern))),
    globs: patterns.filter((pattern) => /[*?]/.test(pattern) && !isEveryAction(pattern)),
    signatures: new Map<ActionFacts, string>(),
  };
  ofVocabulary.set(service, made);
  return made;
}

function concernsService(pattern: string, service: string): boolean {
  const at = pattern.indexOf(":");
  return at !== -1 && matchesPattern(pattern.slice(0, at), service);
}

/** A reader sees at once why it matters. */
function isTelling({ name }: ActionFacts): boolean {
  return /:(Create|Run|Start|Put|Delete)/.test(name);
}

const carriedKeys = new WeakMap<ActionFacts, ReadonlySet<string>>();

/** Every key that a call of the action may carry: its own and those of its resource types. */
export function keysOfAction(action: ActionFacts): ReadonlySet<string> {
  const known = carriedKeys.get(action);
  if (known !== undefined) return known;
  const made = new Set([...action.keys, ...action.resourceTypes.flatMap((type) => type.keys)]);
  carriedKeys.set(action, made);
  return made;
}
