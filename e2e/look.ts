import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page, type TestInfo } from "@playwright/test";

const SIZES = [
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
];
/** Four pictures and four analyses, on a busy machine. */
const LOOK_LASTS_MS = 30_000;
const THEMES = ["light", "dark"] as const;
/** For whoever looks at them, and then thoroughly: `npm run looks`. */
const KEEPS_PICTURES = process.env["PICTURES"] === "1";

/**
 * Nothing overflows sideways in either width, and axe finds nothing in the wide and light one. With pictures, axe looks at
 * the narrow one too, and at the dark one's colours, whose tokens `contrast.test.ts` compares in any case.
 */
export async function look(page: Page, info: TestInfo, name: string): Promise<void> {
  info.setTimeout(info.timeout + LOOK_LASTS_MS);
  for (const size of SIZES) {
    await page.setViewportSize(size);
    for (const colorScheme of KEEPS_PICTURES ? THEMES : [THEMES[0]]) {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      const label = `${name}-${colorScheme}-${String(size.width)}`;
      if (KEEPS_PICTURES) await page.screenshot({ path: info.outputPath(`${label}.png`), fullPage: true });
      expect.soft(await overflowOf(page), `${label} overflows sideways`).toBe(0);
      if (size.width < 1000 && (colorScheme === "dark" || !KEEPS_PICTURES)) continue;
      const { violations } = await analyse(page, { colorScheme, isWide: size.width >= 1000 }).analyze();
      const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`);
      expect.soft(found, label).toEqual([]);
    }
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

type Seen = { colorScheme: (typeof THEMES)[number]; isWide: boolean };

/** The themes differ in their colours alone: what does not look at colours is asked in one of them, and colours in one width. */
function analyse(page: Page, { colorScheme, isWide }: Seen): AxeBuilder {
  // No page of ours has frames: without the second page in which the findings of frames are put together it takes half the time.
  const builder = new AxeBuilder({ page }).setLegacyMode();
  if (colorScheme === "dark") return builder.withRules(["color-contrast"]);
  return isWide ? builder : builder.disableRules(["color-contrast"]);
}

function overflowOf(page: Page): Promise<number> {
  return page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
}
