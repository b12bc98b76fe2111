import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, test } from "vitest";
import { Markdown } from "@/components/notes/markdown";
import { NOTE_LENGTH_MAX } from "@/lib/notes/schema";

const draw = (text: string) => renderToStaticMarkup(<Markdown text={text} />);
/** The elements a note may consist of, each with the attributes it may have. */
const ALLOWED: Record<string, readonly string[]> = {
  div: ["class"],
  p: ["class"],
  blockquote: ["class"],
  ul: ["class"],
  ol: ["class", "start"],
  li: [],
  pre: ["class"],
  code: ["class"],
  strong: ["class"],
  em: [],
  del: [],
  br: [],
  hr: ["class"],
  a: ["href", "target", "rel", "title", "class"],
};

function expectHarmless(html: string): void {
  for (const [, name = "", attributes = ""] of html.matchAll(/<\/?([a-z0-9]+)([^>]*?)\/?>/gi)) {
    expect(Object.keys(ALLOWED), name).toContain(name);
    for (const [, attribute] of attributes.matchAll(/([a-z-]+)=/gi)) {
      // In the values' own text there may be more.
      if (attribute && new RegExp(`\\s${attribute}="`).test(attributes)) expect(ALLOWED[name]).toContain(attribute);
    }
  }
  for (const [, href] of html.matchAll(/href="([^"]*)"/g)) expect(href).toMatch(/^(?:https?:\/\/|mailto:)/);
}

test("what members write is drawn", () => {
  const html = draw(
    "# Call\nHe **likes** _tea_, ~~coffee~~ `x`\nsecond\n\n- one\n- [x] two\n\n3. three\n\n> said\n\n---",
  );
  for (const part of [">Call</p>", ">likes</strong>", "<em>tea</em>", "<del>coffee</del>", ">x</code>", "<br/>second"])
    expect(html).toContain(part);
  expect(html).toMatch(/<ul[^>]*><li>one<\/li>/);
  expect(html).toMatch(/<ol[^>]* start="3"/);
  expectHarmless(html);
});

test("links lead to the web and to mails, in a new tab that knows nothing of this one", () => {
  const html = draw("[site](https://acme.example/a?b=1&c=2) https://bare.example ada@acme.example");
  expect(html).toContain(
    'href="https://acme.example/a?b=1&amp;c=2" target="_blank" rel="noopener noreferrer nofollow"',
  );
  expect(html).toContain('href="https://bare.example/"');
  expect(html).toContain('href="mailto:ada@acme.example"');
});

describe("hostile text", () => {
  test.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "a <b onclick=alert(1)>b</b> <svg/onload=alert(1)>",
    "<iframe srcdoc='<script>alert(1)</script>'>",
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:msgbox)",
    "[x](/api/people/per_1/export?format=json)",
    "[x](//evil.example)",
    "<javascript:alert(1)>",
    "![x](https://evil.example/pixel.png)",
    "![x](javascript:alert(1))",
    '[x](https://a.example "onmouseover=alert(1)")',
    "[x][r]\n\n[r]: javascript:alert(1)",
    "```html\n<script>alert(1)</script>\n```",
    "| <img src=x> | b |\n|---|---|\n| [x](javascript:1) | 2 |",
    "&lt;script&gt;&#60;img src=x&#62;",
    "<!-- --> <?php ?> <![CDATA[ ]]>",
    "</div></li></ul><h1>out</h1>",
  ])("%j is drawn as text", (text) => {
    expectHarmless(draw(text));
  });

  test("nothing is fetched: an image is a link to it", () => {
    const html = draw("![tracker](https://evil.example/pixel.png)");
    expect(html).not.toMatch(/<img|src=/);
    expect(html).toContain('href="https://evil.example/pixel.png"');
  });

  test("no mark turns the order of a text round", () => {
    expect(draw("invoice\u202egnp.exe and \u2066x\u2069")).not.toMatch(/[\u202a-\u202e\u2066-\u2069]/);
  });

  test.each([
    ["nested quotes", ">".repeat(NOTE_LENGTH_MAX)],
    ["nested lists", "- ".repeat(NOTE_LENGTH_MAX / 2)],
    ["mixed nesting", "> - 1. ".repeat(1400)],
    ["an endless word", "a.".repeat(NOTE_LENGTH_MAX / 2)],
    ["an endless address", `http://a${"!.".repeat(4990)}`],
    ["open brackets", "[".repeat(900) + " " + "![".repeat(400)],
    ["open stars", "*a ".repeat(3000)],
    ["backticks", Array.from({ length: 130 }, (_, nth) => "`".repeat(nth)).join(" ")],
    ["deep emphasis", "**a *b ".repeat(700)],
  ])("%s neither fail nor keep the reader waiting", (_name, text) => {
    const from = performance.now();
    expectHarmless(draw(text));
    expect(performance.now() - from).toBeLessThan(1000);
  });
});
