import { expect, test } from "vitest";
import { requireText } from "@/lib/runs/intake/sniff-bytes";

test.each([
  [[0x50, 0x4b, 0x03, 0x04], /Excel workbook/],
  [[0xd0, 0xcf, 0x11, 0xe0], /old Excel workbook/],
  [[0x25, 0x50, 0x44, 0x46, 0x2d], /PDF/],
  [[0x1f, 0x8b], /compressed/],
  [Array.from({ length: 4096 }, (_, index) => (index * 7) % 32), /not a text file/],
  [[], /empty/],
])("what is no text is refused in words: case %#", (bytes, sentence) => {
  expect(() => requireText(new Uint8Array(bytes))).toThrow();
  try {
    requireText(new Uint8Array(bytes));
  } catch (error) {
    expect((error as { say: string }).say).toMatch(sentence);
  }
});

test("a text with some odd bytes, and every wide one, is a text", () => {
  requireText(Buffer.from(`name,email\n${"Ana,ana@acme.example\n".repeat(20)}\0`));
  requireText(Buffer.from("name;email\r\nÄna;a@b.example", "utf16le"));
  requireText(Buffer.from("\ufeffимя;фамилия\r\nИван;Петров", "utf16le"));
});
