import type { MarkedToken, Token, Tokens } from "marked";
import { Fragment, type ReactNode } from "react";
import { cn } from "@/components/ui/cn";
import { readMarkdown, safeHref } from "@/lib/notes/read-markdown";
import { withoutDirections } from "@/lib/notes/without-directions";

/** What is nested deeper is shown as it is written. */
const DEPTH_MAX = 12;

/**
 * A note's Markdown as elements. HTML in it is text, an image is a link to it, since nothing is to be fetched from elsewhere,
 * and a link leads to the web or to a mail, or is none.
 */
export function Markdown({ text }: { text: string }) {
  const tokens = readMarkdown(text);
  if (!tokens) return <p className="break-words whitespace-pre-wrap">{withoutDirections(text)}</p>;
  return <div className="grid grid-cols-[minmax(0,1fr)] gap-2 break-words">{drawAll(tokens, 0)}</div>;
}

function drawAll(tokens: readonly Token[] | undefined, depth: number): ReactNode {
  return tokens?.map((token, nth) => <Fragment key={nth}>{draw(token as MarkedToken, depth + 1)}</Fragment>);
}

function draw(token: MarkedToken, depth: number): ReactNode {
  if (depth > DEPTH_MAX) return token.raw;
  switch (token.type) {
    case "space":
    case "def":
      return null;
    case "paragraph":
      return <p>{drawAll(token.tokens, depth)}</p>;
    case "heading":
      return <p className="font-semibold">{drawAll(token.tokens, depth)}</p>;
    case "blockquote":
      return (
        <blockquote className="grid gap-2 border-l-2 border-border-strong pl-3 text-muted-foreground">
          {drawAll(token.tokens, depth)}
        </blockquote>
      );
    case "list":
      return <ListOf list={token} depth={depth} />;
    case "code":
      return <pre className="overflow-x-auto rounded-md border bg-hover p-2 font-mono text-xs">{token.text}</pre>;
    case "hr":
      return <hr className="border-border" />;
    case "table":
      return <pre className="overflow-x-auto font-mono text-xs">{token.raw.trim()}</pre>;
    case "html":
      return token.block ? <p className="whitespace-pre-wrap">{token.raw.trim()}</p> : token.raw;
    default:
      return drawInline(token, depth);
  }
}

function ListOf({ list, depth }: { list: Tokens.List; depth: number }) {
  const Tag = list.ordered ? "ol" : "ul";
  return (
    <Tag
      className={cn("grid gap-0.5 pl-5", list.ordered ? "list-decimal" : "list-disc")}
      {...(typeof list.start === "number" && list.start !== 1 && { start: list.start })}
    >
      {list.items.map((item, nth) => (
        <li key={nth}>{drawAll(item.tokens, depth)}</li>
      ))}
    </Tag>
  );
}

function drawInline(token: MarkedToken, depth: number): ReactNode {
  switch (token.type) {
    case "text":
      return "tokens" in token ? drawAll(token.tokens, depth) : token.text;
    case "escape":
      return token.text;
    case "strong":
      return <strong className="font-semibold">{drawAll(token.tokens, depth)}</strong>;
    case "em":
      return <em>{drawAll(token.tokens, depth)}</em>;
    case "del":
      return <del>{drawAll(token.tokens, depth)}</del>;
    case "codespan":
      return <code className="rounded-sm bg-hover px-1 font-mono text-xs">{token.text}</code>;
    case "br":
      return <br />;
    case "checkbox":
      return token.checked ? "☑ " : "☐ ";
    case "link":
      return <SafeLink href={token.href}>{drawAll(token.tokens, depth)}</SafeLink>;
    case "image":
      return <SafeLink href={token.href}>{token.text || token.href}</SafeLink>;
    default:
      return token.raw;
  }
}

function SafeLink({ href, children }: { href: string; children: ReactNode }) {
  const safe = safeHref(href);
  if (safe === null) return children;
  return (
    <a
      href={safe}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={safe}
      className="rounded-sm underline decoration-border-strong underline-offset-4 hover:decoration-foreground"
    >
      {children}
    </a>
  );
}
