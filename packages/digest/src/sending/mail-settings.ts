import { readFileSync } from "node:fs";
import { type Environment, Failure } from "@sekinin/config";
import { parseMailAddress } from "../address/parse-mail-address.ts";

/** How mails leave this installation. */
export type MailSettings = {
  readonly server: SmtpServer;
  readonly from: { readonly name: string; readonly address: string };
  /** What becomes of a mail when a crash, or a cut line, hides whether it was sent. */
  readonly afterCrash: "resend" | "hold";
  /** Null where the mail server signs. */
  readonly dkim: { readonly domain: string; readonly selector: string; readonly key: string } | null;
  readonly publicUrl: string;
  readonly secret: string;
};

export type SmtpServer = {
  readonly host: string;
  readonly port: number;
  /** `now`: TLS from the first byte. `required` and `offered`: by STARTTLS. `never`: only for a server on this machine. */
  readonly tls: "now" | "required" | "offered" | "never";
  readonly user: string | null;
  readonly password: string;
};

type MailEnvironment = Pick<Environment, "SEKININ_PUBLIC_URL" | "SEKININ_SECRET" | "SEKININ_MAIL_AFTER_CRASH"> &
  Partial<
    Pick<
      Environment,
      | "SEKININ_SMTP_URL"
      | "SEKININ_MAIL_FROM"
      | "SEKININ_DKIM_DOMAIN"
      | "SEKININ_DKIM_SELECTOR"
      | "SEKININ_DKIM_KEY_FILE"
    >
  >;

function refuse(problem: string): never {
  throw new Failure("environment.invalid", { detail: { problem } });
}

/** Null without `SEKININ_SMTP_URL`: nothing is sent. Throws `environment.invalid` where the rest does not fit to it. */
export function mailSettings(environment: MailEnvironment): MailSettings | null {
  const { SEKININ_SMTP_URL: url, SEKININ_MAIL_FROM: from } = environment;
  if (url === undefined) return null;
  if (from === undefined) return refuse("`SEKININ_MAIL_FROM` is missing: mails need a sender.");
  return {
    server: smtpServer(url),
    from: senderOf(from),
    afterCrash: environment.SEKININ_MAIL_AFTER_CRASH,
    dkim: dkimOf(environment),
    publicUrl: environment.SEKININ_PUBLIC_URL,
    secret: environment.SEKININ_SECRET,
  };
}

const loopback = new Set(["localhost", "127.0.0.1", "[::1]"]);
const choices = ["required", "offered", "never"] as const;

/** `smtp://` asks for STARTTLS but on this machine; `?starttls=offered` or `never` for a relay that has none. */
function smtpServer(text: string): SmtpServer {
  const url = new URL(text);
  const isNow = url.protocol === "smtps:";
  const asked = url.searchParams.get("starttls");
  const chosen = choices.find((choice) => choice === asked);
  if (asked !== null && chosen === undefined) refuse("`SEKININ_SMTP_URL`: `starttls` is required, offered or never.");
  const fallback = loopback.has(url.hostname) ? "offered" : "required";
  return {
    host: url.hostname.replace(/^\[|\]$/g, ""),
    port: url.port === "" ? (isNow ? 465 : 587) : Number(url.port),
    tls: isNow ? "now" : (chosen ?? fallback),
    user: url.username === "" ? null : decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

function senderOf(text: string): MailSettings["from"] {
  const [, name = "", inside] = /^(.*?)\s*<([^<>]+)>$/.exec(text) ?? [];
  const parsed = parseMailAddress(inside ?? text);
  if (!parsed.ok) return refuse("`SEKININ_MAIL_FROM` is not like `Sekinin <digest@example.com>`.");
  return { name: name.replaceAll('"', "").trim(), address: parsed.address };
}

function dkimOf(environment: MailEnvironment): MailSettings["dkim"] {
  const { SEKININ_DKIM_DOMAIN: domain, SEKININ_DKIM_SELECTOR: selector } = environment;
  const file = environment.SEKININ_DKIM_KEY_FILE;
  if (domain === undefined && selector === undefined && file === undefined) return null;
  if (domain === undefined || selector === undefined || file === undefined) {
    return refuse("DKIM needs all of `SEKININ_DKIM_DOMAIN`, `SEKININ_DKIM_SELECTOR` and `SEKININ_DKIM_KEY_FILE`.");
  }
  try {
    return { domain, selector, key: readFileSync(file, "utf8") };
  } catch (error) {
    throw new Failure("environment.invalid", {
      cause: error,
      detail: { problem: "`SEKININ_DKIM_KEY_FILE` cannot be read." },
    });
  }
}
