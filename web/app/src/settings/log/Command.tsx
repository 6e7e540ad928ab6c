/** A sentence with a command in it: `{command}` in the text, set as code. */
export function Command(props: { text: string; command: string }) {
  const [before, after] = props.text.split("{command}");
  return (
    <>
      {before}
      <code>{props.command}</code>
      {after}
    </>
  );
}
