import type { AddressInfo, Server } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { catcherPage } from "./catcher-page.ts";
import { type CaughtMail, openCaughtMails } from "./caught-mails.ts";

export type CatcherOptions = {
  /** 0, or none: any free port. */
  readonly smtpPort?: number;
  readonly pagePort?: number;
  /** Where caught mails are kept over restarts. */
  readonly directory?: string;
  /** How many of the newest are kept; 500 without it. */
  readonly kept?: number;
  /** Hooks, credentials and certificates of tests. */
  readonly smtp?: SMTPServerOptions;
};

export type Catcher = {
  /** For `SEKININ_SMTP_URL`. */
  readonly smtpUrl: string;
  readonly pageUrl: string;
  /** Newest first. */
  mails(): readonly CaughtMail[];
  close(): Promise<void>;
};

const largestMail = 1_000_000;

function listening(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", () => resolve((server.address() as AddressInfo).port));
  });
}

/** A mail server on this machine that accepts everything and delivers nothing, with pages that show what came. */
export async function startCatcher(options: CatcherOptions = {}): Promise<Catcher> {
  const mails = await openCaughtMails(options.kept ?? 500, options.directory);
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    size: largestMail,
    onAuth: (_auth, _session, callback) => callback(null, { user: "anyone" }),
    onData(stream, session, callback) {
      const parts: Buffer[] = [];
      stream.on("data", (part: Buffer) => {
        if (!stream.sizeExceeded) parts.push(part);
      });
      stream.on("error", callback);
      stream.on("end", () => {
        if (stream.sizeExceeded) return callback(Object.assign(new Error("too large"), { responseCode: 552 }));
        const to = session.envelope.rcptTo.map(({ address }) => address);
        mails.add(Buffer.concat(parts), to).then(
          ({ id }) => callback(null, `caught as ${id}`),
          (error: unknown) => callback(error instanceof Error ? error : new Error(String(error))),
        );
      });
    },
    ...options.smtp,
  });
  // A client that vanishes is nothing to end a demo for.
  smtp.on("error", () => {});
  const page = catcherPage(mails);
  const smtpPort = await listening(smtp.server, options.smtpPort ?? 0);
  const pagePort = await listening(page, options.pagePort ?? 0);
  return {
    smtpUrl: `smtp://127.0.0.1:${smtpPort}`,
    pageUrl: `http://127.0.0.1:${pagePort}`,
    mails: mails.list,
    async close() {
      await Promise.all([
        new Promise<void>((resolve) => smtp.close(resolve)),
        new Promise<void>((resolve) => {
          page.close(() => resolve());
          page.closeAllConnections();
        }),
      ]);
    },
  };
}
