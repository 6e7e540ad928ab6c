/** Copy, cut and paste with the system's clipboard, between maps and between tabs. */
import { useEffect } from "react";
import { useI18n } from "../../i18n";
import { toast } from "../../ui/toasts";
import { useMap } from "../context";
import { placed } from "../model";
import { CLIP_TYPE, clipOf, MOST, namesOf, readClip, readLines } from "./clip";
import { canvasRoot, focusCard, stageAt } from "./dom";
import { subjects } from "./navigate";

/** The last copy of this page: the palette may only read text. */
let lastCopy: { text: string; json: string } | null = null;

/** From the palette: fires the same events as the keys do. */
export const copySelected = () => document.execCommand("copy");
export const cutSelected = () => document.execCommand("cut");

export async function pasteFromPalette(): Promise<void> {
  const text = await navigator.clipboard.readText();
  const data = new DataTransfer();
  data.setData("text/plain", text);
  if (lastCopy?.text === text) data.setData(CLIP_TYPE, lastCopy.json);
  document.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true }));
}

/** Text being edited, or marked to be read, is the browser's business. */
function elsewhere(): boolean {
  const focused = document.activeElement;
  if (focused instanceof HTMLElement) {
    if (focused.isContentEditable) return true;
    if (["INPUT", "TEXTAREA", "SELECT"].includes(focused.tagName)) return true;
    if (focused.closest("[role=dialog], [role=menu]")) return true;
  }
  return !canvasRoot();
}

const marksText = () => (window.getSelection()?.toString() ?? "") !== "";

export function useClipboard(): void {
  const { t, n } = useI18n();
  const { journey, editable, edits, hand } = useMap();

  useEffect(() => {
    const { selection } = hand;
    const copy = (event: ClipboardEvent): string[] => {
      if (elsewhere() || marksText()) return [];
      const chosen = placed(journey, subjects(selection.snapshot())).map((item) => item.touchpoint);
      if (chosen.length === 0) return [];
      const [text, json] = [namesOf(chosen), clipOf(journey.id, chosen)];
      event.clipboardData?.setData("text/plain", text);
      event.clipboardData?.setData(CLIP_TYPE, json);
      event.preventDefault();
      lastCopy = { text, json };
      return chosen.map(({ id }) => id);
    };
    const onCopy = (event: ClipboardEvent) => {
      const { length } = copy(event);
      if (length > 0) toast({ text: n("clip.copied", length) });
    };
    const onCut = (event: ClipboardEvent) => {
      const ids = editable ? copy(event) : [];
      if (ids.length === 0) return;
      edits.removeMany(ids);
      selection.clear();
    };
    const onPaste = (event: ClipboardEvent) => {
      if (event.defaultPrevented || elsewhere() || !event.clipboardData) return;
      const read =
        readClip(event.clipboardData.getData(CLIP_TYPE), journey.id) ??
        // Only ever as text: what a page or a document looks like is none of the map's business.
        readLines(event.clipboardData.getData("text/plain"));
      if (read.length === 0) return;
      event.preventDefault();
      if (!editable) return toast({ text: t("clip.read_only") });
      // After what is selected or focused; else at the end of the first stage.
      const after = placed(journey, subjects(selection.snapshot())).at(-1);
      const stageId = after?.stageId ?? stageAt(document.activeElement) ?? journey.stages[0]?.id;
      const stage = journey.stages.find(({ id }) => id === stageId);
      if (!stage) return toast({ text: t("clip.no_stage") });
      const position = after ? after.position + 1 : stage.touchpoints.length;
      const ids = edits.paste(stage.id, position, read.slice(0, MOST));
      selection.replace(ids);
      focusCard(ids[0] ?? "");
      toast({
        text: read.length > MOST ? t("clip.full", { most: MOST }) : n("clip.pasted", ids.length),
      });
    };
    document.addEventListener("copy", onCopy);
    document.addEventListener("cut", onCut);
    document.addEventListener("paste", onPaste);
    return () => {
      document.removeEventListener("copy", onCopy);
      document.removeEventListener("cut", onCut);
      document.removeEventListener("paste", onPaste);
    };
  }, [journey, editable, edits, hand, t, n]);
}
