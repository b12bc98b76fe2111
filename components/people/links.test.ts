import { expect, test } from "vitest";
import { mailtoLink } from "@/components/people/mailto-link";
import { profileLink } from "@/components/people/profile-link";

test.each([
  ["http://www.linkedin.com/in/ada", "https://www.linkedin.com/in/ada", "LinkedIn"],
  ["https://uk.linkedin.com/in/ada?trk=1#top", "https://uk.linkedin.com/in/ada", "LinkedIn"],
  ["https://x.com/ada", "https://x.com/ada", "X"],
  ["https://github.com/ada", "https://github.com/ada", "GitHub"],
])("%s is linked over https without what follows the path", (text, href, site) => {
  expect(profileLink(text)).toEqual({ href, site });
});

test.each([
  "javascript:alert(1)//linkedin.com",
  "https://linkedin.com.evil.example/in/ada",
  "https://evil-linkedin.com/in/ada",
  "https://linkedin.com@evil.example/",
  "https://user:pass@linkedin.com/in/ada",
  "https://linkedin.com:8443/in/ada",
  "data:text/html,linkedin.com",
  "//linkedin.com/in/ada",
  "linkedin.com/in/ada",
  "",
  null,
])("%j is not linked", (text) => {
  expect(profileLink(text)).toBeNull();
});

test("an address cannot smuggle a header into its mail link", () => {
  expect(mailtoLink("ada@x.example?bcc=eve@x.example")).toBe("mailto:ada@x.example%3Fbcc%3Deve%40x.example");
});
