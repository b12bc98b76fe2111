import { redirect } from "next/navigation";

/** Anyone; the look-up page asks who it is. */
export default function HomePage(): never {
  redirect("/lookup");
}
