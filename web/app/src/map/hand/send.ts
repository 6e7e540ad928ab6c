/** Operations as requests, and what their answers say of the journey. */
import { call, http } from "../../api/client";
import { ApiProblem } from "../../api/problem";
import type { Journey, Touchpoint } from "../../api/types";
import * as model from "../model";
import { named } from "./ids";
import { apply, type Op } from "./ops";

/** How the journey is on the server once an operation was done there. */
export type Landed = (journey: Journey) => Journey;

const byId = (id: string) => ({ params: { path: { id } } });

/** A record of the server in the place of the one that was shown. */
export function withRecord(journey: Journey, record: Touchpoint): Journey {
  return model.changeTouchpoint(journey, record.id, record);
}

async function change(
  op: Extract<Op, { do: "touchpoint.change" }>,
  expected_revision?: number,
): Promise<Landed> {
  const { sub_journey, ...patch } = op.patch;
  const opened = sub_journey === undefined ? {} : { sub_journey_id: sub_journey?.id ?? null };
  const record = await call(
    http.PATCH("/api/v1/touchpoints/{id}", {
      ...byId(op.id),
      body: { ...patch, ...opened, expected_revision },
    }),
  );
  return (journey) => withRecord(journey, record);
}

/** Sends an operation. Throws the {@link ApiProblem} of one that the server does not take. */
export async function send(op: Op, server: Journey, expectedRevision?: number): Promise<Landed> {
  const whole = async (answer: Promise<Journey>): Promise<Landed> => {
    const journey = await answer;
    return () => journey;
  };
  const asShown: Landed = (journey) => apply(journey, op);
  const journeyId = server.id;
  switch (op.do) {
    case "touchpoint.change":
      return change(op, expectedRevision);
    case "touchpoints.add": {
      const journey = await call(
        http.POST("/api/v1/journeys/{id}/touchpoints/paste", {
          ...byId(journeyId),
          body: { stage_id: op.stageId, position: op.position, touchpoints: op.touchpoints },
        }),
      );
      nameNew(op, touchpointIds(server), journey);
      return () => journey;
    }
    case "touchpoints.move":
      return whole(
        call(
          http.POST("/api/v1/journeys/{id}/touchpoints/move", {
            ...byId(journeyId),
            body: { touchpoint_ids: op.ids, stage_id: op.stageId, position: op.position },
          }),
        ),
      );
    case "touchpoints.remove":
      return whole(
        call(
          http.POST("/api/v1/journeys/{id}/touchpoints/remove", {
            ...byId(journeyId),
            body: { touchpoint_ids: op.ids },
          }),
        ),
      );
    case "touchpoints.restore":
      return whole(
        call(
          http.POST("/api/v1/journeys/{id}/touchpoints/restore", {
            ...byId(journeyId),
            body: { touchpoint_ids: op.items.map(({ touchpoint }) => touchpoint.id) },
          }),
        ),
      );
    case "touchpoints.review":
      return whole(
        call(
          http.POST("/api/v1/journeys/{id}/touchpoints/review", {
            ...byId(journeyId),
            body: { touchpoint_ids: op.ids },
          }),
        ),
      );
    case "touchpoints.unreview":
      return whole(
        call(
          http.POST("/api/v1/journeys/{id}/touchpoints/unreview", {
            ...byId(journeyId),
            body: { touchpoint_ids: op.items.map(({ id }) => id) },
          }),
        ),
      );
    case "stage.add": {
      const stage = await call(
        http.POST("/api/v1/journeys/{id}/stages", {
          ...byId(journeyId),
          body: { name: op.name, hue: op.hue, position: op.position },
        }),
      );
      named(op.id, stage.id);
      return (journey) => model.insertStage(journey, stage, stage.position);
    }
    case "stage.change":
      await call(http.PATCH("/api/v1/stages/{id}", { ...byId(op.id), body: op.changes }));
      return asShown;
    case "stage.move":
      await call(
        http.PATCH("/api/v1/stages/{id}", { ...byId(op.id), body: { position: op.position } }),
      );
      return asShown;
    case "stage.remove":
      await call(http.DELETE("/api/v1/stages/{id}", byId(op.id)));
      return asShown;
    case "stage.restore": {
      const stage = await call(http.POST("/api/v1/stages/{id}/restore", byId(op.stage.id)));
      return (journey) => model.insertStage(journey, stage, stage.position);
    }
    case "link.add": {
      const { from, to, label, translations = {} } = op;
      const link = await call(
        http.POST("/api/v1/journeys/{id}/links", {
          ...byId(journeyId),
          body: { from, to, label, translations },
        }),
      );
      return (journey) => model.addLink(model.removeLink(journey, from, to), link);
    }
    case "link.remove": {
      const known = server.links?.find(({ from, to }) => from === op.from && to === op.to);
      // Somebody else took it away already: what was wanted is so.
      if (!known) return asShown;
      const link = known.id;
      await call(
        http.DELETE("/api/v1/journeys/{id}/links/{link}", {
          params: { path: { id: journeyId, link } },
        }),
      ).catch((error: unknown) => {
        if (!(error instanceof ApiProblem && error.status === 404)) throw error;
      });
      return asShown;
    }
    case "journey.change": {
      const { owner, persona, ...changes } = op.changes;
      return whole(
        call(
          http.PATCH("/api/v1/journeys/{id}", {
            ...byId(journeyId),
            body: {
              ...changes,
              ...(owner === undefined ? {} : { owner_id: owner?.id ?? null }),
              ...(persona === undefined ? {} : { persona_id: persona?.id ?? null }),
            },
          }),
        ),
      );
    }
  }
}

export function touchpointIds(journey: Journey): Set<string> {
  return new Set(journey.stages.flatMap((stage) => stage.touchpoints.map(({ id }) => id)));
}

/** Finds the touchpoints of an `add` among those that were not known before it, and names them. */
export function nameNew(
  op: Extract<Op, { do: "touchpoints.add" }>,
  known: ReadonlySet<string>,
  after: Journey,
): boolean {
  const stage = after.stages.find(({ id }) => id === op.stageId);
  const fresh = stage?.touchpoints.filter(({ id }) => !known.has(id)) ?? [];
  const found: string[] = [];
  for (const wanted of op.touchpoints) {
    const index = fresh.findIndex(({ name }) => name === wanted.name.trim());
    const [match] = index < 0 ? [] : fresh.splice(index, 1);
    if (!match) return false;
    found.push(match.id);
  }
  op.ids.forEach((id, index) => {
    const real = found[index];
    if (real) named(id, real);
  });
  return true;
}
