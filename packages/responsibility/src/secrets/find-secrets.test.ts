import fc from "fast-check";
import { expect, test } from "vitest";
import { findSecrets, secretDetectors } from "./find-secrets.ts";

// Put together at run time, so that no scanner of this repository takes them for real.
const letters = (length: number) => "Ab3dE5gH".repeat(20).slice(0, length);
const pem = (kind: string) => `-----BEGIN ${kind}PRIVATE ${"KEY"}-----\nMIIE\n-----END`;

test.each([
  ["CONFIG", pem(""), "private-key"],
  ["CONFIG", pem("RSA "), "private-key"],
  ["CONFIG", pem("OPENSSH "), "private-key"],
  ["DEPLOY_USER", `AKIA${"IOSFODNN7EXAMPLE".slice(0, 12)}ABCD`.replace(/[0189]/g, "7"), "aws-access-key"],
  ["AWS_SECRET_ACCESS_KEY", letters(40), "api-key"],
  ["DATABASE_URL", "postgres://app:hunter2hunter2@db.internal:5432/app", "connection-string"],
  ["BROKER", "amqps://user:p%40ss@broker.example:5671/", "connection-string"],
  ["REDIS", "redis://:s3cret@cache:6379", "connection-string"],
  ["DB", "Server=db;Database=app;User Id=sa;Password=Sommer2026!", "connection-string"],
  ["JDBC", "jdbc:mysql://db:3306/app?user=a&password=geheim", "connection-string"],
  ["GH", `ghp_${letters(36)}`, "github-token"],
  ["GH", `github_pat_${letters(30)}`, "github-token"],
  ["CI", `glpat-${letters(20)}`, "gitlab-token"],
  ["BOT", `xoxb-${letters(24)}`, "slack-token"],
  ["HOOK", "https://hooks.slack.com/services/T0ABCDEF1/B0/x", "slack-token"],
  ["PAY", `sk_live_${letters(24)}`, "stripe-key"],
  ["MAPS", `AIza${letters(35)}`, "google-api-key"],
  ["REGISTRY", `npm_${letters(36)}`, "npm-token"],
  ["MAIL", `SG.${letters(22)}.${letters(43)}`, "sendgrid-key"],
  ["STORE", `DefaultEndpointsProtocol=https;AccountName=a;AccountKey=${letters(86)}==`, "azure-storage-key"],
  ["DB_PASSWORD", "correct-horse-battery", "password"],
  ["dbPassword", "Sommer2026", "password"],
  ["DB_PASSWORD_PROD", "Sommer2026", "password"],
  ["DB_PASSWORD_2", "Sommer2026", "password"],
  ["MYSQL_PWD", "root", "password"],
  ["PASSWORD", "12345678", "password"],
  ["API_TOKEN", "CANARY-0123456789abcdef", "token"],
  ["API_KEY", letters(24), "api-key"],
  ["apiKey", letters(24), "api-key"],
  ["SIGNING_KEY", "9f8e7d6c5b4a39281706", "api-key"],
  ["CLIENT_SECRET", "V8~q8Q.kfe2", "secret"],
])("%s holds a secret: %s -> %s", (variable, value, detector) => {
  expect(findSecrets({ [variable]: value })).toEqual([{ variable, detector }]);
});

