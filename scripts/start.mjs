/** `npm start`: the installation for a real organisation (or any AWS endpoint that AWS_ENDPOINT_URL names). */
import { install, requireNode } from "./lib/install.mjs";

requireNode();
await install((line) => process.stdout.write(`${line}\n`));
const { buildWeb, dataOf, endWithSignals, say, startProgram, startServices, startWeb } = await import(
  "./lib/launcher.mjs"
);
const end = endWithSignals();

try {
  const environment = await startServices(dataOf.installation);
  say("Building the web where it changed, starting the worker ...");
  await Promise.all([
    buildWeb().then(() => startWeb(environment)),
    startProgram("worker", "apps/worker/src/main.ts", { ...environment, NODE_ENV: "production" }),
  ]);
  say(`
Sekinin runs at ${environment.SEKININ_PUBLIC_URL}
AWS is called ${environment.AWS_ENDPOINT_URL ? `at ${environment.AWS_ENDPOINT_URL}` : "with the default credential chain"}; nothing is ever written to it.

The first tenant and user, in another terminal:
  npm run -s sekinin -- tenant create --slug acme --name "Acme" --zone Europe/Dublin --locale en
  npm run -s sekinin -- user create --email you@example.com --tenant acme --role owner
Then sign in and follow the connection page, or:
  npm run -s sekinin -- permissions --help
  npm run -s sekinin -- connection create --help

Logs are in .sekinin/logs. Ctrl-C ends everything; the data stays.`);
} catch (error) {
  process.stderr.write(`${error.message}\n`);
  await end(1);
}
