import type { StatementReference, WayOutKind, WayOutRequirement } from "../coverage/coverage.ts";
import { type Clause, type Comparison, type PresentTest, passesTest } from "../values/clause.ts";
import { formatAddress, type IpNetwork } from "../values/ip-network.ts";
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
  const isAlways = space.rootOf(instance).domain.presence === "always";
  return {
    key: nameOf(key, source),
    kind: kinds[space.classOf(key)],
    ...wordsOf(clause, keyFacts(key)?.kind === "boolean"),
    orAbsent: clause.absent && clause.present !== false && !isAlways,
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

type Words = Pick<WayOutRequirement, "how" | "values">;

function wordsOf({ present }: Clause, isFlag: boolean): Words {
  if (present === false) return { how: "absent", values: [] };
  if (present === true) return { how: "present", values: [] };
  const { test, isNegated } = present;
  if (isFlag && test.kind === "text") {
    const values = ["true", "false"].filter((value) => passesTest(test, value) !== isNegated);
    return { how: "matches", values };
  }
  switch (test.kind) {
    case "text":
      return { how: isNegated ? "does-not-match" : "matches", values: test.patterns.map(({ source }) => source) };
    case "address":
      return { how: isNegated ? "outside" : "within", values: test.networks.map(networkText) };
    default:
      return { how: "compares", values: test.bounds.map((bound) => comparisonText(present, test.comparison, bound)) };
  }
}

const signs: Readonly<Record<Comparison, readonly [plain: string, negated: string]>> = {
  equal: ["=", "!="],
  below: ["<", ">="],
  "at-most": ["<=", ">"],
  above: [">", "<="],
  "at-least": [">=", "<"],
};

function comparisonText({ test, isNegated }: PresentTest, comparison: Comparison, bound: number): string {
  const value = test.kind === "date" ? new Date(bound).toISOString() : String(bound);
  return `${signs[comparison][isNegated ? 1 : 0]} ${value}`;
}

function networkText({ family, first, last }: IpNetwork): string {
  const free = (last - first + 1n).toString(2).length - 1;
  return `${formatAddress({ family, value: first })}/${(family === 4 ? 32 : 128) - free}`;
}

/** `aws:PrincipalArn matches arn:aws:iam::*:role/Admin*`, requirements joined by `and`. */
export function detailOf(requirements: readonly WayOutRequirement[]): string {
  return requirements
    .map(({ key, how, values, orAbsent }) => {
      const words = values.length === 0 ? "" : ` ${values.join(" or ")}`;
      return `${key} ${how === "absent" ? "absent" : `${how}${words}`}${orAbsent ? " or absent" : ""}`;
    })
    .join(" and ");
}

export function referenceOf({ policyId, statement: { index, sid } }: ReadStatement): StatementReference {
  return { policyId, statement: index, sid, attachedTo: null };
}
