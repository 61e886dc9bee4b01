import { compileOrganization, decideOrganization, loadUniverse } from "@sekinin/guardrails";
import { generatedGuardrails } from "./generated-guardrails.ts";

/** Decides once about as large an organisation as its three arguments say, and prints the most memory it held, in MiB. */
const [accounts = 10_000, units = 300, policies = 200] = process.argv.slice(2).map(Number);
const reading = generatedGuardrails({ accounts, units, policies });
const { classes } = decideOrganization(compileOrganization(reading, { universe: loadUniverse() }));
console.log(JSON.stringify({ classes: classes.length, peakMiB: Math.round(process.resourceUsage().maxRSS / 1_024) }));
