/** Beside a view: who is behind the figure that was opened, each with their own page. */
import { Button, CloseButton, Drawer, Skeleton } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useInfiniteQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useMemo,
  useState,
} from "react";
import { customerName } from "../../customers/name";
import { useI18n } from "../../i18n";
import { Failed, Loading } from "../../ui/States";
import { useReality } from "../context";
import { placesOf } from "../queries";
import classes from "./Behind.module.css";
import { behindQuery, csvAddress, type Figure, type Whose } from "./queries";
import { Strip } from "./Strip";

interface Opened {
  title: string;
  figure: Figure;
  /** The question it answers, where it is not that of the address: the second side of two. */
  question?: Whose;
}

const Context = createContext<((opened: Opened) => void) | null>(null);

/** Opens the customers behind a figure. */
export function useBehind(): (opened: Opened) => void {
  const open = useContext(Context);
  if (!open) throw new Error("useBehind outside BehindProvider");
  return open;
}

function List({ opened, onClose }: { opened: Opened; onClose: () => void }) {
  const { t, n, format } = useI18n();
  const { journey, go, question: asked } = useReality();
  const question = opened.question ?? asked;
  // Ways go by touchpoint, whatever else is looked at.
  const places = useMemo(
    () => new Map(placesOf(journey, undefined).map((place) => [place.id, place])),
    [journey],
  );
  const query = useInfiniteQuery(behindQuery(question, opened.figure));
  const total = query.data?.pages[0]?.total;
  const customers = query.data?.pages.flatMap((page) => page.customers) ?? [];
  return (
    <>
      <header className={classes.head}>
        <h2 className={classes.title}>{opened.title}</h2>
        <CloseButton aria-label={t("panel.close")} onClick={onClose} />
      </header>
      {query.isError && <Failed error={query.error} retry={() => void query.refetch()} />}
      {query.isPending && (
        <Loading>
          <Skeleton height={18} width={120} />
          <Skeleton height={36} mt="md" />
          <Skeleton height={36} mt="xs" />
          <Skeleton height={36} mt="xs" />
        </Loading>
      )}
      {total !== undefined && (
        <div className={classes.sum}>
          <span>{n("figures.customers", total)}</span>
          {total > 0 && (
            <Button
              component="a"
              href={csvAddress(question, opened.figure)}
              download="customers.csv"
              size="compact-sm"
              variant="default"
              leftSection={<IconDownload size={14} />}
            >
              {t("behind.csv")}
            </Button>
          )}
        </div>
      )}
      <ul className={classes.list}>
        {customers.map((customer) => (
          <li key={customer.id}>
            <Link to="/customers/$id" params={{ id: customer.id }} className={classes.who}>
              <span>{customerName(customer, t)}</span>
              <span className={classes.quiet}>
                {customer.last_seen_at &&
                  t("customers.last_seen", { when: format.ago(customer.last_seen_at) })}
              </span>
            </Link>
            {customer.way.length > 0 && (
              <button
                type="button"
                className={classes.way}
                aria-label={t("behind.way", { name: customerName(customer, t) })}
                onClick={() => {
                  onClose();
                  go({ view: "flow", customer: customer.id, vs: undefined }, true);
                }}
              >
                <Strip steps={customer.way} placeOf={(id) => places.get(id)} />
              </button>
            )}
          </li>
        ))}
      </ul>
      {query.hasNextPage && (
        <Button
          variant="default"
          fullWidth
          loading={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {t("reality.paths.more")}
        </Button>
      )}
    </>
  );
}

export function BehindProvider({ children }: { children: ReactNode }) {
  const [opened, setOpened] = useState<Opened | null>(null);
  const close = useCallback(() => setOpened(null), []);
  const open = useMemo(() => setOpened, []);
  return (
    <Context value={open}>
      {children}
      <Drawer.Root
        opened={opened !== null}
        onClose={close}
        position="right"
        size={400}
        lockScroll={false}
        classNames={{ content: classes.drawer }}
      >
        <Drawer.Content aria-label={opened?.title}>
          <Drawer.Body>{opened && <List opened={opened} onClose={close} />}</Drawer.Body>
        </Drawer.Content>
      </Drawer.Root>
    </Context>
  );
}

/** A figure that opens the customers behind it. */
export function OpensBehind(props: {
  title: string;
  figure: Figure;
  question?: Whose;
  children: ReactNode;
  className?: string;
}) {
  const { t } = useI18n();
  const open = useBehind();
  const { title, figure, question } = props;
  return (
    <button
      type="button"
      className={`${classes.opens} ${props.className ?? ""}`}
      title={t("behind.open")}
      onClick={() => open({ title, figure, ...(question && { question }) })}
    >
      {props.children}
    </button>
  );
}

/** The same in a drawing: a part of it that opens the customers behind it. */
export function MarkBehind(
  props: Omit<ComponentProps<"g">, "onClick" | "onKeyDown"> & {
    label: string;
    title: string;
    figure: Figure;
  },
) {
  const { label, title, figure, className, children, ...rest } = props;
  const open = useBehind();
  const go = () => open({ title, figure });
  return (
    // biome-ignore lint/a11y/useSemanticElements: there is no button in a drawing
    <g
      {...rest}
      role="button"
      tabIndex={0}
      aria-label={label}
      className={`${classes.mark} ${className ?? ""}`}
      onClick={go}
      onKeyDown={(event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        go();
      }}
    >
      {children}
    </g>
  );
}
