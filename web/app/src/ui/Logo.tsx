/** The mark: a path through three touchpoints. */
export function Logo(props: { size?: number }) {
  const size = props.size ?? 32;
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="7" fill="#1D4E89" />
      <path
        d="M7 22c4 0 4-12 9-12s4 8 9 2"
        fill="none"
        stroke="#FBFAF7"
        strokeWidth="2.5"
        strokeLinecap="round"
      />
      <circle cx="7" cy="22" r="2.6" fill="#FBFAF7" />
      <circle cx="16" cy="10" r="2.6" fill="#FBFAF7" />
      <circle cx="25" cy="12" r="2.6" fill="#DD9A74" />
    </svg>
  );
}
