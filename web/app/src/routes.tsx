/** Every address of the application. Each screen is its own chunk, the settings together. */
import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import type { Language } from "./api/types";
import { readAtlas } from "./atlas/search";
import { withLater } from "./i18n";
import { homeTarget } from "./journeys/queries";
import { readPeriod } from "./map/period";
import { readReality } from "./reality/search";
import { sessionQuery } from "./session/session";
import { NotFound, RouteFailed } from "./shell/fallbacks";

interface RouterContext {
  queryClient: QueryClient;
}

const root = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFound,
});

const text = (value: unknown): string | undefined =>
  typeof value === "string" && value ? value : undefined;

const settingsPages = () => withLater(import("./settings/pages"));
const teamPages = () => withLater(import("./teams/pages"));

const signIn = createRoute({
  getParentRoute: () => root,
  path: "/sign-in",
  validateSearch: (search: Record<string, unknown>): { next?: string } => {
    const next = text(search.next);
    // Only a path of ours: “//elsewhere” would leave the site after signing in.
    return next && /^\/(?![/\\])/.test(next) ? { next } : {};
  },
  component: lazyRouteComponent(() => import("./session/SignInPage"), "SignInPage"),
});
const link = createRoute({
  getParentRoute: () => root,
  path: "/link",
  component: lazyRouteComponent(() => import("./session/LinkPage"), "LinkPage"),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: "/invitation",
  component: lazyRouteComponent(teamPages, "InvitationPage"),
});
const setup = createRoute({
  getParentRoute: () => root,
  path: "/setup",
  component: lazyRouteComponent(() => import("./session/SetupPage"), "SetupPage"),
});

const shell = createRoute({
  getParentRoute: () => root,
  id: "shell",
  beforeLoad: async ({ context, location }) => {
    const session = await context.queryClient.ensureQueryData(sessionQuery);
    if (session.setup_needed) throw redirect({ to: "/setup" });
    if (!session.user) {
      const next = location.href === "/" ? undefined : location.href;
      throw redirect({ to: "/sign-in", search: { next } });
    }
  },
  component: lazyRouteComponent(() => import("./shell/Shell"), "Shell"),
  errorComponent: RouteFailed,
});

const home = createRoute({
  getParentRoute: () => shell,
  path: "/",
  // After an import, straight to what no touchpoint claims yet: all of it, however old.
  validateSearch: (search: Record<string, unknown>): Pick<MapSearch, "panel" | "period"> =>
    search.panel === "unclaimed" ? { panel: "unclaimed", ...readPeriod(search) } : {},
  beforeLoad: async ({ context, search }) => {
    throw redirect({ ...(await homeTarget(context.queryClient)), search });
  },
});
const journeys = createRoute({
  getParentRoute: () => shell,
  path: "/journeys",
  validateSearch: readAtlas,
  component: lazyRouteComponent(() => import("./journeys/JourneysPage"), "JourneysPage"),
});

/** What the map's address holds besides the journey. */
export interface MapSearch {
  period?: string;
  from?: string;
  to?: string;
  touchpoint?: string;
  panel?: "unclaimed" | "proposals" | "versions" | "about" | "comments" | "activity";
  /** What comments are about: a touchpoint, one lane of it; and which thread was asked for. */
  about?: string;
  lane?: string;
  thread?: string;
  /** The map as a table; drawn when left out. */
  view?: "table";
  /** What customers really do, drawn over the cards; what colour says. */
  flows?: "time" | "loss";
  /** Other flows beside them: of the period before, of the same days a year ago, of some customers. */
  vs?: "before" | "year" | "channel" | "persona";
  vs_channel?: string;
  vs_persona?: string;
  /** Both, or what differs. */
  vs_as?: "difference";
  /** Read in its other language. */
  lang?: Language;
  /** A published version, shown read-only. */
  version?: number;
}

/** Who stands beside everybody, if all of it is said. */
function readSides({ vs, vs_channel, vs_persona }: Record<string, unknown>): Partial<MapSearch> {
  if (vs === "before" || vs === "year") return { vs };
  const [channel, persona] = [text(vs_channel), text(vs_persona)];
  if (vs === "channel" && channel) return { vs, vs_channel: channel };
  return vs === "persona" && persona ? { vs, vs_persona: persona } : {};
}

