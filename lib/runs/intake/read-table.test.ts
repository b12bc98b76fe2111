import { stringify } from "csv-stringify/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { createUtf8Check, decodeText } from "@/lib/runs/intake/decode-text";
import { openTable } from "@/lib/runs/intake/read-table";
import { findEncoding } from "@/lib/runs/intake/sniff-bytes";
import { findDelimiter } from "@/lib/runs/intake/split-sample";
import { DELIMITERS, ENCODINGS, type Encoding, type FileRow, type RunFormat } from "@/lib/runs/run";

const COMMA = { delimiter: ",", hasHeader: true } as const;

/** In pieces of some bytes, so that a letter or a quote is cut anywhere. */
async function* pieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}

async function readBytes(bytes: Uint8Array, format: RunFormat, size = 7) {
  const { header, rows } = await openTable(decodeText(pieces(bytes, size), format.encoding), format);
  const read: FileRow[] = [];
  for await (const row of rows) read.push(row);
  return { header, rows: read };
}

const read = (text: string, format: Omit<RunFormat, "encoding"> = COMMA) =>
  readBytes(Buffer.from(text), { encoding: "utf-8", ...format });

/** The half of Windows-1252 that is not Latin-1. */
const HIGH = "€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ";

function encode(text: string, encoding: Encoding): Buffer {
  if (encoding === "utf-8") return Buffer.from(text);
  if (encoding === "utf-16le") return Buffer.from(text, "utf16le");
  if (encoding === "utf-16be") return Buffer.from(text, "utf16le").swap16();
  const decoder = new TextDecoder("windows-1252");
  const bytes = new Map(Array.from({ length: 256 }, (_, byte) => [decoder.decode(new Uint8Array([byte])), byte]));
  return Buffer.from(Array.from(text, (letter) => bytes.get(letter) ?? 63));
}

const letters = fc.constantFrom(..."ab;,|\t\"'\r\n =+-@é", ...HIGH);
const westernCell = fc.string({ unit: letters, maxLength: 12 });
const cellOf = (encoding: Encoding) =>
  encoding === "windows-1252" ? westernCell : fc.oneof(westernCell, fc.string({ unit: "grapheme", maxLength: 8 }));

describe("a table that csv-stringify wrote is read as it was", () => {
  for (const encoding of ENCODINGS)
    test(`in ${encoding}, with every delimiter and line end, cut anywhere`, async () => {
      const table = fc.integer({ min: 1, max: 5 }).chain((columns) =>
        fc.array(fc.array(cellOf(encoding), { minLength: columns, maxLength: columns }), {
          minLength: 1,
          maxLength: 6,
        }),
      );
      const ends = fc.constantFrom("\r\n", "\n", "\r");
      await fc.assert(
        fc.asyncProperty(
          table,
          fc.constantFrom(...DELIMITERS),
          ends,
          fc.integer({ min: 1, max: 64 }),
          async (cells, delimiter, record_delimiter, size) => {
            const clean = cells.map((row) => row.map((cell) => cell.replaceAll("\0", "").replaceAll("\ufeff", "")));
            fc.pre(clean.flat().every((cell) => cell.isWellFormed()));
            const text = stringify(clean, { delimiter, record_delimiter, quoted: true });
            const { rows } = await readBytes(encode(text, encoding), { encoding, delimiter, hasHeader: false }, size);
            expect(rows.map((row) => row.cells)).toEqual(clean);
            let line = 1;
            for (const row of rows) {
              expect(row.line).toBe(line);
              line += 1 + row.cells.join("\0").split(/\r\n|\n|\r/).length - 1;
            }
          },
        ),
        { numRuns: 150 },
      );
    });
});

