import { clsx, type ClassValue } from "clsx";

/**
 * Joins class names. Our own components mark what a caller may replace with the variant `d:` ("default", see
 * `app/globals.css`), so that the caller's class wins without any script that compares the two.
 */
export function cn(...classes: ClassValue[]): string {
  return clsx(classes);
}
