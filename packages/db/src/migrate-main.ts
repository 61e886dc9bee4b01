import { Failure, failureOf, failureWords, loadEnvironment } from "@sekinin/config";
import { migrate } from "./migrate.ts";

/** Role and password of an address; the role must be the one that the migrations make. */
function passwordOf(key: "DATABASE_URL" | "DATABASE_SYSTEM_URL", address: string, role: string): string {
  const { username, password } = new URL(address);
  if (decodeURIComponent(username) !== role || password === "") {
    const problem = `\`${key}\` must name role \`${role}\` with a password; migrations give the role that password.`;
    throw new Failure("environment.invalid", { detail: { problem } });
  }
  return decodeURIComponent(password);
}

try {
  const environment = loadEnvironment(["DATABASE_OWNER_URL", "DATABASE_URL", "DATABASE_SYSTEM_URL"]);
  const ownerUrl = environment.DATABASE_OWNER_URL;
  if (ownerUrl === undefined) {
    const problem = "`DATABASE_OWNER_URL` is missing: migrations need an administrator's address.";
    throw new Failure("environment.invalid", { detail: { problem } });
  }
  const applied = await migrate({
    ownerUrl,
    appPassword: passwordOf("DATABASE_URL", environment.DATABASE_URL, "sekinin_app"),
    systemPassword: passwordOf("DATABASE_SYSTEM_URL", environment.DATABASE_SYSTEM_URL, "sekinin_system"),
  });
  for (const name of applied) process.stdout.write(`${name}\n`);
  process.stderr.write(applied.length === 0 ? "The database is up to date.\n" : "The database was migrated.\n");
} catch (error) {
  const failure = failureOf(error);
  if (failure.code === "internal") throw error;
  process.stderr.write(`${failure.message}\n${failureWords(failure.code, "en").hint}\n`);
  process.exitCode = 2;
}
