import { parseArgs } from "node:util";
import { startCatcher } from "./start-catcher.ts";

const { values } = parseArgs({
  options: {
    directory: { type: "string" },
    "smtp-port": { type: "string", default: "0" },
    "page-port": { type: "string", default: "0" },
  },
});
const catcher = await startCatcher({
  smtpPort: Number(values["smtp-port"]),
  pagePort: Number(values["page-port"]),
  ...(values.directory === undefined ? {} : { directory: values.directory }),
});
const stop = () => void catcher.close().then(() => process.exit(0));
process.once("SIGTERM", stop);
process.once("SIGINT", stop);
// The one line on standard output: a launcher waits for it.
process.stdout.write(`${JSON.stringify({ ready: "catcher", smtpUrl: catcher.smtpUrl, pageUrl: catcher.pageUrl })}\n`);
