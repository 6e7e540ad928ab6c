/** Every query key in one place, so that live updates and edits invalidate the right ones. */
export const keys = {
  session: ["session"] as const,
  journeys: ["journeys"] as const,
  journey: (id: string) => ["journey", id] as const,
  versions: (id: string) => ["versions", id] as const,
  version: (id: string, number: number) => ["versions", id, number] as const,
  /** `figures` first: everything that new interactions change starts with it. */
  figures: (journey: string, period: object) => ["figures", journey, period] as const,
  unclaimed: (journey: string, period: object) =>
    ["figures", journey, "unclaimed", period] as const,
  preview: (journey: string, body: object) => ["figures", journey, "preview", body] as const,
  allFigures: ["figures"] as const,
  vocabulary: ["vocabulary"] as const,
  templates: (language: string) => ["templates", language] as const,
  personas: ["personas"] as const,
  customers: (q: string) => ["customers", q] as const,
  customer: (id: string) => ["customer", id] as const,
  /** What customers did on a map, by its places. */
  ways: ["figures", "way"] as const,
  timeline: (id: string) => ["customer", id, "interactions"] as const,
  imports: ["imports"] as const,
  import: (id: string) => ["imports", id] as const,
  importPreview: (id: string, options: object | null) => ["import-preview", id, options] as const,
  sources: ["sources"] as const,
  source: (id: string) => ["sources", id] as const,
  sourceEvents: (id: string) => ["sources", id, "events"] as const,
  users: ["users"] as const,
  /** Below the users: who changes these changes those. */
  people: ["users", "people"] as const,
  tokens: ["tokens"] as const,
  audit: ["audit"] as const,
  system: ["system"] as const,
  deadJobs: ["system", "dead"] as const,
  logStatus: ["log", "status"] as const,
  logSettings: ["log", "settings"] as const,
  retentionRules: ["log", "retention"] as const,
};
