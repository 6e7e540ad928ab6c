/** Short names for the API's shapes. The shapes themselves are generated: see schema.d.ts. */
import type { components } from "./schema";

type Schemas = components["schemas"];

export type Language = Schemas["Language"];
export type Role = Schemas["Role"];
export type Problem = Schemas["Problem"];
export type FieldProblem = Schemas["FieldProblem"];
export type Session = Schemas["Session"];
export type User = Schemas["User"];
export type Person = Schemas["Person"];
export type ApiToken = Schemas["ApiToken"];
export type Scope = Schemas["Scope"];
export type AuditEntry = Schemas["AuditEntry"];
export type Persona = Schemas["Persona"];
export type Template = Schemas["Template"];
export type JourneySummary = Schemas["JourneySummary"];
export type Journey = Schemas["Journey"];
export type Stage = Schemas["Stage"];
export type Hue = Stage["hue"];
export type Touchpoint = Schemas["Touchpoint"];
export type Lane = Schemas["Lane"];
export type LaneKind = Schemas["LaneKind"];
export type JourneyLink = Schemas["Link"];
export type FreeValue = Schemas["FreeValue"];
export type NewTouchpoint = Schemas["NewTouchpoint"];
export type TouchpointContent = Schemas["TouchpointContent"];
export type Signal = Schemas["Signal"];
export type JourneyVersion = Schemas["JourneyVersion"];
export type JourneyFigures = Schemas["JourneyFigures"];
export type StageFigures = Schemas["StageFigures"];
export type TouchpointFigures = Schemas["TouchpointFigures"];
export type SignatureCount = Schemas["SignatureCount"];
export type SignalPreview = Schemas["SignalPreview"];
export type Unclaimed = Schemas["Unclaimed"];
export type Vocabulary = Schemas["Vocabulary"];
export type Customer = Schemas["Customer"];
export type Interaction = Schemas["Interaction"];
export type Source = Schemas["Source"];
export type WriteKey = Schemas["WriteKey"];
export type SourceEvent = Schemas["SourceEvent"];
export type Import = Schemas["Import"];
export type ImportOptions = Schemas["ImportOptions"];
export type ImportColumns = Schemas["ImportColumns"];
export type ImportPreview = Schemas["ImportPreview"];
export type SystemStatus = Schemas["SystemStatus"];
export type DeadJob = Schemas["DeadJob"];
export type LogStatus = Schemas["LogStatus"];
export type LogSettings = Schemas["LogSettings"];
export type RetentionRule = Schemas["RetentionRule"];

/** What PATCH /touchpoints/{id} accepts, without the guard against stale edits. */
export type TouchpointChanges = Partial<
  Omit<
    Touchpoint,
    "id" | "revision" | "signals" | "stage_id" | "position" | "reviewed_at" | "reviewed_by"
  >
>;

/** What PATCH /journeys/{id} accepts; persona and owner by reference, as the map shows them. */
export type JourneyChanges = Partial<
  Pick<
    Journey,
    | "name"
    | "scenario"
    | "start"
    | "end"
    | "goal"
    | "persona"
    | "owner"
    | "status"
    | "review_days"
    | "language"
    | "lanes"
    | "translations"
  >
>;
