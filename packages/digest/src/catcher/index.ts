export type { CaughtMail } from "./caught-mails.ts";
export { type Catcher, type CatcherOptions, startCatcher } from "./start-catcher.ts";
