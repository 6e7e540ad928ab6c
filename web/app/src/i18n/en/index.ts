/** The English words. Their keys are the shape of every dictionary. */
import { common } from "./common";
import { imports } from "./imports";
import { customers, journeys, personas } from "./journeys";
import { log } from "./log";
import { map } from "./map";
import { session } from "./session";
import { settings } from "./settings";
import { shell } from "./shell";
import { signals } from "./signals";
import { words } from "./words";

export const en = {
  ...common,
  ...session,
  ...shell,
  ...journeys,
  ...personas,
  ...customers,
  ...map,
  ...signals,
  ...imports,
  ...settings,
  ...log,
  ...words,
} as const;
