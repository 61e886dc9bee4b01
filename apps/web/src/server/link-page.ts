import { escapeHtml } from "@sekinin/digest";
import type { Locale } from "./locale.ts";

/** What a page that a link in a mail opens says. Texts are plain; they are escaped here. */
export type LinkPage = {
  readonly locale: Locale;
  readonly title: string;
  readonly paragraphs: readonly string[];
  /** One button that sends these fields back to the same address; null where there is nothing to decide. */
  readonly button: { readonly label: string; readonly fields: Readonly<Record<string, string>> } | null;
};

const styles = `
:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.6 }
:lang(ja) { line-height: 1.8; line-break: strict }
body { margin: 0; background: light-dark(#fcfcfa, #131519); color: light-dark(#1b1d21, #e8e9eb); overflow-wrap: anywhere }
main { max-width: 34rem; margin: 12vh auto; padding: 0 1.25rem }
.name { font-weight: 600; color: light-dark(#1f5bb5, #82b1f5) }
h1 { font-size: 1.35rem; line-height: 1.4 }
button { min-height: 2.75rem; padding: 0 1.25rem; border: 0; border-radius: 6px; font: inherit; font-weight: 600;
  background: light-dark(#1f5bb5, #82b1f5); color: light-dark(#ffffff, #0e1420); cursor: pointer }
button:focus-visible { outline: 2px solid light-dark(#1f5bb5, #82b1f5); outline-offset: 3px }
`;

/** The page as HTML; `nonce` is the one of the answer's policy. It needs no script, no cookie and no other file. */
export function linkPageHtml({ locale, title, paragraphs, button }: LinkPage, nonce: string): string {
  const fields = Object.entries(button?.fields ?? {}).map(
    ([name, value]) => `<input type="hidden" name="${escapeHtml(name)}" value="${escapeHtml(value)}">`,
  );
  return [
    `<!doctype html><html lang="${locale}"><head><meta charset="utf-8">`,
    `<meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex">`,
    `<title>${escapeHtml(title)} · Sekinin</title><style nonce="${escapeHtml(nonce)}">${styles}</style></head><body><main>`,
    `<p class="name"><span lang="ja">責任</span> <span lang="en">Sekinin</span></p><h1>${escapeHtml(title)}</h1>`,
    ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
    button === null ? "" : `<form method="post">${fields.join("")}<button>${escapeHtml(button.label)}</button></form>`,
    "</main></body></html>",
  ].join("");
}

/** The nonce that the proxy put into a request's policy; empty where there is none, and then no style applies. */
export function nonceOf(headers: Pick<Headers, "get">): string {
  return /'nonce-([A-Za-z0-9+/=]+)'/.exec(headers.get("content-security-policy") ?? "")?.[1] ?? "";
}

/** Whether a body is RFC 8058's `List-Unsubscribe=One-Click`, in either of the two encodings that a form has. */
export async function isOneClick(body: string, contentType: string | null): Promise<boolean> {
  const type = contentType ?? "";
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)\b/i.test(type)) return false;
  const form = await new Response(body, { headers: { "content-type": type } }).formData().catch(() => null);
  return form?.get("List-Unsubscribe") === "One-Click";
}
