/**
 * `npm run demo`: everything on this machine, with simulated AWS organisations: twelve earlier weeks of them, and the
 * present, crawled over the wire. `-- --reset` starts anew.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { install, requireNode } from "./lib/install.mjs";

requireNode();
const started = performance.now();
await install((line) => process.stdout.write(`${line}\n`));
const installed = performance.now();
const { buildWeb, dataOf, endWithSignals, resetDemo, say, script, startProgram, startServices, startWeb } =
  await import("./lib/launcher.mjs");
const { stateDirectory } = await import("./lib/paths.mjs");
const { startHistory } = await import("./lib/demo-history.mjs");
const { watchCrawls } = await import("./lib/demo-progress.mjs");
const end = endWithSignals();
const seconds = (from) => ((performance.now() - from) / 1000).toFixed(1);

/** The simulator stands in for AWS; these credentials mean nothing anywhere else. */
const awsOfTheDemo = {
  AWS_REGION: "eu-west-1",
  AWS_ACCESS_KEY_ID: "AKIADEMOINSTALLATION",
  AWS_SECRET_ACCESS_KEY: "simulated",
  SEKININ_PRINCIPAL_ARN: "arn:aws:iam::999999999999:role/sekinin",
};

/** Shows the dashboard where a desktop is there to show it. */
function openBrowser(address) {
  const hasDesktop =
    process.platform === "darwin" || process.env.DISPLAY !== undefined || process.env.WAYLAND_DISPLAY !== undefined;
  if (!hasDesktop || process.env.CI !== undefined || process.env.SEKININ_NO_BROWSER !== undefined) return;
  const child = spawn(process.platform === "darwin" ? "open" : "xdg-open", [address], {
    stdio: "ignore",
    detached: true,
  });
  child.on("error", () => say(`Open ${address} in a browser.`));
  child.unref();
}

/** Every mail of the demo ends at this page; nothing leaves the machine. */
async function startCatcher(services) {
  const directory = join(stateDirectory, "mails");
  const { ready } = await startProgram("mail-catcher", "packages/digest/src/catcher/main.ts", services, [
    "--directory",
    directory,
  ]);
  say(`Mails are caught and shown at ${ready.pageUrl}; none is sent.`);
  return {
    SEKININ_SMTP_URL: ready.smtpUrl,
    SEKININ_MAIL_CATCHER_URL: ready.pageUrl,
    SEKININ_MAIL_FROM: "Sekinin <digest@sekinin.example>",
  };
}

try {
  if (process.argv.includes("--reset")) resetDemo();
  Object.assign(process.env, awsOfTheDemo);
  delete process.env.AWS_SESSION_TOKEN;
  const services = await startServices(dataOf.demo);
  say(`Postgres and Redis are ready after ${seconds(installed)} s.`);
  const seeded = JSON.parse(await script("scripts/lib/seed-demo.ts", services));
  const { ready } = await startProgram("simulator", "packages/aws-sim/src/main.ts", services, [
    "--config",
    seeded.simulatorConfig,
  ]);
  const mail = await startCatcher(services);
  const { writeEnvironmentFile } = await import("./lib/environment.mjs");
  const environment = { ...services, ...awsOfTheDemo, ...mail, AWS_ENDPOINT_URL: ready.endpointUrl };
  delete environment.AWS_ACCESS_KEY_ID;
  delete environment.AWS_SECRET_ACCESS_KEY;
  writeEnvironmentFile(environment);
  say(
    `A simulated AWS organisation listens at ${ready.endpointUrl}; its last weeks are crawled while the web is built ...`,
  );
  const history = startHistory(environment, say);
  const web = buildWeb().then(() => startWeb(environment));
  await web;
  say(
    `\nThe dashboard is open at ${environment.SEKININ_PUBLIC_URL} (${seconds(installed)} s after the install, ${seconds(started)} s in all).`,
  );
  say(seeded.signIns);
  await history.firstWeek;
  say(`The first heatmap is coloured, ${seconds(installed)} s after the install.`);
  say(`
What to try:
  - Sign in as the CISO of Acme: one screen says where you stand, what changed in a week and why, and what to do first.
    Every number opens what it is made of; Trends shows twelve weeks, once they are made.
  - Sign in as the operator: which customer needs you, one control across all of them; each visit is in the customer's log.
  - Sign in as the viewer: Digests -> your weekly mail for an OU, in English or Japanese; look at it, then send it to yourself.
  - Coverage: search for GuardDuty. Who can switch it off, why, and since when? Close it in what-if, and take the policy away.
  - Sign in as the CISO of Hinode: the same in Japanese.
  - Crawls -> Crawl now, and watch it; cancel it half-way. Kill the worker (its pid is in .sekinin/logs/worker.log) and start the demo again.
  - npm run -s sekinin -- controls    and    npm run -s sekinin -- export findings --tenant acme --format csv
Ctrl-C ends everything; the next start keeps the data (npm run demo -- --reset starts anew).`);
  openBrowser(environment.SEKININ_PUBLIC_URL);
  const { of: weeks, isNew, seconds: taken } = await history.complete;
  if (isNew) say(`\n${weeks} weeks of history are complete, made in ${taken} s. Now the worker crawls the present ...`);
  // Not before: it would take the steps of earlier weeks for its own, and ask the present for them.
  await startProgram("worker", "apps/worker/src/main.ts", { ...environment, NODE_ENV: "production" });
  await watchCrawls(environment, seeded.tenants, say);
  await script("scripts/lib/seed-digests.ts", environment);
  say(`\nBoth crawls are complete. Everybody's digest is at ${mail.SEKININ_MAIL_CATCHER_URL} in a few seconds.`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  await end(1);
}
