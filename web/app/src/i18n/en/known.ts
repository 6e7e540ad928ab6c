/** By what a persona's customers are known. */
export const known = {
  "known.title": "In the data",
  "known.lead":
    "Say what these customers did, and how often: reports then show what this persona really does.",
  "known.often": "How often",
  "known.least": "at least",
  "known.most": "at most",
  "known.exactly": "exactly",
  "known.never": "never",
  "known.how_many": "Number of times",
  "known.time": "time",
  "known.several": "times",
  "known.times.one": "{count} time",
  "known.times.other": "{count} times",
  "known.add_first": "Say what they did",
  "known.add": "And also…",
  "known.incomplete": "Saved once every condition is filled in.",
  "known.nothing_done":
    "Say at least one thing that they did: what they never do fits nearly everybody.",
  "known.see": "See what they really do",
  "known.edit": "Change",
  "known.first": "They did",
  "known.close": "Done",
} as const;
