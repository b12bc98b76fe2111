import { describe, expect, test } from "vitest";
import { normaliseIdentity } from "@/lib/lookups/normalise";
import { findMissing, isHeader, matchColumns, NOTHING_TYPED } from "@/lib/runs/mapping";
import { readRow } from "@/lib/runs/read-row";

const match = (header: string[], ...sample: string[][]) => matchColumns(header, sample);

describe("columns are matched", () => {
  test.each([
    [
      ["First Name", "last_name", "E-mail Address", "companyDomain"],
      ["firstName", "lastName", "email", "companyDomain"],
    ],
    [
      ["Vorname", "Name", "E-Mail-Adresse", "Firma"],
      ["firstName", "lastName", "email", "companyName"],
    ],
    [
      ["Prénom", "Nom", "Courriel", "Société"],
      ["firstName", "lastName", "email", "companyName"],
    ],
    [
      ["Nombre", "Apellidos", "Correo electrónico"],
      ["firstName", "lastName", "email"],
    ],
    [
      ["Imię", "Nazwisko", "Adres e-mail", "Nazwa firmy"],
      ["firstName", "lastName", "email", "companyName"],
    ],
    [
      ["Имя", "Фамилия", "Компания"],
      ["firstName", "lastName", "companyName"],
    ],
    [
      ["名", "姓", "メール", "会社名"],
      ["firstName", "lastName", "email", "companyName"],
    ],
    [
      ["Name", "Account Name", "Website"],
      ["fullName", "companyName", "companyDomain"],
    ],
    [
      ["Lead First Name", "Contact Email", "Person Linkedin Url", "Company Linkedin Url"],
      ["firstName", "email", "linkedinUrl", null],
    ],
    [
      ["Email", "Work Email"],
      ["email", null],
    ],
    [
      ["Work Email", "Email"],
      [null, "email"],
    ],
    [
      ["Title", "Phone", "Notes"],
      [null, null, null],
    ],
  ])("by name: %j", (header, expected) => {
    expect(match(header)).toEqual(expected);
  });

  test("by what stands in them, whatever they are called", () => {
    expect(
      match(
        ["A", "B", "C", "D", "E", "F"],
        [
          "Ana",
          "ana@acme.example",
          "linkedin.com/in/ana",
          "5f2a1b3c4d5e6f7081920a1b",
          "0".repeat(64),
          "www.acme.example",
        ],
        [
          "Bo",
          "bo@acme.example",
          "https://de.linkedin.com/in/bo",
          "5f2a1b3c4d5e6f7081920a1c",
          "1".repeat(64),
          "acme.example",
        ],
      ),
    ).toEqual([null, "email", "linkedinUrl", "apolloId", "hashedEmail", "companyDomain"]);
    expect(match(["x"], ["https://www.linkedin.com/company/acme"])).toEqual([null]);
  });

  test("a name is not believed against what stands there", () => {
    const hashes = Array.from({ length: 4 }, (_, index) => [String(index).repeat(32)]);
    expect(match(["Email"], ...hashes)).toEqual(["hashedEmail"]);
    expect(match(["Email"], ["yes"], ["no"], ["yes"])).toEqual([null]);
  });

  test("no parameter is given twice", () => {
    const mapping = match(
      ["Email", "email", "E-Mail", "x"],
      ["a@b.example", "a@b.example", "a@b.example", "a@b.example"],
    );
    expect(mapping.filter((parameter) => parameter === "email").length).toBe(1);
  });

  test("a first row of somebody's own values is no header", () => {
    expect(isHeader(["Ana", "ana@acme.example"])).toBe(false);
    expect(isHeader(["Ana Silva", "linkedin.com/in/ana"])).toBe(false);
    expect(isHeader(["Name", "acme.example"])).toBe(true);
    expect(isHeader(["Anrede", "Ort"])).toBe(true);
  });

  test("what is missing is said as the form says it", () => {
    expect(findMissing(["email"])).toBeNull();
    expect(findMissing(["firstName", null, "lastName"])).toBeNull();
    expect(findMissing(["fullName"])).toBeNull();
    expect(findMissing(["firstName"])).toMatch(/^A first name alone never matches/);
    expect(findMissing(["companyDomain", null])).toBe("A company is not a person. Add a name.");
    expect(findMissing([null])).toMatch(/^Say who to look up/);
  });
});

describe("a row is what the form would make of it", () => {
  test("normalised alike, and refused in the same words", () => {
    const form = normaliseIdentity({
      ...NOTHING_TYPED,
      email: " Ana@ACME.example ",
      companyDomain: "https://www.acme.example/x",
    });
    expect(readRow([" Ana@ACME.example ", "https://www.acme.example/x"], ["email", "companyDomain"])).toMatchObject(
      form.ok ? { identity: form.identity } : {},
    );
    expect(form.ok).toBe(true);
    expect(readRow(["=HYPERLINK(1)", "x"], ["email", null])).toEqual({
      identity: null,
      reason: "Email: This is not an email address.",
    });
    expect(readRow(["Ana"], ["firstName"])).toMatchObject({ reason: expect.stringMatching(/^A first name alone/) });
    expect(readRow(["", " "], ["firstName", "email"])).toMatchObject({ reason: "The row is empty." });
    expect(readRow(["x".repeat(501)], ["fullName"])).toMatchObject({ reason: "Full name: at most 500 characters." });
    expect(readRow([], ["fullName"])).toMatchObject({ identity: null });
  });

  test("one person has one key, however they are written", () => {
    const keyOf = (cells: string[]) => {
      const row = readRow(cells, ["firstName", "lastName", "fullName", "email", "companyDomain"]);
      return row.identity && row.key;
    };
    expect(keyOf(["Ana", "Silva", "", "ANA@acme.example"])).toBe(
      keyOf(["", "", "ana silva", "ana@ACME.example", "other.example"]),
    );
    expect(keyOf(["Ana", "Silva", "", "", "acme.example"])).toBe(keyOf(["ANA", "SILVA", "", "", "www.acme.example"]));
    expect(keyOf(["Ana", "Silva", "", "", "acme.example"])).not.toBe(keyOf(["Ana", "Silva", "", "", "b.example"]));
    expect(keyOf(["Ana", "Silva", "", "info@acme.example"])).not.toBe(keyOf(["Bo", "Berg", "", "info@acme.example"]));
  });
});
