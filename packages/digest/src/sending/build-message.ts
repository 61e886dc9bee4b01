import { createHash } from "node:crypto";
import { Failure } from "@sekinin/config";
import DKIM from "nodemailer/lib/dkim";
import MailComposer from "nodemailer/lib/mail-composer";
import type { ComposedDigest } from "../compose/digest-reader.ts";
import type { MailSettings } from "./mail-settings.ts";

/** What of a message is not its text. */
export type MessageFrame = {
  readonly to: string;
  readonly messageId: string;
  readonly date: Date;
  /** The page that stops it; null for a mail that nobody subscribed to, such as one that asks an address. */
  readonly unsubscribeUrl: string | null;
};

/** What a signature covers: RFC 8058 asks for both list headers. */
const signedHeaders = [
  "from",
  "to",
  "subject",
  "date",
  "message-id",
  "mime-version",
  "content-type",
  "list-unsubscribe",
  "list-unsubscribe-post",
  "list-id",
  "auto-submitted",
].join(":");

/** The same for the same recipient and period, whoever composes it, so that a copy is known for one. */
export function messageIdOf(settings: MailSettings, recipientId: string, period: string): string {
  const digest = createHash("sha256").update(`${recipientId}\n${period}`).digest("hex").slice(0, 40);
  return `<${digest}@${settings.from.address.split("@")[1]}>`;
}

/**
 * Headers of bulk mail. One-click unsubscribing needs https (RFC 8058), so that on http the header leads to the page and
 * says no more.
 */
function headersOf({ publicUrl }: MailSettings, { unsubscribeUrl }: MessageFrame) {
  const automatic = { "Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "All" };
  if (unsubscribeUrl === null) return automatic;
  const { hostname, protocol } = new URL(publicUrl);
  return {
    ...automatic,
    Precedence: "bulk",
    "List-Id": `Sekinin digest <digest.${hostname.replace(/^\[|\]$/g, "").replaceAll(":", "-")}>`,
    "List-Unsubscribe": { prepared: true, foldLines: false, value: `<${unsubscribeUrl}>` },
    ...(protocol === "https:" ? { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } : {}),
  };
}

const signatureName = Buffer.from("DKIM-Signature:");

/**
 * The message, byte for byte as every attempt sends it: HTML and text, signed where this installation signs: one that it cannot sign it
 * refuses with `environment.invalid`.
 */
export async function buildMessage(
  settings: MailSettings,
  { subject, html, text }: ComposedDigest,
  frame: MessageFrame,
): Promise<Buffer<ArrayBuffer>> {
  const composer = new MailComposer({
    from: settings.from,
    // Objects, never texts: a text may be read as several addresses.
    to: { name: "", address: frame.to },
    subject,
    html,
    text,
    messageId: frame.messageId,
    date: frame.date,
    headers: headersOf(settings, frame),
    newline: "win",
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = await composer.compile().build();
  if (settings.dkim === null) return Buffer.from(message);
  const { domain, selector, key } = settings.dkim;
  const signer = new DKIM({ keys: { domainName: domain, keySelector: selector, privateKey: key } });
  const parts: Buffer[] = [];
  for await (const part of signer.sign(message, { headerFieldNames: signedHeaders })) parts.push(part as Buffer);
  const signed = Buffer.concat(parts);
  // nodemailer leaves a message as it is where its key does not sign.
  if (!signed.subarray(0, signatureName.length).equals(signatureName)) {
    throw new Failure("environment.invalid", {
      detail: { problem: "`SEKININ_DKIM_KEY_FILE` holds no key that signs." },
    });
  }
  return signed;
}
