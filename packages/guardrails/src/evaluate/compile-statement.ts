import { matchesPattern } from "../match-pattern.ts";
import type { PolicyDocument, PolicyStatement } from "../policy-document.ts";
import { compileCondition } from "./compile-condition.ts";
import { anyTest, globTest, type PolicyVersion, type RequestContext, templateOf } from "./text-template.ts";

/** A statement ready for many requests. `matches` looks at all but the action; null where nobody can say. */
export type CompiledStatement = {
  readonly statement: PolicyStatement;
  readonly matches: (resource: string, context: RequestContext) => boolean | null;
};

/** The statements of a document that name an action, in their order. */
export type CompiledDocument = (lowerAction: string) => readonly CompiledStatement[];

const compiled = new WeakMap<PolicyDocument, CompiledDocument>();
const mostActions = 4_096;
const none: readonly CompiledStatement[] = [];

/** Compiles a document when it is first asked, and keeps which of its statements name which action. */
export function compileDocument(document: PolicyDocument): CompiledDocument {
  const known = compiled.get(document);
  if (known !== undefined) return known;
  const statements = document.statements.map((statement) => ({
    names: actionTest(statement),
    compiled: compileStatement(statement, document.version),
  }));
  const byAction = new Map<string, readonly CompiledStatement[]>();
  const made: CompiledDocument = (action) => {
    const found = byAction.get(action);
    if (found !== undefined) return found;
    const naming = statements.filter(({ names }) => names(action)).map((one) => one.compiled);
    // Names of actions come from requests: what is kept is bounded.
    if (byAction.size >= mostActions) byAction.clear();
    byAction.set(action, naming.length === 0 ? none : naming);
    return naming;
  };
  compiled.set(document, made);
  return made;
}

/** Actions are compared without case. */
function actionTest({ actions, notActions }: PolicyStatement): (lowerAction: string) => boolean {
  const patterns = (actions ?? notActions ?? []).map((pattern) => pattern.toLowerCase());
  const isNamed = (action: string) => patterns.some((pattern) => matchesPattern(pattern, action));
  return actions === null ? (action) => !isNamed(action) : isNamed;
}

function compileStatement(statement: PolicyStatement, version: PolicyVersion): CompiledStatement {
  const { resources, notResources } = statement;
  const named = resources ?? notResources;
  const resourceTest = templateOf(named ?? ["*"], version, (patterns) => anyTest(patterns.map(globTest)));
  const isNot = resources === null && notResources !== null;
  const conditions = statement.conditions.map((condition) => compileCondition(condition, version));
  const matches = (resource: string, context: RequestContext): boolean | null => {
    if (resourceTest(context)(resource) === isNot) return false;
    let isDoubtful = false;
    for (const condition of conditions) {
      const holds = condition(context);
      if (holds === false) return false;
      if (holds === null) isDoubtful = true;
    }
    return isDoubtful ? null : true;
  };
  return { statement, matches };
}
