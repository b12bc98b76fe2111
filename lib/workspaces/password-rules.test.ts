import { expect, it } from "vitest";
import { judgePassword, STRENGTH_WORDS } from "@/lib/workspaces/password-rules";
import { CompleteSetupInput } from "@/lib/workspaces/schema";

const email = "ada.lovelace@example.com";

it.each([
  ["short", "too_short"],
  ["elevenchars", "too_short"],
  ["aaaaaaaaaaaaaaaa", "guessable"],
  ["abcabcabcabcabc", "guessable"],
  ["abcdefghijkl", "guessable"],
  ["qwertyuiopas", "guessable"],
  ["123456789012", "guessable"],
  [email, "guessable"],
  ["Ada.Lovelace@Example.com1!", "guessable"],
  ["ada.lovelace99", "guessable"],
  ["tram window oak", "fair"],
  ["brass kettle northern light", "strong"],
  ["vG7#mm2.Qz9!x", "fair"],
  ["пароль длинный и странный", "strong"],
])("%s is %s", (password, strength) => {
  expect(judgePassword(password, email)).toBe(strength);
});

it("set-up refuses a guessable password with a sentence at the field, and drops fields nobody asked for", () => {
  const input = { token: "t", name: "Ada", email, password: "tram window oak", role: "admin", workspaceId: "wks_1" };
  expect(CompleteSetupInput.parse(input)).toEqual({ token: "t", name: "Ada", email, password: "tram window oak" });
  const refused = CompleteSetupInput.safeParse({ ...input, password: email });
  expect(refused.error?.issues).toMatchObject([{ path: ["password"], message: STRENGTH_WORDS.guessable }]);
});
