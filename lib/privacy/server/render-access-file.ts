import "server-only";
import { STYLE } from "@/lib/privacy/server/access-file-style";
import { SECTIONS } from "@/lib/privacy/server/access-file-sections";
import type { Plain } from "@/lib/privacy/server/access-values";
import type { AccessFile } from "@/lib/privacy/server/read-access-file";

/**
 * The access file as one page that needs nothing else: no script, no request, its style inside. Whatever the provider sent
 * stands there as text. It may be opened, read and printed by the person it is about.
 */
export function renderAccessFile(file: AccessFile): string {
  const { fullName } = file.person;
  const name = typeof fullName === "string" ? fullName : "";
  const { workspace, installation } = file.heldBy;
  const sections = SECTIONS.map(({ id, title, intro, recordsOf }) => ({ id, title, intro, records: recordsOf(file) }));
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>Data held on ${textOf(name)}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Data held on <bdi>${textOf(name)}</bdi></h1>
<p>Held by the workspace <bdi>${textOf(workspace)}</bdi> at ${textOf(installation)}. Made on ${momentOf(file.madeAt)} from what is
stored there; nobody else was asked for it. Fields without a value are left out here; the JSON form of this file has them all.</p>
<nav aria-label="Contents"><ul>
${sections.map(({ id, title, records }) => `<li><a href="#${id}">${title}</a> (${String(records.length)})</li>`).join("\n")}
</ul></nav>
</header>
<main>
${sections.map(renderSection).join("\n")}
</main>
</body>
</html>
`;
}

/** One thing that is held: its heading, where it came from in words, and its fields. */
export type AccessRecord = { heading: string; origin?: string; fields: Record<string, Plain> };
type Section = { id: string; title: string; intro: string; records: readonly AccessRecord[] };

function renderSection({ id, title, intro, records }: Section): string {
  const body = records.length === 0 ? '<p class="none">Nothing is held.</p>' : records.map(renderRecord).join("\n");
  return `<section id="${id}"><h2>${title}</h2><p>${intro}</p>${body}</section>`;
}

function renderRecord({ heading, origin, fields }: AccessRecord): string {
  const rows = Object.entries(fields).flatMap(([name, value]) => renderField(name, value));
  return `<article><h3><bdi>${textOf(heading)}</bdi></h3>${origin ? `<p class="origin">${textOf(origin)}</p>` : ""}
<dl>${rows.join("")}</dl></article>`;
}

function renderField(name: string, value: Plain): string[] {
  if (value === null || value === "" || (Array.isArray(value) && value.length === 0)) return [];
  return [`<dt>${textOf(labelOf(name))}</dt><dd>${valueOf(name, value)}</dd>`];
}

const BODIES = new Set(["body", "responseBody"]);

function valueOf(name: string, value: Plain): string {
  if (BODIES.has(name) || (typeof value === "object" && !Array.isArray(value))) {
    return `<pre>${textOf(typeof value === "string" ? value : JSON.stringify(value, null, 1))}</pre>`;
  }
  if (Array.isArray(value) && value.every((inner) => typeof inner !== "object")) {
    return `<bdi>${textOf(value.join(", "))}</bdi>`;
  }
  if (typeof value === "object") return `<pre>${textOf(JSON.stringify(value, null, 1))}</pre>`;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return MOMENT.test(String(value)) ? momentOf(String(value)) : `<bdi>${textOf(String(value))}</bdi>`;
}

const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/;

function momentOf(iso: string): string {
  return `<time datetime="${textOf(iso)}">${textOf(iso.slice(0, 10))} ${textOf(iso.slice(11, 19))} UTC</time>`;
}

/** "companyDomain" reads "Company domain". */
function labelOf(name: string): string {
  const words = name.replaceAll("_", " ").replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text that no markup can begin in, without signs that have no shape or turn what follows around. */
function textOf(text: string): string {
  return text
    .replace(/[[\p{Cc}--[\t\n\r]]\u202a-\u202e\u2066-\u2069]/gv, "\uFFFD")
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
}
