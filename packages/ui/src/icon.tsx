/** Line icons of 16 pixels, drawn in the text's colour; always beside a word, so hidden from screen readers. */
const paths = {
  pass: "M3.5 8.5l3 3 6-7",
  fail: "M4.5 4.5l7 7m0-7l-7 7",
  unknown: "M5.2 5.9a2.9 2.9 0 115 2c-1.2.9-2.2 1.3-2.2 2.6M8 13.4v.1",
  "not-applicable": "M4 8h8",
  chevron: "M6 4l4 4-4 4",
  copy: "M6 6h7v7H6zM10 3H3v7",
  warning: "M8 2.5l6 11H2zM8 6.5v3.2M8 11.6v.1",
  clock: "M8 14A6 6 0 108 2a6 6 0 000 12zM8 5v3l2 1.5",
  information: "M8 14A6 6 0 108 2a6 6 0 000 12zM8 7.3v4M8 4.9v.1",
  running: "M8 2a6 6 0 106 6",
  up: "M8 12V4M4.5 7.5L8 4l3.5 3.5",
  down: "M8 4v8m3.5-3.5L8 12 4.5 8.5",
  link: "M6 3.5H3.5v9h9V10M9 3.5h3.5V7M12.5 3.5L7.5 8.5",
  shield: "M8 2l5 2v4c0 3-2 5-5 6-3-1-5-3-5-6V4z",
} as const;
export type IconName = keyof typeof paths;

export function Icon({ name }: { readonly name: IconName }) {
  return (
    <svg
      width="16"
      height="16"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.6"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      data-icon={name}
    >
      <path d={paths[name]} />
    </svg>
  );
}
