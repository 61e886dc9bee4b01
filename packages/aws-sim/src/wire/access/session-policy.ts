import { SimulatedError } from "../handler.ts";
import { isRecord } from "../schema/scalars.ts";
import { type ActionMatcher, matcherOf } from "./action-pattern.ts";

/** An inline session policy, ready to be asked. A session's actions are those of its role that this allows too. */
export type SessionPolicy = { readonly allows: ActionMatcher; readonly denies: ActionMatcher };

/** AWS's limit on an inline session policy, in characters. */
const maximumCharacters = 2048;
const parsed = new Map<string, SessionPolicy>();
/** Crawls send the same few packs for every account, so parsing is remembered. */
const rememberedPolicies = 1000;

/**
 * Parses the text given to AssumeRole. Throws AWS's MalformedPolicyDocument or ValidationError.
 * Resources and conditions are not evaluated: a statement that narrows either allows nothing and denies everything
 * it names, so a test never passes because the simulator was more generous than AWS.
 */
export function parseSessionPolicy(text: string): SessionPolicy {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  if (text.length > maximumCharacters) {
    throw new SimulatedError(
      "ValidationError",
      400,
      "1 validation error detected: Value at 'policy' failed to satisfy constraint: " +
        `Member must have length less than or equal to ${maximumCharacters}`,
    );
  }
  const statements = statementsOf(text);
  const allows = statements.filter(({ effect, narrowed }) => effect === "Allow" && !narrowed);
  const denies = statements.filter(({ effect }) => effect === "Deny");
  const policy: SessionPolicy = {
    allows: (action) => allows.some(({ matches }) => matches(action)),
    denies: (action) => denies.some(({ matches }) => matches(action)),
  };
  if (parsed.size >= rememberedPolicies) parsed.clear();
  parsed.set(text, policy);
  return policy;
}

type Statement = { readonly effect: "Allow" | "Deny"; readonly narrowed: boolean; readonly matches: ActionMatcher };

function statementsOf(text: string): Statement[] {
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw malformed("This policy contains invalid Json");
  }
  if (!isRecord(document)) throw malformed("Syntax errors in policy.");
  if (document.Version !== undefined && document.Version !== "2012-10-17" && document.Version !== "2008-10-17") {
    throw malformed("The policy must contain a valid version string");
  }
  const statements = Array.isArray(document.Statement) ? document.Statement : [document.Statement];
  if (document.Statement === undefined || statements.length === 0) throw malformed("Syntax errors in policy.");
  return statements.map(toStatement);
}

function toStatement(statement: unknown): Statement {
  if (!isRecord(statement)) throw malformed("Syntax errors in policy.");
  const { Effect: effect, Action: action, NotAction: notAction, Resource: resource, Condition: condition } = statement;
  if (effect !== "Allow" && effect !== "Deny") throw malformed("Syntax errors in policy.");
  if ((action === undefined) === (notAction === undefined)) throw malformed("Policy statement must contain actions.");
  if (statement.Principal !== undefined) throw malformed("Policy document should not specify a principal.");
  if (resource === undefined && statement.NotResource === undefined) {
    throw malformed("Policy statement must contain resources.");
  }
  const matches = matcherOf(actionList(action ?? notAction));
  return {
    effect,
    narrowed: !textList(resource).includes("*") || condition !== undefined,
    matches: notAction === undefined ? matches : (name) => !matches(name),
  };
}

function actionList(value: unknown): readonly string[] {
  const actions = textList(value);
  if (actions.length === 0) throw malformed("Policy statement must contain actions.");
  for (const action of actions) {
    if (action !== "*" && !/^[a-z0-9-]+:[A-Za-z0-9*?]+$/i.test(action)) {
      throw malformed("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
  }
  return actions;
}

function textList(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return list.filter((each) => typeof each === "string");
}

function malformed(message: string): SimulatedError {
  return new SimulatedError("MalformedPolicyDocument", 400, message);
}
