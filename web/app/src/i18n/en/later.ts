/** Words of screens that nobody sees first: loaded with them, see loadLater. */
import { did } from "./did";
import { drift } from "./drift";
import { exchange } from "./exchange";
import { firstMap } from "./firstMap";
import { imports } from "./imports";
import { known } from "./known";
import { log } from "./log";
import { reality } from "./reality";
import { realityCredit } from "./realityCredit";
import { realityViews } from "./realityViews";
import { standing } from "./standing";
import { teams } from "./teams";
import { together } from "./together";
import { versions } from "./versions";
import { versus } from "./versus";

export const later = {
  ...did,
  ...drift,
  ...exchange,
  ...firstMap,
  ...imports,
  ...known,
  ...log,
  ...reality,
  ...realityCredit,
  ...realityViews,
  ...together,
  ...teams,
  ...versions,
  ...versus,
  ...standing,
} as const;
