/** The mark: a ring three quarters full, and the quarter that lapsed. */
export function Logo({ size = 20 }: { size?: number | undefined }) {
  return (
    <svg aria-hidden width={size} height={size} viewBox="0 0 20 20" className="shrink-0 text-accent">
      <path fill="none" stroke="currentColor" strokeWidth="2.4" strokeLinecap="round" d="M10 2a8 8 0 1 0 8 8" />
      <circle cx="15.6" cy="4.4" r="1.8" fill="currentColor" />
    </svg>
  );
}
