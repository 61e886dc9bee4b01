import { syntaxTree } from "@codemirror/language";
import type { EditorState } from "@codemirror/state";
import type { CompletionPlace } from "@sekinin/guardrails";

/** A word that is being written: between `from` and `to`, without its quotation marks. */
export type WrittenWord = {
  readonly from: number;
  readonly to: number;
  readonly place: CompletionPlace | { readonly at: "effect"; readonly text: string };
};

type Node = ReturnType<ReturnType<typeof syntaxTree>["resolveInner"]>;

/** Actions of a statement that are told to the server, which looks at no more. */
const mostActions = 20;

/** Where in the policy's language `position` is; null where nothing can be completed. */
export function writtenWord(state: EditorState, position: number): WrittenWord | null {
  const node = syntaxTree(state).resolveInner(position, -1);
  if (node.name !== "String" && node.name !== "PropertyName") return null;
  const from = node.from + 1;
  const isClosed = node.to > from && state.sliceDoc(node.to - 1, node.to) === '"';
  const to = isClosed ? node.to - 1 : node.to;
  if (position < from || position > to) return null;
  const text = state.sliceDoc(from, position);
  const place = node.name === "String" ? valuePlace(state, node, text) : namePlace(state, node, text);
  return place === null ? null : { from, to, place };
}

function valuePlace(state: EditorState, node: Node, text: string): WrittenWord["place"] | null {
  const holder = node.parent?.name === "Array" ? node.parent.parent : node.parent;
  if (holder?.name !== "Property") return null;
  const name = nameOf(state, holder);
  if (name === "Action" || name === "NotAction") return { at: "action", text };
  if (name === "Resource" || name === "NotResource")
    return { at: "resource", text, actions: actionsOf(state, holder.parent) };
  return name === "Effect" ? { at: "effect", text } : null;
}

function namePlace(state: EditorState, node: Node, text: string): WrittenWord["place"] | null {
  const object = node.parent?.parent ?? null;
  const inside = propertyAround(object);
  if (object === null || inside === null) return null;
  const name = nameOf(state, inside);
  if (name === "Statement") return { at: "element", text, present: namesIn(state, object, node) };
  if (name === "Condition") return { at: "operator", text };
  const condition = propertyAround(inside.parent);
  if (condition === null || nameOf(state, condition) !== "Condition") return null;
  return { at: "key", text, operator: name, actions: actionsOf(state, condition.parent) };
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

function namesIn(state: EditorState, object: Node, except: Node): readonly string[] {
  return object
    .getChildren("Property")
    .filter((property) => property.from !== except.from)
    .map((property) => nameOf(state, property));
}

/** What the statement's Action names; nothing where it has none. */
function actionsOf(state: EditorState, statement: Node | null): readonly string[] {
  const property = statement?.getChildren("Property").find((one) => nameOf(state, one) === "Action");
  const list = property?.getChild("Array");
  const texts =
    list === null || list === undefined ? (property?.getChildren("String") ?? []) : list.getChildren("String");
  return texts.slice(0, mostActions).map((text) => state.sliceDoc(text.from + 1, text.to - 1));
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
