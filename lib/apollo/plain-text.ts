const ENTITIES: Record<string, string> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: " " };

/** Turns what may be HTML into one line of plain text. The result is text to be escaped, never markup. */
export function toPlainText(given: string, lengthMax: number): string {
  const line = given
    .slice(0, 20_000)
    .replace(/<(script|style|head)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, " ")
    .replace(/<\/?[a-z!][^<>]*>/gi, " ")
    .replace(
      /&(#\d{1,7}|#x[\da-f]{1,6}|[a-z]{2,6});/gi,
      (whole, name: string) => decodeEntity(name.toLowerCase()) ?? whole,
    )
    .replace(/[\s\p{Cc}]+/gu, " ")
    .replace(/ ([.,;:!?])/g, "$1")
    .toWellFormed()
    .trim();
  return line.length <= lengthMax ? line : `${line.slice(0, lengthMax - 1).toWellFormed()}…`;
}

function decodeEntity(name: string): string | null {
  if (!name.startsWith("#")) return ENTITIES[name] ?? null;
  const point = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return point > 0 && point <= 0x10ffff ? String.fromCodePoint(point) : null;
}
