import type { FunctionConfiguration } from "@aws-sdk/client-lambda";
import type { Random } from "../random.ts";
import type { Plot } from "./plot.ts";

/** Every planted secret holds this word: found anywhere but in an answer of the simulator, it leaked. */
export const canaryPrefix = "CANARY-";

/** Environment of a function, and the verdict on secrets in it. */
export function plantVariables(
  plot: Plot,
  region: string,
  name: string,
  arn: string,
): Pick<FunctionConfiguration, "Environment" | "KMSKeyArn"> {
  const plant = (verdict: "pass" | "fail" | "not-applicable" | "unknown", reason?: string) =>
    plot.plant("lambda-function-env-no-secrets", region, arn, verdict, reason);
  const draws = plot.random("variables", arn);
  const way = draws.next();
  if (way < 0.15) {
    plant("not-applicable");
    return {};
  }
  if (way > 0.97) {
    plant("unknown", "value-encrypted");
    return {
      KMSKeyArn: `arn:aws:kms:${region}:${plot.accountId}:key/${draws.text(8)}-0000-4000-8000-${draws.text(12)}`,
      Environment: {
        Error: {
          ErrorCode: "AccessDeniedException",
          Message: "Lambda was unable to decrypt the environment variables",
        },
      },
    };
  }
  const leaky = plot.mistake(`secret ${arn}`, 0.16);
  plant(leaky ? "fail" : "pass");
  const variables: Record<string, string> = {
    LOG_LEVEL: draws.pick(["info", "debug"]),
    TABLE_NAME: `${plot.plan.slug}-items`,
    STAGE: plot.plan.kind,
    DB_SECRET_ARN: `arn:aws:secretsmanager:${region}:${plot.accountId}:secret:${plot.plan.slug}/db-a1B2c3`,
    PASSWORD_PARAMETER: `/${plot.plan.slug}/db/password`,
    TITLE: plot.named(name, "json"),
    ...(leaky ? secret(draws) : {}),
  };
  return { Environment: { Variables: variables } };
}

function secret(draws: Random): Readonly<Record<string, string>> {
  const canary = `${canaryPrefix}${draws.text(32)}`;
  return draws.pick<Record<string, string>>([
    { DB_PASSWORD: canary },
    { API_TOKEN: canary },
    { STRIPE_SECRET_KEY: `sk_live_${canary}` },
    { DATABASE_URL: `postgres://app:${canary}@db.internal.example:5432/app` },
    { SIGNING_KEY: `-----BEGIN PRIVATE KEY-----\n${canary}\n-----END PRIVATE KEY-----` },
  ]);
}
