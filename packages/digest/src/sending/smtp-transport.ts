import { Readable } from "node:stream";
import SMTPConnection from "nodemailer/lib/smtp-connection";
import type { SmtpServer } from "./mail-settings.ts";

/** A message for one recipient. The envelope is given, never read from headers. */
export type OutgoingMail = { readonly from: string; readonly to: string; readonly mime: Uint8Array };

/**
 * How a handing over ended. `later`: it was surely not taken, and may be on another attempt. `unclear`: the message was
 * on its way and no answer came, so that nobody here can know.
 */
export type Handover =
  | { readonly kind: "accepted"; readonly answer: string }
  | { readonly kind: "refused" | "later"; readonly code: string; readonly answer: string }
  | { readonly kind: "unclear"; readonly code: string; readonly answer: string };

export type MailTransport = {
  /**
   * Never throws. Ends within `deadlineMs` and `answerMs` together; an aborted signal ends it at once while the message
   * is still here.
   */
  send(mail: OutgoingMail, signal: AbortSignal): Promise<Handover>;
  /** Closes the connections that are kept open. */
  close(): void;
};

export type TransportLimits = {
  /** For connecting, the greeting, and each silence of the server before the message leaves. */
  readonly silenceMs: number;
  /** From the first connecting until the message begins to leave, whatever was tried in between. */
  readonly deadlineMs: number;
  /** From there to the answer. Servers think after the dot, and giving up makes copies (RFC 5321, 4.5.3.2.6). */
  readonly answerMs: number;
  /** Connections kept open for the next message, and how many messages one of them carries. */
  readonly kept: number;
  readonly messages: number;
};

export const defaultTransportLimits: TransportLimits = {
  silenceMs: 15_000,
  deadlineMs: 60_000,
  answerMs: 240_000,
  kept: 8,
  messages: 100,
};

type Kept = { readonly connection: SMTPConnection; sent: number };

/** What nodemailer's errors carry; nothing of it is trusted to be there. */
type SmtpError = { code?: unknown; responseCode?: unknown; response?: unknown; command?: unknown; message?: unknown };

/** A small pool of SMTP connections that knows, of each failure, whether the message had begun to leave. */
export function smtpTransport(server: SmtpServer, limits = defaultTransportLimits): MailTransport {
  const idle: Kept[] = [];
  let isClosed = false;
  const keep = (kept: Kept) => {
    if (isClosed || idle.length >= limits.kept || kept.sent >= limits.messages) return quit(kept.connection);
    idle.push(kept);
  };
  const take = (): Kept | undefined => {
    for (let kept = idle.pop(); kept !== undefined; kept = idle.pop()) {
      if (isOpen(kept.connection)) return kept;
    }
    return undefined;
  };
  return {
    async send(mail, signal) {
      const known = take();
      const endsAt = performance.now() + limits.deadlineMs;
      const attempt = { mail, limits, endsAt, signal };
      if (known !== undefined) {
        const first = await sendOver(known, attempt, keep);
        // A server closes connections that wait: that says nothing of the message, and a new one is tried.
        if (first.kind !== "later" || first.answer !== "" || signal.aborted) return first;
      }
      const opened = await open(server, attempt);
      return "kind" in opened ? opened : sendOver({ connection: opened, sent: 0 }, attempt, keep);
    },
    close() {
      isClosed = true;
      for (const { connection } of idle.splice(0)) quit(connection);
    },
  };
}

type Attempt = {
  readonly mail: OutgoingMail;
  readonly limits: TransportLimits;
  /** Of the monotonic clock: until then the message has begun to leave, or it stays. */
  readonly endsAt: number;
  readonly signal: AbortSignal;
};

function isOpen(connection: SMTPConnection): boolean {
  const { _destroyed: destroyed, _socket: socket } = connection as unknown as {
    _destroyed?: boolean;
    _socket?: { destroyed?: boolean; readableEnded?: boolean };
  };
  return destroyed !== true && socket?.destroyed !== true && socket?.readableEnded !== true;
}

function quit(connection: SMTPConnection): void {
  connection.quit();
}

/** nodemailer knows one silence for a whole connection. */
function allowSilence(connection: SMTPConnection, ms: number): void {
  const { _socket: socket } = connection as unknown as { _socket?: { setTimeout?(ms: number): void } };
  socket?.setTimeout?.(ms);
}

