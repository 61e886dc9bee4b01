/** Inline styles: mail programs drop style sheets. Dark text on white; programs with a dark theme turn both. */
const ink = "#1b1d21";
const soft = "#575c64";
const font = "'Helvetica Neue', Helvetica, Arial, 'Hiragino Sans', 'Noto Sans JP', Meiryo, sans-serif";

export const linkStyle = { color: "#1f5c99", textDecoration: "underline" } as const;

export const mailStyles = {
  body: { backgroundColor: "#ffffff", color: ink, fontFamily: font, margin: 0, padding: "16px" },
  container: { maxWidth: "720px", width: "100%" },
  h1: { fontSize: "20px", lineHeight: "28px", margin: "0 0 8px" },
  h2: { fontSize: "16px", lineHeight: "24px", margin: "24px 0 4px" },
  score: { fontSize: "16px", lineHeight: "40px", margin: "0" },
  value: { fontSize: "32px" },
  text: { fontSize: "14px", lineHeight: "22px", margin: "8px 0" },
  small: { color: soft, fontSize: "12px", lineHeight: "18px", margin: "8px 0" },
  list: { fontSize: "14px", lineHeight: "22px", margin: "8px 0", paddingLeft: "20px" },
  table: { fontSize: "13px", lineHeight: "18px" },
  head: { color: soft, fontSize: "11px", fontWeight: "normal", lineHeight: "14px", verticalAlign: "bottom" },
  rowHead: { fontWeight: "normal", minWidth: "96px", paddingRight: "8px" },
  cell: { minWidth: "44px" },
  note: { fontSize: "10px", lineHeight: "12px" },
  plain: { fontWeight: "normal", paddingRight: "16px" },
  line: { borderColor: "#d9d9d4", margin: "24px 0 8px" },
} as const;
