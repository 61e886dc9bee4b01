import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";

/** What fits at a place of a policy: names of actions, keys, operators, elements of a statement, or Allow and Deny. */
export const placeKinds = ["action", "key", "operator", "element", "effect"] as const;
export type PlaceKind = (typeof placeKinds)[number];

/** The word that is being written: between `from` and `to`, without its quotation marks. */
export type CompletionPlace = {
  readonly kind: PlaceKind;
  readonly from: number;
  readonly to: number;
  readonly word: string;
};

type Node = ReturnType<ReturnType<typeof syntaxTree>["resolveInner"]>;

/** Where in the policy's language `position` is; null where nothing can be completed. */
export function completionPlace(state: EditorState, position: number): CompletionPlace | null {
  const node = syntaxTree(state).resolveInner(position, -1);
  if (node.name !== "String" && node.name !== "PropertyName") return null;
  const from = node.from + 1;
  const isClosed = node.to > from && state.sliceDoc(node.to - 1, node.to) === '"';
  const to = isClosed ? node.to - 1 : node.to;
  if (position < from || position > to) return null;
  const kind = node.name === "String" ? valueKind(state, node) : nameKind(state, node);
  return kind === null ? null : { kind, from, to, word: state.sliceDoc(from, position) };
}

function valueKind(state: EditorState, node: Node): PlaceKind | null {
  const holder = node.parent?.name === "Array" ? node.parent.parent : node.parent;
  if (holder?.name !== "Property") return null;
  const name = nameOf(state, holder);
  if (name === "Action" || name === "NotAction") return "action";
  return name === "Effect" ? "effect" : null;
}

function nameKind(state: EditorState, node: Node): PlaceKind | null {
  const inside = propertyAround(node.parent?.parent ?? null);
  if (inside === null) return null;
  const name = nameOf(state, inside);
  if (name === "Statement") return "element";
  if (name === "Condition") return "operator";
  const around = propertyAround(inside.parent);
  return around !== null && nameOf(state, around) === "Condition" ? "key" : null;
}

/** The property whose value is this object, or a list that holds it. */
function propertyAround(object: Node | null): Node | null {
  const holder = object?.parent?.name === "Array" ? object.parent.parent : (object?.parent ?? null);
  return holder?.name === "Property" ? holder : null;
}

function nameOf(state: EditorState, property: Node): string {
  const name = property.getChild("PropertyName");
  return name === null ? "" : state.sliceDoc(name.from + 1, name.to - 1);
}

/** Where the text stops being JSON; null where it is JSON as far as the parser has come. */
export function brokenPlace(state: EditorState): { readonly from: number; readonly to: number } | null {
  let found: { from: number; to: number } | null = null;
  syntaxTree(state).iterate({
    enter: (node) => {
      if (found !== null) return false;
      if (node.type.isError) found = { from: node.from, to: node.to };
      return true;
    },
  });
  return found;
}
