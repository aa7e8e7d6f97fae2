import { Time } from "#components/clock/time.tsx";
import { CardRow } from "#components/ui/card.tsx";
import { Chip } from "#components/ui/chip.tsx";
import type { ChannelView } from "#core/usecases/notify/read-channels.ts";
import type { Serialised } from "#server/serialise.ts";
import { channelWords } from "./channel-words.ts";

type Shown = Serialised<ChannelView>;

/** One way out of the portal: whether it works, when it last did, and what went wrong. */
export function ChannelRow({ channel: shown }: { channel: Shown }) {
  const { channel, configured, deliveredAt, failedAt, error, waiting } = shown;
  const { name, reaches, settings } = channelWords[channel];
  return (
    <CardRow className="flex flex-wrap items-start gap-x-6 gap-y-2">
      <div className="min-w-0 flex-1 basis-60">
        <p className="flex flex-wrap items-center gap-2 font-medium">
          <span>{name}</span>
          <StateChip channel={shown} />
        </p>
        <p className="text-xs text-muted">{reaches}</p>
        {failedAt === null ? null : (
          <p className="mt-1 text-xs break-words text-danger">
            Failed <Time at={failedAt} show="relative" />
            {error === null ? null : `: ${error}`}
          </p>
        )}
        {configured ? null : (
          <p className="mt-1 text-xs text-faint">
            Works with{" "}
            {settings.map((setting, place) => (
              <span key={setting}>
                {place === 0 ? "" : " and "}
                <code className="font-mono break-all">{setting}</code>
              </span>
            ))}
            .
          </p>
        )}
      </div>
      {configured || deliveredAt !== null ? (
        <p className="text-xs text-muted sm:text-right">
          {deliveredAt === null ? (
            "Nothing taken in 30 days"
          ) : (
            <>
              Last taken <Time at={deliveredAt} show="relative" />
            </>
          )}
          {waiting === 0 ? null : <span className="block">{waiting === 1 ? "1 waits" : `${waiting} wait`}</span>}
        </p>
      ) : null}
    </CardRow>
  );
}

function StateChip({ channel: { configured, deliveredAt, failedAt } }: { channel: Shown }) {
  if (!configured) return <Chip>not configured</Chip>;
  if (failedAt !== null && (deliveredAt === null || failedAt > deliveredAt)) return <Chip tone="danger">fails</Chip>;
  return deliveredAt === null ? <Chip>not used yet</Chip> : <Chip tone="live">works</Chip>;
}
