/** A new map from everything customers did so far. */
import { Button, Select, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { type FormEvent, useRef, useState } from "react";
import { keys } from "../api/keys";
import { useI18n } from "../i18n";
import { personasQuery } from "../personas/queries";
import { useMay } from "../session/session";
import { FormProblem, fieldError } from "../ui/FormProblem";
import { LinkButton } from "../ui/LinkButton";
import { Page } from "../ui/Page";
import { Empty, View } from "../ui/States";
import { type Proposals, proposalsQuery } from "./api";
import { createFromData, type Progress } from "./create";
import { usePieces } from "./edited";
import { NoProposals } from "./NoProposals";
import { ProposalCard } from "./ProposalCard";
import classes from "./Proposals.module.css";

function Draft({ proposals }: { proposals: Proposals }) {
  const { t, n, language } = useI18n();
  const client = useQueryClient();
  const navigate = useNavigate();
  const personas = useQuery(personasQuery);
  const [name, setName] = useState("");
  const [personaId, setPersonaId] = useState<string | null>(null);
  const [out, setOut] = useState<ReadonlySet<string>>(new Set());
  const [done, setDone] = useState(0);
  const progress = useRef<Progress>({ journey: null, made: new Set() });
  const { pieces, edit } = usePieces(proposals.stages, (stage) => stage.hue);
  const kept = pieces.filter(({ proposal }) => !out.has(proposal.key));
  const stages = proposals.stages.map((stage) => ({ value: stage.hue, label: stage.name }));

  const create = useMutation({
    meta: { quiet: true },
    mutationFn: () =>
      createFromData(
        { name: name.trim(), personaId, language, stages: proposals.stages, pieces: kept },
        progress.current,
        setDone,
      ),
    onSuccess: async ({ id }) => {
      void client.invalidateQueries({ queryKey: keys.journeys });
      client.removeQueries({ queryKey: keys.journey(id) });
      await navigate({ to: "/journeys/$id", params: { id } });
    },
  });
  const toggle = (key: string) => {
    const next = new Set(out);
    if (!next.delete(key)) next.add(key);
    setOut(next);
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    create.mutate();
  };
  return (
    <form onSubmit={submit}>
      <div className={classes.form}>
        <TextInput
          label={t("fromData.name")}
          placeholder={t("fromData.name.example")}
          value={name}
          required
          withAsterisk={false}
          maxLength={200}
          onChange={(event) => setName(event.currentTarget.value)}
          error={fieldError(create.error, "name")}
        />
        {(personas.data?.length ?? 0) > 0 && (
          <Select
            label={`${t("fromData.persona")} (${t("common.optional")})`}
            clearable
            data={(personas.data ?? []).map((item) => ({ value: item.id, label: item.name }))}
            value={personaId}
            onChange={setPersonaId}
          />
        )}
      </div>
      {proposals.stages.map((stage) => (
        <section
          key={stage.hue}
          className={classes.stage}
          style={{ "--band": `var(--pc-hue-${stage.hue})` } as React.CSSProperties}
          aria-label={stage.name}
        >
          <h2 className={classes.stageName}>{stage.name}</h2>
          <ol className={classes.cards}>
            {pieces
              .filter((piece) => piece.stage === stage.hue)
              .map((piece) => {
                const { key } = piece.proposal;
                const isOut = out.has(key);
                return (
                  <ProposalCard
                    key={key}
                    piece={piece}
                    stages={stages}
                    out={isOut}
                    onEdit={(change) => edit(key, change)}
                  >
                    <Button
                      size="compact-sm"
                      variant="default"
                      aria-label={t(isOut ? "proposals.take_back.of" : "fromData.leave.of", {
                        name: piece.name,
                      })}
                      onClick={() => toggle(key)}
                    >
                      {t(isOut ? "proposals.take_back" : "fromData.leave")}
                    </Button>
                  </ProposalCard>
                );
              })}
          </ol>
        </section>
      ))}
      <div className={classes.foot}>
        <Button type="submit" disabled={kept.length === 0} loading={create.isPending}>
          {n("fromData.create", kept.length)}
        </Button>
        <span role="status" className={classes.muted}>
          {create.isPending && t("fromData.making", { done, count: kept.length })}
          {create.isError && progress.current.journey && t("fromData.partly")}
        </span>
        <FormProblem error={create.error} fields={["name"]} />
      </div>
    </form>
  );
}

export function FromDataPage() {
  const { t, language } = useI18n();
  const mayEdit = useMay("editor");
  const proposals = useQuery({ ...proposalsQuery(language), enabled: mayEdit });
  if (!mayEdit) {
    return (
      <Empty
        title={t("firstMap.viewer.title")}
        text={t("firstMap.viewer.text")}
        action={<LinkButton to="/journeys">{t("notfound.home")}</LinkButton>}
      />
    );
  }
  return (
    <Page title={t("fromData.title")} lead={t("fromData.lead")}>
      <View query={proposals}>
        {(data) =>
          data.stages.length === 0 ? <NoProposals proposals={data} /> : <Draft proposals={data} />
        }
      </View>
    </Page>
  );
}
