/** The English words. Their keys are the shape of every dictionary. */
import { atlas } from "./atlas";
import { canvas } from "./canvas";
import { common } from "./common";
import { drift } from "./drift";
import { firstMap } from "./firstMap";
import { hand } from "./hand";
import { imports } from "./imports";
import { customers, journeys } from "./journeys";
import { log } from "./log";
import { map } from "./map";
import { personas } from "./personas";
import { proposals } from "./proposals";
import { reality } from "./reality";
import { realityCredit } from "./realityCredit";
import { realityViews } from "./realityViews";
import { session } from "./session";
import { settings } from "./settings";
import { shell } from "./shell";
import { signals } from "./signals";
import { standing } from "./standing";
import { words } from "./words";

export const en = {
  ...common,
  ...session,
  ...shell,
  ...journeys,
  ...personas,
  ...atlas,
  ...firstMap,
  ...proposals,
  ...customers,
  ...map,
  ...hand,
  ...reality,
  ...drift,
  ...realityCredit,
  ...realityViews,
  ...canvas,
  ...signals,
  ...imports,
  ...settings,
  ...log,
  ...standing,
  ...words,
} as const;
