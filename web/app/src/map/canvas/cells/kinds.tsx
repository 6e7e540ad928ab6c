/** Which view and which editor a lane has. */
import type { ReactNode } from "react";
import type { Lane, Touchpoint } from "../../../api/types";
import { isFree, isTextField } from "../lanes/lanes";
import { ChannelsEditor, ChannelsView } from "./ChannelsCell";
import { FiguresView } from "./FiguresCell";
import { FreeEditor, FreeView } from "./FreeCell";
import { isListKind, readItems } from "./items";
import { KeyMomentsEditor, KeyMomentsView } from "./KeyMomentsCell";
import { ListEditor, ListView } from "./ListCell";
import { NextActionEditor, NextActionView } from "./NextActionCell";
import { TextEditor, TextView } from "./TextCell";

/** Whether a lane says nothing at a touchpoint. */
export function isEmpty(touchpoint: Touchpoint, lane: Lane): boolean {
  const { kind } = lane;
  if (isTextField(kind) || kind === "owning_team") return touchpoint[kind] === "";
  if (isListKind(kind)) return readItems(touchpoint, kind).length === 0;
  if (kind === "channels") return touchpoint.channels.length === 0;
  if (kind === "key_moments")
    return touchpoint.key_moment === "" && touchpoint.pictures.length === 0;
  if (kind === "next_action") return touchpoint.next_action === null;
  if (kind === "figures") return touchpoint.signals.length === 0;
  if (kind === "emotion") return touchpoint.felt === null && touchpoint.wished === null;
  return !touchpoint.free[lane.id];
}

export function LaneView({ touchpoint, lane }: { touchpoint: Touchpoint; lane: Lane }): ReactNode {
  const { kind } = lane;
  if (isTextField(kind) || kind === "owning_team")
    return <TextView touchpoint={touchpoint} field={kind} />;
  if (isListKind(kind)) return <ListView touchpoint={touchpoint} kind={kind} />;
  if (kind === "channels") return <ChannelsView touchpoint={touchpoint} />;
  if (kind === "key_moments") return <KeyMomentsView touchpoint={touchpoint} />;
  if (kind === "next_action") return <NextActionView touchpoint={touchpoint} />;
  if (kind === "figures") return <FiguresView touchpoint={touchpoint} />;
  if (isFree(lane)) return <FreeView touchpoint={touchpoint} lane={lane} />;
  return null;
}

export function LaneEditor(props: {
  touchpoint: Touchpoint;
  lane: Lane;
  label: string;
}): ReactNode {
  const { touchpoint, lane, label } = props;
  const { kind } = lane;
  if (isTextField(kind) || kind === "owning_team")
    return <TextEditor touchpoint={touchpoint} field={kind} label={label} autoFocus />;
  if (isListKind(kind)) return <ListEditor touchpoint={touchpoint} kind={kind} label={label} />;
  if (kind === "channels") return <ChannelsEditor touchpoint={touchpoint} />;
  if (kind === "key_moments")
    return <KeyMomentsEditor touchpoint={touchpoint} label={label} autoFocus />;
  if (kind === "next_action") return <NextActionEditor touchpoint={touchpoint} />;
  if (isFree(lane)) return <FreeEditor touchpoint={touchpoint} lane={lane} label={label} />;
  return null;
}
