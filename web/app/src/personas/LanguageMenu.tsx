/** In which of its languages a persona is read and written. */
import { Button, Menu } from "@mantine/core";
import { IconLanguage } from "@tabler/icons-react";
import { useNavigate } from "@tanstack/react-router";
import type { Language, Persona } from "../api/types";
import { useI18n } from "../i18n";

const languages: readonly Language[] = ["fr", "en"];

export function LanguageMenu(props: {
  persona: Pick<Persona, "language">;
  reading: Language | null;
}) {
  const { t } = useI18n();
  const navigate = useNavigate({ from: "/personas/$id" });
  const { language: original } = props.persona;
  const shown = props.reading ?? original;
  return (
    <Menu>
      <Menu.Target>
        <Button
          size="compact-md"
          variant="default"
          leftSection={<IconLanguage size={16} aria-hidden="true" />}
          aria-label={`${t("personas.language")} (${t(`language.${shown}`)})`}
        >
          {shown.toUpperCase()}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.RadioGroup
          value={shown}
          onChange={(value) =>
            void navigate({
              search: value === original ? {} : { lang: value as Language },
              replace: true,
            })
          }
        >
          <Menu.Label>{t("personas.language")}</Menu.Label>
          {languages.map((one) => (
            <Menu.RadioItem key={one} value={one} closeMenuOnClick>
              {one === original
                ? t("canvas.language.original", { language: t(`language.${one}`) })
                : t(`language.${one}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
