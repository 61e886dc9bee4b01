import type { StatementReference, WayOutKind, WayOutRequirement } from "../coverage/coverage.ts";
import { type Clause, type Comparison, passesTest, type ValueTest } from "../values/clause.ts";
import { formatAddress, type IpNetwork } from "../values/ip-network.ts";
import type { Pattern } from "../values/pattern.ts";
import { accountTexts } from "./account-texts.ts";
import type { ReadStatement } from "./decision-input.ts";
import { type KeySpace, keyOfInstance } from "./key-space.ts";
import { type KeyClass, keyFacts, keyFamily } from "./keys.ts";
import type { LiteralSource } from "./obligations.ts";
import type { Literal } from "./solve.ts";

const kinds: Readonly<Record<KeyClass, WayOutKind>> = {
  named: "named-exemption",
  route: "route",
  state: "state",
  choice: "open",
};

/** What a literal asks for, in the policy's own words. */
export function requirementOf(
  { key: instance, clause, source }: Literal<LiteralSource>,
  space: KeySpace,
): WayOutRequirement {
  const key = keyOfInstance(instance);
  const { domain } = space.rootOf(instance);
  const isAlways = domain.presence === "always";
  return {
    key: nameOf(key, source),
    kind: kinds[space.classOf(key)],
    ...wordsOf(clause, keyFacts(key)?.kind === "boolean", () => accountTexts(source, space)),
    orAbsent: clause.absent && clause.present !== false && !isAlways,
    ...(domain.hasSeveralValues ? quantifierOf(clause) : {}),
  };
}

function nameOf(key: string, source: LiteralSource): string {
  const { placed, condition } = source ?? {};
  const facts = keyFacts(key);
  const asWritten =
    condition === null || condition === undefined ? key : (placed?.statement.conditions[condition]?.key ?? key);
  if (facts === undefined) return asWritten;
  return facts.name.endsWith("/") ? facts.name + asWritten.slice(keyFamily(key).length) : facts.name;
}

function quantifierOf({ present }: Clause): Pick<WayOutRequirement, "quantifier"> {
  if (typeof present === "boolean") return {};
  return { quantifier: present.quantifier === "some" ? "some" : "every" };
}

type NumberTest = Extract<ValueTest, { readonly kind: "number" | "date" }>;
type Words = Pick<WayOutRequirement, "how" | "values" | "ignoresCase">;

function wordsOf({ present }: Clause, isFlag: boolean, written: () => readonly string[] | null): Words {
  if (present === false) return { how: "absent", values: [] };
  if (present === true) return { how: "present", values: [] };
  const { test, isNegated } = present;
  if (isFlag && test.kind === "text") {
    const values = ["true", "false"].filter((value) => passesTest(test, value) !== isNegated);
    return { how: "matches", values };
  }
  if (test.kind === "address") return { how: isNegated ? "outside" : "within", values: test.networks.map(networkText) };
  if (test.kind !== "text") return comparisonWords(test, isNegated);
  return {
    how: isNegated ? "does-not-match" : "matches",
    values: [...new Set(written() ?? test.patterns.map(textOf))],
    ...(test.patterns.some(({ ignoresCase }) => ignoresCase) ? { ignoresCase: true } : {}),
  };
}

/** As a policy would write it for StringLike: what is no wildcard and no variable there says so. */
function textOf({ tokens }: Pattern): string {
  const characters = tokens.map((token) => (token.kind === "character" ? token.character : null));
  return tokens
    .map((token, at) => {
      if (token.kind !== "character") return token.kind === "run" ? "*" : "?";
      const { character } = token;
      const isSpecial = character === "*" || character === "?" || (character === "$" && characters[at + 1] === "{");
      return isSpecial ? `\${${character}}` : character;
    })
    .join("");
}

const signs: Readonly<Record<Exclude<Comparison, "equal">, readonly [plain: string, negated: string]>> = {
  below: ["<", ">="],
  "at-most": ["<=", ">"],
  above: [">", "<="],
  "at-least": [">=", "<"],
};

/** One bound says all of several: the widest where any of them will do, the narrowest where none may hold. */
function comparisonWords({ kind, comparison, bounds }: NumberTest, isNegated: boolean): Words {
  const textOfBound = (bound: number) => (kind === "date" ? new Date(bound).toISOString() : String(bound));
  if (comparison === "equal") {
    return isNegated
      ? { how: "does-not-match", values: bounds.map(textOfBound) }
      : { how: "compares", values: bounds.map((bound) => `= ${textOfBound(bound)}`) };
  }
  const bound = comparison === "below" || comparison === "at-most" ? Math.max(...bounds) : Math.min(...bounds);
  return { how: "compares", values: [`${signs[comparison][isNegated ? 1 : 0]} ${textOfBound(bound)}`] };
}

function networkText({ family, first, last }: IpNetwork): string {
  const free = (last - first + 1n).toString(2).length - 1;
  return `${formatAddress({ family, value: first })}/${(family === 4 ? 32 : 128) - free}`;
}

/** `aws:PrincipalArn matches arn:aws:iam::*:role/Admin*`, requirements joined by `and`. */
export function detailOf(requirements: readonly WayOutRequirement[]): string {
  return requirements
    .map(({ key, how, values, orAbsent, quantifier }) => {
      const words = values.length === 0 ? "" : ` ${values.join(" or ")}`;
      const subject = quantifier === undefined ? key : `${quantifier} ${key}`;
      return `${subject} ${how}${words}${orAbsent ? " or absent" : ""}`;
    })
    .join(" and ");
}

export function referenceOf({ policyId, statement: { index, sid } }: ReadStatement): StatementReference {
  return { policyId, statement: index, sid, attachedTo: null };
}
