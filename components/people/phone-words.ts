const TYPES: Record<string, string> = {
  mobile: "Mobile",
  work_direct: "Direct",
  work_hq: "HQ",
  home: "Home",
  other: "Other",
};

export function phoneTypeWord(type: string | null): string {
  return TYPES[type ?? "other"] ?? "Other";
}