test.each([
  ["DB_SECRET_ARN", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-a1B2c3"],
  ["DB_PASSWORD", "arn:aws:secretsmanager:eu-west-1:111122223333:secret:prod/db-a1B2c3"],
  ["DB_PASSWORD", "arn:aws:ssm:eu-west-1:111122223333:parameter/prod/db/password"],
  ["DB_PASSWORD", "/prod/db/password"],
  ["DB_PASSWORD", "prod/db/password"],
  ["DB_PASSWORD", "prod-db-password"],
  ["DB_PASSWORD", "{{resolve:secretsmanager:prod/db:SecretString:password}}"],
  ["DB_PASSWORD", "ssm:/prod/db/password"],
  ["DB_PASSWORD", "${DB_PASSWORD}"],
  ["DB_PASSWORD", "********"],
  ["DB_PASSWORD", "<set in console>"],
  ["DB_PASSWORD", ""],
  ["DB_PASSWORD", "AQICAHh".padEnd(80, "x")],
  ["PASSWORD_PARAMETER", "/prod/db/password"],
  ["PASSWORD_MIN_LENGTH", "12"],
  ["MAX_PASS", "3"],
  ["REQUIRE_PASSWORD", "true"],
  ["DB_SECRET", "prod-db-credentials"],
  ["CLIENT_SECRET", "billing-prod"],
  ["SECRET_NAME", "payments/db"],
  ["TOKEN_URL", "https://login.example/oauth2/token"],
  ["AUTH_TOKEN", "https://login.example/oauth2/token"],
  ["TOKEN_TTL_SECONDS", "3600"],
  ["NEXT_TOKEN", "12345678"],
  ["PUBLIC_KEY", letters(64)],
  ["PUBLIC_API_KEY", letters(64)],
  ["KEY", letters(32)],
  ["PARTITION_KEY", "customerId"],
  ["KMS_KEY_ID", "1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["KMS_KEY_ARN", "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"],
  ["TABLE_NAME", "orders"],
  ["LOG_LEVEL", "debug"],
  ["DATABASE_URL", "postgres://db.internal:5432/app"],
  ["DATABASE_URL", "postgres://app@db.internal:5432/app"],
  ["DATABASE_URL", "postgres://app:${PASSWORD}@db.internal:5432/app"],
  ["DATABASE_URL", "postgres://app:<password>@db.internal:5432/app"],
  ["ENDPOINT", "https://api.example:8443/v1?to=a@b.example"],
  ["HELP_TEXT", "send password=yours to nobody"],
  ["DSN", "Server=db;User Id=sa;Password=${PASSWORD}"],
  ["CERTIFICATE", "-----BEGIN CERTIFICATE-----\nMIIE"],
  ["BUILD", "AKIA"],
  ["COMPASS", "north"],
  ["BYPASS", "none"],
])("%s holds no secret: %s", (variable, value) => {
  expect(findSecrets({ [variable]: value })).toEqual([]);
});

test("one match a variable, in order, and never a value", () => {
  const value = "Tr0ub4dor-und-3";
  const matches = findSecrets({ B_PASSWORD: value, A: "x", A_PASSWORD: `postgres://u:${value}@h/d` });
  expect(matches).toEqual([
    { variable: "B_PASSWORD", detector: "password" },
    { variable: "A_PASSWORD", detector: "connection-string" },
  ]);
  expect(JSON.stringify(matches)).not.toContain(value);
});

test("no variables, no matches", () => {
  expect(findSecrets({})).toEqual([]);
});

test("any names and values give known detectors and never throw", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string()), (variables) => {
      for (const { variable, detector } of findSecrets(variables)) {
        expect(Object.keys(variables)).toContain(variable);
        expect(secretDetectors).toContain(detector);
      }
    }),
    { numRuns: 500 },
  );
});

test("values made to slow a pattern down take no time", () => {
  const hostile = [
    "a".repeat(100_000),
    "a://".repeat(25_000),
    "a://b:".repeat(20_000),
    "-----BEGIN ".repeat(10_000),
    `-----BEGIN ${"A".repeat(50_000)}`,
    "password =".repeat(10_000),
    `pwd=${" ".repeat(50_000)}`,
    "a-".repeat(50_000),
    "a/".repeat(50_000),
    "SG.".repeat(30_000),
    `AccountKey=${"A".repeat(50_000)}!`,
    "{".repeat(50_000),
    "_A".repeat(50_000),
  ];
  const start = performance.now();
  for (const value of hostile) findSecrets({ DB_PASSWORD: value, [value]: value });
  expect(performance.now() - start).toBeLessThan(1_000);
});
