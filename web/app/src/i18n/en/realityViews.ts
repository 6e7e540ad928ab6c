/** Reality: times between two places, cohorts, and what leads to the goal. */
export const realityViews = {
  "reality.visits.one": "{count} visit",
  "reality.visits.other": "{count} visits",
  "reality.places.few.title": "A map of two places or more",
  "reality.places.few.text":
    "Times run from one place to another: draw a second touchpoint on the map.",
  "reality.csv.over": "From (s)",
  "reality.csv.under": "Under (s)",
  "reality.csv.cases": "How many",
  "reality.csv.share": "Share",
  "reality.times.from": "From",
  "reality.times.to": "To",
  "reality.times.swap": "The other way round",
  "reality.times.says": "Half take less than {median}; one in ten takes more than {p90}.",
  "reality.times.skewed":
    "The mean, {mean}, is drawn up by a few long times: the median says more about most.",
  "reality.times.median": "median",
  "reality.times.median.why": "Half take no longer than this, give or take 1.6%.",
  "reality.times.mean": "mean",
  "reality.times.mean.why": "All times added up, divided by how many. Few long ones weigh a lot.",
  "reality.times.p90": "nine in ten",
  "reality.times.p90.why": "Nine in ten take no longer than this, give or take 1.6%.",
  "reality.times.arrive": "arrive, of {base}",
  "reality.times.arrive.why":
    "Who reaches the second place after the first, within these days, among all who reach the first. Some of the others may still be on their way.",
  "reality.times.time": "Time",
  "reality.times.share": "Share",
  "reality.times.range": "{from} to {to}",
  "reality.times.over": "{from} or more",
  "reality.times.mark.median": "median {time}",
  "reality.times.mark.p90": "nine in ten {time}",
  "reality.times.picture": "How long it takes from {from} to {to}",
  "reality.times.note":
    "Time runs from the first time at the one place to the first time after it at the other. Bars further right hold wider ranges.",
  "reality.times.none.title": "Nobody goes from {from} to {to}",
  "reality.times.none.text":
    "{base} reach {from} in these days, none of them {to} afterwards. Look at the other way round, or widen the period.",
  "reality.times.few":
    "Only {count} go all the way: under {least}, times say more about chance than about them. Widen the period or take a filter away.",
} as const;
