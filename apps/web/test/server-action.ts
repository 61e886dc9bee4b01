import { type Answer, send } from "./send.ts";
import { publicOrigin } from "./web-server.ts";

export type ActionCall = {
  readonly id: string;
  readonly path: string;
  readonly fields: Record<string, string>;
  readonly cookie?: string | undefined;
  readonly headers?: Record<string, string | undefined>;
};

const boundary = "----sekinin-test-7d1f";

/** The body that React sends for `(state, form)`: the arguments as JSON, the form's fields beside it. */
export function actionBody(fields: Record<string, string>): string {
  const parts = Object.entries(fields).map(([name, value]) => part(`_1_${name}`, value));
  return `${parts.join("")}${part("0", '[{"status":"idle"},"$K1"]')}--${boundary}--\r\n`;
}

function part(name: string, value: string): string {
  return `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
}

/** Calls a server action as the built pages do. A header that is undefined is left out. */
export function callAction(port: number, { id, path, fields, cookie, headers = {} }: ActionCall): Promise<Answer> {
  const wanted: Record<string, string | undefined> = {
    origin: publicOrigin,
    "next-action": id,
    accept: "text/x-component",
    "content-type": `multipart/form-data; boundary=${boundary}`,
    cookie,
    ...headers,
  };
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) sent[name] = value;
  return send(port, { method: "POST", path, headers: sent, body: actionBody(fields) });
}

/**
 * What a call came to: done, leads (it redirected), leads-to-sign-in, failed:<code>, forbidden, not-found,
 * sign-in (refused before it ran), or the bare status.
 */
export function actionOutcome({ status, headers, body }: Answer): string {
  if (status === 307) return headers.location?.startsWith("/sign-in") === true ? "sign-in" : "307";
  const target = headers["x-action-redirect"];
  if (typeof target === "string") return target.startsWith("/sign-in") ? "leads-to-sign-in" : "leads";
  // An action that the page does not carry is passed on inside Next, and its status is told in the body only.
  const refused = /NEXT_HTTP_ERROR_FALLBACK;(\d+)/.exec(body)?.[1] ?? String(status);
  if (refused === "403") return "forbidden";
  if (refused === "404") return "not-found";
  if (status !== 200) return String(status);
  const failed = /"status":"failed","code":"([a-z.-]+)"/.exec(body);
  if (failed !== null) return `failed:${failed[1]}`;
  return body.includes('"status":"done"') ? "done" : "nothing";
}
