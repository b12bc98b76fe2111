import { Lexer, type Token } from "marked";
import { withoutDirections } from "@/lib/notes/without-directions";

/** No person writes these, and they would keep the reader's browser busy: deep nesting and endless words. */
const ABUSIVE = /^(?:[ \t]*(?:>|[-*+]|\d+[.)])[ \t]*){9,}|\S{1000,}/m;

/** A note's text in parts, or null where it is to be shown as it stands. Never throws. */
export function readMarkdown(text: string): Token[] | null {
  const plain = withoutDirections(text);
  if (ABUSIVE.test(plain)) return null;
  try {
    return new Lexer({ gfm: true, breaks: true }).lex(plain);
  } catch {
    // Too deep for the reader's stack.
    return null;
  }
}

const SAFE = new Set(["http:", "https:", "mailto:"]);

/** Null for what a note may not lead to: another scheme, or a place within this site that it does not name in full. */
export function safeHref(href: string): string | null {
  if (!URL.canParse(href)) return null;
  const url = new URL(href);
  return SAFE.has(url.protocol) ? url.href : null;
}
