import { z } from "zod";

const loopbackHosts = new Set(["localhost", "127.0.0.1", "[::1]"]);

function parsedUrl(text: string): URL | null {
  return URL.canParse(text) ? new URL(text) : null;
}

function urlOf(protocols: readonly string[], example: string) {
  return z.string().refine((text) => protocols.includes(parsedUrl(text)?.protocol ?? ""), {
    error: `is not an address like \`${example}\``,
  });
}

function port(fallback: number) {
  return z
    .string()
    .regex(/^\d{1,5}$/, "is not a port number")
    .transform(Number)
    .refine((value) => value <= 65_535, "is above 65535")
    .default(fallback);
}

const databaseUrl = urlOf(["postgresql:", "postgres:"], "postgresql://user:password@host:5432/database");

const publicUrl = urlOf(["https:", "http:"], "https://sekinin.example.com")
  .refine((text) => {
    const url = parsedUrl(text);
    return url === null || url.protocol === "https:" || loopbackHosts.has(url.hostname);
  }, "uses http for a host other than this machine; serve it by https")
  .transform((text) => text.replace(/\/+$/, ""));

const secret = z
  .string()
  .regex(/^[A-Za-z0-9_-]+$/, "has characters outside base64url")
  .refine((text) => Buffer.from(text, "base64url").length >= 32, "holds fewer than 32 bytes");

/** Every variable that Sekinin reads. Each key's description is the way to mend it. */
export const environmentSchema = z.object({
  DATABASE_URL: databaseUrl.describe("Address of PostgreSQL as role `sekinin_app`."),
  DATABASE_SYSTEM_URL: databaseUrl.describe("Address of PostgreSQL as role `sekinin_system`."),
  DATABASE_OWNER_URL: databaseUrl
    .optional()
    .describe("Address of PostgreSQL as an administrator that may create roles; only migrations use it."),
  REDIS_URL: urlOf(["redis:", "rediss:"], "redis://127.0.0.1:6379").describe("Address of Redis or Valkey."),
  AWS_ENDPOINT_URL: urlOf(["https:", "http:"], "http://127.0.0.1:4566")
    .optional()
    .describe("Leave it out for AWS itself; an address for a simulator."),
  AWS_REGION: z
    .string()
    .regex(/^[a-z]{2}(-[a-z]+)+-\d$/, "is not a Region's name")
    .default("us-east-1")
    .describe("A Region's name, such as `eu-west-1`."),
  SEKININ_PUBLIC_URL: publicUrl.describe("Address at which people reach the web pages, `https://...`."),
  SEKININ_SECRET: secret.describe("Make one with `openssl rand -base64 32 | tr '+/' '-_' | tr -d '='`."),
  SEKININ_PRINCIPAL_ARN: z
    .string()
    .regex(/^arn:aws[a-z-]*:(iam|sts)::\d{12}:\S+$/, "is not an ARN of IAM or STS")
    .optional()
    .describe("ARN of the role that Sekinin runs as, which customers' roles trust."),
  SEKININ_SMTP_URL: urlOf(["smtp:", "smtps:"], "smtps://user:password@mail.example.com:465")
    .optional()
    .describe("Address of the mail server that digests are handed to. Leave it out, and none is sent."),
  SEKININ_MAIL_CATCHER_URL: urlOf(["https:", "http:"], "http://127.0.0.1:3002")
    .optional()
    .describe("Only for a demo: the page that shows the mails which were caught instead of sent."),
  SEKININ_MAIL_FROM: z
    .string()
    .max(320, "is too long")
    .regex(/^[^\r\n@]*@[^\r\n@\s]+$/, "is not like `Sekinin <digest@example.com>`")
    .optional()
    .describe("Sender of all mails, `Sekinin <digest@example.com>`; needed with SEKININ_SMTP_URL."),
  SEKININ_MAIL_AFTER_CRASH: z
    .enum(["resend", "hold"], { error: "is neither resend nor hold" })
    .default("resend")
    .describe("What becomes of a mail when a crash hides whether it was sent: `resend` it, or `hold` it for a person."),
  SEKININ_DKIM_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "is not a domain")
    .optional()
    .describe("Domain that mails are signed for by DKIM; leave it out where the mail server signs."),
  SEKININ_DKIM_SELECTOR: z
    .string()
    .regex(/^[A-Za-z0-9._-]{1,63}$/, "is not a selector")
    .optional()
    .describe("Selector of the DKIM key, as in `<selector>._domainkey.<domain>`."),
  SEKININ_DKIM_KEY_FILE: z.string().optional().describe("File that holds the private key for DKIM, in PEM."),
  PORT: port(3000).describe("Port of the web pages, 0 to 65535."),
  WORKER_PORT: port(3001).describe("Port of the worker's health and metrics, 0 to 65535."),
  WORKER_CONCURRENCY: z
    .string()
    .regex(/^[1-9]\d{0,2}$/, "is not a number from 1 to 999")
    .transform(Number)
    .default(8)
    .describe("Steps that one worker runs at once, 1 to 999."),
  LOG_LEVEL: z
    .enum(["trace", "debug", "info", "warn", "error", "fatal", "silent"], {
      error: "is none of trace, debug, info, warn, error, fatal, silent",
    })
    .default("info")
    .describe("One of trace, debug, info, warn, error, fatal, silent."),
});

export type Environment = z.infer<typeof environmentSchema>;
export type EnvironmentKey = keyof Environment;

/** All keys, in the order of the schema. */
export const environmentKeys = environmentSchema.keyof().options;
