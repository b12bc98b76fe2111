export const WINDOW_S = 15 * 60;
const ADDRESS_MAX = 60;
const ACCOUNT_MAX = 7;
const FAMILIAR_MAX = 2;
const SPARE_EVERY_S = 60;

/** Failed checks of the last 15 minutes, as ages in seconds of the database's clock. */
export type SignInFailures = {
  account: { ageS: number; isFromHere: boolean }[];
  fromHere: { ageS: number }[];
  /** Whether this account was signed in to from this address in the last 30 days. */
  isFamiliar: boolean;
};

/**
 * How many seconds to wait before a password may be checked; 0 is now.
 *
 * An address may fail 60 times in 15 minutes, an account 7 times. Counting an account alone would let anybody lock its
 * owner out, so an account that has used up its 7 still serves two others: an address that its owner has used before may
 * fail twice, and an address that has not failed yet is served once a minute, all such addresses together. A burst
 * therefore ends at 10 failed checks however many addresses it comes from, its source waits out the 15 minutes, and the
 * owner comes in from another address within 60 seconds, from a familiar one at once. The price is
 * known: an attacker with a fresh address for every minute gets one more guess in each.
 */
export function secondsUntilAllowed({ account, fromHere, isFamiliar }: SignInFailures): number {
  const addressS = secondsUntilBelow(ADDRESS_MAX, fromHere);
  const accountS = secondsUntilBelow(ACCOUNT_MAX, account);
  const own = account.filter(({ isFromHere }) => isFromHere).length;
  if (accountS === 0 || (isFamiliar && own < FAMILIAR_MAX)) return addressS;
  if (own > 0) return Math.max(accountS, addressS);
  const isSpareUnused = account.length === ACCOUNT_MAX;
  const newestS = Math.min(...account.map(({ ageS }) => ageS));
  const spareS = isSpareUnused ? 0 : Math.max(0, Math.ceil(SPARE_EVERY_S - newestS));
  return Math.max(Math.min(spareS, accountS), addressS);
}

/** Until fewer than `max` failures are younger than the window. */
function secondsUntilBelow(max: number, failures: { ageS: number }[]): number {
  const ages = failures.map(({ ageS }) => ageS).sort((a, b) => a - b);
  const deciding = ages[max - 1];
  return deciding === undefined ? 0 : Math.max(1, Math.ceil(WINDOW_S - deciding));
}
