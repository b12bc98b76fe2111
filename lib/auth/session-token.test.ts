import { expect, it, vi } from "vitest";

async function cookiesAt(appUrl: string) {
  vi.resetModules();
  vi.stubEnv("APP_URL", appUrl);
  return (await import("@/lib/auth/session-token")).AUTH_COOKIES;
}

it("behind https every cookie is __Host-, Secure, HttpOnly and SameSite=Lax", async () => {
  for (const { name, options } of Object.values(await cookiesAt("https://peri.example.com"))) {
    expect(name).toMatch(/^__Host-next-auth\./);
    expect(options).toEqual({ httpOnly: true, secure: true, sameSite: "lax", path: "/" });
  }
});

it("on plain http the cookies are what a browser accepts there, and no script reads them", async () => {
  for (const { name, options } of Object.values(await cookiesAt("http://localhost:3999"))) {
    expect(name).toMatch(/^next-auth\./);
    expect(options).toEqual({ httpOnly: true, secure: false, sameSite: "lax", path: "/" });
  }
});
