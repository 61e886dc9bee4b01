import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const folder = "apps/web/src/messages";

function flatten(value, prefix = "") {
  if (typeof value === "string") return [[prefix, value]];
  return Object.entries(value).flatMap(([key, inner]) => flatten(inner, prefix === "" ? key : `${prefix}.${key}`));
}

/** Before a brace it makes the words of a plural or select, which may be one word without an argument. */
const selector = /(?<!(?:zero|one|two|few|many|other|=\d+)\s*)/.source;

/** ICU arguments of a message, sorted: both languages must take the same. */
function argumentsOf(message) {
  return [
    ...new Set(
      [...message.matchAll(new RegExp(`${selector}\\{\\s*([A-Za-z0-9_]+)\\s*[,}]`, "g"))].map((match) => match[1]),
    ),
  ]
    .sort()
    .join(",");
}

/** Problems with the interface's texts: a key that one language lacks, an empty text, other arguments. */
export function checkMessages(root) {
  const problems = [];
  const base = join(root, folder);
  if (!existsSync(base)) return [`${folder}: missing`];
  const areas = new Set(["en", "ja"].flatMap((language) => readdirSync(join(base, language))));
  for (const area of [...areas].sort()) {
    const read = (language) => {
      const file = join(base, language, area);
      return new Map(existsSync(file) ? flatten(JSON.parse(readFileSync(file, "utf8"))) : []);
    };
    const english = read("en");
    const japanese = read("ja");
    for (const key of new Set([...english.keys(), ...japanese.keys()])) {
      const [en, ja] = [english.get(key), japanese.get(key)];
      if (!en) problems.push(`${folder}/en/${area}: \`${key}\` is missing`);
      else if (!ja) problems.push(`${folder}/ja/${area}: \`${key}\` is missing`);
      else if (argumentsOf(en) !== argumentsOf(ja))
        problems.push(`${folder}/{en,ja}/${area}: \`${key}\` takes other arguments`);
    }
  }
  return problems;
}
