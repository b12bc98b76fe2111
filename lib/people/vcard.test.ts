import fc from "fast-check";
import ICAL from "ical.js";
import { expect, test } from "vitest";
import { toVcard, type CardSource } from "@/lib/people/vcard";

const ADA: CardSource = {
  ...{
    id: "per_1",
    name: "Ada Lovelace",
    firstName: "Ada",
    lastName: "Lovelace",
    title: "Analyst",
    companyName: "Acme",
  },
  ...{ city: "London", state: null, country: "United Kingdom", linkedinUrl: "https://www.linkedin.com/in/ada" },
  ...{ twitterUrl: null, githubUrl: null, observedAt: "2026-01-02T03:04:05.678Z" },
  emails: [
    {
      ...{ id: "eml_1", label: null, isPrimary: false, isWrong: false },
      address: "ada@acme.example",
      kind: "work",
      status: "verified",
      source: "lookup",
      observedAt: "2026-01-02T03:04:05Z",
    },
    {
      ...{ id: "eml_2", label: null, isPrimary: false, isWrong: false },
      address: "ada@home.example",
      kind: "personal",
      status: null,
      source: "lookup",
      observedAt: "2026-01-02T03:04:05Z",
    },
  ],
  phones: [aPhone("+14155550100", { type: "mobile" }), aPhone("+• ••• ••• ••77", { isMasked: true, dncStatus: "dnc" })],
};

function aPhone(number: string, given: Partial<CardSource["phones"][number]>): CardSource["phones"][number] {
  return {
    ...{ id: "phn_1", number, formatted: number, raw: null, type: null, status: null, confidence: null },
    ...{ label: null, isPrimary: false, isWrong: false },
    ...{ dncStatus: null, isMasked: false, mayReveal: true, source: "delivery", observedAt: "2026-01-02T03:04:05Z" },
    ...given,
  };
}

type Property = [name: string, parameters: Record<string, unknown>, type: string, ...values: unknown[]];

/** What a parser that is not ours reads. */
function read(card: string): Property[] {
  const [kind, properties] = ICAL.parse(card) as [string, Property[]];
  expect(kind).toBe("vcard");
  return properties;
}

const valueOf = (properties: Property[], wanted: string) => properties.find(([name]) => name === wanted)?.[3];

test("a card says who it is, where to write and what to dial", () => {
  const properties = read(toVcard(ADA));
  expect(properties.slice(0, 3).map(([name, , , value]) => [name, value])).toEqual([
    ["version", "4.0"],
    ["prodid", "-//Perihelion//EN"],
    ["uid", "per_1"],
  ]);
  expect(valueOf(properties, "fn")).toBe("Ada Lovelace");
  expect(valueOf(properties, "n")).toEqual(["Lovelace", "Ada", "", "", ""]);
  expect(valueOf(properties, "adr")).toEqual(["", "", "", "London", "", "", "United Kingdom"]);
  expect(properties.filter(([name]) => name === "email")).toEqual([
    ["email", { type: "work", pref: "1" }, "text", "ada@acme.example"],
    ["email", { type: "home" }, "text", "ada@home.example"],
  ]);
  expect(properties.filter(([name]) => name === "tel")).toHaveLength(1);
  expect(valueOf(properties, "tel")).toBe("tel:+14155550100");
});

test("the first number that may be dialled is the one to take, and a covered one leaves no trace", () => {
  const card = toVcard({ ...ADA, phones: ADA.phones.toReversed() });
  expect(card).toContain('TEL;TYPE="cell,work";PREF=1;VALUE=uri:tel:+14155550100\r\n');
  expect(card).not.toMatch(/•|77/);
});

test("no line is longer than 75 octets, no character is parted, and every line ends as the RFC says", () => {
  const card = toVcard({ ...ADA, title: `${"é€🙂漢".repeat(60)}, chief; of\\all\r\nthings` });
  const lines = card.split("\r\n");
  expect(lines.at(-1)).toBe("");
  for (const line of lines) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  expect(card.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
  expect(card).not.toContain("\ufffd");
  expect(valueOf(read(card), "title")).toBe(`${"é€🙂漢".repeat(60)}, chief; of\\all\nthings`);
});

const GRAPHEME = fc.string({ unit: "grapheme", minLength: 1, maxLength: 1 });

test("what a value says is one value, whatever stands in it", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.oneof(fc.constantFrom(";", ",", ":", "\\", "\n", "\r", "\t"), GRAPHEME), minLength: 1 }),
      (text) => {
        // eslint-disable-next-line no-control-regex -- what no card may hold
        const plain = text.replace(/\r\n?/g, "\n").replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "");
        const card = toVcard({ ...ADA, name: text, title: text, lastName: text, linkedinUrl: text });
        const properties = read(card);
        expect(valueOf(properties, "fn")).toBe(plain);
        // The parser takes a backslash at a part's end for one that escapes the semicolon after it.
        if (!plain.includes("\\")) expect((valueOf(properties, "n") as string[])[0]).toBe(plain);
        expect(properties.filter(([name]) => name === "tel")).toHaveLength(1);
      },
    ),
  );
});

test("a hostile name begins no property of its own", () => {
  const name = "Eve\r\nTEL:+1900\nBEGIN:VCARD;X\u0000\u0008";
  const properties = read(toVcard({ ...ADA, name, linkedinUrl: "https://x.example/\r\nTEL:+1900" }));
  expect(valueOf(properties, "fn")).toBe("Eve\nTEL:+1900\nBEGIN:VCARD;X");
  expect(properties.filter(([property]) => property === "tel")).toHaveLength(1);
});
