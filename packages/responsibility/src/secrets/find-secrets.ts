import type { SecretMatch } from "../facts/index.ts";
import { secretOfName } from "./secret-names.ts";

/** Detectors by name, in the order in which they are tried: a value's own form says more than its variable's name. */
export const secretDetectors = [
  "private-key",
  "aws-access-key",
  "connection-string",
  "github-token",
  "gitlab-token",
  "slack-token",
  "stripe-key",
  "google-api-key",
  "npm-token",
  "sendgrid-key",
  "azure-storage-key",
  "password",
  "api-key",
  "token",
  "secret",
] as const;
export type SecretDetector = (typeof secretDetectors)[number];

/** Lambda's variables hold 4 KB together; a longer value is cut, so that no pattern can be made slow. */
const longestExamined = 8_192;

/** Every quantifier is bounded or over a class that excludes what follows it: no pattern backtracks more than linearly. */
const valuePatterns: readonly (readonly [SecretDetector, RegExp])[] = [
  ["private-key", /-----BEGIN (?:[A-Z]{2,10} ){0,2}PRIVATE KEY(?: BLOCK)?-----/],
  ["aws-access-key", /(?:^|[^A-Za-z0-9])(?:AKIA|ASIA)[A-Z2-7]{16}(?:[^A-Za-z0-9]|$)/],
  ["github-token", /(?:^|[^A-Za-z0-9])(?:gh[opsur]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22})/],
  ["gitlab-token", /(?:^|[^A-Za-z0-9])glpat-[A-Za-z0-9_-]{20}/],
  ["slack-token", /(?:^|[^A-Za-z0-9])xox[abeoprs]-[A-Za-z0-9-]{10}|hooks\.slack\.com\/services\/T[A-Z0-9]{6}/],
  ["stripe-key", /(?:^|[^A-Za-z0-9])[rs]k_live_[A-Za-z0-9]{16}/],
  ["google-api-key", /(?:^|[^A-Za-z0-9_-])AIza[A-Za-z0-9_-]{35}(?:[^A-Za-z0-9_-]|$)/],
  ["npm-token", /(?:^|[^A-Za-z0-9])npm_[A-Za-z0-9]{36}(?:[^A-Za-z0-9]|$)/],
  ["sendgrid-key", /(?:^|[^A-Za-z0-9])SG\.[A-Za-z0-9_-]{16,32}\.[A-Za-z0-9_-]{32,64}/],
  ["azure-storage-key", /AccountKey=[A-Za-z0-9+/]{60,100}={0,2}/],
];

/**
 * Names of variables that look like plain secrets, with the detector that says so; values are never returned.
 * At most one match a variable, in the order of the variables. References by ARN or name are no secrets.
 */
export function findSecrets(variables: Readonly<Record<string, string>>): readonly SecretMatch[] {
  return Object.entries(variables).flatMap(([variable, value]) => {
    const detector = detect(variable, value.slice(0, longestExamined));
    return detector === null ? [] : [{ variable, detector }];
  });
}

function detect(name: string, value: string): SecretDetector | null {
  for (const [detector, pattern] of valuePatterns) {
    if (pattern.test(value)) return detector;
  }
  if (hasPasswordInAddress(value) || hasPasswordInSettings(value)) return "connection-string";
  return secretOfName(name, value);
}

const address = /\b[a-z][a-z0-9+.-]{1,30}:\/\/[^\s/:@?#]{0,128}:([^\s/@]{1,256})@/i;
const settings = /(?:^|[;?&\s])(?:password|pwd)\s{0,4}=\s{0,4}([^;&\s]{1,256})/i;

function hasPasswordInAddress(value: string): boolean {
  const password = address.exec(value)?.[1];
  return password !== undefined && !isPlaceholder(password);
}

/** `Server=...;Password=...` and `jdbc:...?password=...`; a lone `password=x` in a sentence has no other setting. */
function hasPasswordInSettings(value: string): boolean {
  const password = settings.exec(value)?.[1];
  return password !== undefined && !isPlaceholder(password) && /[;&?]/.test(value);
}

/** What a program fills in when it runs: `${X}`, `{x}`, `<x>`, `%s`, `***`. */
function isPlaceholder(text: string): boolean {
  return /^(?:\$?\{.*\}?|<.*>?|%[a-z].*|\*+|\$[A-Z_]+)$/i.test(text);
}
