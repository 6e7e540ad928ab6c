/** The shape of figures over a table while they are on their way. */
import { Skeleton } from "@mantine/core";
import classes from "./Credit.module.css";

export function Shape() {
  return (
    <>
      <Skeleton height={22} width="min(34rem, 90%)" />
      <div className={classes.figures}>
        {[0, 1, 2, 3].map((figure) => (
          <Skeleton key={figure} height={40} width={120} />
        ))}
      </div>
      {[0, 1, 2, 3, 4, 5, 6].map((row) => (
        <Skeleton key={row} height={32} maw={1100} mb={6} />
      ))}
    </>
  );
}
