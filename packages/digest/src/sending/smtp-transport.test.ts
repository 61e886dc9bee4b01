import { createServer, type Socket } from "node:net";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, describe, expect, test } from "vitest";
import { plainServer } from "../testing/mail-bench.ts";
import { defaultMailLimits } from "./mail-services.ts";
import type { SmtpServer } from "./mail-settings.ts";
import { defaultTransportLimits, type Handover, smtpTransport } from "./smtp-transport.ts";

const limits = { ...defaultTransportLimits, silenceMs: 250, deadlineMs: 700, answerMs: 900 };
const mail = {
  from: "digest@sekinin.example",
  to: "a@acme.example",
  mime: Buffer.from("Subject: s\r\n\r\n.dot\r\nend\r\n"),
};
const never = new AbortController().signal;
const closers: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(closers.splice(0).map((close) => close()));
});

type Received = { mails: string[]; connections: number };

/** A server with hooks; it keeps whole messages, whatever it answers to them. */
async function serverWith(options: SMTPServerOptions, received: Received = { mails: [], connections: 0 }) {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    disableReverseLookup: true,
    onConnect: (_session, callback) => {
      received.connections += 1;
      callback();
    },
    onData(stream, _session, callback) {
      let text = "";
      stream.setEncoding("utf8").on("data", (part: string) => {
        text += part;
      });
      stream.on("end", () => {
        received.mails.push(text);
        callback();
      });
    },
    ...options,
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.server.listen(0, "127.0.0.1", resolve));
  closers.push(() => new Promise((resolve) => server.close(() => resolve())));
  const address = server.server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return { url: `smtp://127.0.0.1:${address.port}`, received, server };
}

/** A server that answers these lines, one a command, and may cut or fall silent instead: what no library would do. */
async function scripted(answers: readonly string[]) {
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    let next = 0;
    const say = () => {
      const answer = answers[next] ?? "cut";
      next += 1;
      const [, wait, slow] = /^after (\d+): (.*)$/.exec(answer) ?? [];
      if (answer === "cut") socket.destroy();
      else if (slow !== undefined) setTimeout(() => socket.write(`${slow}\r\n`), Number(wait));
      else if (answer !== "silence") socket.write(`${answer}\r\n`);
    };
    socket.on("error", () => {});
    let rest = "";
    let isData = false;
    socket.setEncoding("latin1").on("data", (text: string) => {
      rest += text;
      if (isData) {
        if (!rest.endsWith("\r\n.\r\n")) return;
        isData = false;
        rest = "";
        return say();
      }
      for (let end = rest.indexOf("\r\n"); end >= 0; end = rest.indexOf("\r\n")) {
        isData = rest.slice(0, end) === "DATA" && answers[next]?.includes("354") === true;
        rest = rest.slice(end + 2);
        say();
      }
    });
    say();
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  closers.push(
    () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  );
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("no port");
  return `smtp://127.0.0.1:${address.port}`;
}

async function handOver(
  url: string,
  changes: Partial<SmtpServer> = {},
  signal = never,
  own = limits,
): Promise<Handover> {
  const transport = smtpTransport(plainServer(url, changes), own);
  closers.push(async () => transport.close());
  return transport.send(mail, signal);
}

const hello = ["220 hi", "250 hi", "250 ok", "250 ok", "354 go"] as const;

