/**
 * The path, query and fragment of `target` when it leads to this installation, else `/`. Everything that a browser
 * could read as another origin counts as elsewhere: `//host`, `/\host`, `/.//host`, other schemes, control characters.
 */
export function toSameOriginPath(target: string | null | undefined, origin: string): string {
  if (!target || target.length > 2000 || /[\p{Cc}\s\\]/u.test(target)) return "/";
  if (!target.startsWith("/") && !/^https?:\/\//i.test(target)) return "/";
  if (!URL.canParse(target, origin)) return "/";
  const url = new URL(target, origin);
  const path = `${url.pathname}${url.search}${url.hash}`;
  const isHere = url.origin === new URL(origin).origin && !url.username && !url.password;
  return isHere && !path.startsWith("//") ? path : "/";
}
