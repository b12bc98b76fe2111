import { expect, test } from "vitest";
import { readSmartText } from "@/lib/lookups/read-smart-text";

test.each([
  ["", {}],
  ["ana@acme.com", { email: "ana@acme.com" }],
  ["mailto:ana@acme.com", { email: "ana@acme.com" }],
  ["Ana Silva <ana@acme.com>", { fullName: "Ana Silva", email: "ana@acme.com" }],
  ["https://linkedin.com/in/Ana-Silva/", { linkedinUrl: "https://www.linkedin.com/in/ana-silva" }],
  ["8D935115B9FF4489F2D1F9249503CADF", { hashedEmail: "8d935115b9ff4489f2d1f9249503cadf" }],
  ["587cf802f65125cad923a266", { apolloId: "587cf802f65125cad923a266" }],
  ["Ana Silva @ Acme Robotics", { fullName: "Ana Silva", companyName: "Acme Robotics" }],
  ["@acme.com", { companyDomain: "acme.com" }],
  ["Ana Silva @ acme.com", { fullName: "Ana Silva", companyDomain: "acme.com" }],
  ["Ana Silva at acme.com", { fullName: "Ana Silva", companyDomain: "acme.com" }],
  ["Ana Silva, Acme", { fullName: "Ana Silva", companyName: "Acme" }],
  ["Ana Silva", { fullName: "Ana Silva" }],
])("%s is read as %j", (text, fields) => {
  expect(readSmartText(text)).toEqual(fields);
});
