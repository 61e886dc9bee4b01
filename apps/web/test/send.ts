import { type IncomingHttpHeaders, request } from "node:http";

export type Answer = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: string };

export type Sent = {
  readonly method?: string;
  /** Sent as it stands: nothing is normalised on the way. */
  readonly path: string;
  readonly headers?: Record<string, string | string[]>;
  readonly body?: string | Uint8Array;
};

/** One request with exactly these headers; redirects are answers. */
export function send(port: number, { method = "GET", path, headers = {}, body }: Sent): Promise<Answer> {
  // Node states no length for DELETE, and the body would be read as the next request.
  const length: Record<string, string> =
    body === undefined ? {} : { "content-length": String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: "127.0.0.1",
        port,
        method,
        path,
        headers: { host: "sekinin.example", ...length, ...headers },
        agent: false,
      },
      (answer) => {
        const chunks: Buffer[] = [];
        const finish = () => {
          const body = Buffer.concat(chunks).toString("utf8");
          resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body });
        };
        const isStream = answer.headers["content-type"]?.startsWith("text/event-stream") === true;
        answer.on("data", (chunk: Buffer) => {
          chunks.push(chunk);
          // A stream of events has no end: its first piece is the answer.
          if (!isStream) return;
          finish();
          sent.destroy();
        });
        answer.on("error", reject);
        answer.on("end", finish);
      },
    );
    sent.setTimeout(20_000, () => sent.destroy(new Error(`no answer: ${method} ${path}`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The `name=value` part of every cookie that an answer sets. */
export function cookiesOf(answer: Answer): string[] {
  return (answer.headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0] ?? "");
}

/** A cookie's value out of an answer, or null where it is not set. */
export function cookieValue(answer: Answer, name: string): string | null {
  const found = cookiesOf(answer).find((cookie) => cookie.startsWith(`${name}=`));
  return found === undefined ? null : found.slice(name.length + 1);
}
