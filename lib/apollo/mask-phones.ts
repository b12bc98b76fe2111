/** Digits that make a number of someone: fewer than seven is an extension, a count or a year. */
const IN_JSON_MIN = 7;
/** In text that cannot be read a number may be broken off anywhere. */
const IN_BROKEN_TEXT_MIN = 3;
/** E.164 has no longer ones; an int64 id has more. */
const DIGITS_MAX = 15;
const DIGITS_SHOWN = 2;

// A string that breaks off runs to the end: tried again at each of its quotes it would take quadratic time.
const TOKEN = /("(?:[^"\\]|\\.)*(?:"|\\?$))|[^"]+/gsu;
const JSON_NUMBER = /-?\p{Nd}[\p{Nd}.eE+-]*/gu;
const DATE = /^\d{4}-\d\d-\d\d(?:[T ][\d:.]+(?:Z|[+-]\d\d:?\d\d)?)?$/;
/** A record's id, or an int64 written as text. */
const ID = /^(?:[0-9a-f]{24}|\d{16,19})$/i;
const EXTENSION = String.raw`(?:\s*(?:ext\.?|x|#|;ext=)\s*\p{Nd}+)?`;
const RUN = new RegExp(String.raw`\+?\p{Nd}(?:[^\p{L}\p{N}"]{0,3}\p{Nd})*${EXTENSION}`, "giu");

/**
 * The provider's text with every phone number covered but for its last two digits. Dates and record ids stay. What is not
 * JSON is covered more widely, because a number in it may be broken off. Layout and length stay as they are.
 */
export function maskPhones(text: string, { isJson }: { isJson: boolean }): string {
  const digitsMin = isJson ? IN_JSON_MIN : IN_BROKEN_TEXT_MIN;
  return maskTokens(text, { isJson, covers: (run) => isNumberOf(run, digitsMin) });
}

/** The same for some numbers only: those whose run of digits, with what stands between them, `covers` names. */
export function maskSomePhones(text: string, how: { isJson: boolean; covers: (run: string) => boolean }): string {
  return maskTokens(text, how);
}

/** A sentence of ours or of a parser that may quote the provider's text. */
export function maskPhonesInSentence(sentence: string, covers?: (run: string) => boolean): string {
  return maskPlain(sentence, covers ?? ((run) => isNumberOf(run, IN_JSON_MIN)));
}

/** One number as text with all its digits covered but for the last two. */
export function coverNumber(number: string): string {
  return cover(number);
}

type Masking = { isJson: boolean; covers: (run: string) => boolean };

function maskTokens(text: string, { isJson, covers }: Masking): string {
  return text.replace(TOKEN, (token: string, quoted: string | undefined) => {
    if (quoted !== undefined) return maskQuoted(quoted, covers);
    const maskNumber = (number: string) => (isNumberInJson(number) && covers(number) ? cover(number) : number);
    return isJson ? token.replace(JSON_NUMBER, maskNumber) : maskPlain(token, covers);
  });
}

function maskQuoted(token: string, covers: Masking["covers"]): string {
  const text = readString(token);
  if (text === null) return maskPlain(token, covers);
  if (DATE.test(text) || ID.test(text)) return token;
  const masked = maskPlain(text, covers);
  return masked === text ? token : JSON.stringify(masked);
}

/** What a JSON string says: its digits may be written as escapes. */
function readString(token: string): string | null {
  try {
    return String(JSON.parse(token));
  } catch {
    return null;
  }
}

function isNumberInJson(number: string): boolean {
  const count = digitsIn(number);
  return count >= IN_JSON_MIN && count <= DIGITS_MAX;
}

function maskPlain(text: string, covers: Masking["covers"]): string {
  return text.replace(RUN, (run) => (covers(run) ? cover(run) : run));
}

function isNumberOf(run: string, digitsMin: number): boolean {
  return digitsIn(run) >= (run.startsWith("+") ? IN_BROKEN_TEXT_MIN : digitsMin);
}

function digitsIn(text: string): number {
  return text.match(/\p{Nd}/gu)?.length ?? 0;
}

function cover(run: string): string {
  let left = digitsIn(run) - DIGITS_SHOWN;
  return run.replace(/\p{Nd}/gu, (digit) => ((left -= 1) >= 0 ? "•" : digit));
}
