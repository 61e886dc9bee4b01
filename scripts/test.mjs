/**
 * `npm test`: checks, unit, integration and the built web on a Postgres and Redis of their own, then moto and the
 * browser where Python and a Chromium are found. `-- fault load` runs the named suites instead.
 */
import { install, requireNode } from "./lib/install.mjs";

requireNode();
await install((line) => console.log(line));
const { runSuites, suites } = await import("./lib/suites.mjs");

const named = process.argv.slice(2);
const unknownNames = named.filter((name) => !(name in suites));
if (unknownNames.length > 0) {
  console.error(`No such suite: ${unknownNames.join(", ")}. There are: ${Object.keys(suites).join(", ")}.`);
  process.exit(2);
}
const { passed, failed, notRun } = await runSuites(
  named.length > 0 ? named : ["check", "unit", "integration", "web", "moto", "e2e"],
);
if (notRun.length > 0) console.log(`not run: ${notRun.join(", ")}`);
const isStrict = process.env.SEKININ_TEST_STRICT === "1";
const failures = failed + (isStrict ? notRun.length : 0);
console.log(`${passed} passed, ${failures} failed`);
process.exitCode = failures === 0 ? 0 : 1;
