import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { escapeHtml } from "../escape-html.ts";
import type { CaughtMail, CaughtMails } from "./caught-mails.ts";

const style = `
  body { font: 16px/1.5 system-ui, "Hiragino Sans", "Noto Sans JP", sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
  table { border-collapse: collapse; width: 100%; } th, td { border-bottom: 1px solid #d9d9d4; padding: .4rem; text-align: left; vertical-align: top; }
  td:first-child { white-space: nowrap; } iframe { border: 1px solid #d9d9d4; height: 1100px; width: 100%; } pre { background: #f4f4f1; overflow: auto; padding: .8rem; white-space: pre-wrap; word-break: break-word; }
  h2 { font-size: 1rem; } a { color: #1f5c99; }`;

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}</style><h1>${escapeHtml(title)}</h1>${body}</html>`;
}

function momentOf(at: Date): string {
  return `${at.toISOString().slice(0, 19).replace("T", " ")} UTC`;
}

function listPage(mails: readonly CaughtMail[]): string {
  const rows = mails.map(
    ({ id, at, to, subject }) =>
      `<tr><td>${escapeHtml(momentOf(at))}<td>${escapeHtml(to.join(", "))}<td><a href="/mails/${id}">${escapeHtml(subject) || "(no subject)"}</a>`,
  );
  const head = "<thead><tr><th scope=col>Caught<th scope=col>To<th scope=col>Subject</thead>";
  const table = rows.length === 0 ? "<p>No mail has been caught yet." : `<table>${head}<tbody>${rows.join("")}</table>`;
  return page("Caught mails", `<p>Nothing leaves this machine: every mail of the demo ends here.${table}`);
}

function mailPage(mail: CaughtMail): string {
  const html =
    mail.html === null
      ? ""
      : `<h2>HTML</h2><iframe sandbox="allow-popups allow-popups-to-escape-sandbox" title="HTML part" src="/mails/${mail.id}/html"></iframe>`;
  const headers = escapeHtml(mail.headers.join("\n"));
  return page(
    mail.subject || "(no subject)",
    `<p><a href="/">All mails</a> · ${escapeHtml(mail.to.join(", "))} · <a href="/mails/${mail.id}/source">source</a>${html}
    <h2>Text</h2><pre>${linked(mail.text)}</pre><h2>Headers</h2><pre>${headers}</pre>`,
  );
}

/** Links of the text part, as a mail program makes them. */
function linked(text: string): string {
  return escapeHtml(text).replace(
    /https?:\/\/[^\s<>&]+(?:&amp;[^\s<>&]+)*/g,
    (url) => `<a href="${url}" rel="noreferrer">${url}</a>`,
  );
}

/** The frame itself may not leave its page: links of the HTML part open beside it, as in a mail program. */
function inNewTabs(html: string): string {
  return html.replace(/<head[^>]*>/i, (head) => `${head}<base target="_blank">`);
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

function answer(mails: CaughtMails, request: IncomingMessage): { status: number; type: string; body: string | Buffer } {
  const notFound = { status: 404, type: "text/plain; charset=utf-8", body: "No such mail.\n" };
  // A page of another site that resolves its name to this machine does not get to read mails.
  if (!loopback.test(request.headers.host ?? ""))
    return { ...notFound, status: 403, body: "Only from this machine.\n" };
  if (request.method !== "GET" && request.method !== "HEAD") return { ...notFound, status: 405, body: "Only GET.\n" };
  const html = "text/html; charset=utf-8";
  const path = new URL(request.url ?? "/", "http://localhost").pathname;
  if (path === "/") return { status: 200, type: html, body: listPage(mails.list()) };
  const [, id, part] = /^\/mails\/(\d{1,9})(?:\/(html|source))?$/.exec(path) ?? [];
  const mail = id === undefined ? undefined : mails.find(Number(id));
  if (mail === undefined) return notFound;
  if (part === "html") return { status: 200, type: html, body: inNewTabs(mail.html ?? "") };
  if (part === "source") return { status: 200, type: "text/plain; charset=utf-8", body: mail.source };
  return { status: 200, type: html, body: mailPage(mail) };
}

/** The catcher's pages: a list, and each mail with its HTML in a frame that runs nothing and loads nothing. */
export function catcherPage(mails: CaughtMails): Server {
  return createServer((request: IncomingMessage, response: ServerResponse) => {
    const { status, type, body } = answer(mails, request);
    response.writeHead(status, {
      "content-type": type,
      "content-security-policy":
        "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'; form-action 'none'",
      "x-content-type-options": "nosniff",
      "referrer-policy": "no-referrer",
      "cache-control": "no-store",
    });
    response.end(request.method === "HEAD" ? undefined : body);
  });
}
