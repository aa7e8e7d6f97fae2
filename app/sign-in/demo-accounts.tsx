import { FlaskConical } from "lucide-react";

const accounts = [
  { email: "requester@demo.lapse.test", does: "asks" },
  { email: "oncall@demo.lapse.test", does: "is on call" },
  { email: "approver@demo.lapse.test", does: "owns the data" },
  { email: "security@demo.lapse.test", does: "decides for security" },
  { email: "auditor@demo.lapse.test", does: "reads the record" },
  { email: "admin@demo.lapse.test", does: "administers" },
];

/** Who there is to be in a demo. The password was printed where the portal was started, and is not told here. */
export function DemoAccounts({ onChoose }: { onChoose: (email: string) => void }) {
  return (
    <section aria-labelledby="demo" className="mt-2 rounded-lg border bg-surface p-4">
      <h2 id="demo" className="flex items-center gap-2 text-sm font-semibold">
        <FlaskConical aria-hidden className="size-4 text-accent" />
        Demo accounts
      </h2>
      <p className="mt-1 text-xs text-muted">One password for all of them: it was printed when the portal started.</p>
      <ul className="mt-2 -mb-1">
        {accounts.map(({ email, does }) => (
          <li key={email}>
            <button
              type="button"
              onClick={() => onChoose(email)}
              className="-mx-2 flex w-[calc(100%+1rem)] items-baseline justify-between gap-3 rounded-md px-2 py-1 text-left hover:bg-sunken max-sm:py-2"
            >
              <span className="truncate">{email}</span>
              <span className="shrink-0 text-xs text-faint">{does}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
