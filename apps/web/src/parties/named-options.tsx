type NamedOptionsProps = {
  readonly label: string;
  readonly kind: "team" | "partner";
  readonly named: readonly { readonly id: string; readonly name: string }[];
};

/** Teams or partners as options whose values are parties' keys; nothing where there is none. */
export function NamedOptions({ label, kind, named }: NamedOptionsProps) {
  if (named.length === 0) return null;
  return (
    <optgroup label={label}>
      {named.map(({ id, name }) => (
        <option key={id} value={`${kind}:${id}`}>
          {name}
        </option>
      ))}
    </optgroup>
  );
}
