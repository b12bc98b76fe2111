import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { normaliseDomain, normaliseEmail, normaliseLinkedinUrl } from "@/lib/ids/identifiers";
import { assessStrength, normaliseIdentity, type TypedIdentity } from "@/lib/lookups/normalise";

const NOBODY: TypedIdentity = {
  firstName: "",
  lastName: "",
  fullName: "",
  email: "",
  hashedEmail: "",
  companyName: "",
  companyDomain: "",
  apolloId: "",
  linkedinUrl: "",
};
const typed = (fields: Partial<TypedIdentity>) => normaliseIdentity({ ...NOBODY, ...fields });

describe("domains", () => {
  test.each([
    ["acme.com", "acme.com"],
    ["https://www.Acme.com/about?x=1#top", "acme.com"],
    ["http://acme.com:8080/", "acme.com"],
    ["ana@acme.co.uk", "acme.co.uk"],
    ["@acme.com", "acme.com"],
    ["acme.com.", "acme.com"],
    ["WWW.ACME.COM", "acme.com"],
    ["münchen-robotik.de", "xn--mnchen-robotik-gsb.de"],
    ["wwwhat.example", "wwwhat.example"],
  ])("%s is sent as %s", (text, domain) => {
    expect(normaliseDomain(text)).toBe(domain);
  });

  test.each(["acme", "", "10.0.0.1", "acme..com", "-acme.com", "a cme.com", "acme.c0m!", "http://", ".com"])(
    "%s is no domain",
    (text) => {
      expect(normaliseDomain(text)).toBeNull();
    },
  );

  test("normalising twice changes nothing", () => {
    fc.assert(
      fc.property(fc.webUrl(), (url) => {
        const once = normaliseDomain(url);
        expect(once === null ? null : normaliseDomain(once)).toBe(once);
      }),
    );
  });
});

describe("emails", () => {
  test("the domain is lower-cased, the local part and its + stay as typed", () => {
    expect(normaliseEmail("Ana.Silva+crm@ACME.com")).toBe("Ana.Silva+crm@acme.com");
  });

  test.each(["ana", "ana@", "@acme.com", "ana@acme", "a b@acme.com", "ana@@acme.com", "ana@acme.com,bo@acme.com"])(
    "%s is refused",
    (text) => {
      expect(normaliseEmail(text)).toBeNull();
    },
  );
});

describe("LinkedIn URLs", () => {
  test.each([
    ["http://www.linkedin.com/in/tim-zheng-677ba010", "https://www.linkedin.com/in/tim-zheng-677ba010"],
    ["linkedin.com/in/Ana-Silva/?trk=people", "https://www.linkedin.com/in/ana-silva"],
    ["https://de.linkedin.com/in/ana-silva/de", "https://www.linkedin.com/in/ana-silva"],
    ["https://www.linkedin.com/sales/lead/ACwAAA,NAME,x", "https://www.linkedin.com/sales/lead/ACwAAA,NAME,x"],
  ])("%s becomes %s", (text, url) => {
    expect(normaliseLinkedinUrl(text)).toBe(url);
  });

  test.each([
    "https://linkedin.com.evil.example/in/ana",
    "https://evil.example/linkedin.com/in/ana",
    "https://user@www.linkedin.com/in/ana",
    "https://www.linkedin.com/company/acme",
    "javascript:alert(1)//linkedin.com/in/x",
  ])("%s is refused", (text) => {
    expect(normaliseLinkedinUrl(text)).toBeNull();
  });
});

describe("what cannot match is refused before any call, with the field named", () => {
  test.each([
    [{}, "email"],
    [{ fullName: "  \u00a0\u200b " }, "email"],
    [{ firstName: "Ana" }, "lastName"],
    [{ firstName: "Ana", companyName: "Acme" }, "lastName"],
    [{ lastName: "Silva" }, "firstName"],
    [{ companyDomain: "acme.com" }, "fullName"],
    [{ email: "ana" }, "email"],
    [{ hashedEmail: "xyz" }, "hashedEmail"],
    [{ apolloId: "123" }, "apolloId"],
  ] satisfies [Partial<TypedIdentity>, keyof TypedIdentity][])("%j names %s", (fields, field) => {
    const result = typed(fields);
    expect(result.ok ? [] : Object.keys(result.fields)).toEqual([field]);
  });

  test("a name alone is allowed, and called weak", () => {
    const result = typed({ fullName: "Ana   Silva " });
    expect(result).toEqual({ ok: true, identity: { fullName: "Ana Silva" } });
    expect(result.ok && assessStrength(result.identity)).toBe("weak");
  });

  test("hashes and ids are lower-cased", () => {
    const result = typed({ hashedEmail: "8D935115B9FF4489F2D1F9249503CADF", apolloId: "587CF802F65125CAD923A266" });
    expect(result).toEqual({
      ok: true,
      identity: { hashedEmail: "8d935115b9ff4489f2d1f9249503cadf", apolloId: "587cf802f65125cad923a266" },
    });
  });

  test("any text at all gives an answer and never throws", () => {
    const text = fc.string({ unit: "binary", maxLength: 60 });
    fc.assert(
      fc.property(fc.record({ email: text, linkedinUrl: text, companyDomain: text, fullName: text }), (fields) => {
        expect(typeof typed(fields).ok).toBe("boolean");
      }),
    );
  });
});
