import "server-only";
import { failureOf, loadEnvironment } from "@sekinin/config";
import { createTranslator } from "next-intl";
import type english from "../messages/en/links.json";
import { loadMessages } from "../messages/load-messages.ts";
import { readLimited } from "./limited-body.ts";
import { isOneClick, type LinkPage, linkPageHtml, nonceOf } from "./link-page.ts";
import type { Locale } from "./locale.ts";
import { publicAddress } from "./public-address.ts";
import { clientAddress } from "./request-origin.ts";
import { services } from "./services.ts";
import { readPreferences } from "./session.ts";

/** What the link's key opens: a question, or null where it opens nothing (any more). */
export type LinkQuestion = { readonly locale: Locale; readonly values: Readonly<Record<string, string>> };

type Definition = {
  /** Area `links`: `<name>.{title,text,button,doneTitle,doneText,goneTitle,goneText}`. */
  readonly name: "unsubscribe" | "confirm";
  find(token: string): Promise<LinkQuestion | null>;
  /** Does what the button says; the question as it stood, or null as `find`. May be asked again and again. */
  obey(token: string): Promise<LinkQuestion | null>;
};

type Handler = (request: Request, context: { params: Promise<{ token: string }> }) => Promise<Response>;

const mostBodyBytes = 4_096;
const yes = { "List-Unsubscribe": "One-Click" } as const;

/**
 * The two methods of a link out of a mail. Its last part is the whole proof: no session, no cookie, no origin is asked
 * for. GET only asks, because scanners of mail follow links; POST acts. A key that opens nothing gets one answer,
 * whatever is wrong with it.
 */
export function linkHandlers(definition: Definition): { GET: Handler; POST: Handler } {
  return {
    GET: (request, { params }) =>
      guarded(request, async () => {
        const question = await definition.find((await params).token);
        return question === null ? gone(definition.name) : asked(definition.name, question);
      }),
    POST: (request, { params }) =>
      guarded(request, async () => {
        const { token } = await params;
        const body = await readLimited(request, mostBodyBytes);
        if (!(await isOneClick(body, request.headers.get("content-type")))) {
          const question = await definition.find(token);
          return question === null ? gone(definition.name) : asked(definition.name, question);
        }
        const question = await definition.obey(token);
        return question === null ? gone(definition.name) : done(definition.name, question);
      }),
  };
}

async function guarded(request: Request, work: () => Promise<LinkPage>): Promise<Response> {
  const { linkLimits, log } = await services();
  const seconds = await linkLimits.take(clientAddress(request.headers, publicAddress()));
  if (seconds !== null) return answer(request, await told("limited"), 429, { "Retry-After": String(seconds) });
  try {
    return answer(request, await work(), 200);
  } catch (error) {
    const failure = failureOf(error);
    if (failure.kind.status < 500) return answer(request, await told("refused"), failure.kind.status);
    log.error({ code: failure.code, err: failure }, "a link could not be followed");
    return answer(request, await told("failed"), failure.kind.status, { "Retry-After": "5" });
  }
}

function answer(request: Request, page: LinkPage, status: number, headers: Record<string, string> = {}): Response {
  return new Response(linkPageHtml(page, nonceOf(request.headers)), {
    status,
    headers: { "Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-store", ...headers },
  });
}

async function asked(name: Definition["name"], { locale, values }: LinkQuestion): Promise<LinkPage> {
  const t = await words(locale);
  const text = t(`${name}.text`, values);
  return { locale, title: t(`${name}.title`), paragraphs: [text], button: { label: t(`${name}.button`), fields: yes } };
}

async function done(name: Definition["name"], { locale, values }: LinkQuestion): Promise<LinkPage> {
  const t = await words(locale);
  return { locale, title: t(`${name}.doneTitle`), paragraphs: [t(`${name}.doneText`, values)], button: null };
}

async function gone(name: Definition["name"]): Promise<LinkPage> {
  const { locale } = await readPreferences();
  const t = await words(locale);
  return { locale, title: t(`${name}.goneTitle`), paragraphs: [t(`${name}.goneText`)], button: null };
}

async function told(name: "limited" | "refused" | "failed"): Promise<LinkPage> {
  const { locale } = await readPreferences();
  const t = await words(locale);
  return { locale, title: t(`${name}.title`), paragraphs: [t(`${name}.text`)], button: null };
}

async function words(locale: Locale) {
  const { links } = await loadMessages(locale);
  // Both languages have the same keys: the check of texts says so.
  return createTranslator({ locale, messages: { links: links as typeof english }, namespace: "links" });
}

/** What keys of links are sealed with. */
export function linkSecret(): string {
  return loadEnvironment(["SEKININ_SECRET"]).SEKININ_SECRET;
}
