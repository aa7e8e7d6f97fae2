import { Time } from "#components/clock/time.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import { Section } from "#components/ui/section.tsx";
import { ChangePassword } from "./change-password.tsx";

/** With what the person can sign in, where that is kept here. */
export function PasswordSection({ setAt }: { setAt: string }) {
  return (
    <Section title="Password">
      <Card>
        <CardRow className="flex flex-wrap items-center gap-x-4 gap-y-2">
          <div className="min-w-0 flex-1 basis-56">
            <p className="font-medium">You can sign in with a password</p>
            <p className="text-xs text-muted">
              Set <Time at={setAt} />. Change it at once if somebody else may know it.
            </p>
          </div>
          <ChangePassword />
        </CardRow>
      </Card>
    </Section>
  );
}