function open(server: SmtpServer, attempt: Attempt): Promise<SMTPConnection | Handover> {
  const { limits } = attempt;
  const connection = new SMTPConnection({
    host: server.host,
    port: server.port,
    secure: server.tls === "now",
    requireTLS: server.tls === "required",
    ignoreTLS: server.tls === "never",
    connectionTimeout: limits.silenceMs,
    greetingTimeout: limits.silenceMs,
    socketTimeout: limits.silenceMs,
    dnsTimeout: limits.silenceMs,
    maxResponseSize: 64 * 1_024,
  });
  // One may come between two messages, and an error that nobody hears ends the process.
  connection.on("error", () => {});
  return settled<SMTPConnection | Handover>(connection, attempt, {
    begin(done) {
      const finish = (error: unknown) => {
        if (error === undefined || error === null) return done(connection);
        // First the answer: closing tells of an end, which says less.
        done(failureOf(error, false));
        connection.close();
      };
      connection.connect((error) => {
        if (error !== undefined && error !== null) return finish(error);
        if (server.user === null) return finish(null);
        connection.login({ user: server.user, pass: server.password }, finish);
      });
    },
    fail: (error) => failureOf(error, false),
  });
}

async function sendOver(kept: Kept, attempt: Attempt, keep: (kept: Kept) => void): Promise<Handover> {
  const { connection } = kept;
  const { mail, limits } = attempt;
  let hasBegun = false;
  const handover = await settled<Handover>(connection, attempt, {
    begin(done, goOnFor) {
      // The message is read only once the server has said 354.
      const message = new Readable({
        read() {
          hasBegun = true;
          allowSilence(connection, limits.answerMs);
          goOnFor(limits.answerMs);
          this.push(mail.mime);
          this.push(null);
        },
      });
      connection.send({ from: mail.from, to: [mail.to] }, message, (error, info) => {
        if (error) return done(failureOf(error, hasBegun));
        done({ kind: "accepted", answer: info?.response ?? "" });
      });
    },
    fail: (error) => failureOf(error, hasBegun),
    mayAbort: () => !hasBegun,
  });
  if (handover.kind === "accepted") {
    allowSilence(connection, limits.silenceMs);
    keep({ connection, sent: kept.sent + 1 });
  } else connection.close();
  return handover;
}

type Work<T> = {
  /** `goOnFor` puts the deadline off: so many milliseconds from then. */
  begin(done: (value: T) => void, goOnFor: (ms: number) => void): void;
  fail(error: unknown): T;
  readonly mayAbort?: () => boolean;
};

/** The first of: the callback, an error of the connection, its end, the deadline, and, while it may, the signal. */
function settled<T>(
  connection: SMTPConnection,
  { endsAt, signal }: Pick<Attempt, "endsAt" | "signal">,
  work: Work<T>,
): Promise<T> {
  return new Promise((resolve) => {
    const finish = (value: T) => {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
      connection.off("end", ended);
      connection.off("error", failed);
      resolve(value);
    };
    const failed = (error: unknown) => finish(work.fail(error));
    // A 421 closes the connection first and tells of it after.
    const ended = () => setImmediate(() => failed({ code: "ECONNECTION", message: "the connection ended" }));
    const abort = () => {
      if (work.mayAbort?.() === false) return;
      failed({ code: "EABORTED", message: "the process stops" });
      connection.close();
    };
    const late = () => {
      failed({ code: "ETIMEDOUT", message: "no end within the deadline" });
      connection.close();
    };
    let timer = setTimeout(late, Math.max(0, endsAt - performance.now()));
    const goOnFor = (ms: number) => {
      clearTimeout(timer);
      timer = setTimeout(late, ms);
    };
    connection.on("error", failed);
    connection.on("end", ended);
    signal.addEventListener("abort", abort, { once: true });
    if (signal.aborted) return abort();
    work.begin(finish, goOnFor);
  });
}

/** What a server says to these is about the recipient and his message. To `MAIL FROM` it speaks of us. */
const aboutTheMessage = new Set<unknown>(["RCPT TO", "DATA"]);

function failureOf(error: unknown, hasBegun: boolean): Handover {
  const { code, responseCode, response, command } = (
    typeof error === "object" && error !== null ? error : {}
  ) as SmtpError;
  const answer = typeof response === "string" ? response : "";
  const status = typeof responseCode === "number" ? responseCode : 0;
  if (status >= 500 && aboutTheMessage.has(command)) return { kind: "refused", code: "refused", answer };
  if (status >= 500 && command === "MAIL FROM") return { kind: "later", code: "sender-refused", answer };
  if (status >= 400) return { kind: "later", code: code === "EAUTH" ? "sign-in-refused" : "server-busy", answer };
  if (hasBegun) return { kind: "unclear", code: "no-answer", answer };
  return { kind: "later", code: reasonCode(code), answer };
}

function reasonCode(code: unknown): string {
  switch (code) {
    case "EAUTH":
      return "sign-in-refused";
    case "ETLS":
    case "ESOCKET":
      return "connection-refused";
    case "ETIMEDOUT":
      return "timeout";
    case "EABORTED":
      return "stopping";
    default:
      return "not-reached";
  }
}
