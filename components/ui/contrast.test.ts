import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const TEXT_MIN = 4.5;
const EDGE_MIN = 3;
const SURFACES = ["background", "card", "popover", "hover", "selected"];
const TONES = ["success", "warning", "danger", "info", "practice", "sun"];

const stylesheet = readFileSync(new URL("../../app/globals.css", import.meta.url), "utf8");
const tokens = new Map(
  [...stylesheet.matchAll(/--([a-z-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/g)].map(
    ([, name = "", light = "", dark = ""]) => [name, { light, dark }],
  ),
);

const cross = (fronts: string[], backs: string[], min: number) =>
  fronts.flatMap((front) => backs.map((back) => [front, back, min] as const));

const PAIRS = [
  ...cross(["foreground", "muted-foreground", "faint-foreground"], SURFACES, TEXT_MIN),
  ...TONES.flatMap((tone) => cross([`${tone}-ink`], [`${tone}-soft`, "card", "background", "hover"], TEXT_MIN)),
  ...cross(["foreground", "muted-foreground"], [...TONES.map((tone) => `${tone}-soft`)], TEXT_MIN),
  ...cross(["sun-foreground"], ["sun", "sun-hover"], TEXT_MIN),
  ["practice-foreground", "practice", TEXT_MIN] as const,
  ["danger-foreground", "danger", TEXT_MIN] as const,
  ...cross(
    ["a", "b", "c", "d", "e", "f", "rest"].map((part) => `chart-${part}`),
    ["card", "popover"],
    EDGE_MIN,
  ),
  ...cross(["input", "ring"], ["background", "card", "popover"], EDGE_MIN),
];

test.each(PAIRS)("%s on %s reaches %d:1 in both themes", (front, back, min) => {
  for (const theme of ["light", "dark"] as const) {
    expect(contrast(colour(front, theme), colour(back, theme)), theme).toBeGreaterThanOrEqual(min);
  }
});

function colour(name: string, theme: "light" | "dark"): string {
  const token = tokens.get(name);
  if (!token) throw new Error(`no token --${name} in globals.css`);
  return token[theme];
}

/** WCAG 2.2, "contrast ratio". */
function contrast(a: string, b: string): number {
  const [dim = 0, bright = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (bright + 0.05) / (dim + 0.05);
}

function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
