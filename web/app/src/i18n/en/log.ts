export const log = {
  "log.lead":
    "What your customers did, written down once and for all. The newest interactions are in the database; the others lie in Parquet files, which other tools can read.",
  "log.rows.one": "{count} interaction",
  "log.rows.other": "{count} interactions",
  "log.rows.millions": "{count} interactions",
  "log.health.mixed": "{rows}, of which {hot} not yet in files.",
  "log.health.hot": "{rows}, not yet in files.",
  "log.health.sealed.one": "{rows} in {count} file.",
  "log.health.sealed.other": "{rows} in {count} files.",
  "log.verdict.fine": "Everything is in order.",
  "log.verdict.busy": "The files are being tidied.",
  "log.verdict.faulty.one": "{count} file is missing or damaged.",
  "log.verdict.faulty.other": "{count} files are missing or damaged.",
  "log.empty.title": "The log is empty",
  "log.empty.text": "It fills as soon as a source sends an event or a file is imported.",
  "log.empty.source": "Connect a source",
  "log.empty.import": "Import a file",

  "log.bar.label": "In files: {sealed}. In the database: {hot}.",
  "log.bar.sealed": "In files",
  "log.bar.hot": "In the database",
  "log.bar.next": "moved into files past {count}",
  "log.figure.rows": "Interactions",
  "log.figure.rows.def":
    "Those in files and those in the database. The latter are counted to within a few.",
  "log.figure.files": "Files",
  "log.figure.files.def": "Parquet files that hold interactions.",
  "log.figure.size": "Size",
  "log.figure.size.def":
    "Of the files that hold interactions. What is still in the database comes on top.",
  "log.figure.each": "Per interaction",
  "log.figure.each.def":
    "The size of the files ÷ the interactions in them, all properties included.",
  "log.figure.known": "Messages remembered",
  "log.figure.known.def":
    "A message sent twice is recognised and counted once. Remembering them takes {size}.",

  "log.place": "Where it lies",
  "log.place.label": "Place of the files",
  "log.place.text":
    "DuckDB, Polars and pandas open these files as they are. For the whole log, including what is still in the database, run `parcours export events`.",

  "log.pending": "Under way",
  "log.pending.none": "Nothing is waiting.",
  "log.pending.backlog.one": "{count} interaction is waiting to move into files.",
  "log.pending.backlog.other": "{count} interactions are waiting to move into files.",
  "log.pending.backlog.why": "If the number does not go down, look at the background work.",
  "log.pending.erasures.one":
    "{count} erased customer: nothing of theirs shows any more, and the files that held their interactions are being rewritten.",
  "log.pending.erasures.other":
    "{count} erased customers: nothing of theirs shows any more, and the files that held their interactions are being rewritten.",
  "log.pending.joins": "Small files are about to be joined into larger ones.",
  "log.pending.merges.one":
    "{count} merged customer to be carried over into the files. Figures and timelines count the merge already.",
  "log.pending.merges.other":
    "{count} merged customers to be carried over into the files. Figures and timelines count the merges already.",
  "log.pending.replaced.one": "{count} replaced file, kept a little longer for reads under way.",
  "log.pending.replaced.other": "{count} replaced files, kept a little longer for reads under way.",
  "log.pending.last": "Files last changed {when}.",

  "log.check": "Check",
  "log.check.lead": "Is each file there, whole and readable?",
  "log.check.run": "Check the files",
  "log.check.again": "Check again",
  "log.check.fine": "Every file is there, whole and readable.",
  "log.check.at": "Checked at {time}.",
  "log.check.thorough":
    "To read every byte again, run `parcours log check --thorough` on the server.",
  "log.check.faults.one": "{count} file needs you",
  "log.check.faults.other": "{count} files need you",

  "log.retention": "How long interactions are kept",
  "log.retention.lead":
    "Without a rule, interactions are kept for ever. Where several rules apply, the shortest counts.",
  "log.retention.none": "No rule: everything is kept.",
  "log.retention.all": "All interactions",
  "log.retention.kept": "Kept {days}",
  "log.retention.kept_span": "Kept {days} ({span})",
  "log.retention.since": "since {date}",
  "log.retention.remove": "Delete",
  "log.retention.remove_of": "Delete the rule: {name}",
  "log.retention.remove.question": "Delete this rule?",
  "log.retention.remove.text":
    "What it erased does not come back. What is left will be kept, unless another rule is about it.",
  "log.retention.removed": "Rule deleted",
  "log.retention.new": "New rule",
  "log.retention.about": "This rule is about",
  "log.retention.about.kind": "one kind",
  "log.retention.about.all": "all interactions",
  "log.retention.kind": "Kind of interaction",
  "log.retention.kind.placeholder": "page_viewed",
  "log.retention.kind.unseen": "No interaction of this kind so far.",
  "log.retention.days": "Days kept",
  "log.retention.span": "That is {span}.",
  "log.retention.before": "What happened before {date} will be erased, and the rest as it ages.",
  "log.retention.often": "Often chosen",
  "log.retention.add": "Add the rule",
  "log.retention.add.question": "Erase what is older than {days}?",
  "log.retention.add.text":
    "“{name}” before {date}: erased for good within a week, from timelines and figures too. This cannot be undone.",
  "log.retention.added": "Rule added: what is older will be gone within a week",

  "log.advanced": "Advanced settings",
  "log.advanced.lead": "The defaults suit almost everyone. Changes take effect by themselves.",
  "log.advanced.default": "Default: {value}. From {least} to {most}.",
  "log.advanced.reset": "Back to the defaults",
  "log.advanced.rows": "interactions",
  "log.advanced.days": "days",
  "log.advanced.minutes": "minutes",
  "log.advanced.seal_rows": "Move into files past",
  "log.advanced.seal_rows.hint":
    "How many interactions the database gathers before they become files. A lower number keeps the database small, but makes more small files to join.",
  "log.advanced.segment_rows": "Largest file",
  "log.advanced.segment_rows.hint":
    "How many interactions one file holds at most. Larger files make fewer of them, but take longer to rewrite.",
  "log.advanced.remember_days": "Recognise repeated messages for",
  "log.advanced.remember_days.hint":
    "A source that sends a message again after that would have it counted twice. Rows of imported files are recognised for ever.",
  "log.advanced.grace_minutes": "Keep replaced files for",
  "log.advanced.grace_minutes.hint":
    "The time to finish for whoever is reading them: an export, a notebook, another machine.",
} as const;
