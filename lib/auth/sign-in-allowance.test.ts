import { expect, it } from "vitest";
import { secondsUntilAllowed, type SignInFailures } from "@/lib/auth/sign-in-allowance";

type Guess = { atS: number; account: string; address: string };

/** Plays guesses, all of them wrong, and returns those that were checked. */
function checkedOf(guesses: Guess[], familiar: string[] = []): Guess[] {
  const failed: Guess[] = [];
  for (const guess of guesses) if (secondsUntilAllowed(failuresAt(guess, failed, familiar)) === 0) failed.push(guess);
  return failed;
}

function failuresAt(guess: Guess, failed: Guess[], familiar: string[]): SignInFailures {
  const recent = failed.map((one) => ({ ...one, ageS: guess.atS - one.atS })).filter(({ ageS }) => ageS < 900);
  return {
    account: recent
      .filter(({ account }) => account === guess.account)
      .map(({ ageS, address }) => ({ ageS, isFromHere: address === guess.address })),
    fromHere: recent.filter(({ address }) => address === guess.address),
    isFamiliar: familiar.includes(guess.address),
  };
}

const guess = (atS: number, address: string, account = "ada"): Guess => ({ atS, account, address });

it("one address gets at most 10 wrong checks on an account in any 15 minutes, however long it tries", () => {
  const checked = checkedOf(Array.from({ length: 7200 }, (_, second) => guess(second, "a")));
  for (const { atS } of checked) {
    expect(checked.filter((one) => one.atS > atS - 900 && one.atS <= atS).length).toBeLessThanOrEqual(10);
  }
});

it("a burst from any number of addresses, a familiar one among them, gets at most 10 wrong checks on an account", () => {
  const addresses = Array.from({ length: 500 }, (_, index) => `a${String(index)}`);
  expect(checkedOf(addresses.map((address) => guess(0, address))).length).toBeLessThanOrEqual(10);
  const repeated = ["home", ...addresses, "home", "home", "home", ...addresses].map((address) => guess(0, address));
  expect(checkedOf(repeated, ["home"]).length).toBeLessThanOrEqual(10);
});

it("an address gets at most 60 wrong checks in 15 minutes over all accounts", () => {
  const guesses = Array.from({ length: 500 }, (_, index) => guess(1, "a", `account ${String(index)}`));
  expect(checkedOf(guesses)).toHaveLength(60);
});

it("while one address is locked out, the owner comes in from another at once", () => {
  const failed = checkedOf(Array.from({ length: 100 }, () => guess(0, "attacker")));
  expect(secondsUntilAllowed(failuresAt(guess(1, "attacker"), failed, []))).toBeGreaterThan(60);
  expect(secondsUntilAllowed(failuresAt(guess(1, "owner"), failed, []))).toBe(0);
});

it("while many addresses attack, the owner waits at most 60 seconds, and not at all where they signed in before", () => {
  const attack = Array.from({ length: 300 }, (_, index) => guess(index % 30, `attacker ${String(index)}`));
  const failed = checkedOf(attack.sort((a, b) => a.atS - b.atS));
  expect(secondsUntilAllowed(failuresAt(guess(30, "owner"), failed, []))).toBeLessThanOrEqual(60);
  expect(secondsUntilAllowed(failuresAt(guess(30, "owner"), failed, ["owner"]))).toBe(0);
});

it("the wait that is told is the wait that is kept", () => {
  const failed = checkedOf(Array.from({ length: 20 }, (_, index) => guess(index, "a")));
  const waitS = secondsUntilAllowed(failuresAt(guess(20, "a"), failed, []));
  expect(secondsUntilAllowed(failuresAt(guess(20 + waitS - 1, "a"), failed, []))).toBe(1);
  expect(secondsUntilAllowed(failuresAt(guess(20 + waitS, "a"), failed, []))).toBe(0);
});
