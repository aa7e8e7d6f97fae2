import { Compass } from "lucide-react";
import { Logo } from "#components/shell/logo.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function NotFound() {
  return (
    <main className="mx-auto grid min-h-dvh w-full max-w-xl content-center gap-6 p-4">
      <p className="flex items-center gap-2 font-semibold">
        <Logo />
        Lapse
      </p>
      <h1 className="sr-only">Not found</h1>
      <EmptyState
        icon={Compass}
        title="There is no page here"
        action={
          <ButtonLink href="/" variant="primary">
            Home
          </ButtonLink>
        }
      >
        The address may be mistyped, or the link older than what it led to.
      </EmptyState>
    </main>
  );
}
