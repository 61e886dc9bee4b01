import "server-only";
import { createLinkLimits, createSignInLimits, type LinkLimits, type SignInLimits } from "@sekinin/auth";
import { type Logger, loadEnvironment, logger } from "@sekinin/config";
import { type Database, openDatabase } from "@sekinin/db";
import { createExportSlots, type ExportSlots } from "./export-slots.ts";
import { quietDatabase } from "./quiet-database.ts";

/** What pages, handlers and actions work with. */
export type Services = {
  readonly database: Database;
  readonly limits: SignInLimits;
  /** For pages that links in mails open. */
  readonly linkLimits: LinkLimits;
  readonly log: Logger;
  /** Each running export holds a connection for as long as its reader takes. */
  readonly exportSlots: ExportSlots;
  /** For files that are read: by tenant, not by user. */
  readonly importSlots: ExportSlots;
  /** Operators' entries that this process has recorded, by user and tenant; the oldest first. */
  readonly operatorEntries: Map<string, { readonly hour: number; readonly done: Promise<void> }>;
};

// Next bundles pages, handlers and the start hook apart: a module's own variable would exist several times.
const key = Symbol.for("sekinin.web.services");
type Holder = { [key]?: Promise<Services> | undefined };

/** Opened at the first use, once per process. A failure is thrown and the next call tries again. */
export function services(): Promise<Services> {
  const holder = globalThis as Holder;
  const opened = holder[key] ?? open();
  holder[key] = opened;
  opened.catch(() => {
    holder[key] = undefined;
  });
  return opened;
}

async function open(): Promise<Services> {
  const environment = loadEnvironment(["DATABASE_URL", "DATABASE_SYSTEM_URL", "REDIS_URL"]);
  const database = await openDatabase({
    appUrl: environment.DATABASE_URL,
    systemUrl: environment.DATABASE_SYSTEM_URL,
  });
  const log = logger("web");
  return {
    database: quietDatabase(database, log),
    limits: createSignInLimits({ redisUrl: environment.REDIS_URL }),
    linkLimits: createLinkLimits({ redisUrl: environment.REDIS_URL }),
    log,
    exportSlots: createExportSlots({ most: 2, mostOfUser: 1 }),
    importSlots: createExportSlots({ most: 2, mostOfUser: 1 }),
    operatorEntries: new Map(),
  };
}
