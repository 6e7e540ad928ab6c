/** A sentence with commands in it, between backticks, set as code. */
export function Coded({ text }: { text: string }) {
  return text.split("`").map((part, index) =>
    // Every second part stood between backticks.
    index % 2 === 1 ? <code key={part}>{part}</code> : part,
  );
}