describe("what a server does, and what is known then", () => {
  test.each([
    { does: "hangs before its greeting", answers: ["silence"], expected: { kind: "later", code: "timeout" } },
    { does: "hangs at EHLO", answers: ["220 hi", "silence"], expected: { kind: "later", code: "timeout" } },
    { does: "hangs at MAIL", answers: [...hello.slice(0, 2), "silence"], expected: { kind: "later", code: "timeout" } },
    { does: "hangs at RCPT", answers: [...hello.slice(0, 3), "silence"], expected: { kind: "later", code: "timeout" } },
    { does: "hangs at DATA", answers: [...hello.slice(0, 4), "silence"], expected: { kind: "later", code: "timeout" } },
    { does: "hangs after the dot", answers: [...hello, "silence"], expected: { kind: "unclear", code: "no-answer" } },
    { does: "cuts before its greeting", answers: ["cut"], expected: { kind: "later" } },
    { does: "cuts at EHLO", answers: ["220 hi", "cut"], expected: { kind: "later" } },
    { does: "cuts at MAIL", answers: [...hello.slice(0, 2), "cut"], expected: { kind: "later" } },
    { does: "cuts at RCPT", answers: [...hello.slice(0, 3), "cut"], expected: { kind: "later" } },
    { does: "cuts at DATA", answers: [...hello.slice(0, 4), "cut"], expected: { kind: "later" } },
    { does: "cuts after the dot", answers: [...hello, "cut"], expected: { kind: "unclear", code: "no-answer" } },
    { does: "has no service", answers: ["421 busy"], expected: { kind: "later", code: "server-busy" } },
    { does: "refuses everybody", answers: ["554 go away"], expected: { kind: "later" } },
    {
      does: "says 421 at MAIL",
      answers: [...hello.slice(0, 2), "421 busy"],
      expected: { kind: "later", code: "server-busy" },
    },
    {
      does: "greylists",
      answers: [...hello.slice(0, 3), "451 later", "250 reset"],
      expected: { kind: "later", code: "server-busy" },
    },
    {
      does: "knows no such reader",
      answers: [...hello.slice(0, 3), "550 who"],
      expected: { kind: "refused", code: "refused" },
    },
    {
      does: "refuses our sender",
      answers: [...hello.slice(0, 2), "550 who are you"],
      expected: { kind: "later", code: "sender-refused" },
    },
    { does: "refuses at DATA", answers: [...hello.slice(0, 4), "554 no"], expected: { kind: "refused" } },
    { does: "finds no room after the dot", answers: [...hello, "552 full"], expected: { kind: "refused" } },
    {
      does: "puts off after the dot",
      answers: [...hello, "451 later"],
      expected: { kind: "later", code: "server-busy" },
    },
    { does: "speaks no SMTP", answers: ["HTTP/1.1 400 Bad Request"], expected: { kind: "later" } },
  ] as const)("$does: $expected.kind", async ({ answers, expected }) => {
    expect(await handOver(await scripted(answers))).toMatchObject(expected);
  });

  test("is not there: later", async () => {
    expect(await handOver("smtp://127.0.0.1:1")).toMatchObject({ kind: "later" });
  });

  test("wants another password: later, since that is no fault of the reader", async () => {
    const { url } = await serverWith({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) => callback(Object.assign(new Error("wrong"), { responseCode: 535 })),
    });
    const handover = await handOver(url, { user: "sekinin", password: "not-this-one" });
    expect(handover).toMatchObject({ kind: "later", code: "sign-in-refused" });
    expect(JSON.stringify(handover)).not.toContain("not-this-one");
  });

  test.each([
    { tls: "required", given: "has no STARTTLS where it is required" },
    { tls: "now", given: "speaks no TLS where it is meant to at once" },
  ] as const)("$given: later, and nothing was said in the clear", async ({ tls }) => {
    const { url, received } = await serverWith({});
    expect(await handOver(url, { tls })).toMatchObject({ kind: "later" });
    expect(received.mails).toEqual([]);
  });

  test("shows a certificate that nobody trusts: later", async () => {
    const { url, received } = await serverWith({ disabledCommands: [] });
    expect(await handOver(url, { tls: "required" })).toMatchObject({ kind: "later" });
    expect(received.mails).toEqual([]);
  });

  test("drips its answers for ever: the deadline ends it", async () => {
    const started = performance.now();
    const server = createServer((socket) => {
      socket.on("error", () => {});
      const timer = setInterval(() => socket.write("220-still here\r\n"), 50);
      socket.on("close", () => clearInterval(timer));
    });
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    closers.push(() => new Promise((resolve) => server.close(() => resolve())));
    const address = server.address();
    if (address === null || typeof address === "string") throw new Error("no port");
    expect(await handOver(`smtp://127.0.0.1:${address.port}`)).toMatchObject({ kind: "later", code: "timeout" });
    expect(performance.now() - started).toBeLessThan(2_000);
  });
});

test("a message arrives whole, dots and all, and connections are used again", async () => {
  const { url, received } = await serverWith({});
  const transport = smtpTransport(plainServer(url), limits);
  closers.push(async () => transport.close());
  for (let count = 0; count < 5; count += 1) {
    expect(await transport.send(mail, never)).toMatchObject({ kind: "accepted" });
  }
  expect(received.mails).toEqual(Array.from({ length: 5 }, () => mail.mime.toString()));
  expect(received.connections).toBe(1);
});

test("a server that thinks after the dot is waited for, longer than for its other answers", async () => {
  expect(await handOver(await scripted([...hello, "after 600: 250 taken"]))).toMatchObject({ kind: "accepted" });
});

test("one deadline holds for connecting and for what is said before the message leaves", async () => {
  const slow = ["220 hi", "250 hi", "250 ok", "250 ok", "354 go"].map((answer) => `after 120: ${answer}`);
  const started = performance.now();
  const handover = await handOver(await scripted(slow), {}, never, { ...limits, deadlineMs: 400 });
  expect(handover).toMatchObject({ kind: "later", code: "timeout" });
  expect(performance.now() - started).toBeLessThan(560);
});

test("a whole handing over ends before the lease of its mail does", () => {
  const { deadlineMs, answerMs } = defaultTransportLimits;
  expect(answerMs).toBeGreaterThanOrEqual(180_000);
  expect(deadlineMs + answerMs).toBeLessThanOrEqual(300_000);
  expect(defaultMailLimits.leaseSeconds * 1_000).toBeGreaterThan(deadlineMs + answerMs + 30_000);
});

test("a connection that the server closed while it waited costs a new one, not the message", async () => {
  const { url, received, server } = await serverWith({});
  const transport = smtpTransport(plainServer(url), limits);
  closers.push(async () => transport.close());
  await transport.send(mail, never);
  for (const connection of server.connections) (connection as unknown as { close(): void }).close();
  expect(await transport.send(mail, never)).toMatchObject({ kind: "accepted" });
  expect(received).toMatchObject({ connections: 2 });
});

test("a process that stops lets go of a message that has not begun to leave", async () => {
  const stop = new AbortController();
  const url = await scripted([...hello.slice(0, 2), "silence"]);
  setTimeout(() => stop.abort(), 50);
  expect(await handOver(url, {}, stop.signal)).toMatchObject({ kind: "later", code: "stopping" });
  const already = AbortSignal.abort();
  expect(await handOver(url, {}, already)).toMatchObject({ kind: "later", code: "stopping" });
});
