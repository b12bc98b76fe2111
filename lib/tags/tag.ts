/** Few, so that they can be told apart; each reaches AA in both themes (components/ui/contrast.test.ts). */
export const TAG_COLOURS = ["grey", "green", "amber", "red", "blue", "violet"] as const;
export type TagColour = (typeof TAG_COLOURS)[number];

export const TAG_NAME_MAX = 40;
/** What a person can be given, or lose, in one go. */
export const TAGS_AT_ONCE_MAX = 20;

/** One tag of one name, however it is written. */
export function tagKeyOf(name: string): string {
  return name.trim().replace(/\s+/g, " ").toLowerCase();
}