describe("the format is found", () => {
  const text = 'First name;E-Mail;Firma\r\n"Müller, Ana";ana@acme.example;"A;B"\r\nBo;bo@acme.example;C\r\n';

  test("for every encoding, with and without a mark", async () => {
    const isUtf8 = (bytes: Buffer) => {
      const check = createUtf8Check();
      for (const byte of bytes) check.add(new Uint8Array([byte]));
      return check.end();
    };
    for (const encoding of ENCODINGS)
      for (const mark of encoding === "windows-1252" ? [""] : ["", "\ufeff"]) {
        const bytes = encode(mark + text, encoding);
        expect(findEncoding(bytes, isUtf8(bytes))).toBe(encoding);
        const { header, rows } = await readBytes(bytes, { encoding, delimiter: ";", hasHeader: true });
        expect(header).toEqual(["First name", "E-Mail", "Firma"]);
        expect(rows[0]?.cells).toEqual(["Müller, Ana", "ana@acme.example", "A;B"]);
      }
    expect(isUtf8(Buffer.from([0x61, 0xc3]))).toBe(false);
  });

  test("for every delimiter, whatever stands within quotes", () => {
    for (const delimiter of DELIMITERS) {
      const rows = Array.from({ length: 20 }, (_, row) => [`Ana ${String(row)}`, "a,b;c\td|e", "x; y, z", ""]);
      expect(findDelimiter(stringify(rows, { delimiter }))).toBe(delimiter);
    }
    expect(findDelimiter("email\nana@acme.example\n")).toBe(",");
    expect(findDelimiter("sep=|\na,b|c,d\n")).toBe("|");
  });
});

describe("what is odd is kept, with its number, its line and a reason", () => {
  test("ragged and empty rows, newlines in cells, NULs, letters that cannot be read, very long cells", async () => {
    const long = "x".repeat(1_000_000);
    const { rows } = await read(`a,b,c\n1,2\n1,2,3,4\n\n,,\n"1\n\n",2,3\n1,\0,3\n1,\ufffd,3\n1,2,${long}\n1,2,3`);
    expect(rows.map(({ number, line, flaw }) => [number, line, flaw])).toEqual([
      [1, 2, "It has 2 of 3 cells; the last ones are taken as empty."],
      [2, 3, "It has 4 cells for 3 columns; those at the end belong to none."],
      [3, 4, "The row is empty."],
      [4, 5, "The row is empty."],
      [5, 6, null],
      [6, 9, "It held NUL characters, which were left out."],
      [7, 10, "It holds characters that could not be read."],
      [8, 11, "A cell is longer than 32,767 characters."],
      [9, 12, null],
    ]);
    expect(rows[1]?.cells).toEqual(["1", "2", "3", "4"]);
    expect(rows[5]?.cells).toEqual(["1", "", "3"]);
    expect(rows[7]?.cells[2]).toBe(long);
  });

  test("headers that are missing or said twice get a name of their own", async () => {
    expect((await read("Email,,email , Name\n1,2,3,4")).header).toEqual(["Email", "Column 2", "email (2)", "Name"]);
    expect((await read("1,2", { delimiter: ",", hasHeader: false })).header).toEqual(["Column 1", "Column 2"]);
    expect((await read("sep=,\nEmail\n1")).header).toEqual(["Email"]);
  });

  test("a quote in the middle of a cell is a letter", async () => {
    expect((await read('a,b\n6" pipe,Ana "Ace" Silva')).rows[0]?.cells).toEqual(['6" pipe', 'Ana "Ace" Silva']);
  });
});

describe("what cannot be told apart is refused in words", () => {
  test.each([
    ["", "The file is empty."],
    ['a\nb\n"c\nd\n\ne', "A quote in the row at line 3 is never closed, so the rest cannot be told apart."],
    [`a\n"${"x".repeat(4_000_100)}`, /^The row at line 2 is longer than 4,000,000 characters/],
    [Array.from({ length: 501 }, () => "a").join(), /^The file has more than 500 columns/],
    [`a\n${",".repeat(2000)}`, "The row at line 2 has 2,001 cells."],
  ])("case %#", async (text, say) => {
    await expect(read(text)).rejects.toMatchObject({
      code: "invalid_input",
      say: typeof say === "string" ? say : expect.stringMatching(say),
    });
  });

  test("more than 100,000 rows", async () => {
    await expect(
      readBytes(Buffer.from("a\n".repeat(100_002)), { encoding: "utf-8", ...COMMA }, 65_536),
    ).rejects.toThrow("a file was refused");
    const { rows } = await readBytes(Buffer.from("a\n".repeat(100_001)), { encoding: "utf-8", ...COMMA }, 65_536);
    expect(rows.length).toBe(100_000);
  });

  test("an upload that breaks off is not taken for a whole file", async () => {
    async function* broken() {
      yield await Promise.resolve("a,b\n1,2\n");
      throw new Error("gone");
    }
    const reading = async () => {
      const { rows } = await openTable(broken(), COMMA);
      for await (const row of rows) expect(row.number).toBe(1);
    };
    await expect(reading()).rejects.toThrow("gone");
  });
});
