/** The shape of times while they are on their way. */
import { Skeleton } from "@mantine/core";
import classes from "./Times.module.css";

export function Shape() {
  return (
    <>
      <Skeleton height={22} width="min(28rem, 90%)" mt="lg" />
      <div className={classes.figures}>
        {[0, 1, 2, 3].map((figure) => (
          <Skeleton key={figure} height={40} width={110} />
        ))}
      </div>
      <Skeleton height={300} maw={1280} />
    </>
  );
}
