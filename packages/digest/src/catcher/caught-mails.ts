import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type AddressObject, type ParsedMail, simpleParser } from "mailparser";

/** A mail that was caught. `source` is what came over the wire. */
export type CaughtMail = {
  /** Rises by one with each. */
  readonly id: number;
  readonly at: Date;
  readonly from: string;
  /** Envelope recipients. */
  readonly to: readonly string[];
  readonly subject: string;
  readonly messageId: string;
  readonly headers: readonly string[];
  readonly html: string | null;
  readonly text: string;
  readonly source: Buffer;
};

export type CaughtMails = {
  /** Newest first. */
  list(): readonly CaughtMail[];
  find(id: number): CaughtMail | undefined;
  add(source: Buffer, to: readonly string[]): Promise<CaughtMail>;
};

function namesOf(address: AddressObject | AddressObject[] | undefined): string {
  return [address ?? []]
    .flat()
    .flatMap((one) => one.text)
    .join(", ");
}

function mailOf(id: number, at: Date, source: Buffer, to: readonly string[], parsed: ParsedMail): CaughtMail {
  return {
    id,
    at,
    from: namesOf(parsed.from),
    to: to.length > 0 ? to : [namesOf(parsed.to)],
    subject: parsed.subject ?? "",
    messageId: parsed.messageId ?? "",
    headers: parsed.headerLines.map(({ line }) => line),
    html: typeof parsed.html === "string" ? parsed.html : null,
    text: parsed.text ?? "",
    source,
  };
}

/**
 * The newest `kept` mails, in memory and, where a directory is given, as files in it, so that they outlive a restart.
 * Older files are removed.
 */
export async function openCaughtMails(kept: number, directory?: string): Promise<CaughtMails> {
  const mails: CaughtMail[] = [];
  const fileOf = (id: number) => join(directory ?? "", `${String(id).padStart(8, "0")}.eml`);
  if (directory !== undefined) {
    mkdirSync(directory, { recursive: true, mode: 0o700 });
    for (const file of readdirSync(directory)
      .filter((name) => /^\d{8}\.eml$/.test(name))
      .sort()) {
      const source = readFileSync(join(directory, file));
      const parsed = await simpleParser(source);
      mails.unshift(mailOf(Number(file.slice(0, 8)), parsed.date ?? new Date(), source, [], parsed));
    }
  }
  const forgetOld = () => {
    for (const { id } of mails.splice(kept)) {
      if (directory !== undefined) rmSync(fileOf(id), { force: true });
    }
  };
  forgetOld();
  let last = mails[0]?.id ?? 0;
  return {
    list: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    async add(source, to) {
      const parsed = await simpleParser(source);
      last += 1;
      const mail = mailOf(last, new Date(), source, to, parsed);
      mails.unshift(mail);
      if (directory !== undefined) writeFileSync(fileOf(mail.id), source, { mode: 0o600 });
      forgetOld();
      return mail;
    },
  };
}
