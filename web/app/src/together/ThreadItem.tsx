/** One thread: what it is about, what was said, and what one may do about it. */
import { ActionIcon, Button, Menu } from "@mantine/core";
import { IconDots, IconPencil, IconTrash } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useI18n } from "../i18n";
import { useMap } from "../map/context";
import { usePeople } from "../session/people";
import { useMay, useUser } from "../session/session";
import { toast } from "../ui/toasts";
import { Composer } from "./Composer";
import { piecesOf } from "./mentions";
import type { Comment, Thread, useCommenting } from "./queries";
import classes from "./together.module.css";
import { usePlaceName } from "./usePlaceName";

type Commenting = ReturnType<typeof useCommenting>;

function Said({ body }: { body: string }) {
  const { t } = useI18n();
  const people = usePeople();
  const pieces = piecesOf(body, people, t("together.somebody"));
  return (
    <p className={classes.body}>
      {pieces.map((piece, index) =>
        "text" in piece ? (
          piece.text
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: somebody may be called twice
          <span key={index} className={classes.mention}>{`@${piece.name}`}</span>
        ),
      )}
    </p>
  );
}

function OneComment({ comment, commenting }: { comment: Comment; commenting: Commenting }) {
  const { t, format } = useI18n();
  const me = useUser();
  const admin = useMay("admin");
  const [editing, setEditing] = useState(false);
  const { edit, remove } = commenting;
  const mine = comment.author_id === me.id;
  if (comment.removed) {
    return (
      <div className={classes.comment}>
        <p className={`${classes.body} ${classes.gone}`}>
          {t("together.removed", { name: comment.author })}
        </p>
      </div>
    );
  }
  return (
    <div className={classes.comment}>
      <div className={classes.head}>
        <span className={classes.author}>{comment.author}</span>
        <time className={classes.when} dateTime={comment.created_at}>
          {format.ago(comment.created_at)}
          {comment.edited_at && ` · ${t("together.edited")}`}
        </time>
        {(mine || admin) && !editing && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                aria-label={t("together.more", { name: comment.author })}
              >
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {mine && (
                <Menu.Item leftSection={<IconPencil size={16} />} onClick={() => setEditing(true)}>
                  {t("together.edit")}
                </Menu.Item>
              )}
              <Menu.Item
                leftSection={<IconTrash size={16} />}
                onClick={() =>
                  remove.mutate(comment.id, {
                    onSuccess: () => toast({ text: t("together.taken_back") }),
                  })
                }
              >
                {t("together.take_back")}
              </Menu.Item>
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {editing ? (
        <Composer
          focus
          label={t("together.edit")}
          send={t("common.save")}
          initial={comment.body}
          pending={edit.isPending}
          error={edit.error}
          onCancel={() => setEditing(false)}
          onSend={(body) =>
            edit.mutate({ id: comment.id, body }, { onSuccess: () => setEditing(false) })
          }
        />
      ) : (
        <Said body={comment.body} />
      )}
    </div>
  );
}

export function ThreadItem(props: { thread: Thread; here: boolean; commenting: Commenting }) {
  const { thread, here, commenting } = props;
  const { t, format } = useI18n();
  const { go } = useMap();
  const nameOf = usePlaceName();
  const [answering, setAnswering] = useState(false);
  const item = useRef<HTMLLIElement>(null);
  const { say, resolve } = commenting;
  useEffect(() => {
    if (here) item.current?.scrollIntoView({ block: "center" });
  }, [here]);
  const { touchpoint_id: touchpoint, resolved_at: settled } = thread;
  const place = nameOf(touchpoint, thread.field);
  return (
    <li ref={item} className={classes.thread} data-here={here || undefined}>
      {touchpoint && place.known ? (
        <button
          type="button"
          className={classes.place}
          onClick={() => go({ panel: undefined, touchpoint })}
        >
          {place.name}
        </button>
      ) : (
        <p className={classes.place}>{place.name}</p>
      )}
      {thread.comments.map((comment) => (
        <OneComment key={comment.id} comment={comment} commenting={commenting} />
      ))}
      {settled && (
        <p className={`${classes.body} ${classes.gone}`}>
          {t("together.resolved_by", {
            name: thread.resolved_by ?? "",
            when: format.ago(settled),
          })}
        </p>
      )}
      {answering ? (
        <div style={{ marginTop: "0.75rem" }}>
          <Composer
            focus
            label={t("together.answer.label")}
            send={t("together.answer")}
            pending={say.isPending}
            error={say.error}
            onCancel={() => setAnswering(false)}
            onSend={(body) =>
              say.mutate({ thread_id: thread.id, body }, { onSuccess: () => setAnswering(false) })
            }
          />
        </div>
      ) : (
        <div className={classes.actions}>
          <Button size="compact-sm" variant="default" onClick={() => setAnswering(true)}>
            {t("together.answer")}
          </Button>
          <Button
            size="compact-sm"
            variant="subtle"
            loading={resolve.isPending && resolve.variables?.id === thread.id}
            onClick={() => resolve.mutate({ id: thread.id, resolved: !settled })}
          >
            {t(settled ? "together.reopen" : "together.resolve")}
          </Button>
        </div>
      )}
    </li>
  );
}
