import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { openWith, type SealedPlace, sealWith } from "@/lib/crypto/sealed-text";
import type { SealingKey } from "@/lib/env/environment";

const aKey = (id: string): SealingKey => ({ id, secret: randomBytes(32) });
const [current, previous] = [aKey("k2"), aKey("k1")];
const PLACE: SealedPlace = { table: "api_key", column: "sealed", rowId: "key_1", keyVersion: 1 };
const TEXT = "kH3-secret é\u0000\u{1F511}";

describe("a sealed text", () => {
  test("is v1, the key's id, 96 bits of chance, the ciphertext and a 128-bit tag; the text is not in it", () => {
    const sealed = sealWith(current, TEXT, PLACE);
    const [version, keyId, iv = "", ciphertext = "", tag = "", ...rest] = sealed.split(".");
    expect([version, keyId, rest]).toEqual(["v1", "k2", []]);
    const lengths = [iv, ciphertext, tag].map((part) => Buffer.from(part, "base64url").length);
    expect(lengths).toEqual([12, Buffer.byteLength(TEXT), 16]);
    expect(Buffer.from(ciphertext, "base64url").toString("latin1")).not.toContain("secret");
  });

  test("opens with the current key and with any key of the ring", () => {
    expect(openWith([current, previous], sealWith(current, TEXT, PLACE), PLACE)).toBe(TEXT);
    expect(openWith([current, previous], sealWith(previous, TEXT, PLACE), PLACE)).toBe(TEXT);
    expect(openWith([current], sealWith(current, "", PLACE), PLACE)).toBe("");
  });

  test("is never the same twice", () => {
    const all = Array.from({ length: 1000 }, () => sealWith(current, TEXT, PLACE));
    expect(new Set(all.map((sealed) => sealed.split(".")[2])).size).toBe(1000);
  });
});

describe("what does not open is an error, never an empty value:", () => {
  const sealed = sealWith(current, TEXT, PLACE);

  test.each<[string, Partial<SealedPlace>]>([
    ["table", { table: "member" }],
    ["column", { column: "tail" }],
    ["row", { rowId: "key_2" }],
    ["version", { keyVersion: 2 }],
  ])("one that was moved to another %s", (_where, moved) => {
    expect(() => openWith([current], sealed, { ...PLACE, ...moved })).toThrow(/does not open/);
  });

  test("one whose key is not in the ring, by the key's name", () => {
    expect(() => openWith([previous], sealed, PLACE)).toThrow(/no key "k2"/);
    expect(() => openWith([aKey("k2")], sealed, PLACE)).toThrow(/does not open/);
  });

  test("one in which any one bit was turned", () => {
    const parts = sealed.split(".");
    for (const which of [2, 3, 4]) {
      const bytes = Buffer.from(parts[which] ?? "", "base64url");
      for (let bit = 0; bit < bytes.length * 8; bit += 1) {
        const turned = Buffer.from(bytes);
        turned.writeUInt8(turned.readUInt8(bit >> 3) ^ (1 << (bit & 7)), bit >> 3);
        const text = parts.with(which, turned.toString("base64url")).join(".");
        expect(() => openWith([current], text, PLACE)).toThrow(/does not open/);
      }
    }
  });

  test.each(["", "v1", "v2.k2.a.b.c", "v1.k2.a.b", `${sealed}.x`, sealed.slice(0, -6), "v1.k2..."])("%j", (text) => {
    expect(() => openWith([current], text, PLACE)).toThrow();
  });

  test("and the error holds neither the text nor a key", () => {
    try {
      openWith([current], sealed, { ...PLACE, rowId: "key_2" });
      expect.unreachable();
    } catch (error) {
      const told = `${String(error)} ${(error as Error).stack ?? ""}`;
      expect(told).not.toContain("kH3-secret");
      expect(told).not.toContain(current.secret.toString("base64"));
    }
  });
});
