import { describe, expect, test } from "vitest";
import { maskSomePhones } from "@/lib/apollo/mask-phones";
import { coversOf, type ListedNumbers } from "@/lib/people/server/cover-do-not-call";

const NOTHING: ListedNumbers = { closed: [], open: [] };
const LISTED = {
  ...{ id: "66f1c0ffee01aaaaaaaaaaaa", raw_number: "+1 (212) 555-0188", sanitized_number: "+12125550188" },
  ...{ dnc_status_cd: "dnc", dnc_status_updated_at: "2026-01-08T08:10:56Z", position: 0 },
};
const FREE = { raw_number: "+1 212 555 0110", sanitized_number: "+12125550110", dnc_status_cd: "not_found" };
const body = (...phones: object[]) => JSON.stringify({ credits: 8, people: [{ id: "x", phone_numbers: phones }] });

function read(text: string, known = NOTHING): string {
  const covers = coversOf(text, known);
  return covers ? maskSomePhones(text, { isJson: isJson(text), covers }) : text;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

describe("a do-not-call number in a body of the provider's", () => {
  test("is covered in every form in which it stands, and no other number is", () => {
    const shown = read(body(LISTED, FREE));
    expect(shown).toContain("+• (•••) •••-••88");
    expect(shown).toContain("+•••••••••88");
    expect(shown).not.toMatch(/555-?0188"/);
    expect(shown).toContain("+12125550110");
    expect(shown).toContain("2026-01-08T08:10:56Z");
  });

  test.each(["+12125550188", "212-555-0188", "(212) 555 0188 ext. 4", "00 1 212 555 0188", "١٢١٢٥٥٥٠١٨٨"])(
    "is covered where another entry writes it as %s without the mark",
    (written) => {
      expect(read(body(LISTED, { raw_number: written }))).not.toContain(JSON.stringify(written));
    },
  );

  test("is covered by what is known of the person, though this body says nothing of do-not-call", () => {
    const known = { closed: ["12125550188"], open: [] };
    expect(read(JSON.stringify({ note: "call 212.555.0188", count: 12125550188 }), known)).not.toMatch(/0188/);
  });

  test("stands open to whoever has revealed it, and others beside it do not", () => {
    const second = { ...LISTED, raw_number: null, sanitized_number: "+12125550199" };
    const shown = read(body(LISTED, second), { closed: ["12125550199"], open: ["12125550188"] });
    expect(shown).toContain("+12125550188");
    expect(shown).not.toContain("+12125550199");
  });

  test("covers every number of a body that speaks of do-not-call and cannot be read", () => {
    const shown = read(body(LISTED, FREE).slice(0, -4));
    expect(shown).not.toMatch(/5550188|5550110|555-0188|555 0110/);
  });
});

test("a body without do-not-call numbers is left as it came", () => {
  expect(coversOf(body(FREE), NOTHING)).toBeNull();
});
