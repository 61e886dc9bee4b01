/** Writes the Prisma client. Needs no engine and no download: the placeholder only satisfies a check for one. */
import { bin, run } from "./lib/commands.mjs";

const environment = {
  ...process.env,
  PRISMA_SCHEMA_ENGINE_BINARY: "/bin/true",
  PRISMA_HIDE_UPDATE_MESSAGE: "1",
  CHECKPOINT_DISABLE: "1",
};
const { code, output } = await run(bin("prisma"), ["generate"], { env: environment });
if (code !== 0) process.stderr.write(output);
process.exitCode = code;
