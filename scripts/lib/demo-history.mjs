import { logsDirectory, root } from "./paths.mjs";
import { startProcess } from "./processes.mjs";

/**
 * Crawls the demo's earlier weeks beside everything else, a line for each. Answers two promises: the first of them is
 * there to be looked at, and all are, with how long those of this start took.
 */
export function startHistory(environment, say) {
  let resolveFirst;
  const first = new Promise((resolve) => {
    resolveFirst = resolve;
  });
  let last = { of: 0, isNew: false, seconds: 0 };
  const handle = startProcess({
    name: "history",
    command: process.execPath,
    args: ["--import", "tsx", "scripts/lib/seed-history.ts"],
    env: { ...process.env, ...environment, NODE_ENV: "production" },
    cwd: root,
    logs: logsDirectory,
    onLine: (line) => {
      if (!line.startsWith("{")) return;
      const told = JSON.parse(line);
      if (told.isNew) say(`${told.of} weeks of history: week ${told.week} of ${told.of}`);
      last = { ...told, isNew: told.isNew || last.isNew };
      resolveFirst();
    },
  });
  const complete = handle.ended.then(({ code }) => {
    if (code !== 0 && !handle.isStopping) throw new Error(`The history could not be made; see ${handle.logFile}`);
    return last;
  });
  // Whoever waits for it hears of it; until then it is not to end the launcher.
  complete.catch(() => {});
  return { firstWeek: Promise.race([first, complete]), complete };
}
