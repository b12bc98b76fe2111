import "server-only";
import { numberOf, phoneKey } from "@/lib/people/observation";
import type { StoredWord } from "@/lib/people/server/observation-store";

const PLACE = /^phone#(.{1,64})#(\d{1,3})$/;

/** A number's key as pages get it: where it was said, since the number itself may be covered. */
export function writeChangeKey(words: readonly StoredWord[], key: string): string {
  if (!key.startsWith("phone:")) return key;
  for (const { id, phones } of words) {
    const index = phones.findIndex((phone) => phoneKey(numberOf(phone)) === key);
    if (index >= 0) return `phone#${id}#${String(index)}`;
  }
  return "phone#";
}

/** The other way round; null for what nobody said. */
export function readChangeKey(words: readonly StoredWord[], text: string): string | null {
  if (!text.startsWith("phone")) return text;
  const [, id, index] = PLACE.exec(text) ?? [];
  const phone = words.find((word) => word.id === id)?.phones[Number(index)];
  return phone ? phoneKey(numberOf(phone)) : null;
}
