/** Each level indents all lines in it: without a bound, brackets alone could fill the memory. */
const DEPTH_MAX = 64;

/** Indents JSON without reading its numbers, so that ids beyond 2^53 stay exact. Null for what is not JSON, or too deep. */
export function indentJson(text: string): string | null {
  try {
    JSON.parse(text);
  } catch {
    return null;
  }
  return indentTokens(text);
}

/** The same for text that was JSON before something in it was covered, or the end cut off. */
export function indentTokens(text: string): string | null {
  let depth = 0;
  let deepest = 0;
  const indented = text.replace(/"(?:[^"\\]|\\.)*(?:"|\\?$)|[{[]\s*[}\]]|[{}[\],:]|\s+|[^\s{}[\],:"]+/gs, (token) => {
    if (deepest > DEPTH_MAX || /^\s+$/.test(token)) return "";
    if (/^[{[]\s*[}\]]$/.test(token)) return token.replace(/\s+/, "");
    if (token === "{" || token === "[") {
      depth += 1;
      deepest = Math.max(deepest, depth);
      return `${token}\n${"  ".repeat(depth)}`;
    }
    if (token === "}" || token === "]") return `\n${"  ".repeat((depth = Math.max(0, depth - 1)))}${token}`;
    if (token === ",") return `,\n${"  ".repeat(depth)}`;
    return token === ":" ? ": " : token;
  });
  return deepest > DEPTH_MAX ? null : indented;
}