const map = createRoute({
  getParentRoute: () => shell,
  path: "/journeys/$id",
  validateSearch: (search: Record<string, unknown>): MapSearch => {
    const panel = text(search.panel);
    const version = Number(search.version);
    return {
      ...readPeriod(search),
      touchpoint: text(search.touchpoint),
      panel: (
        ["unclaimed", "proposals", "versions", "about", "comments", "activity"] as const
      ).find((name) => name === panel),
      about: text(search.about),
      lane: text(search.lane),
      thread: text(search.thread),
      version: Number.isInteger(version) && version > 0 ? version : undefined,
      view: search.view === "table" ? "table" : undefined,
      flows: search.flows === "time" || search.flows === "loss" ? search.flows : undefined,
      ...readSides(search),
      vs_as: search.vs_as === "difference" ? "difference" : undefined,
      lang: search.lang === "fr" || search.lang === "en" ? search.lang : undefined,
    };
  },
  component: lazyRouteComponent(() => import("./map/MapPage"), "MapPage"),
});

const personas = createRoute({
  getParentRoute: () => shell,
  path: "/personas",
  component: lazyRouteComponent(() => import("./personas/PersonasPage"), "PersonasPage"),
});
const persona = createRoute({
  getParentRoute: () => shell,
  path: "/personas/$id",
  // Just made: its name waits to be typed over.
  validateSearch: (search: Record<string, unknown>): { new?: boolean; lang?: Language } => ({
    new: search.new ? true : undefined,
    lang: search.lang === "fr" || search.lang === "en" ? search.lang : undefined,
  }),
  component: lazyRouteComponent(() => withLater(import("./personas/PersonaPage")), "PersonaPage"),
});
const firstMap = createRoute({
  getParentRoute: () => shell,
  path: "/journeys/first",
  validateSearch: (search: Record<string, unknown>): { persona?: string; step?: 1 | 2 | 3 } => ({
    persona: text(search.persona),
    step: ([1, 2, 3] as const).find((step) => step === search.step),
  }),
  component: lazyRouteComponent(
    () => withLater(import("./first-map/FirstMapPage")),
    "FirstMapPage",
  ),
});
const fromData = createRoute({
  getParentRoute: () => shell,
  path: "/journeys/from-data",
  component: lazyRouteComponent(
    () => withLater(import("./proposals/FromDataPage")),
    "FromDataPage",
  ),
});
const importMap = createRoute({
  getParentRoute: () => shell,
  path: "/journeys/import",
  component: lazyRouteComponent(
    () => withLater(import("./exchange/ImportMapPage")),
    "ImportMapPage",
  ),
});
const review = createRoute({
  getParentRoute: () => shell,
  path: "/journeys/review",
  validateSearch: (
    search: Record<string, unknown>,
  ): { journey?: string; why?: "stale" | "without_owner" } => ({
    journey: text(search.journey),
    why: search.why === "stale" || search.why === "without_owner" ? search.why : undefined,
  }),
  component: lazyRouteComponent(() => import("./atlas/ReviewPage"), "ReviewPage"),
});
const versions = createRoute({
  getParentRoute: () => shell,
  path: "/journeys/$id/versions",
  validateSearch: (search: Record<string, unknown>): { from?: number; to?: number } => {
    const number = (value: unknown) => {
      const read = Number(value);
      return Number.isInteger(read) && read > 0 ? read : undefined;
    };
    return { from: number(search.from), to: number(search.to) };
  },
  component: lazyRouteComponent(() => withLater(import("./versions/VersionsPage")), "VersionsPage"),
});
const compare = createRoute({
  getParentRoute: () => shell,
  path: "/compare",
  validateSearch: (
    search: Record<string, unknown>,
  ): { left?: string; right?: string; period?: string; from?: string; to?: string } => ({
    left: text(search.left),
    right: text(search.right),
    ...readPeriod(search),
  }),
  component: lazyRouteComponent(() => import("./compare/ComparePage"), "ComparePage"),
});
const reality = createRoute({
  getParentRoute: () => shell,
  path: "/reality",
  validateSearch: readReality,
  loaderDeps: ({ search }) => search,
  // Nobody waits for it: what it asks for is at hand, or on its way, once the screen asks.
  loader: ({ context, deps }) =>
    void import("./reality/RealityPage")
      .then(({ ahead }) => ahead(context.queryClient, deps))
      .catch(() => undefined),
  component: lazyRouteComponent(() => withLater(import("./reality/RealityPage")), "RealityPage"),
});
const customers = createRoute({
  getParentRoute: () => shell,
  path: "/customers",
  validateSearch: (search: Record<string, unknown>): { q?: string } => ({ q: text(search.q) }),
  component: lazyRouteComponent(() => import("./customers/CustomersPage"), "CustomersPage"),
});
const customer = createRoute({
  getParentRoute: () => shell,
  path: "/customers/$id",
  component: lazyRouteComponent(
    () => withLater(import("./customers/CustomerPage")),
    "CustomerPage",
  ),
});
const notices = createRoute({
  getParentRoute: () => shell,
  path: "/notices",
  component: lazyRouteComponent(() => withLater(import("./together/NoticesPage")), "NoticesPage"),
});
const imports = createRoute({
  getParentRoute: () => shell,
  path: "/imports",
  component: lazyRouteComponent(() => withLater(import("./imports/ImportsPage")), "ImportsPage"),
});
const oneImport = createRoute({
  getParentRoute: () => shell,
  path: "/imports/$id",
  component: lazyRouteComponent(() => withLater(import("./imports/ImportPage")), "ImportPage"),
});

