import { findEnvironmentFile, readEnvironmentFile } from "./environment-file.ts";
import { type Environment, type EnvironmentKey, environmentKeys, environmentSchema } from "./environment-schema.ts";
import { Failure } from "./failure.ts";

/** Where values come from; the defaults are the process's own. */
export type EnvironmentSources = {
  readonly variables?: Readonly<Record<string, string | undefined>>;
  readonly file?: Readonly<Record<string, string>>;
};

/**
 * Checked values of `keys` (all without it): the process's variables first, then `.sekinin/environment`.
 * Throws `environment.invalid` with a line per wrong key.
 */
export function loadEnvironment(): Environment;
export function loadEnvironment<K extends EnvironmentKey>(
  keys: readonly K[],
  sources?: EnvironmentSources,
): Pick<Environment, K>;
export function loadEnvironment(
  keys: readonly EnvironmentKey[] = environmentKeys,
  sources: EnvironmentSources = {},
): Partial<Environment> {
  const raw = mergedValues(sources);
  const problems: string[] = [];
  const values: Record<string, unknown> = {};
  for (const key of keys) {
    const field = environmentSchema.shape[key];
    const answer = field.safeParse(raw[key]);
    if (answer.success) {
      if (answer.data !== undefined) values[key] = answer.data;
      continue;
    }
    const problem = raw[key] === undefined ? "is missing" : (answer.error.issues[0]?.message ?? "is wrong");
    problems.push(`\`${key}\` ${problem}. ${field.description ?? ""}`.trim());
  }
  if (problems.length > 0) {
    throw new Failure("environment.invalid", { detail: { problem: problems.join("\n") } });
  }
  // Every key was parsed by its own schema above; optional ones that are absent stay absent.
  return values as Partial<Environment>;
}

function mergedValues({ variables = process.env, file = fileOfCheckout() }: EnvironmentSources) {
  const merged: Record<string, string | undefined> = {};
  for (const key of environmentKeys) {
    // An empty variable is one that a shell or a compose file did not fill in.
    merged[key] = variables[key] || file[key] || undefined;
  }
  // An administrator's address in DATABASE_URL means "this server": the work itself is done as the app's role.
  if (file.DATABASE_OWNER_URL !== undefined && merged.DATABASE_URL === file.DATABASE_OWNER_URL) {
    merged.DATABASE_URL = file.DATABASE_URL;
  }
  return merged;
}

function fileOfCheckout(): Readonly<Record<string, string>> {
  const path = findEnvironmentFile(process.cwd());
  return path === null ? {} : readEnvironmentFile(path);
}
