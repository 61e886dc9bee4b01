import type { Locale } from "@sekinin/db";
import type { MailTexts } from "./mail-texts.ts";
import { enTexts } from "./texts-en.ts";
import { jaTexts } from "./texts-ja.ts";

export const mailTexts: Readonly<Record<Locale, MailTexts>> = { en: enTexts, ja: jaTexts };
