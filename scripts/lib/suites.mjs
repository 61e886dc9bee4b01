import { accessSync, constants, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { bin, run } from "./commands.mjs";
import { stateDirectory } from "./paths.mjs";

function findOnPath(names) {
  for (const name of names) {
    for (const directory of (process.env.PATH ?? "").split(delimiter)) {
      try {
        accessSync(join(directory, name), constants.X_OK);
        return join(directory, name);
      } catch {
        // Not in this folder.
      }
    }
  }
  return undefined;
}

/** Path of a Chromium, or nothing. */
export function findChromium() {
  return (
    process.env.CHROMIUM_PATH ?? findOnPath(["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"])
  );
}

const motoVersion = "5.2.5";

/** A private moto in `.sekinin/moto`; the reason where it cannot be had. */
async function prepareMoto() {
  const folder = join(stateDirectory, "moto");
  const server = join(folder, "bin", "moto_server");
  if (existsSync(server)) return { server };
  if (findOnPath(["python3"]) === undefined) return { reason: "no Python" };
  mkdirSync(stateDirectory, { recursive: true });
  const made = await run("python3", ["-m", "venv", folder]);
  if (made.code !== 0) return { reason: "Python cannot make a virtual environment" };
  const installed = await run(join(folder, "bin", "python"), [
    "-m",
    "pip",
    "install",
    "-q",
    "--disable-pip-version-check",
    `moto[server]==${motoVersion}`,
  ]);
  return installed.code === 0 ? { server } : { reason: "moto could not be installed from PyPI" };
}

async function vitest(project, environment = {}) {
  const folder = mkdtempSync(join(tmpdir(), "sekinin-results-"));
  const report = join(folder, "report.json");
  const { code, output } = await run(
    bin("vitest"),
    ["run", "--project", project, "--reporter=default", "--reporter=json", `--outputFile.json=${report}`],
    {
      env: { ...process.env, FORCE_COLOR: "0", ...environment },
    },
  );
  let counts = { passed: 0, failed: 1 };
  if (existsSync(report)) {
    const { numPassedTests, numFailedTests, numFailedTestSuites, numPendingTests } = JSON.parse(
      readFileSync(report, "utf8"),
    );
    counts = { passed: numPassedTests, failed: numFailedTests + numPendingTests };
    // A file that could not even be loaded has no failed test of its own.
    if (counts.failed === 0 && (code !== 0 || numFailedTestSuites > 0)) counts.failed = 1;
  }
  rmSync(folder, { recursive: true, force: true });
  return { ...counts, output };
}

async function checks() {
  const { code, output } = await run(process.execPath, ["scripts/check.mjs"]);
  const [, passed, failed] = /(\d+) passed, (\d+) failed\s*$/.exec(output) ?? [undefined, "0", "1"];
  return { passed: Number(passed), failed: code === 0 ? 0 : Math.max(1, Number(failed)), output };
}

async function playwright(chromium) {
  const { code, output } = await run(bin("playwright"), ["test", "--reporter=line"], {
    env: { ...process.env, FORCE_COLOR: "0", CHROMIUM_PATH: chromium },
  });
  const count = (word) => Number(new RegExp(`(\\d+) ${word}`).exec(output)?.[1] ?? 0);
  const failed = count("failed") + count("flaky") + count("skipped") + count("did not run");
  return { passed: count("passed"), failed: code === 0 ? failed : Math.max(1, failed), output };
}

/** The suites by name, in the order in which they run. Each answers counts and output, or why it could not run. */
export const suites = {
  check: checks,
  unit: () => vitest("unit"),
  integration: () => vitest("integration"),
  web: () => vitest("web"),
  moto: async () => {
    const { server, reason } = await prepareMoto();
    return server === undefined ? { reason } : vitest("moto", { MOTO_SERVER: server });
  },
  e2e: async () => {
    const chromium = findChromium();
    return chromium === undefined ? { reason: "no Chromium" } : playwright(chromium);
  },
  fault: () => vitest("fault"),
  load: () => vitest("load"),
};

/** Runs the named suites one after another, prints each, and returns the sums and what could not run. */
export async function runSuites(names) {
  const total = { passed: 0, failed: 0, notRun: [] };
  for (const name of names) {
    const start = performance.now();
    const { passed = 0, failed = 0, output = "", reason } = await suites[name]();
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    if (reason !== undefined) {
      total.notRun.push(`${name} (${reason})`);
      continue;
    }
    if (failed > 0) console.log(output.slice(-20_000));
    console.log(`${failed > 0 ? "FAIL" : "ok  "} ${name}: ${passed} passed, ${failed} failed (${seconds} s)`);
    total.passed += passed;
    total.failed += failed;
  }
  return total;
}
