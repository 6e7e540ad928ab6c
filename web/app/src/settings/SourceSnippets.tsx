/** Code that sends a first event, ready to paste. */
import { Tabs } from "@mantine/core";
import type { Source } from "../api/types";
import { useI18n } from "../i18n";
import { CodeBlock } from "../ui/Copy";
import { snippets } from "./snippets";

export function SourceSnippets(props: { kind: Source["kind"]; writeKey: string }) {
  const { t } = useI18n();
  const code = snippets(window.location.origin, props.writeKey);
  const names = ["browser", "node", "python"] as const;
  return (
    <Tabs defaultValue={props.kind === "browser" ? "browser" : "node"} keepMounted={false}>
      <Tabs.List>
        {names.map((name) => (
          <Tabs.Tab key={name} value={name}>
            {t(`source.snippet.${name}`)}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {names.map((name) => (
        <Tabs.Panel key={name} value={name} pt="md">
          <CodeBlock code={code[name]} label={t(`source.snippet.${name}`)} />
        </Tabs.Panel>
      ))}
    </Tabs>
  );
}
