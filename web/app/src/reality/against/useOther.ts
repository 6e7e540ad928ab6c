/** The other side of a comparison, as a question to the server and in words. */
import { useI18n } from "../../i18n";
import { useReality } from "../context";
import { type Question, questionOf } from "../queries";
import { otherSide } from "./against";

export interface Other {
  question: Question;
  /** What it is called: “29 January – 30 April”, “device = desktop”. */
  words: string;
}

export function useAgainstWords(): (vs: string) => string {
  const { t, word } = useI18n();
  return (vs) => {
    if (vs === "previous" || vs === "year") return t(`against.${vs}`);
    const [sort, value] = [vs.slice(0, vs.indexOf(":")), vs.slice(vs.indexOf(":") + 1)];
    return sort === "channel" ? word("channel", value) : value.replace("=", " = ");
  };
}

export function useOther(): Other | null {
  const { format } = useI18n();
  const { search, journey } = useReality();
  const words = useAgainstWords();
  // As Swedish writes dates: 2026-05-31.
  const today = new Intl.DateTimeFormat("sv-SE").format(Date.now());
  const other = otherSide(search, today);
  if (other === null || search.vs === undefined) return null;
  const days = search.vs === "previous" || search.vs === "year";
  return {
    question: questionOf(other, journey),
    words: days && other.from && other.to ? format.range(other.from, other.to) : words(search.vs),
  };
}
