import { createOrganization } from "./organization/create-organization.ts";
import { startSimulator } from "./server.ts";
import { readConfig, type SimulatorConfig, usage } from "./simulator-config.ts";

/** Starts from the command line; prints one JSON line when it listens; ends on SIGTERM and SIGINT. */
async function main(args: readonly string[]): Promise<void> {
  if (args.includes("--help")) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  const config = readOrExplain(args);
  const organizations = config.organizations.map(createOrganization);
  const simulator = await startSimulator({ ...config, organizations });
  const end = () => {
    void simulator.close().then(() => process.exit(0));
  };
  process.once("SIGTERM", end).once("SIGINT", end);
  const told = organizations.map(({ id, managementAccountId }, index) => ({
    id,
    managementAccountId,
    managementRoleArn: `arn:aws:iam::${managementAccountId}:role/${config.organizations[index]?.roles.managementRoleName}`,
  }));
  process.stdout.write(`${JSON.stringify({ endpointUrl: simulator.endpointUrl, organizations: told })}\n`);
}

function readOrExplain(args: readonly string[]): SimulatorConfig {
  try {
    return readConfig(args);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n\n${usage}\n`);
    process.exit(2);
  }
}

await main(process.argv.slice(2));
