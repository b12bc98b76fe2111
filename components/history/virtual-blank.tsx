/** The place of the row in which an element stands. */
export function rowIndexOf(element: Element): number | null {
  const row = element.closest("tr")?.querySelector<HTMLElement>("[data-row]")?.dataset["row"];
  return row === undefined ? null : Number(row);
}

/** The height of rows that are not drawn. */
export function BlankHeight({ px }: { px: number }) {
  if (px <= 0) return null;
  return (
    <tr aria-hidden>
      <td style={{ height: px }} className="p-0" />
    </tr>
  );
}
