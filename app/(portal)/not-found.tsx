import { Compass } from "lucide-react";
import { PageHeader } from "#components/shell/page-header.tsx";
import { ButtonLink } from "#components/ui/button-link.tsx";
import { EmptyState } from "#components/ui/empty-state.tsx";

export default function PortalNotFound() {
  return (
    <>
      <PageHeader title="Not found" />
      <div className="w-full max-w-3xl p-4 sm:p-6">
        <EmptyState
          icon={Compass}
          title="There is no such thing, or it is not for you to see"
          action={
            <>
              <ButtonLink href="/" variant="primary">
                Home
              </ButtonLink>
              <ButtonLink href="/request">Request access</ButtonLink>
            </>
          }
        >
          Requests and grants are shown to whoever asked, whoever holds, those who decide, and auditors.
        </EmptyState>
      </div>
    </>
  );
}
