"use client";

import { useRouter } from "next/navigation";
import { useState, useTransition } from "react";
import { answered } from "#components/answered.ts";
import { explainFailure } from "#components/sentences/failure.ts";
import { Button } from "#components/ui/button.tsx";
import { Card, CardRow } from "#components/ui/card.tsx";
import { Checkbox } from "#components/ui/checkbox.tsx";
import { Section } from "#components/ui/section.tsx";
import { toast } from "#components/ui/toast.ts";
import type { PreferencesView } from "#core/usecases/notify/read-preferences.ts";
import type { Serialised } from "#server/serialise.ts";
import { setPreferencesAction } from "./actions.ts";
import { channelWords, noticeWords } from "./notice-words.ts";
import { QuietHours } from "./quiet-hours.tsx";

type Preferences = Serialised<PreferencesView>;

/** What the viewer is told outside the portal, and when. The inbox has everything. */
export function NotificationsSection({ preferences }: { preferences: Preferences }) {
  const router = useRouter();
  const [pending, start] = useTransition();
  const [refusal, setRefusal] = useState<string>();
  const [silenced, setSilenced] = useState<readonly string[]>(preferences.silenced);
  const [quiet, setQuiet] = useState(preferences.quiet);
  const { channels, kinds } = preferences;
  const toggle = (silence: string, on: boolean) =>
    setSilenced((all) => (on ? all.filter((each) => each !== silence) : [...all, silence]));
  const save = () =>
    start(async () => {
      const answer = await answered(() => setPreferencesAction({ silenced: [...silenced], quiet }));
      setRefusal(answer.ok ? undefined : explainFailure(answer));
      if (!answer.ok) return;
      toast({ kind: "done", text: "Your choices are saved" });
      router.refresh();
    });
  return (
    <div id="notifications" className="scroll-mt-16">
      <Section title="Notifications" end="The inbox always has everything.">
        {channels.length === 0 ? (
          <Card>
            <CardRow className="text-muted">
              This portal sends no messages outside yet. What you are told is in your inbox.
            </CardRow>
          </Card>
        ) : (
          <>
            <Card>
              {kinds.map((kind) => (
                <CardRow key={kind} className="flex flex-wrap items-center gap-x-6 gap-y-2 py-2">
                  <p className="min-w-0 flex-1 basis-56">{noticeWords[kind]}</p>
                  {channels.map((channel) => (
                    <Checkbox
                      key={channel}
                      label={
                        <>
                          {channelWords[channel]}
                          <span className="sr-only">: {noticeWords[kind]}</span>
                        </>
                      }
                      checked={!silenced.includes(`${channel} ${kind}`)}
                      onChange={({ target }) => toggle(`${channel} ${kind}`, target.checked)}
                    />
                  ))}
                </CardRow>
              ))}
              <QuietHours quiet={quiet} onChange={setQuiet} />
            </Card>
            <div className="mt-3 flex flex-wrap items-center gap-3">
              <Button size="sm" pending={pending} onClick={save}>
                Save choices
              </Button>
              <p role="alert" className="text-xs text-danger empty:hidden">
                {refusal}
              </p>
              <p className="min-w-0 flex-1 basis-56 text-xs text-faint">
                Changes to your account&rsquo;s security, emergency access and alarms are always sent, at any hour.
              </p>
            </div>
          </>
        )}
      </Section>
    </div>
  );
}
