import { isRecord } from "../schema/scalars.ts";
import type { FaultEffect, FaultKind, FaultRule, Faults } from "./fault.ts";

/** The numbers an effect takes: true where it must be given. */
const effectNumbers: Readonly<Record<FaultKind, Readonly<Record<string, boolean>>>> = {
  status: { status: true },
  latency: { latencyMs: true },
  hang: {},
  cut: { afterBytes: false },
  drip: { bytesPerSecond: true },
  "endless-pages": {},
  "same-token": {},
  "huge-page": { sizeBytes: true },
  "malformed-body": {},
  "wrong-content-type": {},
  "hostile-body": {},
  "invalid-utf8": {},
  deny: {},
  throttle: {},
  "expire-credentials": {},
  "delete-role": {},
  "suspend-account": {},
  "opt-out-region": {},
};
const ruleTexts = ["service", "operation", "accountId", "region"];
const ruleNumbers = ["after", "count", "probability"];

/** Faults from JSON that another process sent. Throws TypeError that names the field. */
export function readFaults(value: unknown): Faults {
  if (!isRecord(value) || !Array.isArray(value.rules)) throw new TypeError("`rules` must be a list");
  refuseOthers(value, ["seed", "rules"], "faults");
  if (value.seed !== undefined) checkNumber(value.seed, "seed");
  return { ...(value as { seed?: number }), rules: value.rules.map(readRule) };
}

function readRule(value: unknown, index: number): FaultRule {
  const at = `rules[${index}]`;
  if (!isRecord(value)) throw new TypeError(`\`${at}\` must be an object`);
  refuseOthers(value, ["effect", ...ruleTexts, ...ruleNumbers], at);
  for (const name of ruleTexts) {
    if (value[name] !== undefined && typeof value[name] !== "string")
      throw new TypeError(`\`${at}.${name}\` must be text`);
  }
  for (const name of ruleNumbers) if (value[name] !== undefined) checkNumber(value[name], `${at}.${name}`);
  // Every field was checked above; only the effect is read anew.
  return { ...(value as Omit<FaultRule, "effect">), effect: readEffect(value.effect, `${at}.effect`) };
}

function readEffect(value: unknown, at: string): FaultEffect {
  const kind = isRecord(value) ? value.kind : undefined;
  if (!isRecord(value) || typeof kind !== "string" || !Object.hasOwn(effectNumbers, kind)) {
    throw new TypeError(`\`${at}.kind\` must be one of ${Object.keys(effectNumbers).join(", ")}`);
  }
  const numbers = effectNumbers[kind as FaultKind];
  refuseOthers(value, ["kind", ...Object.keys(numbers), ...(kind === "status" ? ["code"] : [])], at);
  for (const [name, required] of Object.entries(numbers)) {
    if (required || value[name] !== undefined) checkNumber(value[name], `${at}.${name}`);
  }
  return value as FaultEffect;
}

function checkNumber(value: unknown, at: string): void {
  if (typeof value !== "number" || !Number.isFinite(value) || value < 0) {
    throw new TypeError(`\`${at}\` must be a number from 0`);
  }
}

function refuseOthers(value: Record<string, unknown>, known: readonly string[], at: string): void {
  const other = Object.keys(value).find((key) => !known.includes(key));
  if (other !== undefined) throw new TypeError(`\`${at}\` has no \`${other}\`; it takes ${known.join(", ")}`);
}
