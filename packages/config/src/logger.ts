import { type DestinationStream, destination, pino } from "pino";
import { redact } from "./redact.ts";

/** One line of JSON per call. Fields first, then words; fields with a secret's name never reach the line. */
export type Logger = {
  debug(fields: object, words: string): void;
  info(fields: object, words: string): void;
  warn(fields: object, words: string): void;
  error(fields: object, words: string): void;
  /** The same logger with these fields on each line. */
  child(fields: object): Logger;
};

export type LoggerOptions = {
  /** A level of pino's; `LOG_LEVEL` without it. */
  readonly level?: string;
  /** Where lines go; standard error without it, since standard output is for data. */
  readonly stream?: DestinationStream;
};

/** A logger that names its part of Sekinin on each line. */
export function logger(name: string, options: LoggerOptions = {}): Logger {
  const lines = pino(
    {
      name,
      level: options.level ?? (process.env.LOG_LEVEL || "info"),
      base: { pid: process.pid },
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
    },
    options.stream ?? destination({ fd: 2, sync: true }),
  );
  return wrap(lines);
}

function wrap(lines: pino.Logger): Logger {
  return {
    debug: (fields, words) => lines.debug(fields, words),
    info: (fields, words) => lines.info(fields, words),
    warn: (fields, words) => lines.warn(fields, words),
    error: (fields, words) => lines.error(fields, words),
    child: (fields) => wrap(lines.child(redact(fields) as Record<string, unknown>)),
  };
}
