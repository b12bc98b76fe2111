/** Says `message` to screen readers when it changes, at the next pause. It must stay mounted between messages. */
export function LiveRegion({ message }: { message: string }) {
  return (
    <div role="status" aria-live="polite" className="sr-only">
      {message}
    </div>
  );
}
