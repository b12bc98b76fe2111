export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 256;

export type PasswordStrength = "too_short" | "guessable" | "fair" | "strong";

/** What the screen says of each strength. */
export const STRENGTH_WORDS = {
  too_short: `Use at least ${String(PASSWORD_MIN)} characters.`,
  guessable: "Easy to guess: leave out your name and email, and repeat less.",
  fair: "Fair. A few more words make it strong.",
  strong: "Strong.",
} as const satisfies Record<PasswordStrength, string>;

/**
 * How well a new password stands up. `too_short` and `guessable` are refused. Length counts for more than odd characters:
 * four plain words beat eight symbols.
 */
export function judgePassword(password: string, email: string): PasswordStrength {
  const text = password.normalize("NFKC").toLowerCase();
  const characters = Array.from(text);
  if (characters.length < PASSWORD_MIN) return "too_short";
  if (new Set(characters).size < 5 || isSequence(text) || isMadeOfEmail(text, email)) return "guessable";
  const kinds = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{L}\p{N}]/u].filter((kind) => kind.test(password)).length;
  return characters.length + 2 * kinds >= 22 ? "strong" : "fair";
}

function isMadeOfEmail(text: string, email: string): boolean {
  const address = email.trim().toLowerCase();
  const [name = "", domain = ""] = address.split("@");
  const words = [address, name, ...domain.split(".")].filter(({ length }) => length > 2);
  const rest = words.reduce((left, word) => left.replaceAll(word, ""), text).replace(/[^\p{L}\p{N}]/gu, "");
  return rest.length < 6 && rest !== text.replace(/[^\p{L}\p{N}]/gu, "");
}

/** `abcdefghijkl`, `123456789012`, `qwertyuiop…` and the same few letters again and again. */
function isSequence(text: string): boolean {
  const rows =
    "abcdefghijklmnopqrstuvwxyz abcdefghijkl 01234567890123456789 qwertyuiopasdfghjklzxcvbnm 1qaz2wsx3edc4rfv";
  const reversed = Array.from(text).reverse().join("");
  return rows.includes(text) || rows.includes(reversed) || /^(.{1,6})\1+$/u.test(text) || /^password\d*!*$/.test(text);
}