const team = createRoute({
  getParentRoute: () => shell,
  path: "/teams/$id",
  validateSearch: readPeriod,
  component: lazyRouteComponent(teamPages, "TeamPage"),
});

const settings = createRoute({
  getParentRoute: () => shell,
  path: "/settings",
  component: lazyRouteComponent(settingsPages, "SettingsPage"),
});
const settingsHome = createRoute({
  getParentRoute: () => settings,
  path: "/",
  beforeLoad: () => {
    throw redirect({ to: "/settings/profile" });
  },
});
const profile = createRoute({
  getParentRoute: () => settings,
  path: "profile",
  component: lazyRouteComponent(settingsPages, "ProfilePage"),
});
const noticeSettings = createRoute({
  getParentRoute: () => settings,
  path: "notices",
  component: lazyRouteComponent(
    () => withLater(import("./together/NoticeSettingsPage")),
    "NoticeSettingsPage",
  ),
});
const sources = createRoute({
  getParentRoute: () => settings,
  path: "sources",
  component: lazyRouteComponent(settingsPages, "SourcesPage"),
});
const source = createRoute({
  getParentRoute: () => settings,
  path: "sources/$id",
  component: lazyRouteComponent(settingsPages, "SourcePage"),
});
const users = createRoute({
  getParentRoute: () => settings,
  path: "users",
  component: lazyRouteComponent(settingsPages, "UsersPage"),
});
const teams = createRoute({
  getParentRoute: () => settings,
  path: "teams",
  component: lazyRouteComponent(settingsPages, "TeamsPage"),
});
const tokens = createRoute({
  getParentRoute: () => settings,
  path: "tokens",
  component: lazyRouteComponent(settingsPages, "TokensPage"),
});
const log = createRoute({
  getParentRoute: () => settings,
  path: "log",
  component: lazyRouteComponent(settingsPages, "LogPage"),
});
const audit = createRoute({
  getParentRoute: () => settings,
  path: "audit",
  component: lazyRouteComponent(settingsPages, "AuditPage"),
});
const system = createRoute({
  getParentRoute: () => settings,
  path: "system",
  component: lazyRouteComponent(settingsPages, "SystemPage"),
});

const tree = root.addChildren([
  signIn,
  link,
  invitation,
  setup,
  shell.addChildren([
    home,
    journeys,
    firstMap,
    fromData,
    importMap,
    review,
    map,
    versions,
    compare,
    reality,
    personas,
    persona,
    customers,
    customer,
    notices,
    imports,
    oneImport,
    team,
    settings.addChildren([
      settingsHome,
      profile,
      noticeSettings,
      sources,
      source,
      users,
      teams,
      tokens,
      log,
      audit,
      system,
    ]),
  ]),
]);

export function createAppRouter(queryClient: QueryClient) {
  return createRouter({
    routeTree: tree,
    context: { queryClient },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
  });
}

declare module "@tanstack/react-router" {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
