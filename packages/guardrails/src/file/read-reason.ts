import { type UnreadReason, unreadCodes } from "../reading.ts";
import { choiceAt, objectAt, type Problems, textAt } from "./checked-value.ts";

/** Why something was not read. */
export function reasonAt(value: unknown, path: string, problems: Problems): UnreadReason {
  const { code, action, detail } = objectAt(value, path, problems);
  return {
    code: choiceAt(code, `${path}.code`, problems, { choices: unreadCodes }),
    ...(action === undefined ? {} : { action: textAt(action, `${path}.action`, problems) }),
    ...(detail === undefined ? {} : { detail: textAt(detail, `${path}.detail`, problems) }),
  };
}
