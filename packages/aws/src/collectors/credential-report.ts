import type { IamUser } from "@sekinin/responsibility";

const rootName = "<root_account>";
const flags: Readonly<Record<string, boolean>> = { true: true, false: false };

/** Users of a credential report, root left out; null where the text is no such report. */
export function usersOfReport(content: string): readonly IamUser[] | null {
  const [head = "", ...lines] = content.split(/\r?\n/).filter((line) => line !== "");
  const columns = head.split(",");
  const [user, arn, password, mfa] = ["user", "arn", "password_enabled", "mfa_active"].map((name) =>
    columns.indexOf(name),
  );
  if (user === undefined || arn === undefined || password === undefined || mfa === undefined) return null;
  if ([user, arn, password, mfa].includes(-1)) return null;
  const users: IamUser[] = [];
  for (const line of lines) {
    const cells = line.split(",");
    const name = cells[user];
    if (name === rootName) continue;
    const surplus = cells.length - columns.length;
    const places = { user, arn, password, mfa };
    const found = surplus === 0 ? rowOf(cells, places) : commaRow(cells, surplus, places);
    if (found === null) return null;
    users.push(found);
  }
  return users;
}

type Places = { readonly user: number; readonly arn: number; readonly password: number; readonly mfa: number };

function rowOf(cells: readonly string[], places: Places): IamUser | null {
  const arn = cells[places.arn];
  const name = cells[places.user];
  const passwordEnabled = flags[cells[places.password]?.toLowerCase() ?? ""];
  const mfaActive = flags[cells[places.mfa]?.toLowerCase() ?? ""];
  if (!name || !arn?.startsWith("arn:") || passwordEnabled === undefined || mfaActive === undefined) return null;
  return { arn, region: "global", name, passwordEnabled, mfaActive };
}

/** A user's name may hold commas. It is twice in the row: alone, and at the end of the ARN, with the same commas. */
function commaRow(cells: readonly string[], surplus: number, places: Places): IamUser | null {
  if (surplus < 0 || surplus % 2 !== 0 || places.user !== 0 || places.arn !== 1) return null;
  const width = surplus / 2 + 1;
  const joined = [cells.slice(0, width).join(","), cells.slice(width, width * 2).join(","), ...cells.slice(width * 2)];
  return rowOf(joined, places);
}
