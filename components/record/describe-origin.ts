import { creditWords } from "@/lib/credits/credits";
import type { Provenance } from "@/lib/people/record";

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });

/** "edited by Bea Rep on 3 Mar 2026". */
export function describeEdit({ source, by, at }: Provenance): string {
  const verb = source === "merge" ? "chosen in a merge" : "edited";
  return `${verb}${by ? ` by ${by}` : ""} on ${DAY.format(new Date(at))}`;
}

/** One sentence on where a value came from: what brought it, when, for whose lookup and what that cost. */
export function describeOrigin(origin: Provenance): string {
  const { source, at, by, lookup, isProtected } = origin;
  const on = DAY.format(new Date(at));
  if (source === "human" || source === "merge") {
    const kept = isProtected ? ". Answers leave it alone" : "";
    return `${source === "merge" ? "Chosen in a merge" : "Written"}${by ? ` by ${by}` : ""} on ${on}${kept}.`;
  }
  if (source === "baseline") return `Known since ${on}, from before each source was kept apart.`;
  const came = source === "delivery" ? "Delivered later, by webhook" : "From the answer to a lookup";
  return `${came}, ${on}${lookup ? `. Asked by ${lookup.who}, ${creditWords(lookup.credits)}` : ""}.`;
}
