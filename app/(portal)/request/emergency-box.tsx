import { Button } from "#components/ui/button.tsx";
import { Verdict } from "#components/ui/verdict.tsx";

/** What breaking the glass means, said before it is done. */
export function EmergencyBox({ onLeave }: { onLeave: () => void }) {
  return (
    <Verdict kind="danger" title="Emergency access">
      <ul className="list-disc space-y-1 pl-4">
        <li>You confirm it with your passkey. Nobody approves it first.</li>
        <li>Everyone whom the rule names is told at once: that you did it, what for, and how long.</li>
        <li>Somebody else reviews it afterwards and says whether it was an emergency.</li>
        <li>It is short, and cannot be asked for on behalf of others or for later.</li>
      </ul>
      <Button size="sm" className="mt-3" onClick={onLeave}>
        This is no emergency
      </Button>
    </Verdict>
  );
}
