export type NamedSecret = "password" | "api-key" | "token" | "secret";

const passwordWords = new Set(["password", "passwd", "passphrase", "pwd", "pass"]);
const tokenWords = new Set(["token"]);
const secretWords = new Set(["secret", "credential", "credentials"]);
const keyWords = new Set(["apikey", "secretkey", "privatekey", "accesskey"]);
const keyKinds = new Set(["access", "api", "auth", "encryption", "master", "private", "secret", "shared", "signing"]);
/** Endings that say which copy it is, not what it is. */
const copyWords = /^(?:\d+|v\d+|prod|production|prd|stage|staging|stg|dev|development|test|live|primary|old|new)$/;

/** Says by the variable's name whether its value is meant to be secret, and by the value whether it is one in plain text. */
export function secretOfName(name: string, value: string): NamedSecret | null {
  const detector = meaningOf(wordsOf(name));
  if (detector === null || isReference(value) || isSetting(value)) return null;
  if (detector === "password") {
    if (value.length < 4 || (/^\d+$/.test(value) && value.length < 6)) return null;
    return isSlug(value) && mentionsSecret(value) ? null : detector;
  }
  if (value.length < 8 || /^\d+$/.test(value)) return null;
  // `CLIENT_SECRET=billing-prod` is far more often the name of a secret than one.
  if (isSlug(value) && (detector === "secret" || mentionsSecret(value))) return null;
  return detector;
}

/** `dbPassword2`, `DB_PASSWORD_2` and `db-password` are the same words. */
function wordsOf(name: string): readonly string[] {
  const spaced = name
    .slice(0, 256)
    .replace(/([a-z0-9])([A-Z])/g, "$1_$2")
    .toLowerCase();
  const words = spaced.split(/[^a-z0-9]+/).filter((word) => word !== "");
  while (words.length > 1 && copyWords.test(words.at(-1) ?? "")) words.pop();
  return words;
}

/** The last word tells what a variable holds: `TOKEN_URL` is an address, `SECRET_ARN` a reference. */
function meaningOf(words: readonly string[]): NamedSecret | null {
  const last = (words.at(-1) ?? "").replace(/\d+$/, "");
  if (words.includes("public")) return null;
  if (passwordWords.has(last) || last.endsWith("password")) return "password";
  if (tokenWords.has(last)) return "token";
  if (secretWords.has(last)) return "secret";
  if (keyWords.has(last)) return "api-key";
  if (last === "key" && keyKinds.has(words.at(-2) ?? "")) return "api-key";
  return null;
}

/** An ARN, a parameter's path, a secret's name with folders, a dynamic reference, or a cipher text of KMS. */
function isReference(value: string): boolean {
  if (/^(?:arn:|alias\/|ssm:|secretsmanager:|vault:|op:\/\/|s3:\/\/|\{\{resolve:)/i.test(value)) return true;
  if (/^\/[\w.-]+(?:\/[\w.-]+)*\/?$/.test(value)) return true;
  if (/^[a-z0-9._-]+(?:\/[a-z0-9._-]+)+$/.test(value)) return true;
  return /^AQIC[A-Za-z0-9+/=]{40}/.test(value);
}

/** Not a secret whatever its name: a switch, an address, something to be filled in. */
function isSetting(value: string): boolean {
  if (/^(?:true|false|yes|no|on|off|none|null|undefined|enabled|disabled|required|optional)$/i.test(value)) return true;
  if (/^https?:\/\//i.test(value)) return true;
  return value.trim() === "" || /\$\{|^\{\{|^<[^>]{0,128}>$|^\*+$/.test(value);
}

function isSlug(value: string): boolean {
  return value.length <= 128 && /^[A-Za-z][a-z0-9]*(?:[-_.][a-z0-9]+)+$/.test(value);
}

function mentionsSecret(value: string): boolean {
  return /secret|passw|credential|token|key|param/.test(value);
}
